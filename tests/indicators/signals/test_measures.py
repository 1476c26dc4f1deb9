"""Composites, diffusion, lights, turning points, breaks and anomalies on numbers that can be checked by hand."""

import itertools

import numpy as np
import pandas as pd
import pytest

from indicators.signals import LIGHTS, light_of_growth, light_of_score, thresholds
from indicators.signals.anomaly import unusual
from indicators.signals.breaks import breaks
from indicators.signals.composite import amplitude_of, composite, diffusion, standardised, symmetric
from indicators.signals.lights import rank, score
from indicators.signals.turning import lead, turning_lead, turning_points

MONTHS = pd.period_range("2010-01", periods=144, freq="M")
WAVE = pd.Series(np.sin(np.arange(144) * 2 * np.pi / 40), index=MONTHS)


def test_symmetric_change_treats_a_rise_and_its_undoing_alike():
    changes = symmetric(pd.DataFrame({"x": [0.25, -0.2]})).x  # 80 → 100 → 80
    assert changes.tolist() == pytest.approx([200 * 20 / 180, -200 * 20 / 180])


@pytest.mark.parametrize(
    ("moves", "expected"),
    [([1, 1, 1, 1], 100), ([-1, -1, -1, -1], 0), ([0, 0, 0, 0], 50), ([1, 0, -1, -1], 37.5), ([1, 0, None, None], 75)],
)
def test_diffusion_counts_what_stands_still_as_half(moves, expected):
    growth = pd.DataFrame([[0.1] * 4] * 3 + [[np.nan if m is None else 0.1 + m / 100 for m in moves]])
    assert diffusion(growth).iloc[-1] == pytest.approx(expected)


def test_diffusion_is_silent_where_most_components_are_unknown():
    growth = pd.DataFrame([[0.1] * 4] * 3 + [[0.2, None, None, None]], dtype=float)
    assert np.isnan(diffusion(growth).iloc[-1])


def test_a_composite_has_the_amplitude_of_its_reference_and_the_rhythm_of_its_components():
    growth = pd.DataFrame({"a": WAVE * 0.1, "b": WAVE * 0.3})
    amplitude = amplitude_of(growth.a)
    found = composite(growth, amplitude)
    assert float((found - found.mean()).abs().mean()) == pytest.approx(amplitude)
    assert lead(found - 100, growth.a).months in {-1, 0}
    assert found.iloc[:35].isna().all()


def test_what_was_said_is_not_changed_by_later_months():
    growth = pd.DataFrame({"a": WAVE, "b": WAVE.shift(2)})
    assert standardised(growth).loc[: MONTHS[99]].equals(standardised(growth.loc[: MONTHS[99]]))


def test_one_wild_component_does_not_carry_the_index_away():
    growth = pd.DataFrame({"a": WAVE * 0.1})
    growth.loc[MONTHS[-1], "a"] = 50
    assert standardised(growth).a.iloc[-1] == 4


def test_the_lead_is_found_by_correlation_and_by_turning_points():
    early = WAVE.shift(-4)
    assert lead(early, WAVE).months == 4
    assert lead(early, WAVE).correlation == pytest.approx(1)
    assert turning_lead(early, WAVE) == 4
    assert lead(WAVE, early).months == -4
    assert np.isnan(lead(WAVE.where(WAVE.index > MONTHS[-20]), WAVE).correlation)


def test_peaks_and_troughs_alternate():
    found = turning_points(WAVE)
    assert found.tolist() == [1, -1, 1, -1, 1, -1, 1]
    assert [MONTHS.get_loc(each) for each in found.index] == [10, 30, 50, 70, 90, 110, 130]


def test_a_ripple_too_short_for_a_cycle_is_not_a_turning_point():
    ripple = pd.Series(np.sin(np.arange(144) * 2 * np.pi / 9), index=MONTHS)
    assert len(turning_points(WAVE * 3 + ripple * 0.1)) == len(turning_points(WAVE))


@pytest.mark.parametrize(("place", "light"), [(0, "cold"), (20, "cool"), (60, "ok"), (95, "warm"), (119, "hot")])
def test_a_light_is_the_place_of_growth_among_its_ten_years(place, light):
    others = [each / 100 for each in range(120) if each != place]
    assert light_of_growth([*others, place / 100]) == light


def test_no_light_without_two_years_or_without_a_value():
    assert light_of_growth([0.1] * 23) is None
    assert light_of_growth([0.1] * 30 + [float("nan")]) is None
    assert rank([0.1] * 30) == 0.5


def test_the_score_is_points_over_full_points_and_its_bounds_are_printed():
    assert score(["hot", "cold", None]) == 60
    assert [light_of_score(value) for value in (35.9, 36, 50, 73, 85)] == list(LIGHTS)
    assert light_of_score(score([])) is None
    assert all(each.reference.zh and each.reference.en for each in thresholds().values())


@pytest.mark.parametrize(("size", "expected"), [(0.0, []), (3.0, [60]), (-3.0, [60])])
def test_a_break_is_found_where_the_mean_of_errors_moved(size, expected):
    values = np.random.default_rng(2).normal(size=120)
    values[60:] += size
    assert breaks(values) == expected


def test_the_segmentation_is_the_best_of_all():
    values = np.random.default_rng(5).normal(size=18)
    values[6:12] += 6
    spread = (1.4826 * np.median(np.abs(np.diff(values)))) ** 2 / 2

    def cost(cuts):
        edges = [0, *cuts, 18]
        parts = [values[a:b] for a, b in itertools.pairwise(edges)]
        if min(map(len, parts)) < 4:
            return np.inf
        return sum(((each - each.mean()) ** 2).sum() for each in parts) + 2 * np.log(18) * spread * len(cuts)

    every = [cuts for count in range(4) for cuts in itertools.combinations(range(1, 18), count)]
    assert breaks(values, shortest=4, penalty=2.0) == list(min(every, key=cost))


def test_white_noise_breaks_in_fewer_than_one_series_of_twenty():
    noise = np.random.default_rng(0).normal(size=(200, 120))
    assert sum(bool(breaks(row)) for row in noise) <= 10


def test_nothing_breaks_in_a_series_that_does_not_move_or_is_short():
    assert breaks(np.ones(100)) == []
    assert breaks(np.arange(11.0)) == []


def test_an_error_is_unusual_by_the_errors_before_it():
    past = np.array([-2, -1, 0, 1, 2] * 4, dtype=float)
    found = unusual(np.append(past, 5.0))
    assert found.z == pytest.approx(5 / 1.4826)
    assert found.rank == 1
    assert np.isnan(unusual(past[:12]).z)
    assert np.isnan(unusual(np.append(past, np.nan)).rank)
