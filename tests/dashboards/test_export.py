"""The table behind a chart: the same numbers, with lines that say what they are, safe in a spreadsheet."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

import indicators
from dashboards.app import make_app
from dashboards.exports.printed import charts_of, parts_of
from dashboards.exports.tabular import Tabular, safe
from dashboards.exports.workbook import as_workbook
from dashboards.page import pages
from dashboards.router import view_of
from tests.reports.conformance import faults

from .conftest import NAME, PASSWORD, sign_in
from .test_topics import plain


def read(answer) -> tuple[dict[str, str], list[dict[str, str]]]:
    text = answer.get_data(as_text=True)
    assert text.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    head = {line[0]: line[1] for line in lines if line[0].startswith("#")}
    names, *rows = lines[len(head) :]
    return head, [dict(zip(names, row, strict=True)) for row in rows]


def test_the_file_holds_the_indicators_own_numbers(client, snapshot) -> None:
    answer = client.get("/export.csv?page=tax&export=tax_revenue&by=industry&basis=month&period=2010-06")
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
    head, rows = read(client.get("/export.csv?page=tax&export=tax_revenue&industry=automotive&lang=en"))
    assert head["# filters"] == "Industry=Automotive"
    assert head["# label"] == "Simulated data"
    assert head["# basis"] == "year to date"
    last = indicators.point(snapshot, "tax_revenue", "2026-10", where={"industry": "automotive"}, cumulative=True)
    assert float(rows[-1]["value"]) == last.value


def test_published_figures_are_not_called_simulated(client) -> None:
    head, _ = read(client.get("/export.csv?page=&export=gdp"))
    assert head["# 标注"] == "公布值"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=tax&export=nothing", 400),
        ("page=tax&export=tax_revenue&by=partner", 400),
        ("page=nowhere&export=tax_revenue", 404),
        ("page=tax", 400),
        ("page=tax&export=tax_revenue&industry=nowhere", 400),
    ],
)
def test_a_table_that_does_not_exist(client, query: str, status: int) -> None:
    assert client.get(f"/export.csv?{query}").status_code == status


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@sum", "\tx", "\rx"])
def test_a_spreadsheet_runs_nothing(cell: str) -> None:
    assert safe([cell]) == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["-12.5", "+3", "plain", "", "2010-06"])
def test_numbers_and_words_stay_what_they_are(cell: str) -> None:
    assert safe([cell]) == [cell]


def sheets(answer) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_workbook_holds_numbers_and_says_what_they_are(client, snapshot) -> None:
    found = sheets(client.get("/export.xlsx?page=tax&export=tax_revenue&by=industry&basis=month&street=E03B"))
    about, (titles, *rows) = found["说明"], found["税收收入 行业"]
    assert titles == ["月份", "industry_code", "行业", "数值（元）", "同比"]
    expected = indicators.series(snapshot, "tax_revenue", by=("industry",), where={"street": "E03B"})
    assert len(rows) == len(expected)
    last, row = expected.iloc[-1], rows[-1]
    assert row[0] == last["period"].date()
    assert (row[1], row[3]) == (last["industry"], last["value"])
    said = {line[0]: line[1] for line in about if len(line) > 1}
    assert said["筛选"].startswith("街区=")
    assert (said["快照"], said["标注"]) == (snapshot.name, "模拟数据")
    assert said["公式"] == indicators.catalogue()["tax_revenue"].formula.zh
    receipt = next(each for each in snapshot.manifest.sources if each.key == "tax").receipts[0]
    assert any(receipt.sha256 in str(line[1]) for line in about)


def test_the_workbook_of_a_view_has_every_table_once(client) -> None:
    found = sheets(client.get("/export.xlsx?page=map&indicator=tax_revenue&street=E03B&lang=en"))
    assert list(found) == ["About", "Tax revenue Block", "Tax revenue", "Tax revenue Industry"]


def test_words_in_a_workbook_are_never_formulas(home) -> None:
    view = view_of(home, pages()["/tax"], "")
    hostile = Tabular("tax_revenue", "=1+1", "元", share=False, about=(("=x", "@y"),), titles=("月份", "=值", "同比"), rows=(
        (date(2010, 1, 1), 1.5, None),
    ))  # fmt: skip
    content = as_workbook(view, "=HYPERLINK()", [("+a", "-b")], [hostile, hostile])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        texts = [book.read(name).decode() for name in book.namelist() if name.endswith(".xml")]
    assert not any("<f>" in text for text in texts)
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == ["说明", "=1+1", "=1+1 2"]


@pytest.mark.parametrize("path", ["/climate", "/tax", "/forecast", "/population", "/map", "/centre"])
def test_paper_has_every_chart_and_table_of_a_page(home, path) -> None:
    view = view_of(home, pages()[path], "")
    body = pages()[path].body(view)
    seen = str(plain(body))
    parts = parts_of(view, body)
    assert len(charts_of(view, body)) == seen.count("'type': 'Graph'")
    assert sum(part["kind"] == "table" and part["caption"] != "数值一览" for part in parts) == seen.count("'Thead'")
    for part in parts:
        assert part["kind"] != "table" or {len(row) for row in part["rows"]} == {len(part["columns"])}, part["caption"]


def test_what_is_there_to_be_used_is_not_printed(home) -> None:
    view = view_of(home, pages()["/tax"], "?industry=automotive&compare=previous&lang=en")
    printed = str(parts_of(view, pages()["/tax"].body(view)))
    for control in ("CSV", "Where this number comes from", "Clear all", "Write a remark", "lick a"):
        assert control not in printed, control


def test_paper_ends_each_line_of_a_note_and_a_picture_says_what_its_button_says(home) -> None:
    view = view_of(home, pages()["/forecast"], "?lang=en")
    (part,) = [each for each in parts_of(view, pages()["/forecast"].body(view)) if each.get("name") == "forecast-past"]
    assert re.search(r"\w\. All tax that", part["note"]), (
        "the note above a chart and the line below it are two sentences"
    )
    assert part["said"] == ["Simulated data", "Oct 2026"]


def test_a_line_of_drivers_on_paper_has_a_colon_and_dots(home) -> None:
    view = view_of(home, pages()["/tax"], "")
    said = [each for part in parts_of(view, pages()["/tax"].body(view)) for each in part.get("items", [])]
    (line,) = [each for each in said if each.startswith("税种：")]
    assert all("个百分点" in each for each in line.split(" · "))


def test_a_figure_as_svg_is_a_drawing_with_its_fonts_inside(client, snapshot) -> None:
    answer = client.get("/export.svg?page=map&chart=block-map&indicator=tax_revenue")
    svg = answer.get_data(as_text=True)
    assert answer.mimetype == "image/svg+xml"
    assert "税收收入" in svg
    assert f"模拟数据 · 2026年1—10月 · {snapshot.name}" in svg
    assert "font/woff2;base64" in svg
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", svg)
    assert client.get("/export.svg?page=map&chart=nothing").status_code == 400


def test_a_view_as_pdf_prints_its_filters(client, snapshot) -> None:
    pdf = client.get("/export.pdf?page=map&street=E03B&period=2010-06&lang=en").data
    assert faults(pdf, "en") == [], "archivable, accessible, read in order"
    document = PdfReader(io.BytesIO(pdf))
    text = "\n".join(page.extract_text() for page in document.pages)
    assert "Block=3rd Ave" in text
    assert "Jan–Jun 2010" in text
    assert snapshot.name in text
    assert "Simulated data" in text
    assert "Page 1 of" in text


def test_a_page_of_lists_is_a_workbook_of_its_lists(client) -> None:
    found = sheets(client.get("/export.xlsx?page=review&outcome=resize"))
    said = {line[0]: line[1] for line in found["说明"] if len(line) > 1}
    assert said["筛选"] == "意见=核定规模后同意"
    assert "期间" not in said
    titles, *rows = found["申报队列"]
    assert titles[3:6] == ["申报（万元）", "核减（万元）", "核定（万元）"]
    (row,) = [each for each in rows if "2008-101" in each[0]]
    assert row[3:6] == [1195.0, 744.0, 451.0]


@pytest.mark.parametrize(("language", "words"), [("zh", "没有这个页面或文件"), ("en", "There is no such page or file")])
def test_a_person_reads_why_there_is_nothing_and_a_program_a_number(client, language: str, words: str) -> None:
    address = f"/reports/9999.pdf?lang={language}"
    told = client.get(address, headers={"Accept": "text/html"})
    assert told.status_code == client.get(address).status_code == 404
    assert words in told.get_data(as_text=True)
    assert words not in client.get(address).get_data(as_text=True)


def test_without_a_press_there_is_no_paper(home) -> None:
    client = make_app(home).server.test_client()
    sign_in(client, NAME, PASSWORD)
    assert client.get("/export.pdf?page=map").status_code == 404
