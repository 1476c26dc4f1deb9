"""Where the year is likely to end: what has come already and what is expected still."""

import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.computing.alignment import adds_up, gapless
from indicators.computing.compute import levels, series
from indicators.computing.slices import EVERYTHING, Slice, Where, checked
from indicators.definition import AnyIndicator, Frequency, Indicator, Ratio, TopShare
from indicators.errors import QuestionError
from indicators.forecast.answers import compute, forecast
from indicators.forecast.result import YearEnd

_LAST_MONTH = 12


def year_end(snapshot: Snapshot, key: str, where: Where = EVERYTHING) -> YearEnd:
    """Return the year's outcome so far and its expected end with an 80 % interval.

    Flows add up over the year; a stock is foretold for December; a ratio of a flow to a stock divides the
    year's flow by the stock of the last month known; a concentration is foretold from its year-to-date series.
    """
    definition = definition_of(key)
    forecast(snapshot, key, where, 1)  # refuses what cannot be foretold, in words
    if not gapless(definition) and not (definition.frequency is Frequency.MONTH and adds_up(definition)):
        raise QuestionError(
            Text(
                f"{definition.name.zh}不能逐月相加，不预计全年。",
                f"{definition.name.en} does not add up month by month; its year is not forecast.",
            )
        )
    match definition:
        case Ratio():
            return _of_ratio(snapshot, definition, where)
        case TopShare():
            return _of_december(snapshot, definition, checked(definition, (), where), cumulative=True)
        case Indicator(stock=True):
            return _of_december(snapshot, definition, checked(definition, (), where), cumulative=False)
        case _:
            return _of_flow(snapshot, definition, where)


def _of_flow(snapshot: Snapshot, definition: AnyIndicator, where: Where) -> YearEnd:
    last, so_far, previous = _so_far(snapshot, definition, where, cumulative=True)
    left = _LAST_MONTH - last.month
    if left == 0:
        return YearEnd(last.year, so_far, so_far, so_far, so_far, previous)
    ahead = forecast(snapshot, definition.key, where).frame
    ahead = ahead[ahead.period.dt.year == last.year]
    total, (low, high) = float(ahead["mean"].sum()), ahead[["sum_lo80", "sum_hi80"]].iloc[-1]
    return YearEnd(last.year, so_far, so_far + total, so_far + float(low), so_far + float(high), previous)


def _of_december(snapshot: Snapshot, definition: AnyIndicator, cut: Slice, *, cumulative: bool) -> YearEnd:
    where = dict(cut.where)
    last, so_far, previous = _so_far(snapshot, definition, where, cumulative=cumulative)
    left = _LAST_MONTH - last.month
    if left == 0:
        return YearEnd(last.year, so_far, so_far, so_far, so_far, previous)
    if cumulative:
        ahead = compute(snapshot, definition, cut, left, cumulative=True)
    else:
        ahead = forecast(snapshot, definition.key, where)
    end = ahead.frame.iloc[left - 1]
    return YearEnd(last.year, so_far, float(end["mean"]), float(end.lo80), float(end.hi80), previous)


def _of_ratio(snapshot: Snapshot, definition: Ratio, where: Where) -> YearEnd:
    last, so_far, previous = _so_far(snapshot, definition, where, cumulative=True)
    flow = year_end(snapshot, definition.numerator, where)
    divisor = definition_of(definition.denominator)
    stock = levels(snapshot, divisor, checked(divisor, (), where), cumulative=False)
    # The stock of the last month known: later grants belong to ratios of later months.
    latest = float(stock[stock.index == last].to_numpy().sum())
    factor = definition.scale / latest if latest > 0 else float("nan")
    return YearEnd(last.year, so_far, flow.mean * factor, flow.lo80 * factor, flow.hi80 * factor, previous)


def _so_far(
    snapshot: Snapshot, definition: AnyIndicator, where: Where, *, cumulative: bool
) -> tuple[pd.Timestamp, float, float]:
    """Return the last month known, its value and December's of the year before."""
    known = series(snapshot, definition.key, where=where, cumulative=cumulative)
    if known.empty:
        return pd.Timestamp(snapshot.as_of).replace(day=1), 0.0, float("nan")
    last = known.period.iloc[-1]
    december = known.loc[known.period == pd.Timestamp(last.year - 1, _LAST_MONTH, 1), "value"]
    return last, float(known.value.iloc[-1]), float(december.iloc[0]) if len(december) else float("nan")
