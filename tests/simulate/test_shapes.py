"""The shapes an economist would look for first."""

from datetime import date

import duckdb
import numpy as np
import pytest

import datasets
import indicators
from datasets.simulate.targets import monthly_targets

from .conftest import code_list


@pytest.fixture(scope="module")
def monthly() -> dict[str, np.ndarray]:
    parts = dict(monthly_targets("teda", 7))
    return {key: values.reshape(-1, 12) for key, values in parts.items()}


def late_and_early() -> tuple[list[int], list[int]]:
    festivals = [date.fromisoformat(row["code"]) for row in code_list("spring_festival")]
    years = {day.year - 2005: day for day in festivals if 2005 <= day.year <= 2026 and day.year not in (2009, 2020)}
    late = [year for year, day in years.items() if (day.month, day.day) >= (2, 12)]
    early = [year for year, day in years.items() if (day.month, day.day) <= (1, 29)]
    return late, early


@pytest.mark.parametrize("series", ["exports", "imports"])
def test_the_festival_moves_the_loss_between_january_and_february(monthly: dict[str, np.ndarray], series: str) -> None:
    late, early = late_and_early()
    january, february = (monthly[series][:, month] / monthly[series].mean(axis=1) for month in (0, 1))
    assert january[late].mean() > january[early].mean() + 0.07
    assert february[late].mean() < february[early].mean() - 0.07


@pytest.mark.parametrize(
    ("series", "month", "departure"),
    [("exports", 1, -0.08), ("exports", 2, -0.27), ("exports", 12, 0.08), ("imports", 1, -0.10), ("imports", 2, -0.19)],
)
def test_months_depart_from_the_year_as_measured(
    monthly: dict[str, np.ndarray], series: str, month: int, departure: float
) -> None:
    calm = [year for year in range(22) if year not in (3, 4, 5, 15)]  # the crisis and the epidemic apart
    ratio = monthly[series][calm, month - 1] / monthly[series][calm].mean(axis=1)
    assert np.median(ratio) - 1 == pytest.approx(departure, abs=0.05)


def test_income_tax_peaks_after_each_quarter_and_at_the_settlement_in_may(monthly: dict[str, np.ndarray]) -> None:
    income = monthly["tax_04"][4:].mean(axis=0)
    assert set(np.argsort(income)[-5:]) == {0, 3, 4, 6, 9}


def test_taxes_begin_and_end_with_their_laws(world: duckdb.DuckDBPyConnection) -> None:
    spans = {
        tax: (first, last)
        for tax, first, last in world.execute(
            'SELECT "税种代码", min("入库月份"), max("入库月份") FROM tax GROUP BY 1'
        ).fetchall()
    }
    assert spans["03"][1] == "2016-04"  # business tax, replaced by VAT
    assert spans["05"][1] == "2007-12"  # income tax on foreign enterprises, merged
    assert spans["10"][1] == "2008-12"  # urban real estate tax, abolished
    assert spans["14"][0] >= "2007-01"
    assert spans["01"] == ("2005-01", "2026-10")
    assert not {"18", "19", "20", "22"} & spans.keys()  # collected by customs: out of the source's coverage


def test_foreign_enterprises_pay_the_surcharges_only_since_december_2010(world: duckdb.DuckDBPyConnection) -> None:
    first = world.execute(
        """SELECT min("入库月份") FROM tax JOIN registry ON right("纳税人识别号", 9) = "组织机构代码"
           WHERE "税种代码" = '07' AND "企业类型代码" >= '200' AND length("纳税人识别号") = 15"""
    ).fetchall()
    assert first == [("2010-12",)]


def test_the_ten_largest_taxpayers_pay_a_large_part_and_stay_the_same(world: duckdb.DuckDBPyConnection) -> None:
    rows = world.execute(
        """WITH payer AS (
               SELECT left("入库月份", 4) AS year, right("纳税人名称", 8) AS name,
                      sum(try_cast("入库税额（元）" AS DOUBLE)) AS paid
               FROM tax WHERE year IN ('2010', '2011') GROUP BY ALL),
           ranked AS (SELECT *, rank() OVER (PARTITION BY year ORDER BY paid DESC) AS place,
                             paid / sum(paid) OVER (PARTITION BY year) AS share FROM payer)
           SELECT year, list(name ORDER BY name), sum(share) FROM ranked WHERE place <= 10 GROUP BY 1 ORDER BY 1"""
    ).fetchall()
    (_, before, share), (_, after, _) = rows
    assert 0.35 < share < 0.80  # a small zone is more concentrated than the real one
    assert len(set(before) & set(after)) >= 8


def test_capital_is_skewed_and_often_blank(world: duckdb.DuckDBPyConnection) -> None:
    blank, p50, p90 = world.execute(
        """SELECT avg(("注册资本（万元）" IS NULL)::INTEGER), median(amount), quantile_cont(amount, 0.9)
           FROM (SELECT *, try_cast("注册资本（万元）" AS DOUBLE) AS amount FROM registry)"""
    ).fetchall()[0]
    assert 0.10 < blank < 0.28
    assert p90 > 8 * p50


def test_names_have_the_length_of_names(world: duckdb.DuckDBPyConnection) -> None:
    mean = world.execute('SELECT avg(length("企业名称")) FROM registry').fetchall()[0][0]
    assert mean == pytest.approx(13.6, abs=0.8)


def test_no_month_completes_more_than_the_project_plans(world: duckdb.DuckDBPyConnection) -> None:
    assert world.execute(
        'SELECT count(*) FROM investment WHERE "本月完成投资（万元）"::DOUBLE > "计划总投资（万元）"::DOUBLE'
    ).fetchall() == [(0,)]


# Months and years at a time, in the smallest zone: fewer lines make more noise than a real zone has.
@pytest.mark.parametrize("dimension", ["regime_group", "hs_section", "partner"])
@pytest.mark.parametrize("flow", ["exports", "imports"])
def test_large_parts_of_trade_do_not_jump(snapshot: datasets.Snapshot, flow: str, dimension: str) -> None:
    """Growth by trade regime, section and partner is mostly within two fifths, and none that matters rests."""
    table = indicators.series(snapshot, flow, by=(dimension,))
    months = table.pivot(index="period", columns=dimension, values="value").fillna(0)
    large = months.loc[:, months.sum() > 0.05 * months.to_numpy().sum()]
    assert len(large.columns) >= 3
    begun = large.where(
        (large > 0.005 * months.sum(axis=1).mean()).cumsum() > 0
    )  # a market that opens grows from nought
    growth = (begun / begun.shift(12) - 1).iloc[12:]
    assert (growth.abs() < 0.4).sum().sum() > 0.85 * growth.notna().sum().sum()
    assert growth.abs().median().max() < 0.25
    monthly = (begun / begun.shift(1) - 1).abs()
    assert (monthly < 0.75).sum().sum() > 0.99 * monthly.notna().sum().sum()
