"""The simulated zone meets the published figures: read from the published table, compared with the extracts."""

import csv

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets.simulate.calibration import Control, benchmark, month_index
from datasets.simulate.content import zone_folder
from datasets.simulate.targets import control_totals, growth_path, monthly_targets

HUNDRED_MILLION = 1e8


@pytest.fixture(scope="module")
def targets() -> dict[str, np.ndarray]:
    parts = dict(monthly_targets("teda", 7))
    tax = [parts.pop(key) for key in list(parts) if key.startswith("tax_")]
    return parts | {"tax_revenue": np.sum(tax, axis=0)}


def published(title: str, period: str) -> float:
    with (zone_folder("teda") / "published_figures.csv").open(encoding="utf-8", newline="") as file:
        found = [float(r["value"]) for r in csv.DictReader(file) if (r["indicator"], r["period"]) == (title, period)]
    assert len(found) == 1
    return found[0]


PUBLISHED = [
    ("exports", "出口", "2008"),
    ("exports", "出口", "2010"),
    ("exports", "出口", "2011"),
    ("fixed_asset_investment", "全社会固定资产投资", "2008"),
    ("fdi_used", "实际使用外资", "2008"),
    ("fdi_used", "实际使用外资", "2011"),
    ("fdi_used", "实际使用外资", "2013"),
    ("fdi_used", "实际使用外资", "2014"),
    ("tax_revenue", "税收", "2018"),
]
MEASURES = {
    "tax_revenue": ("tax", "入库月份", "入库税额（元）", 1, "true"),
    "exports": ("customs", "进出口月份", "金额（美元）", 1, "\"进出口标志\" = 'E'"),
    "imports": ("customs", "进出口月份", "金额（美元）", 1, "\"进出口标志\" = 'I'"),
    "fixed_asset_investment": ("investment", "统计月份", "本月完成投资（万元）", 1e4, "true"),
    "fdi_used": ("investment", "统计月份", "本月实际使用外资（万美元）", 1e4, "true"),
}


def total(world: duckdb.DuckDBPyConnection, series: str, pattern: str) -> float:
    table, month, amount, scale, where = MEASURES[series]
    query = f'SELECT sum(try_cast("{amount}" AS DOUBLE)) FROM {table} WHERE "{month}" SIMILAR TO ? AND {where}'
    return float(world.execute(query, [pattern]).fetchall()[0][0]) * scale / HUNDRED_MILLION


@pytest.mark.parametrize(("series", "title", "year"), PUBLISHED)
def test_a_published_year_is_met_by_the_extracts(
    world: duckdb.DuckDBPyConnection, series: str, title: str, year: str
) -> None:
    # the rows that carry dirt are left out or doubled, hence not to the yuan
    assert total(world, series, f"{year}-..") == pytest.approx(published(title, year), rel=0.01)


def test_five_years_of_fixed_investment_add_up_to_the_published_sum(world: duckdb.DuckDBPyConnection) -> None:
    assert total(world, "fixed_asset_investment", "20(06|07|08|09|10)-..") == pytest.approx(
        published("全社会固定资产投资", "2006-2010 sum"), rel=0.01
    )


@pytest.mark.parametrize(
    ("series", "title"),
    [("exports", "出口"), ("fixed_asset_investment", "全社会固定资产投资"), ("fdi_used", "实际使用外资")],
)
def test_the_first_three_quarters_of_2006_are_met(world: duckdb.DuckDBPyConnection, series: str, title: str) -> None:
    assert total(world, series, "2006-0.") == pytest.approx(published(title, "2006Q3"), rel=0.01)


def test_every_control_total_is_met_before_any_dirt(targets: dict[str, np.ndarray]) -> None:
    for series, controls in control_totals(zone_folder("teda")).items():
        for control in controls:
            assert targets[series][control.start : control.end + 1].sum() == pytest.approx(control.value, rel=1e-9)


def test_exports_follow_the_crisis_month_by_month(world: duckdb.DuckDBPyConnection) -> None:
    for month, rate in growth_path(zone_folder("teda"))["exports"].items():
        now, before = (f"{2005 + step // 12}-{step % 12 + 1:02d}" for step in (month, month - 12))
        assert total(world, "exports", now) / total(world, "exports", before) - 1 == pytest.approx(rate, abs=0.02)


def test_every_assumed_or_published_total_says_which_and_whence() -> None:
    with (zone_folder("teda") / "calibration.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["basis"] for row in rows} == {"published", "derived", "assumed"}
    assert all(row["reference"] for row in rows)


@settings(max_examples=30, deadline=None)
@given(
    shape=st.lists(st.floats(0.3, 3), min_size=36, max_size=36),
    totals=st.lists(st.floats(10, 1000), min_size=3, max_size=3),
)
def test_benchmarking_meets_every_total_and_keeps_the_shape_of_a_proportional_series(
    shape: list[float], totals: list[float]
) -> None:
    controls = [Control(12 * year, 12 * year + 11, value) for year, value in enumerate(totals)]
    result = benchmark(np.array(shape), controls)
    for control in controls:
        assert result[control.start : control.end + 1].sum() == pytest.approx(control.value, rel=1e-6)
    proportional = [Control(c.start, c.end, 7 * sum(shape[c.start : c.end + 1])) for c in controls]
    assert benchmark(np.array(shape), proportional) == pytest.approx(7 * np.array(shape), rel=1e-6)


def test_months_are_counted_from_january_2005() -> None:
    assert [month_index(month) for month in ("2005-01", "2010-02", "2026-10")] == [0, 61, 261]
