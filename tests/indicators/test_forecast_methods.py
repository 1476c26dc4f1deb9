"""The methods of the engine, each against what it must find in a series made for it."""

from dataclasses import replace

import numpy as np
import pytest

from indicators.forecast import intervals, pool
from indicators.forecast.autoregression import autoregressive
from indicators.forecast.backtest import ORIGINS
from indicators.forecast.coarse import carried, coarser
from indicators.forecast.combination import History, combined
from indicators.forecast.complex import complex_smoothed
from indicators.forecast.engine import outlooks
from indicators.forecast.holtwinters import holt_winters
from indicators.forecast.intervals import Trials, bands
from indicators.forecast.panel import Panel, line
from indicators.forecast.seasonality import season_of
from indicators.forecast.smoothing import smoothed
from indicators.forecast.task import Series
from indicators.forecast.theta import dynamic_theta, theta

SEASONLESS = [lambda panel, h: smoothed(panel, h)[0], theta, dynamic_theta, complex_smoothed, autoregressive]
WAVE = np.sin(np.arange(12) * np.pi / 6)


def panel(*histories, season=1):
    return Panel.of([np.asarray(each, dtype=float) for each in histories], season)


@pytest.mark.parametrize("method", SEASONLESS)
def test_every_method_carries_a_level_on(method):
    assert method(panel(np.full(30, 1.0)), 5) == pytest.approx(np.full((1, 5), 1.0), abs=1e-6)


@pytest.mark.parametrize("method", SEASONLESS)
def test_every_method_follows_a_straight_line_at_least_half_way(method):
    values = 1 + 0.02 * np.arange(40)
    growth = np.diff(method(panel(values), 6)[0])
    assert (growth > 0.0099).all()
    assert (growth < 0.0225).all()


@pytest.mark.parametrize("method", SEASONLESS)
def test_histories_side_by_side_do_not_touch_each_other(method):
    rng = np.random.default_rng(0)
    long, short = 1 + rng.normal(0, 0.1, 50), 1 + rng.normal(0, 0.1, 20)
    together = method(panel(long, short), 4)
    assert together[0] == pytest.approx(method(panel(long), 4)[0], rel=1e-9)
    assert together[1] == pytest.approx(method(panel(short), 4)[0], rel=1e-9)


@pytest.mark.parametrize("method", SEASONLESS)
def test_a_gap_teaches_nothing(method):
    values = 1 + 0.01 * np.arange(40)
    holed = values.copy()
    holed[[12, 13, 25]] = np.nan
    assert method(panel(holed), 4) == pytest.approx(method(panel(values), 4), abs=0.01)


def test_a_line_is_found_through_gaps():
    intercept, slope = line(np.array([[1.0, np.nan, 5.0, 7.0]]))
    assert (intercept[0], slope[0]) == pytest.approx((1, 2))


def test_a_season_is_found_and_put_behind_the_end():
    values = np.tile(1 + 0.3 * WAVE, 6)[:-3]
    found = season_of(panel(values, season=12), 12, memories=(1.0,), multiplicative=True)
    assert found.past[:, 0] == pytest.approx(values, abs=0.01)
    assert found.ahead[:, 0] == pytest.approx(np.roll(1 + 0.3 * WAVE, 3), abs=0.01)


def test_noise_has_no_season():
    rng = np.random.default_rng(1)
    found = season_of(panel(1 + 0.1 * rng.normal(size=60), season=12), 12, memories=(1.0,), multiplicative=True)
    assert np.abs(found.ahead - 1).max() < 0.05


def test_a_season_that_changes_is_followed():
    strength = np.repeat(np.linspace(0.05, 0.5, 12), 12)
    values = 1 + strength * np.tile(WAVE, 12)
    fixed, moving = (
        season_of(panel(values, season=12), 12, memories=each, multiplicative=True).ahead[:, 0]
        for each in ((1.0,), (1.0, 0.75, 0.5))
    )
    truth = 1 + 0.5 * WAVE
    assert np.abs(moving - truth).mean() < 0.6 * np.abs(fixed - truth).mean()


def test_a_month_that_is_never_there_does_not_hide_the_season():
    values = np.tile(1 + 0.3 * WAVE, 8)
    values[::12] = np.nan
    found = season_of(panel(values[1:], season=12), 12, memories=(1.0,), multiplicative=True)
    assert found.ahead[1:, 0] == pytest.approx(1 + 0.3 * WAVE[1:], abs=0.06)


def test_holt_winters_carries_a_season_on():
    values = np.tile(1 + 0.3 * WAVE, 6)
    assert holt_winters(panel(values, season=12), 12)[0] == pytest.approx(values[:12], abs=0.01)


def test_a_coarser_view_is_carried_on_month_by_month():
    values = 1 + 0.1 * np.arange(12.0)
    view = coarser(panel(values), 3)
    assert view.values[:, 0] == pytest.approx(values[1::3])
    ahead = view.values[-1] + 0.3 * np.arange(1, 4)
    assert carried(ahead[None], view, 3, 6)[0] == pytest.approx(1 + 0.1 * np.arange(12, 18))


def test_a_history_shorter_than_a_block_is_one_block():
    view = coarser(panel(np.arange(1.0, 8), [4.0, 6.0]), 3)
    assert view.values[-1, 1] == 5


def test_weights_fall_on_members_that_did_well():
    rng = np.random.default_rng(2)
    growing = np.exp(0.05 * np.arange(40) + rng.normal(0, 0.005, 40))
    found = combined([History(growing / growing.mean())], 1, 8, positive=True)[0]
    assert found.weights["growth/log"] > 2 * found.weights["theta"]
    assert len(found.known) == 1 + ORIGINS
    assert np.isfinite(found.said).all()


def test_too_few_origins_give_equal_weights():
    found = combined([History(np.array([1.0, 1.1, 0.9, 1.2, 1.0, 1.3]))], 1, 8, positive=True)[0]
    assert len(set(found.weights.values())) == 1


def made_trials(scale, *, series=300, seed=0):
    rng = np.random.default_rng(seed)
    said = np.full((series, 5, 12), 1.0)
    came = 1 + scale[:, None, None] * rng.normal(0, 1, (series, 5, 12)) * np.sqrt(np.arange(1, 13))
    for origin in range(5):
        came[:, origin, 6 * origin :] = np.nan
    spreads = np.repeat(scale[:, None], 5, axis=1)
    return Trials(said, came, spreads, np.ones(series), np.ones(series, dtype=bool), np.ones(12))


def test_pooled_intervals_hold_what_they_promise():
    scale = np.random.default_rng(3).uniform(0.02, 0.08, 300)
    found = bands(made_trials(scale), pool.shipped(12, 12), alone=False)
    assert (np.diff(found.narrow, axis=1) >= 0).all()
    assert (found.wide >= found.narrow).all()
    truth = scale[:, None] * np.sqrt(np.arange(1, 13)) * np.random.default_rng(9).normal(0, 1, (300, 12))
    assert np.mean(np.abs(truth) <= found.narrow) == pytest.approx(0.8, abs=0.04)
    assert np.mean(np.abs(truth) <= found.wide) == pytest.approx(0.95, abs=0.03)
    assert found.coverage80.mean() == pytest.approx(0.8, abs=0.05)


def test_own_errors_weigh_more_the_more_there_are():
    """A series that errs a third as much as its one-step spread promises comes near a third of the width."""
    trials = made_trials(np.full(20, 0.05), series=20)
    calm = trials.said[:1] + (trials.came[:1] - trials.said[:1]) / 3
    shipped, usual = pool.shipped(12, 12), bands(trials, pool.shipped(12, 12), alone=True).narrow.mean(axis=0)
    widths = [
        bands(
            replace(trials, came=np.where(np.arange(5)[:, None] <= origins, calm, np.nan), apart=np.full(1, apart)),
            shipped,
            alone=True,
        ).narrow[0]
        / usual
        for origins, apart in ((1, 0.2), (4, 0.2), (1, 1.0), (4, 1.0))
    ]
    assert [widths[0][5], *(each[5] for each in widths[1:])] == sorted((each[5] for each in widths), reverse=True)
    assert widths[-1][5] < 0.6


def test_a_pool_that_knows_nothing_is_replaced_by_the_series_themselves():
    trials = made_trials(np.full(50, 0.05), series=50)
    made = intervals.pooled(trials, pool.unknown(12), weight=0.0)
    assert made.spread == pytest.approx(0.05)
    assert (made.wide > made.narrow).all()


def test_the_shipped_pool_reaches_as_far_as_asked():
    near, far = pool.shipped(12, 6), pool.shipped(12, 60)
    assert list(far.narrow[:6]) == list(near.narrow)
    assert (np.diff(far.narrow) >= 0).all()
    assert pool.shipped(1, 5, sums=True).narrow[0] > 0
    assert list(pool.shipped(52, 5).wide) == list(pool.shipped(12, 5).wide)


def test_a_file_of_series_is_answered_with_the_combination_whatever_the_backtest_says():
    rng = np.random.default_rng(3)
    values = np.concatenate([rng.uniform(50, 150, 60), np.tile(rng.uniform(50, 150, 12), 5)])
    alone, together = (outlooks([Series(values=values)], 12, 12, alone=each)[0] for each in (True, False))
    assert "朴素" in alone.method.zh
    assert "Combination" in together.method.en
    assert "although" in together.reason.en
