"""Rolling origins: what is known when, how far ahead it is tested, and how far off it was."""

from typing import NamedTuple

import numpy as np

from indicators.forecast.panel import Truth, Vector

ORIGINS = 8
_FARTHEST_STEP = 13
_NEAREST, _FARTHEST = 8, 52  # moments ahead


def step_of(season: int) -> int:
    """Return how many moments lie between two origins: three quarters of a year, so that seasons take turns, or two."""
    return min(max(2, season * 3 // 4), _FARTHEST_STEP)


def reach_of(season: int) -> int:
    """Return how many moments ahead methods are tested: two years, or eight moments."""
    return min(max(_NEAREST, 2 * season), _FARTHEST)


def judged_of(season: int) -> int:
    """Return how many of these moments a method is judged by beside the naive ones: a year, or eight."""
    return min(max(_NEAREST, season), _FARTHEST)


def shortest(season: int) -> int:
    """Return the fewest moments from which a method is tried."""
    return 2 * season + 2 if season > 1 else 5


def origins(length: int, season: int) -> list[int]:
    """Return how many moments each origin knows, the latest first; none in too short a history."""
    room = length - shortest(season)
    apart = min(step_of(season), max(1, room // ORIGINS))
    return [length - apart * back for back in range(1, ORIGINS + 1) if apart * back <= room]


class Trial(NamedTuple):
    """What one method said at the origins of one history and what came, origins × moments ahead, latest first.

    ``came`` is NaN where nothing came, or not yet.
    """

    said: Vector
    came: Vector

    def within(self, moments: int) -> "Trial":
        """Return the trial of the first moments ahead alone."""
        return Trial(self.said[:, :moments], self.came[:, :moments])

    @property
    def error(self) -> float:
        """Return the mean sMAPE (0 to 2); where outcomes touch nought, the mean error over their mean size."""
        known = ~np.isnan(self.came)
        if not known.any():
            return float("nan")
        said, came = self.said[known], self.came[known]
        missed = np.abs(said - came)
        if came.min() > 0:
            return float(np.mean(2 * missed / (np.abs(said) + came)))
        size = float(np.mean(np.abs(came)))
        return float(np.mean(missed)) / size if size else float(np.mean(missed) > 0)


def outcomes(history: Vector, known: list[int], ahead: int) -> Vector:
    """Return what came after each origin, origins × ``ahead``; NaN where it has not come yet."""
    came = np.full((ORIGINS, ahead), np.nan)
    for row, count in enumerate(known):
        after = history[count : count + ahead]
        came[row, : len(after)] = after
    return came


def known_then(known: list[int], at: int, ahead: int) -> Truth:
    """Return which outcomes, origins × ``ahead``, had come when ``at`` moments were known."""
    before = np.array([*known, *[at] * (ORIGINS - len(known))])
    return np.arange(ahead) < (at - before)[:, None]
