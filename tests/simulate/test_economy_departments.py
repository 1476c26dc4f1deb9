"""The statistical departments' reports: levels, growth and seasons an economist would expect."""

import csv
from pathlib import Path

import duckdb
import pytest

import datasets
from datasets.simulate.content import zone_folder

STATISTICAL = [source for source in datasets.sources().values() if source.statistics]


@pytest.fixture(scope="module")
def reports(extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A table of text for each statistical source."""
    connection = duckdb.connect()
    work = tmp_path_factory.mktemp("reports")
    for source in STATISTICAL:
        (path,) = extracts.glob(source.files)
        plain = work / f"{source.key}.csv"
        plain.write_text(path.read_text(encoding=source.encoding), encoding="utf-8")
        connection.execute(
            f"CREATE TABLE {source.key} AS FROM read_csv(?, header = true, all_varchar = true, quote = '\"')",
            [str(plain)],
        )
    return connection


def figure(snapshot: datasets.Snapshot, series: str, end: str, status: str, item: str = "total") -> float:
    """Return a cumulative figure in hundred millions of its unit."""
    table = snapshot.query(
        "SELECT value::DOUBLE AS value FROM base_economy__macro_series WHERE series = ? AND item = ? AND status = ? "
        "AND strftime(period_end, '%Y-%m') = ? ORDER BY vintage DESC LIMIT 1",
        [series, item, status, end],
    )
    (value,) = table.column("value").to_pylist()
    return value / 1e8


def published(title: str, period: str, status: str) -> float:
    with (zone_folder("teda") / "published_figures.csv").open(encoding="utf-8", newline="") as file:
        found = [
            float(row["value"])
            for row in csv.DictReader(file)
            if (row["indicator"], row["period"]) == (title, period) and row["status"].startswith(status)
        ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("source", STATISTICAL, ids=lambda each: each.key)
def test_headers_are_the_contract_s(reports: duckdb.DuckDBPyConnection, source: datasets.contract.Source) -> None:
    headers = [row[0] for row in reports.execute(f"DESCRIBE {source.key}").fetchall()]
    assert headers == [field.header for field in source.fields]


PUBLISHED = [
    ("fiscal_revenue", "2008-12", "preliminary", "财政收入", "2008", "prelim"),
    ("fiscal_revenue", "2008-12", "final", "财政收入", "2008", "derived"),
    ("fiscal_revenue", "2009-12", "target", "财政收入", "2009", "target"),
    ("fiscal_revenue", "2012-06", "preliminary", "财政收入", "2012H1", "actual"),
    ("fiscal_revenue", "2014-12", "final", "财政收入", "2014", "actual"),
]


@pytest.mark.parametrize(("series", "end", "status", "title", "period", "standing"), PUBLISHED)
def test_a_published_figure_is_met(
    snapshot: datasets.Snapshot, series: str, end: str, status: str, title: str, period: str, standing: str
) -> None:
    assert figure(snapshot, series, end, status) == pytest.approx(published(title, period, standing), rel=0.01)


def test_the_treasury_s_taxes_are_the_tax_bureau_s(snapshot: datasets.Snapshot) -> None:
    (paid,) = (
        snapshot.query(
            "SELECT sum(paid_yuan)::DOUBLE / 1e8 AS paid FROM base_economy__tax_payment "
            "WHERE tax_type = '01' AND year(payment_month) = 2013"
        )
        .column("paid")
        .to_pylist()
    )
    assert figure(snapshot, "fiscal_revenue", "2013-12", "final", "10101") == pytest.approx(paid, rel=0.01)


def test_business_tax_ends_with_the_reform(snapshot: datasets.Snapshot) -> None:
    (last,) = (
        snapshot.query(
            "SELECT max(period_end)::TEXT AS last FROM base_economy__macro_month "
            "WHERE series = 'fiscal_revenue' AND item = '10103' AND value > 0"
        )
        .column("last")
        .to_pylist()
    )
    assert last == "2016-04-30"


def test_every_slip_of_the_unit_raises_an_alarm(snapshot: datasets.Snapshot, extracts: Path) -> None:
    with (extracts / "_truth" / "dirt.csv").open(encoding="utf-8", newline="") as file:
        planted = [row for row in csv.DictReader(file) if row["kind"] == "unit_slip"]
    assert planted
    alarms = snapshot.query(
        "SELECT DISTINCT source, receipt, source_row FROM base_economy__macro_alarm "
        "WHERE rule IN ('jump', 'cumulative_falls', 'parts_differ_from_total')"
    )
    assert alarms.num_rows >= len(planted)
