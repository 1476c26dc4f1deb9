"""Alignment: two indicators over the same periods, where one of them has a value less often than every month."""

import numpy as np
import pandas as pd

from datasets import Snapshot
from indicators.catalogue import definition_of
from indicators.definition import (
    AnyIndicator,
    Difference,
    Frequency,
    Indicator,
    Mean,
    Protected,
    Published,
    Ratio,
    Reported,
    TopShare,
)


def adds_up(definition: AnyIndicator) -> bool:
    """Return whether the values of following periods add up, as those of a flow do."""
    match definition:
        case Indicator():
            return not definition.stock
        case Reported():
            return definition.flow
        case Difference():
            return adds_up(definition_of(definition.minuend)) and adds_up(definition_of(definition.subtrahend))
        case _:
            return False


def held(snapshot: Snapshot, definition: AnyIndicator) -> bool:
    """Return whether a snapshot has every base table that an indicator is computed from."""
    match definition:
        case Indicator() | Mean():
            return all(map(snapshot.has, definition.underneath))
        case Ratio(numerator=first, denominator=second) | Difference(minuend=first, subtrahend=second):
            return all(held(snapshot, definition_of(each)) for each in (first, second))
        case TopShare(of=whole):
            return held(snapshot, definition_of(whole))
        case Protected(table=table):
            return snapshot.has(table)
        case Reported():
            return snapshot.has("base_economy__macro_month")
        case Published():
            return snapshot.has("base_economy__published_figure")


def gapless(definition: AnyIndicator) -> bool:
    """Return whether every month has a value of its own, nought where there are no rows."""
    match definition:
        case Indicator() | Mean() | TopShare():
            return definition.frequency is Frequency.MONTH
        case Ratio(numerator=first, denominator=second) | Difference(minuend=first, subtrahend=second):
            parts = (definition_of(first), definition_of(second))
            return definition.frequency is Frequency.MONTH and all(map(gapless, parts))
        case _:
            return False


def paced(definition: AnyIndicator) -> bool:
    """Return whether an indicator is carried forward by the periods it comes in: reports, counts of persons, ratios.

    Yearly figures that are printed now and then are not.
    """
    match definition:
        case Reported() | Protected():
            return True
        case Ratio(numerator=first, denominator=second) | Difference(minuend=first, subtrahend=second):
            parts = (definition_of(first), definition_of(second))
            return not gapless(definition) and all(gapless(each) or paced(each) for each in parts)
        case _:
            return False


def calendar(one: pd.DataFrame, other: pd.DataFrame, frequency: Frequency) -> pd.DatetimeIndex:
    """Return the periods, of a frequency or longer, at whose end both have a value in some column."""
    both = one.dropna(how="all").index.intersection(other.dropna(how="all").index)
    ends = pd.DatetimeIndex(both)
    return ends[ends.month % frequency.months == 0].sort_values()


def regroup(values: pd.DataFrame, ends: pd.DatetimeIndex) -> pd.DataFrame:
    """Return flows added up over the periods that end at ``ends``; none reaches back into the year before."""
    index = pd.DatetimeIndex(values.index)
    place = ends.searchsorted(index)
    inside = place < len(ends)
    inside[inside] &= ends[place[inside]].year == index[inside].year
    sums = np.zeros((len(ends), values.shape[1]))
    np.add.at(sums, place[inside], values.to_numpy(dtype=float)[inside])
    sums[~np.isin(np.arange(len(ends)), place[inside])] = np.nan
    return pd.DataFrame(sums, index=ends, columns=values.columns)
