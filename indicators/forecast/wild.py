"""Wild last values: a slip of the pen, or one odd month, must not carry the whole forecast with it.

A value among the last two is wild when it lies farther from the course before it than anything has in the history,
by a wide margin. One alone is left out, as a gap; two that agree are a new level and stay.
"""

from dataclasses import dataclass

import numpy as np

from datasets import Text
from indicators.forecast.panel import Vector

_LATEST = 2  # values that are looked at
_WINDOW = 6  # changes on the year before whose median is the course
_LEVEL = 3  # values whose median is the level where there is no season
_FEWEST = 10  # errors of the past without which nothing is called wild
_TIMES = 8.0  # robust standard deviations
_BEYOND = 1.5  # times the largest error of the past
_LEAST_LOG, _LEAST_SHARE = 0.4, 0.5  # half as much again, or half of the usual size: less is no matter
_ALIKE = 0.5  # of the larger error: two errors closer than this are one shift
_FARTHEST = 20.0  # logs: beyond, the number of times says nothing
_ROBUST = 1.4826  # median absolute deviations to standard deviations
_PLACES = {1: Text("最后一期", "The last value"), 2: Text("倒数第二期", "The last value but one")}


@dataclass(frozen=True)
class Wild:
    """A value left out: how many moments from the end (1: the last), and how many times the course it is.

    ``times`` is NaN where values are not all positive.
    """

    back: int
    times: float

    @property
    def said(self) -> Text:
        """Return one sentence on what was left out and why."""
        place = _PLACES[self.back]
        far = Text("远离此前走势", "far from the course before it")
        if np.isfinite(self.times):
            digits = 1 if self.times >= 1 else 2
            far = Text(
                f"是此前走势的 {self.times:,.{digits}f} 倍", f"{self.times:,.{digits}f} times the course before it"
            )
        return Text(
            f"{place.zh}{far.zh}，为历史所未见，疑为差错或一次性因素，未据以外推；请核对。",
            f"{place.en} is {far.en}, as never before: perhaps a slip or a single event. It is left out; please check.",
        )


def wild(values: Vector, season: int) -> list[Wild]:
    """Return the wild ones among the last two values of a history, NaN in gaps; none where they are one new level."""
    known = values[~np.isnan(values)]
    if len(known) < _FEWEST + _LATEST:
        return []
    positive = bool(known.min() > 0)
    largest = float(np.abs(known).max()) or 1.0
    seen = np.log(values) if positive else values / largest
    errors = _errors(seen, season if len(known) >= 3 * season else 1)
    past, last = errors[:-_LATEST], errors[-_LATEST:]
    past = np.abs(past[~np.isnan(past)])
    if len(past) < _FEWEST:
        return []
    least = _LEAST_LOG if positive else _LEAST_SHARE * float(np.mean(np.abs(known[:-_LATEST] / largest)))
    bound = max(_TIMES * _ROBUST * float(np.median(past)), _BEYOND * float(past.max()), least)
    found = [place for place, error in enumerate(last) if abs(error) > bound]
    if len(found) == _LATEST and abs(last[1] - last[0]) <= _ALIKE * float(np.abs(last).max()):
        return []
    times = np.exp(np.minimum(last, _FARTHEST)) if positive else np.full(_LATEST, np.nan)
    return [Wild(_LATEST - place, float(times[place])) for place in found]


def _errors(seen: Vector, season: int) -> Vector:
    """Return how far each value was from the course that stood two moments before, NaN where that is not known."""
    moves = seen.copy()
    window = _LEVEL
    if season > 1:
        moves[:season] = np.nan
        moves[season:] -= seen[:-season]
        window = _WINDOW
    found = np.full(len(seen), np.nan)
    if len(seen) > window + 1:
        courses = np.lib.stride_tricks.sliding_window_view(moves, window)[:-2]
        found[window + 1 :] = moves[window + 1 :] - _medians(courses)
    return found


def _medians(rows: Vector) -> Vector:
    """Return the median of each row's known values, NaN where there is none; all rows at once."""
    ordered = np.sort(rows, axis=1)  # NaN comes last
    known, at = np.count_nonzero(~np.isnan(rows), axis=1), np.arange(len(rows))
    middle = (ordered[at, (known - 1) // 2] + ordered[at, known // 2 % rows.shape[1]]) / 2
    return np.where(known > 0, middle, np.nan)
