"""Forecasts that add up: exactly, by a method chosen at the origins, never below nought."""

import numpy as np
import pandas as pd
import pytest

from indicators import catalogue, forecast, forecast_many, forecast_series
from indicators.forecast.family import adding_up, structure_of
from indicators.forecast.kin import Kin
from indicators.forecast.reconciliation import NAMES, Structure, choose, reconciled, shrunk_covariance, variances

# A zone cut by three industries and by two streets; the first industry is cut again by two.
GROUPED = Structure(8, ((0, (1, 2, 3)), (0, (4, 5)), (1, (6, 7))))
NEVER = np.zeros(8, dtype=bool)


def sums(values, structure=GROUPED):
    return np.abs(structure.constraints() @ values).max()


@pytest.mark.parametrize("method", NAMES)
def test_every_method_makes_a_grouped_structure_add_up(method):
    rng = np.random.default_rng(0)
    base = rng.uniform(50, 150, (8, 5))
    spread = variances(method, GROUPED, rng.normal(0, 1, (8, 30)))
    moved = reconciled(base, GROUPED, spread, NEVER, ~NEVER)
    assert sums(moved) < 1e-9
    assert (moved >= 0).all()
    coherent_already = reconciled(moved, GROUPED, spread, NEVER, ~NEVER)
    assert coherent_already == pytest.approx(moved, abs=1e-8)


def test_least_squares_and_structural_weights_by_hand():
    two = Structure(3, ((0, (1, 2)),))
    base = np.array([[12.0], [5.0], [4.0]])
    none = np.zeros(3, dtype=bool)
    assert reconciled(base, two, variances("ols", two, base), none, ~none)[:, 0] == pytest.approx([11, 6, 5])
    # Variances 1, ½, ½: the whole moves by half of the gap of three, each part by a quarter.
    assert reconciled(base, two, variances("structural", two, base), none, ~none)[:, 0] == pytest.approx(
        [10.5, 5.75, 4.75]
    )
    built = reconciled(base, two, variances("bottom_up", two, base), none, ~none)[:, 0]
    assert built == pytest.approx([9, 5, 4], abs=1e-4)


def test_a_part_that_would_fall_below_nought_stops_there_and_a_fixed_one_stays():
    three = Structure(4, ((0, (1, 2, 3)),))
    base = np.array([[10.0], [20.0], [0.5], [7.0]])
    fixed = np.array([False, False, False, True])
    moved = reconciled(base, three, np.eye(4), fixed, np.ones(4, dtype=bool))[:, 0]
    assert moved[0] == pytest.approx(moved[1:].sum(), abs=1e-9)
    assert moved[2] == 0
    assert moved[3] == 7


def test_a_covariance_is_shrunk_to_its_diagonal_where_there_is_little_to_learn_from():
    rng = np.random.default_rng(1)
    much = shrunk_covariance(rng.multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]], 2000).T)
    little = shrunk_covariance(rng.multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]], 4).T)
    assert much[0, 1] == pytest.approx(0.8, abs=0.05)
    assert abs(little[0, 1]) < 0.75 * np.sqrt(little[0, 0] * little[1, 1])


def test_the_method_is_the_one_that_erred_least_at_the_origins():
    rng = np.random.default_rng(2)
    two = Structure(3, ((0, (1, 2)),))
    none = np.zeros(3, dtype=bool)
    parts = rng.uniform(50, 100, (4, 2, 6))
    came = np.concatenate([parts.sum(axis=1, keepdims=True), parts], axis=1)
    noisy_whole = came + np.array([30.0, 0.1, 0.1])[:, None] * rng.normal(size=came.shape)
    found = choose(noisy_whole, came, two, none, ~none)
    assert found.method in {"bottom_up", "mint"}
    # In units of each series' own error: the whole's third of it is gone.
    assert found.errors[found.method] == pytest.approx(2 / 3, abs=0.02)
    noisy_parts = came + np.array([0.1, 30.0, 30.0])[:, None] * rng.normal(size=came.shape)
    assert choose(noisy_parts, came, two, none, ~none).method != "bottom_up"
    assert choose(came[:2], came[:2], two, none, ~none).method == "structural"


def family(seed=0):
    rng = np.random.default_rng(seed)
    wave = 1 + 0.2 * np.sin(np.arange(96) * np.pi / 6)
    cells = np.exp(rng.normal(3, 1, (3, 2, 1)) + rng.normal(0, 0.05, (3, 2, 96)).cumsum(axis=2)) * wave
    parts = [cells.sum(axis=(0, 1)), *cells.sum(axis=1), *cells.sum(axis=0), np.zeros(96)]
    return parts, [(0, range(1, 4)), (0, [4, 5, 6]), (0, [1, 2])]


def test_a_family_adds_up_ahead_wherever_it_did_in_the_past():
    values, cuts = family()
    structure = structure_of(values, cuts)
    assert structure.wholes == ((0, (1, 2, 3)), (0, (4, 5, 6)))
    months = pd.period_range("2018-01", periods=96, freq="M")
    found = adding_up(forecast_many([pd.Series(each, index=months) for each in values], 12), structure, 12)
    mean = np.array([each.frame["mean"] for each in found.forecasts])
    assert np.abs(structure.constraints() @ mean).max() < 1e-9 * mean.max()
    assert (mean[6] == 0).all()
    assert found.chosen is not None
    assert found.chosen.method in NAMES
    for each in found.forecasts:
        frame = each.frame
        assert (frame.lo95 <= frame.lo80).all()
        assert (frame.lo80 <= frame["mean"]).all()
        assert (frame["mean"] <= frame.hi80).all()
        assert (frame.hi80 <= frame.hi95).all()
    assert "reconciled by" in found.forecasts[0].method.en


def test_a_whole_that_is_kept_moves_nothing_but_its_parts():
    values, cuts = family(3)
    structure = structure_of(values[:4], cuts[:1])
    months = pd.period_range("2018-01", periods=96, freq="M")
    apart = forecast_many([pd.Series(each, index=months) for each in values[:4]], 6)
    found = adding_up(apart, structure, 12, np.array([True, False, False, False])).forecasts
    assert found[0] is apart[0]
    parts = np.sum([each.frame["mean"] for each in found[1:]], axis=0)
    assert np.abs(parts - apart[0].frame["mean"]).max() < 1e-9 * parts.max()
    half = [each.frame.hi80 - each.frame["mean"] for each in (apart[1], found[1])]
    assert half[0].to_numpy() == pytest.approx(half[1].to_numpy())


def test_reports_add_up_although_some_months_are_missing_or_an_item_has_ended():
    whole, first, second = np.arange(10.0, 110.0), np.full(100, 4.0), np.arange(6.0, 106.0)
    first[[50, 60]] = np.nan
    ended = whole.copy()
    ended[:30] += 5  # what an item that is gone added in the past
    assert structure_of([whole, first, second], [(0, (1, 2))]).wholes
    assert structure_of([ended, first, second], [(0, (1, 2))]).wholes
    assert not structure_of([whole + 0.1, first, second], [(0, (1, 2))]).wholes
    first[45:] = np.nan
    assert not structure_of([whole, first, second], [(0, (1, 2))]).wholes


def test_stored_forecasts_of_zone_industries_types_and_streets_add_up(cubed):
    family = Kin(cubed, _tax())
    total = forecast(cubed, "tax_revenue").frame["mean"].to_numpy()
    for dimension in ("industry", "tax_type", "street"):
        members = [member for cut, member in family.names if cut == dimension]
        parts = [forecast(cubed, "tax_revenue", where={dimension: each}).frame["mean"] for each in members]
        assert np.abs(np.sum(parts, axis=0) - total).max() < 1e-9 * total.max()


def test_a_longer_horizon_adds_up_with_the_stored_one(cubed):
    near, far = (forecast(cubed, "tax_revenue", horizon=each).frame["mean"].to_numpy() for each in (12, 15))
    assert far[:12] == pytest.approx(near, rel=1e-8)
    single = forecast_series(Kin(cubed, _tax()).series[0], 12)
    assert "reconciled" not in single.method.en


def _tax():
    return catalogue()["tax_revenue"]
