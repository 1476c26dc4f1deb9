"""Series whose parts are known come apart into those parts; hostile ones come apart into something finite."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import QuestionError, adjust, measured, seasonal_adjustment
from indicators.forecast.festival import regressors
from indicators.seasonal.effects import candidates
from indicators.seasonal.filters import henderson
from indicators.seasonal.outliers import critical

MONTHS = pd.period_range("2005-01", periods=240, freq="M")
SEASON = np.array([0.02, -0.10, 0.03, 0.0, 0.01, 0.02, 0.01, 0.0, 0.04, -0.06, -0.02, 0.05])


def made(*, festival=0.0, lag=0, noise=0.01, seed=3, shocks=()):
    """Return a series of known trend, season, festival and shocks (place, size), and its season as factors."""
    chance = np.random.default_rng(seed)
    logs = 5 + 0.006 * np.arange(len(MONTHS)) + np.tile(SEASON, 20) + noise * chance.standard_normal(len(MONTHS))
    logs += festival * regressors(MONTHS - lag, ((0, 6),))[:, 0]
    for place, size in shocks:
        logs[place] += size
    return pd.Series(np.exp(logs), index=MONTHS)


def test_a_known_season_is_found():
    found = adjust(made())
    season = np.log(found.frame.seasonal.to_numpy()).reshape(20, 12)
    assert np.abs(season - SEASON + SEASON.mean()).max() < 0.02
    assert found.quality.m7 < 0.3
    assert found.quality.residual_seasonality > 0.05


def test_the_festival_is_found_where_it_is_and_when_it_acts():
    for lag in (0, 1):
        found = adjust(made(festival=-0.2, lag=lag))
        assert found.lag == lag
        assert (0, 6) in found.windows
        effect = {name: one for name, one, _ in found.quality.effects}
        assert sum(one for name, one in effect.items() if "+0..+6" in name) == pytest.approx(-0.2, abs=0.03)
        assert found.quality.new_year_roughness < 1.2 < found.quality.new_year_roughness_before


def test_no_window_is_allowed_to_be_the_answer():
    found = [adjust(made(seed=seed)) for seed in range(6)]
    assert sum(not each.windows for each in found) >= 5
    assert candidates()[0] == ((), 0, False)


def test_a_catastrophe_in_february_is_an_outlier_and_no_festival():
    place = 12 * 15 + 1  # February 2020
    found = adjust(made(festival=-0.15, shocks=((place, -0.6),)))
    assert (pd.Period("2020-02", "M"), "month") in found.outliers
    assert found.frame.irregular[place] < 0.65
    rough = found.quality.new_year_roughness_with_outliers
    assert found.quality.new_year_roughness < 1.3 < rough
    assert f"异常月份除外，计入则为 {rough:.2f} 倍" in found.reason.zh
    assert f"unusual months aside, {rough:.2f} with them" in found.reason.en


def test_the_components_make_the_value():
    frame = adjust(made(festival=-0.2)).frame
    made_up = frame.trend * frame.seasonal * frame.festival * frame.workday * frame.irregular
    assert made_up.to_numpy() == pytest.approx(frame.value.to_numpy(), rel=1e-12)
    assert (frame.trend * frame.irregular).to_numpy() == pytest.approx(frame.adjusted.to_numpy(), rel=1e-12)


def test_a_season_neither_adds_to_a_year_nor_takes_from_it():
    frame = adjust(made()).frame
    by_year = frame.groupby(frame.period.dt.year)[["value", "adjusted"]].sum()
    assert (by_year.value / by_year.adjusted - 1).abs().max() < 0.005


def test_levels_that_cross_nought_are_adjusted_by_adding():
    values = made() - made().mean()
    found = adjust(values)
    frame = found.frame
    assert not found.multiplicative
    assert (frame.adjusted + frame.seasonal + frame.festival + frame.workday).to_numpy() == pytest.approx(
        frame.value.to_numpy(), abs=1e-9
    )


def test_gaps_stay_gaps():
    values = made()
    values.iloc[[0, 100, 101, 239]] = np.nan
    frame = adjust(values).frame
    assert list(np.flatnonzero(frame.adjusted.isna())) == [0, 100, 101, 239]
    assert frame.trend[1:239].notna().all()


def test_short_and_constant_series_say_so():
    short = adjust(made().iloc[:30])
    assert short.adjusted.isna().all()
    assert "fewer than 36" in short.reason.en
    assert "不足 36 个月" in short.reason.zh
    constant = adjust(pd.Series(7.0, index=MONTHS))
    assert (constant.adjusted == 7).all()


def test_the_same_input_gives_the_same_bytes():
    one, other = (adjust(made(festival=-0.2)).frame.to_csv() for _ in range(2))
    assert one == other


def test_hendersons_weights_are_the_published_ones():
    # Kenny and Durbin (1982); X-11's table for 13 terms.
    published = [-0.01935, -0.02786, 0.0, 0.06549, 0.14736, 0.21434, 0.24006]
    assert henderson()[:7] == pytest.approx(published, abs=1e-5)


def test_the_critical_value_of_outliers_is_tramos():
    assert [critical(count) for count in (36, 50, 250, 600)] == [3.0, 3.0, 3.5, 4.0]


@given(
    st.lists(
        st.one_of(st.floats(-1e12, 1e12), st.just(0.0), st.just(float("nan")), st.floats(0, 1e-9)),
        min_size=0,
        max_size=90,
    )
)
@settings(max_examples=40, deadline=None)
def test_hostile_series_come_out_finite_where_they_were_known(numbers):
    values = pd.Series(numbers, index=pd.period_range("2010-01", periods=len(numbers), freq="M"), dtype=float)
    found = adjust(values)
    known = values.notna().to_numpy()
    if known.sum() >= 36:
        assert np.isfinite(found.adjusted.to_numpy()[known]).all()


@pytest.mark.parametrize("key", ["exports", "imports"])
def test_the_new_year_of_simulated_trade_is_no_rougher_than_other_months(snapshot, key):
    found = seasonal_adjustment(snapshot, key)
    assert found.windows
    assert found.quality.new_year_roughness <= 1.2
    assert found.quality.new_year_roughness_before > 2


def test_growth_over_the_month_before_is_that_of_the_adjusted_series(snapshot):
    adjusted = seasonal_adjustment(snapshot, "exports").adjusted
    found = measured(snapshot, "exports", "mom_sa")
    assert found.value.iloc[-1] == pytest.approx(adjusted.iloc[-1] / adjusted.iloc[-2] - 1)


def test_annual_figures_have_no_season(handmade):
    with pytest.raises(QuestionError, match="no season"):
        seasonal_adjustment(handmade, "gdp")
