"""Forecasts: honest on what they know, quiet on what they do not, never without an interval."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import QuestionError, forecast, forecast_many, forecast_series, series, year_end
from indicators.computing.slices import Slice
from indicators.forecast import backtest, festival, stored
from indicators.forecast.answers import compute
from indicators.forecast.naive import last_value, last_year
from indicators.record import hindcast


def months(values, start="2005-01"):
    return pd.Series(values, index=pd.period_range(start, periods=len(values), freq="M"), dtype=float)


def seasonal(n, *, noise=0.03, seed=0):
    rng = np.random.default_rng(seed)
    t = np.arange(n)
    return np.exp(5 + 0.006 * t + 0.2 * np.sin(t * np.pi / 6) + rng.normal(0, noise, n))


def whole(found):
    frame = found.frame
    assert frame.notna().all().all()
    assert (frame.lo95 <= frame.lo80).all()
    assert (frame.lo80 <= frame["mean"]).all()
    assert (frame["mean"] <= frame.hi80).all()
    assert (frame.hi80 <= frame.hi95).all()
    assert (frame.sum_lo80 <= frame.sum_hi80).all()
    assert found.method.zh
    assert found.reason.zh
    return frame


def test_a_seasonal_series_beats_the_naive_method():
    found = forecast_series(months(seasonal(240)), 12)
    whole(found)
    assert found.error < found.naive_error
    assert found.method.en.startswith("Combination")
    assert found.origins == backtest.ORIGINS
    assert 0.5 <= found.coverage80 <= found.coverage95 <= 1
    assert sum(found.weights.values()) == pytest.approx(1)
    assert {"dynamic_theta/log/fixed", "holt_winters/log", "smoothing/3"} <= set(found.weights)


def test_the_truth_lies_in_the_95_per_cent_interval_mostly():
    inside = []
    for seed in range(10):
        values = seasonal(132, noise=0.05, seed=seed)
        frame = whole(forecast_series(months(values[:120]), 12))
        inside += list((frame.lo95.to_numpy() <= values[120:]) & (values[120:] <= frame.hi95.to_numpy()))
    assert np.mean(inside) > 0.85


def test_the_naive_method_is_shown_where_it_was_better():
    rng = np.random.default_rng(3)
    last_year = rng.uniform(50, 150, 12)
    values = np.concatenate([rng.uniform(50, 150, 60), np.tile(last_year, 5)])
    found = forecast_series(months(values), 12)
    frame = whole(found)
    assert "朴素" in found.method.zh
    assert "no better" in found.reason.en
    assert list(frame["mean"]) == pytest.approx(list(last_year))


def test_a_constant_series_is_exact():
    frame = whole(forecast_series(months(np.full(48, 7.0)), 6))
    assert (frame[["mean", "lo95", "hi95"]] == 7).all().all()
    assert list(frame.sum_hi80) == [7, 14, 21, 28, 35, 42]


@pytest.mark.parametrize("length", [0, 1, 3, 5])
def test_a_series_of_a_few_months_is_its_last_value_and_says_so(length):
    index = pd.period_range("2010-01", periods=max(length, 1), freq="M")
    values = pd.Series([np.nan] if length == 0 else np.arange(1.0, length + 1), index=index)
    found = forecast_series(values, 4)
    frame = whole(found)
    assert "数据不足" in found.method.zh
    assert (frame["mean"] == length).all()
    assert np.isnan(found.error)
    assert (frame.lo95 >= 0).all()


@pytest.mark.parametrize("length", [6, 12, 23, 24, 30])
def test_a_short_series_borrows_its_interval_and_its_season(length):
    parent = months(seasonal(120, noise=0.0))
    child = (parent.iloc[120 - length :] * 0.1).rename("child")
    alone, lent = (forecast_series(child, 12, each) for each in (None, parent))
    for found in (alone, lent):
        whole(found)
    truth = 0.1 * seasonal(132, noise=0.0)[120:]
    off = [np.abs(each.frame["mean"].to_numpy() / truth - 1).mean() for each in (alone, lent)]
    assert off[1] < 0.07
    assert off[1] < off[0]


def test_zeros_and_negatives_are_taken_in_levels():
    rng = np.random.default_rng(1)
    counts = rng.poisson(0.7, 120).astype(float)
    assert (whole(forecast_series(months(counts), 12)).lo95 >= 0).all()
    balance = rng.normal(0, 5, 120)
    assert (whole(forecast_series(months(balance), 12)).lo95 < 0).any()
    whole(forecast_series(months(np.r_[np.zeros(60), rng.uniform(1, 2, 60)]), 12))


def test_leading_gaps_are_dropped_and_the_forecast_starts_after_the_last_month():
    values = months(np.r_[np.full(10, np.nan), seasonal(60)])
    frame = whole(forecast_series(values, 3))
    assert frame.period.iloc[0] == pd.Timestamp("2010-11-01")


def test_the_same_series_gives_the_same_forecast():
    values = months(seasonal(100))
    pd.testing.assert_frame_equal(
        forecast_series(values, 12).frame, forecast_series(values, 12).frame, check_exact=True
    )


@given(st.lists(st.floats(min_value=-1e6, max_value=1e6), min_size=1, max_size=70), st.integers(1, 14))
@settings(max_examples=25, deadline=None)
def test_any_series_gets_ordered_finite_intervals(values, horizon):
    frame = whole(forecast_series(months(values), horizon))
    assert len(frame) == horizon
    assert np.isfinite(frame.drop(columns="period").to_numpy()).all()


def test_origins_look_back_and_never_ahead():
    assert backtest.origins(240, 12) == [231, 222, 213, 204, 195, 186, 177, 168]
    assert backtest.origins(30, 12) == [29, 28, 27, 26]
    assert backtest.origins(24, 12) == []
    assert backtest.origins(14, 1) == [13, 12, 11, 10, 9, 8, 7, 6]


def test_what_had_come_at_an_origin_is_told_apart_from_what_had_not():
    came = backtest.outcomes(np.arange(60.0), [54, 48], 12)
    assert list(came[0][:7]) == pytest.approx([54, 55, 56, 57, 58, 59, np.nan], nan_ok=True)
    assert list(came[1]) == list(range(48, 60))
    assert np.isnan(came[2:]).all()
    known = backtest.known_then([54, 48], 54, 12)
    assert known.sum(axis=1).tolist() == [0, 6, *[0] * (backtest.ORIGINS - 2)]


def test_the_naive_methods_repeat_the_last_value_and_the_last_year():
    assert list(last_value(np.array([1, 2, np.nan]), 2)) == [2, 2]
    assert list(last_year(np.arange(24.0), 14, 12)) == [*range(12, 24), 12, 13]
    assert list(last_year(np.array([1.0, 2, 3, 4, 5, np.nan, 7, 8]), 4, 4)) == [5, 2, 7, 8]
    assert list(last_year(np.array([1.0, 2]), 4, 4)) == [2, 2, 1, 2]


def test_the_spring_festival_moves_between_january_and_february():
    days = {day.year: day for day in festival.new_years_days()}
    assert (days[2009].month, days[2009].day) == (1, 26)
    assert (days[2010].month, days[2010].day) == (2, 14)
    index = pd.period_range("2009-01", "2010-03", freq="M")
    share = dict(zip(index.astype(str), festival.regressors(index, ((0, 6),))[:, 0], strict=True))
    assert share["2009-01"] > 0 > share["2010-01"]
    assert share["2010-02"] > 0 > share["2009-02"]
    assert share["2009-06"] == 0


def test_a_festival_effect_is_removed_and_put_back():
    index = pd.period_range("2005-01", "2016-12", freq="M")
    moved = -0.3 * festival.regressors(index, ((-20, -1),))[:, 0]
    rng = np.random.default_rng(2)
    log_values = 5 + moved + rng.normal(0, 0.01, len(index))
    found = festival.effect(log_values[:-12], index[:-12], 12)
    assert found == pytest.approx(moved, abs=0.05)
    values = pd.Series(np.exp(log_values), index)
    frame = whole(forecast_series(values[:-12], 12))
    assert "Spring Festival" in forecast_series(values[:-12], 12).method.en
    assert np.abs(frame["mean"].to_numpy() / values[-12:].to_numpy() - 1).max() < 0.08


def test_published_figures_are_not_forecast(handmade):
    with pytest.raises(QuestionError, match="not forecast"):
        forecast(handmade, "gdp")


def test_a_stored_forecast_is_the_computed_one(handmade, cubed):
    stored, computed = (forecast(each, "tax_revenue", where={"street": "B01"}) for each in (cubed, handmade))
    assert stored.method == computed.method
    pd.testing.assert_frame_equal(stored.frame, computed.frame, rtol=1e-8)


@pytest.mark.parametrize(("fixture", "derive"), [("cubed", stored.tables), ("snapshot", hindcast.tables)])
def test_forecasts_made_again_are_byte_for_byte_those_of_the_build(request, fixture, derive):
    built = request.getfixturevalue(fixture)
    for table, made in derive(built).items():
        kept = built.query(f"SELECT * FROM {table}")
        assert repr(made.to_pylist()) == repr(kept.to_pylist())


def test_quarters_are_stored_and_stand_in_their_last_month(snapshot):
    stored, made = forecast(snapshot, "gdp_quarterly"), compute(snapshot, _definition("gdp_quarterly"), Slice(), 8)
    frame = whole(stored)
    pd.testing.assert_frame_equal(frame, made.frame, rtol=1e-8)
    last = series(snapshot, "gdp_quarterly").period.iloc[-1]
    assert list(frame.period) == [last + pd.DateOffset(months=3 * step) for step in range(1, 9)]
    assert len(forecast(snapshot, "tertiary_share", where={}, horizon=12).frame) == 12
    assert (forecast(snapshot, "tertiary_share").frame.hi95 <= 1).all()
    with pytest.raises(QuestionError, match="1 to 20 quarters"):
        forecast(snapshot, "gdp_quarterly", horizon=21)
    with pytest.raises(QuestionError, match="year is not forecast"):
        year_end(snapshot, "gdp_quarterly")


def test_quarters_without_data_are_refused_in_words(handmade):
    with pytest.raises(QuestionError, match="no data"):
        forecast(handmade, "energy_use")


def test_a_slice_of_quarters_is_computed(snapshot):
    sector = forecast(snapshot, "gdp_quarterly", where={"gdp_sector": "3"})
    assert (whole(sector)["mean"] < forecast(snapshot, "gdp_quarterly").frame["mean"]).all()


def test_a_longer_horizon_than_stored_is_computed(cubed):
    assert len(forecast(cubed, "tax_revenue", horizon=15).frame) == 15


@pytest.mark.parametrize("horizon", [-1, 0, 61, 5000])
def test_a_horizon_without_sense_is_refused_in_words(cubed, horizon):
    with pytest.raises(QuestionError, match="1 to 60 months"):
        forecast(cubed, "tax_revenue", horizon=horizon)


def test_a_forecast_handed_out_can_be_changed_without_harm(cubed):
    handed = forecast(cubed, "tax_revenue").frame
    handed["mean"] = 0
    assert (forecast(cubed, "tax_revenue").frame["mean"] > 0).all()


def test_the_year_is_what_came_and_what_is_expected(handmade):
    end = year_end(handmade, "tax_revenue")
    so_far = series(handmade, "tax_revenue", cumulative=True).value.iloc[-1]
    expected = forecast(handmade, "tax_revenue").frame["mean"].iloc[:6].sum()
    assert end.year == 2010
    assert end.actual_to_date == so_far
    assert end.mean == pytest.approx(so_far + expected)
    assert end.lo80 <= end.mean <= end.hi80
    assert end.previous == series(handmade, "tax_revenue", cumulative=True, end="2009-12").value.iloc[-1]


def test_a_stock_ends_the_year_at_december(handmade):
    end = year_end(handmade, "registered_enterprises")
    assert end.mean == forecast(handmade, "registered_enterprises").frame["mean"].iloc[5]
    assert end.previous == 3


def test_a_ratio_ends_the_year_on_the_latest_land(handmade):
    end, tax = year_end(handmade, "tax_per_mu"), year_end(handmade, "tax_revenue")
    assert end.mean == pytest.approx(tax.mean / (35_000 / (10_000 / 15)))


def test_a_share_stays_below_one(handmade):
    frame = compute(handmade, _concentration(), Slice(), 12).frame
    assert (frame.hi95 <= 1).all()
    assert year_end(handmade, "tax_concentration").hi80 <= 1


def _concentration():
    return _definition("tax_concentration")


def _definition(key):
    from indicators import catalogue

    return catalogue()[key]


def test_every_indicator_of_the_demo_zone_is_forecast(snapshot):
    from indicators import catalogue
    from indicators.computing.alignment import gapless

    for definition in catalogue().values():
        if gapless(definition):
            found = forecast(snapshot, definition.key)
            assert len(whole(found)) == 12
            end = year_end(snapshot, definition.key)
            assert end.lo80 <= end.mean <= end.hi80, definition.key


def test_a_gap_is_skipped_and_what_lies_before_it_still_counts():
    values = months(seasonal(84, noise=0.0))
    whole_series = forecast_series(values, 12).frame["mean"]
    values.iloc[[30, 31, 70]] = np.nan
    gap = forecast_series(values, 12)
    assert np.abs(whole(gap)["mean"] / whole_series - 1).max() < 0.03


def test_the_months_ahead_do_not_depend_on_how_far_is_asked():
    values = months(seasonal(100))
    near, far = (forecast_series(values, horizon).frame for horizon in (6, 20))
    pd.testing.assert_frame_equal(near, far.iloc[:6], check_exact=True)


def test_a_forecast_does_not_depend_on_its_neighbours():
    series = [months(seasonal(60 + 7 * seed, seed=seed)) for seed in range(5)]
    series[2].iloc[[20, 41]] = np.nan
    for alone, together in zip(series, forecast_many(series, 12), strict=True):
        pd.testing.assert_frame_equal(forecast_series(alone, 12).frame, together.frame, rtol=1e-9)


@pytest.mark.parametrize(("frequency", "horizon"), [("Q", 8), ("Y", 6), ("W", 4), ("D", 10)])
def test_other_frequencies_are_forecast_too(frequency, horizon):
    rng = np.random.default_rng(5)
    index = pd.period_range("2001-01-01", periods=130, freq=frequency)
    found = forecast_series(pd.Series(100 + rng.normal(0, 1, 130).cumsum(), index), horizon)
    frame = whole(found)
    assert frame.period.iloc[0] == (index[-1] + 1).to_timestamp()
    assert len(frame) == horizon


@pytest.fixture(scope="module")
def year_over(handmade_zone):
    """The handmade zone at the end of 2009: nothing is left to expect of the year."""
    snapshot = handmade_zone(cubes=False)
    snapshot.as_of = dt.date(2009, 12, 31)
    for table, column in (("tax_payment", "payment_month"), ("goods_trade", "trade_month")):
        snapshot.change(f"DELETE FROM base_economy__{table} WHERE {column} > DATE '2009-12-01'")
    snapshot.change("DELETE FROM base_legal_entities__entity_event WHERE month > DATE '2009-12-01'")
    return snapshot


@pytest.mark.parametrize("key", ["tax_revenue", "registered_enterprises", "tax_concentration", "tax_per_mu"])
def test_a_year_that_is_over_ends_where_it_ended(year_over, key):
    end = year_end(year_over, key)
    assert end.year == 2009
    assert end.actual_to_date == pytest.approx(end.mean)
    assert end.lo80 == end.mean == end.hi80
