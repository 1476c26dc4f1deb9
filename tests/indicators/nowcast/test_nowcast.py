"""The nowcast: quarters out of cumulative growth, a model that repeats itself, news that adds up, an honest choice."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from indicators import forecast
from indicators.figures import percent
from indicators.nowcast import Nowcast, nowcast
from indicators.nowcast import backtest as tests
from indicators.nowcast.bridge import bridged
from indicators.nowcast.data import months, published, quarterly_growth, year_to_date
from indicators.nowcast.model import fit, known, news, said_of
from indicators.nowcast.prices import prices
from indicators.nowcast.prices import spoken as prices_spoken
from indicators.nowcast.words import impact, news_rows, spoken

QUARTERS = pd.period_range("2020Q1", "2021Q4", freq="Q")


def test_a_quarter_is_solved_out_of_the_year_to_date():
    value = [100, 220, 330, 480, 110, 240, 360, 520]  # 100 120 110 150 a year before
    growth = [np.nan] * 4 + [0.10, 0.05, 0.02, 0.04]
    cumulative = pd.DataFrame({"value": value, "growth": growth}, index=QUARTERS, dtype=float)
    found = quarterly_growth(cumulative)
    assert found.tolist() == pytest.approx(
        [0.10, (220 * 0.05 - 100 * 0.10) / 120, (330 * 0.02 - 220 * 0.05) / 110, (480 * 0.04 - 330 * 0.02) / 150]
    )
    known_part = cumulative.iloc[:7]
    assert year_to_date(known_part, QUARTERS[7], found.iloc[-1]) == pytest.approx(0.04)
    assert year_to_date(cumulative, pd.Period("2022Q1"), 0.03) == 0.03
    assert np.isnan(year_to_date(cumulative, pd.Period("2024Q2"), 0.03))


@pytest.fixture(scope="module")
def toy():
    """A factor seen through four noisy months and, in quarters, through their mean."""
    rng = np.random.default_rng(3)
    index = pd.period_range("2012-01", periods=108, freq="M")
    factor = np.zeros(108)
    for at in range(1, 108):
        factor[at] = 0.9 * factor[at - 1] + rng.normal()
    monthly = pd.DataFrame({f"s{i}": factor + rng.normal(size=108) * 0.4 for i in range(4)}, index=index)
    monthly.loc[monthly.index.month == 1] = np.nan
    quarters = pd.Series(
        factor.reshape(-1, 3).mean(1), index=pd.period_range("2012Q1", periods=36, freq="Q"), name="gdp"
    )
    return monthly, quarters


def test_the_model_says_the_same_twice_and_beats_the_naive_where_months_tell(toy):
    monthly, quarters = toy
    found = tests.run(monthly, quarters, 3)
    again = tests.run(monthly, quarters, 3)
    assert found.model.tolist() == again.model.tolist()
    assert found.size("model") < 0.6 * found.size("naive")
    assert found.size("bridge") < 0.8 * found.size("naive")


def test_a_bridge_carries_the_change_of_the_months_known_to_the_quarter():
    span = pd.period_range("2012Q1", periods=30, freq="Q")
    course = pd.Series(np.sin(np.arange(31.0)), index=pd.period_range("2012Q1", periods=31, freq="Q"))
    # The first month of each quarter tells twice its growth; the others, of which only past ones are known, nothing.
    index = pd.period_range("2012-01", periods=91, freq="M")
    noise = np.random.default_rng(5).normal(size=91)
    told = pd.Series(np.where(index.month % 3 == 1, 2 * course.to_numpy().repeat(3)[:91], noise), index=index)
    monthly = pd.DataFrame({"told": told, "short": told.where(told.index > "2017-01"), "still": 1.0})
    found = bridged(monthly, course[span], course.index[-1])
    assert found == pytest.approx(course.iloc[-1])
    assert bridged(monthly[["still"]], course[span], course.index[-1]) == course[span].iloc[-1]
    assert bridged(monthly.iloc[:-1], course[span], course.index[-1]) == course[span].iloc[-1]


@pytest.mark.parametrize(("revised", "tolerance"), [(0.0, 1e-9), (0.3, 1e-4)])
def test_news_adds_up_to_the_revision(toy, revised, tolerance):
    monthly, quarters = toy
    quarter = quarters.index[-1]
    fitted = fit(monthly, quarters.iloc[:-1])
    old = monthly.loc[: monthly.index[-3]].copy()
    old.loc[old.index[-6], "s1"] += revised
    before, after = (known(fitted, each, quarters.iloc[:-1], quarter) for each in (old, monthly))
    told = news(before, after, quarter)
    assert told.impact.sum() == pytest.approx(said_of(after, quarter) - said_of(before, quarter), abs=tolerance)
    assert set(told.series) == {"s0", "s1", "s2", "s3", *([""] if revised else [])}
    assert told.impact.abs().is_monotonic_decreasing
    assert told[told.series == ""].expected.isna().all()


def test_too_few_quarters_are_not_tested(toy):
    monthly, quarters = toy
    assert tests.run(monthly, quarters.iloc[:25], 3) is None


@pytest.mark.parametrize(("level", "expected"), [(0.5, 3.0), (0.8, 5.0), (0.95, 6.25)])
def test_intervals_are_quantiles_of_the_errors(level, expected):
    assert tests.half_width(np.array([1.0, -2, 3, -4, 5]), level) == expected


def test_the_autoregression_finds_its_own_rule():
    values = [1.0]
    for _ in range(30):
        values.append(0.5 + 0.5 * values[-1] + (-1) ** len(values) * 0.1)
    assert tests.autoregressed(pd.Series(values)) == pytest.approx(0.5 + 0.5 * values[-1], abs=0.2)


def test_the_build_made_one_and_it_is_honest(snapshot):
    found = nowcast(snapshot)
    assert isinstance(found, Nowcast)
    assert found.quarter == published(snapshot).index[-1] + 1
    assert found.method == min(found.errors, key=found.errors.get)
    assert found.growth == found.said[found.method]
    assert found.lo95 <= found.lo80 <= found.growth <= found.hi80 <= found.hi95
    assert found.news.impact.sum() == pytest.approx(found.said["model"] - found.before, abs=1e-5)
    assert ("不优于" in found.reason.zh) == (found.method in {"naive", "autoregression"})


def test_the_months_are_those_known_on_the_day(snapshot):
    before, after = (months(snapshot, day) for day in (dt.date(2026, 10, 31), None))
    assert before["macro.industrial_output"].last_valid_index() < after["macro.industrial_output"].last_valid_index()
    assert before.tax_revenue.last_valid_index() == after.tax_revenue.last_valid_index()


@pytest.mark.parametrize(("language", "word"), [("zh", "季度地区生产总值预计增长"), ("en", "GDP in Q")])
def test_the_words(snapshot, language, word):
    found = nowcast(snapshot)
    assert word in spoken(found, language)
    assert len(news_rows(snapshot, found, language)) == len(found.news)
    assert impact(-0.00123) == "−0.12"


def test_a_zone_without_quarters_has_no_nowcast(handmade):
    assert nowcast(handmade) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_prices_are_what_lies_between_the_nominal_forecast_and_real_growth(snapshot, language):
    found = nowcast(snapshot)
    between = prices(snapshot, found)
    ahead = forecast(snapshot, "gdp_quarterly").frame.set_index("period")["mean"]
    assert between.level == ahead[found.quarter.end_time.normalize().replace(day=1)]
    assert 1 + between.nominal == pytest.approx((1 + found.growth) * (1 + between.price))
    assert abs(between.before) < 0.05
    words = prices_spoken(snapshot, found, language)
    assert percent(between.nominal, language) in words
    assert percent(between.price, language) in words
