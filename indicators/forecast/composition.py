"""Compositions ahead: what is by definition the sum or the difference of other indicators is so in its forecast too.

The middle is what is said of the parts, added or taken away, as readers see them. How far it may be off is judged as of
every forecast, by what the same composition of forecasts said at earlier origins and what came.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from indicators.definition import AnyIndicator, Difference, Indicator
from indicators.forecast.panel import Vector
from indicators.forecast.result import Forecast

Signed = tuple[tuple[int, int], ...]
"""The places of parts, each with 1 if it is added and −1 if it is taken away."""
_BANDS = ("lo80", "hi80"), ("lo95", "hi95")
_SUMS = ("sum_lo80", "sum_hi80")


def parts_of(definition: AnyIndicator) -> tuple[tuple[str, int], ...]:
    """Return the indicators one is made of by definition, each with its sign; of most there are none."""
    match definition:
        case Difference(minuend=one, subtrahend=other):
            return (one, 1), (other, -1)
        case Indicator(parts=parts):
            return tuple((each, 1) for each in parts)
        case _:
            return ()


def places_of(definitions: Sequence[AnyIndicator], which: Sequence[Hashable]) -> Mapping[int, Signed]:
    """Return the compositions among some series by place, each with the signed places of what it is made of.

    Series are told apart by their indicator and by ``which`` of its series they are; parts are of the same ``which``.
    """
    at = {(each.key, own): place for place, (each, own) in enumerate(zip(definitions, which, strict=True))}
    found = {}
    for place, (each, own) in enumerate(zip(definitions, which, strict=True)):
        parts = parts_of(each)
        if parts and all((key, own) in at for key, _ in parts):
            found[place] = tuple((at[key, own], sign) for key, sign in parts)
    return found


def met(found: Sequence[Forecast], compositions: Mapping[int, Signed]) -> list[Forecast]:
    """Return forecasts of which those that are compositions meet those they are made of."""
    answer = list(found)
    for place, parts in compositions.items():
        answer[place] = composed(found[place], [(answer[part], sign) for part, sign in parts])
    return answer


def composed(own: Forecast, parts: Sequence[tuple[Forecast, int]]) -> Forecast:
    """Return a forecast moved, with its intervals, to the sum of signed others; as it is where one ends sooner."""
    means = [
        sign * part.frame.set_index("period")["mean"].reindex(own.frame.period).to_numpy(dtype=float)
        for part, sign in parts
    ]
    middle = np.sum(means, axis=0)
    return own if np.isnan(middle).any() else moved_to(own, middle)


def moved_to(own: Forecast, mean: Vector) -> Forecast:
    """Return a forecast with another middle and half-widths as they are; what cannot be negative ends at nought."""
    frame = own.frame.copy()
    before = frame["mean"].to_numpy(dtype=float)
    sides = [(*names, before, mean) for names in _BANDS] + [(*_SUMS, before.cumsum(), mean.cumsum())]
    for low, high, old, new in sides:
        apart = new - old
        bottom, top = frame[low].to_numpy(dtype=float), frame[high].to_numpy(dtype=float)
        # what was cut off at nought is as wide below as above
        reach = np.where(own.above_zero & (bottom <= 0), old - (top - old), bottom) + apart
        frame[low] = np.maximum(reach, 0.0) if own.above_zero else reach
        frame[high] = top + apart
    return replace(own, frame=frame.assign(mean=mean))
