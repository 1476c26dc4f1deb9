"""A single wild last value does not carry the forecast with it, and a new level is not taken for a slip."""

import numpy as np
import pandas as pd
import pytest

from indicators import forecast_series
from indicators.forecast.wild import wild


def months(values):
    return pd.Series(values, index=pd.period_range("2015-01", periods=len(values), freq="M"), dtype=float)


def usual(n=120, seed=5):
    rng = np.random.default_rng(seed)
    t = np.arange(n)
    return np.exp(5 + 0.004 * t + 0.2 * np.sin(t * np.pi / 6) + rng.normal(0, 0.03, n))


def typed(factors):
    """Return a series whose last values are multiplied."""
    values = usual()
    values[-len(factors) :] *= factors
    return values


@pytest.mark.parametrize("factors", [(10,), (0.1,), (10, 1), (10, 0.1)], ids=str)
def test_a_slip_of_the_pen_is_left_out_and_said(factors):
    sound, found = (forecast_series(months(each), 12) for each in (usual(), typed(factors)))
    assert found.frame["mean"].to_numpy() == pytest.approx(sound.frame["mean"].to_numpy(), rel=0.05)
    assert "请核对" in found.reason.zh
    assert "left out" in found.reason.en
    assert "left out" in found.method.en
    assert ("The last value but one" in found.reason.en) == (len(factors) == 2)


def test_two_values_that_agree_are_a_new_level():
    low = forecast_series(months(typed((0.3, 0.3))), 6)
    assert "left out" not in low.reason.en
    assert low.frame["mean"].mean() < 0.7 * forecast_series(months(usual()), 6).frame["mean"].mean()


@pytest.mark.parametrize("factors", [(1.3,), (0.75,), (1.2, 0.8)], ids=str)
def test_what_only_surprises_is_kept(factors):
    assert wild(np.log(typed(factors)), 12) == wild(typed(factors), 12) == []


def test_what_has_happened_before_is_not_wild():
    values = usual()
    values[60] *= 8
    values[-1] *= 8
    assert wild(values, 12) == []


def test_a_balance_is_judged_in_its_own_size_and_short_histories_are_not_judged():
    balance = np.random.default_rng(2).normal(0, 5, 60)
    balance[-1] = 500
    (found,) = wild(balance, 12)
    assert found.back == 1
    assert "远离此前走势" in found.said.zh
    assert wild(balance[-11:], 12) == []


def test_a_walk_without_a_season_is_hardly_ever_wild():
    rng = np.random.default_rng(0)
    walks = np.exp(rng.normal(0, 0.1, (300, 30)).cumsum(axis=1))
    assert sum(bool(wild(each, 1)) for each in walks) <= 1
    walks[0, -1] *= 10
    assert wild(walks[0], 1)[0].said.en.startswith("The last value is ")
