"""What chance alone does to the growth of counts is no change."""

import numpy as np
import pytest

from indicators.signals.chance import by_chance

ROWS = [
    # before, its year before, now, its year before, is that chance?
    (45, 27, 24, 27, True),  # +67 % to −11 %: two dozen enterprises a month scatter so
    (450, 270, 240, 270, False),  # ten times as many do not
    (3, 1, 1, 3, True),
    (0, 4, 4, 4, True),  # from nothing
    (5000, 5000, 5200, 5000, True),  # four per cent of five thousand are two standard errors
    (5000, 5000, 5800, 5000, False),
]


@pytest.mark.parametrize(("before", "before_base", "now", "base", "expected"), ROWS)
def test_small_counts_move_by_chance_and_large_ones_do_not(before, before_base, now, base, expected):
    found = by_chance(np.array([before, now]), np.array([before_base, base]), nested=np.array([False, False]))
    assert list(found) == [False, expected]


def test_one_move_of_twenty_exceeds_what_chance_does():
    counts = np.random.default_rng(7).poisson(30, size=6000).astype(float)
    chance = by_chance(counts[12:], counts[:-12], nested=np.full(len(counts) - 12, False))
    assert np.mean(~chance[1:]) == pytest.approx(0.05, abs=0.02)


def test_a_sum_to_date_moves_by_what_came_since():
    months = np.random.default_rng(7).poisson(30, size=(3000, 2, 10)).astype(float)
    ends = months.cumsum(axis=2)[:, :, -2:]
    told = [by_chance(now, base, nested=np.array([False, True]))[1] for now, base in ends]
    assert np.mean(~np.array(told)) == pytest.approx(0.05, abs=0.02)
    assert not by_chance(np.array([270.0, 390.0]), np.array([270.0, 300.0]), nested=np.array([False, True]))[1]


def test_what_is_not_known_is_not_called_chance():
    assert not by_chance(np.array([np.nan, 3.0]), np.array([3.0, 3.0]), nested=np.array([False, False])).any()
