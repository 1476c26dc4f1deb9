"""Differences ahead: what is one indicator less another by definition is so in its forecast too.

The middle is what is said of one less what is said of the other, as readers see both. How far it may be off is judged
as of every forecast, by what the same difference of forecasts said at earlier origins and what came.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from indicators.definition import AnyIndicator, Difference
from indicators.forecast.result import COLUMNS, Forecast

_OWN = [name for name in COLUMNS[1:] if not name.startswith("sum")]
_SUMS = [name for name in COLUMNS if name.startswith("sum")]


def places_of(definitions: Sequence[AnyIndicator], which: Sequence[Hashable]) -> Mapping[int, tuple[int, int]]:
    """Return the differences among some series by place, each with the places of the two it is made of.

    Series are told apart by their indicator and by ``which`` of its series they are; the two are of the same ``which``.
    """
    at = {(each.key, own): place for place, (each, own) in enumerate(zip(definitions, which, strict=True))}
    found = {}
    for place, (each, own) in enumerate(zip(definitions, which, strict=True)):
        if isinstance(each, Difference):
            parts = at.get((each.minuend, own)), at.get((each.subtrahend, own))
            if parts[0] is not None and parts[1] is not None:
                found[place] = (parts[0], parts[1])
    return found


def met(found: Sequence[Forecast], differences: Mapping[int, tuple[int, int]]) -> list[Forecast]:
    """Return forecasts of which those that are differences meet those they are made of."""
    answer = list(found)
    for place, (one, other) in differences.items():
        answer[place] = less(found[place], found[one], found[other])
    return answer


def less(own: Forecast, one: Forecast, other: Forecast) -> Forecast:
    """Return a forecast moved, with its intervals, to the difference of two others; as it is where these end sooner."""
    first, second = (
        each.frame.set_index("period")["mean"].reindex(own.frame.period).to_numpy() for each in (one, other)
    )
    apart = pd.Series(first - second - own.frame["mean"].to_numpy())
    if apart.isna().any():
        return own
    frame = own.frame.copy()
    frame[_OWN] = frame[_OWN].add(apart, axis=0)
    frame[_SUMS] = frame[_SUMS].add(apart.cumsum(), axis=0)
    return replace(own, frame=frame.assign(mean=first - second))
