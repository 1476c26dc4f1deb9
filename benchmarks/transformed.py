"""Whether the engine is good at more than the competition it was tuned on: its series changed into others.

``python -m benchmarks.forecast --transformed``. Each frequency as it is, cut off one horizon earlier, run backwards,
with a trend put in, and added up to the next frequency: quarters from months, years from quarters.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from benchmarks.competition import Group
from indicators.forecast.panel import Vector

_TRENDS = (-0.06, -0.03, 0.03, 0.06)  # logs a year
_LEAST = 10
_COARSER = {12: ("months as quarters", 4, 8), 4: ("quarters as years", 1, 6)}


def transformed(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield the groups and what they were changed into, the same every time."""
    rng = np.random.default_rng(1)
    for group in groups:
        season, horizon, whole = group.season, group.horizon, [np.r_[k, c] for k, c in zip(*group[3:], strict=True)]
        name = group.period.lower()
        yield group._replace(period=name)
        longer = [each[:-horizon] for each in whole if len(each) - 2 * horizon >= max(_LEAST, 3 * season)]
        yield _split(f"{name} cut", season, horizon, longer)
        yield _split(f"{name} backwards", season, horizon, [each[::-1] for each in whole if each[0] > 0])
        put_in = [each * np.exp(rng.choice(_TRENDS) * np.arange(len(each)) / season) for each in whole]
        yield _split(f"{name} with trend", season, horizon, put_in)
        if season in _COARSER:
            label, fewer, ahead = _COARSER[season]
            sums = [_summed(each, season // fewer) for each in whole]
            yield _split(label, fewer, ahead, [each for each in sums if len(each) >= ahead + max(_LEAST, 4 * fewer)])


def _summed(values: Vector, moments: int) -> Vector:
    return np.asarray(values[len(values) % moments :].reshape(-1, moments).sum(axis=1))


def _split(name: str, season: int, horizon: int, whole: list[Vector]) -> Group:
    known, came = [each[:-horizon] for each in whole], np.array([each[-horizon:] for each in whole])
    return Group(name, season, horizon, known, came)
