"""The table behind a chart: the same numbers, with lines that say what they are, safe in a spreadsheet."""

import csv
import io

import pytest

import indicators
from dashboards.export import _safe


def read(answer) -> tuple[dict[str, str], list[dict[str, str]]]:
    text = answer.get_data(as_text=True)
    assert text.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    head = {line[0]: line[1] for line in lines if line[0].startswith("#")}
    names, *rows = lines[len(head) :]
    return head, [dict(zip(names, row, strict=True)) for row in rows]


def test_the_file_holds_the_indicators_own_numbers(client, snapshot) -> None:
    answer = client.get("/export.csv?page=tax&indicator=tax_revenue&by=industry&basis=month&period=2010-06")
    head, rows = read(answer)
    assert head["# 指标"] == "税收收入 (tax_revenue)"
    assert head["# 快照"] == snapshot.name
    assert head["# 标注"] == "模拟数据"
    assert head["# 筛选"] == "无"
    expected = indicators.series(snapshot, "tax_revenue", by=("industry",))
    assert len(rows) == len(expected)
    written = {(row["月份"], row["industry_code"]): row["数值"] for row in rows}
    for row in expected.to_dict("records"):
        assert float(written[row["period"].strftime("%Y-%m"), row["industry"]]) == row["value"]
    assert {row["行业"] for row in rows} >= {"汽车制造"}


def test_filters_and_language_are_stated(client, snapshot) -> None:
    head, rows = read(client.get("/export.csv?page=tax&indicator=tax_revenue&industry=automotive&lang=en"))
    assert head["# filters"] == "Industry=Automotive"
    assert head["# label"] == "Simulated data"
    assert head["# basis"] == "year to date"
    last = indicators.point(snapshot, "tax_revenue", "2026-10", where={"industry": "automotive"}, cumulative=True)
    assert float(rows[-1]["value"]) == last.value


def test_published_figures_are_not_called_simulated(client) -> None:
    head, _ = read(client.get("/export.csv?page=&indicator=gdp"))
    assert head["# 标注"] == "公布值"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=tax&indicator=nothing", 400),
        ("page=tax&indicator=tax_revenue&by=partner", 400),
        ("page=nowhere&indicator=tax_revenue", 404),
        ("page=tax", 400),
    ],
)
def test_a_table_that_does_not_exist(client, query: str, status: int) -> None:
    assert client.get(f"/export.csv?{query}").status_code == status


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@sum", "\tx", "\rx"])
def test_a_spreadsheet_runs_nothing(cell: str) -> None:
    assert _safe([cell]) == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["-12.5", "+3", "plain", "", "2010-06"])
def test_numbers_and_words_stay_what_they_are(cell: str) -> None:
    assert _safe([cell]) == [cell]
