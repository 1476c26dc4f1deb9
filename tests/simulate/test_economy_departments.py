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
    ("industrial_output", "2005-12", "final", "工业总产值", "2005", "actual"),
    ("industrial_output", "2006-09", "preliminary", "工业总产值", "2006Q3", "part-year"),
    ("industrial_output", "2008-12", "preliminary", "工业总产值", "2008", "prelim"),
    ("industrial_output", "2009-12", "target", "工业总产值", "2009", "target"),
    ("industrial_output", "2011-12", "final", "工业总产值", "2011", "actual"),
    ("industrial_output", "2012-06", "preliminary", "工业总产值", "2012H1", "actual"),
    ("industrial_output", "2013-12", "final", "工业总产值", "2013", "actual"),
    ("industrial_output", "2014-12", "preliminary", "工业总产值", "2014", "actual"),
    ("gdp", "2008-12", "preliminary", "GDP", "2008", "prelim"),
    ("gdp", "2009-12", "target", "GDP", "2009", "target"),
    ("gdp", "2012-06", "preliminary", "GDP", "2012H1", "actual"),
    ("gdp", "2024-12", "final", "GDP", "2024", "actual"),
]


@pytest.mark.parametrize(("series", "end", "status", "title", "period", "standing"), PUBLISHED)
def test_a_published_figure_is_met(
    snapshot: datasets.Snapshot, series: str, end: str, status: str, title: str, period: str, standing: str
) -> None:
    assert figure(snapshot, series, end, status) == pytest.approx(published(title, period, standing), rel=0.01)


def query(snapshot: datasets.Snapshot, sql: str) -> list[tuple]:
    return [tuple(row.values()) for row in snapshot.query(sql).to_pylist()]


def test_revenue_and_exports_stand_in_their_known_proportions(snapshot: datasets.Snapshot) -> None:
    gdp = figure(snapshot, "gdp", "2008-12", "preliminary")
    output = figure(snapshot, "industrial_output", "2008-12", "final")
    assert figure(snapshot, "fiscal_revenue", "2008-12", "preliminary") / gdp == pytest.approx(0.24, abs=0.01)
    assert published("出口", "2008", "derived") * 6.95 / output == pytest.approx(0.33, abs=0.01)
    assert (
        0.1
        < figure(snapshot, "fiscal_expenditure", "2018-12", "final")
        / figure(snapshot, "fiscal_revenue", "2018-12", "final")
        < 0.5
    )
    energy = figure(snapshot, "energy_use", "2008-12", "final") * 1e4  # tonnes for each 10 000 yuan
    assert 0.1 < energy / gdp < 0.4


def monthly(snapshot: datasets.Snapshot, series: str) -> dict[str, float]:
    """Return what each period brought in the newest vintage, by the month it ends in."""
    rows = query(
        snapshot,
        f"SELECT strftime(period_end, '%Y-%m'), value::DOUBLE FROM base_economy__macro_month "
        f"WHERE series = '{series}' AND item = 'total' "
        "QUALIFY row_number() OVER (PARTITION BY period_start, period_end ORDER BY vintage DESC) = 1",
    )
    return dict(rows)


@pytest.mark.parametrize(
    ("series", "month", "below"),
    [
        ("industrial_output", "2009-02", 0.0),  # January and February of the crisis
        ("industrial_output", "2015-08", -0.02),  # the explosion in the port
        ("industrial_output", "2020-02", -0.15),  # the epidemic
        ("retail_sales", "2020-02", -0.2),
        ("power_use", "2009-01", -0.1),
    ],
)
def test_what_happened_to_the_zone_is_in_its_series(
    snapshot: datasets.Snapshot, series: str, month: str, below: float
) -> None:
    values = monthly(snapshot, series)
    before = f"{int(month[:4]) - 1}{month[4:]}"
    assert values[month] / values[before] - 1 < below


def test_spending_rushes_at_the_end_of_the_year_and_power_in_the_summer(snapshot: datasets.Snapshot) -> None:
    spent, power = monthly(snapshot, "fiscal_expenditure"), monthly(snapshot, "power_use")
    for year in (2007, 2012, 2018, 2023):
        months = [f"{year}-{month:02d}" for month in range(3, 13)]
        assert max(months, key=spent.__getitem__) == f"{year}-12"
        assert max(months, key=power.__getitem__)[5:] in {"07", "08"}


def test_a_monthly_series_of_reports_has_no_month_before_march_of_its_own(snapshot: datasets.Snapshot) -> None:
    rows = query(
        snapshot,
        "SELECT DISTINCT least(months, 2), is_combined FROM base_economy__macro_month "
        "WHERE series = 'retail_sales' AND month(period_start) = 1",
    )
    assert rows == [(2, True)]


def test_the_scope_of_2018_is_a_vintage_and_an_alarm(snapshot: datasets.Snapshot) -> None:
    before, after = (
        snapshot_value
        for (snapshot_value,) in query(
            snapshot,
            "SELECT value::DOUBLE FROM base_economy__macro_series WHERE series = 'gdp' AND item = 'total' "
            "AND status IN ('final', 'revised') AND strftime(period_end, '%Y-%m') = '2016-12' "
            "AND published_date < '2019-01-01' ORDER BY vintage",
        )
    )
    assert after / before == pytest.approx(2 / 3, abs=0.05)  # as Binhai announced for itself
    assert query(
        snapshot,
        "SELECT count(*) > 0 FROM base_economy__macro_alarm WHERE rule = 'revised' AND series = 'gdp' "
        "AND year(period_end) = 2016",
    ) == [(True,)]


def test_real_growth_is_below_nominal_growth_when_prices_rise(snapshot: datasets.Snapshot) -> None:
    ((real, nominal),) = query(
        snapshot,
        "SELECT yoy, yoy_computed FROM base_economy__macro_series WHERE series = 'gdp' AND item = 'total' "
        "AND status = 'final' AND strftime(period_end, '%Y-%m') = '2011-12'",
    )
    assert nominal - real == pytest.approx(0.07, abs=0.015)


def test_consumer_prices_lie_between_their_categories(snapshot: datasets.Snapshot) -> None:
    rows = query(
        snapshot,
        "SELECT max(value) FILTER (item = 'cpi'), min(value) FILTER (item LIKE 'cpi0%'), "
        "max(value) FILTER (item LIKE 'cpi0%') FROM base_economy__macro_series "
        "WHERE series = 'price_over_year' GROUP BY period_start HAVING count(*) FILTER (item LIKE 'cpi%') = 9",
    )
    assert len(rows) > 240
    assert all(low <= whole <= high for whole, low, high in rows)


def test_a_year_of_monthly_changes_is_the_change_over_the_year(snapshot: datasets.Snapshot) -> None:
    ((chained, over_year),) = query(
        snapshot,
        "SELECT product(value::DOUBLE / 100) FILTER (series = 'price_over_month') * 100, "
        "max(value::DOUBLE) FILTER (series = 'price_over_year' AND month(period_start) = 12) "
        "FROM base_economy__macro_series WHERE item = 'cpi' AND year(period_start) = 2011",
    )
    assert chained == pytest.approx(over_year, abs=0.6)  # twelve roundings to a tenth


def test_contracts_add_up_to_the_published_capital_agreed(snapshot: datasets.Snapshot) -> None:
    ((agreed, linked),) = query(
        snapshot,
        "SELECT sum(contracted_usd)::DOUBLE / 1e8, avg((entity_id IS NOT NULL)::INTEGER) "
        "FROM base_economy__fdi_contract WHERE contract_date BETWEEN '2006-01-01' AND '2006-09-30'",
    )
    assert agreed == pytest.approx(published("合同外资", "2006Q3", "part-year"), rel=0.08)
    assert linked > 0.9


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
