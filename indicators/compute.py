"""Compute: the value of any indicator in any declared slice, month by month, and its growth."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.concentration import shares
from indicators.definition import AnyIndicator, Difference, Indicator, Published, Ratio, TopShare
from indicators.dimensions import refuse_strange_codes
from indicators.errors import QuestionError
from indicators.periods import Period, month_start, period_label
from indicators.published import annual
from indicators.slices import EVERYTHING, Slice, Where, checked
from indicators.sums import SEPARATOR, monthly

_FEN = 2  # decimals of money; sums of fen stay exact in floats when rounded back to them
_YEAR = pd.DateOffset(years=1)


class Point(NamedTuple):
    """One value of an indicator: undefined values are NaN."""

    period: pd.Timestamp
    value: float
    yoy: float


def series(
    snapshot: Snapshot,
    key: str,
    by: Sequence[str] = (),
    where: Where = EVERYTHING,
    *,
    start: Period | None = None,
    end: Period | None = None,
    cumulative: bool = False,
) -> pd.DataFrame:
    """Return columns period, one per dimension in ``by`` (codes), value and yoy, sorted by period and codes.

    ``cumulative`` sums flows from January of each year (累计); stocks stay what they are. ``yoy`` is growth
    as a fraction of the same month, or months, of the year before; it is NaN where that is missing or not
    positive. A published indicator answers with one row a year, in the month that ends it, and with the
    growth that was published.
    """
    definition = definition_of(key)
    cut = checked(definition, by, where)
    refuse_strange_codes(snapshot, cut)
    if isinstance(definition, Published):
        tidy = annual(snapshot, definition)
    else:
        values = levels(snapshot, definition, cut, cumulative=cumulative)
        tidy = _tidy(values, growth(values), cut.by)
    if start is not None:
        tidy = tidy[tidy.period >= month_start(start)]
    if end is not None:
        tidy = tidy[tidy.period <= month_start(end)]
    return tidy.reset_index(drop=True)


def point(
    snapshot: Snapshot, key: str, period: Period, where: Where = EVERYTHING, *, cumulative: bool = False
) -> Point:
    """Return one value; a month the indicator does not reach is an error that says how far it does."""
    found = series(snapshot, key, where=where, cumulative=cumulative)
    row = found[found.period == month_start(period)]
    if row.empty:
        raise QuestionError(_unreached(definition_of(key), month_start(period), found))
    return Point(*row.iloc[0][["period", "value", "yoy"]])


def levels(snapshot: Snapshot, definition: AnyIndicator, cut: Slice, *, cumulative: bool) -> pd.DataFrame:
    """Return months × columns of values; a column is the codes of ``cut.by`` joined by SEPARATOR."""
    match definition:
        case Indicator():
            changes = monthly(snapshot, definition, cut)
            if definition.stock:
                return changes.cumsum().round(_FEN)
            return to_date(changes) if cumulative else changes
        case Ratio():
            over, under = _parts(snapshot, definition.numerator, definition.denominator, cut, cumulative=cumulative)
            under = under.reindex(index=over.index, columns=over.columns)
            return over / under.where(under > 0) * definition.scale
        case Difference():
            first, second = _parts(snapshot, definition.minuend, definition.subtrahend, cut, cumulative=cumulative)
            both = first.index.intersection(second.index)
            columns = first.columns.union(second.columns)
            first, second = (each.reindex(index=both, columns=columns).fillna(0.0) for each in (first, second))
            return (first - second).round(_FEN)
        case TopShare():
            return shares(snapshot, definition, cut, cumulative)
        case Published():
            raise TypeError(f"{definition.key} is published by the year; it has no months.")


def to_date(values: pd.DataFrame) -> pd.DataFrame:
    """Return the sums from January of each year up to each month."""
    years = pd.DatetimeIndex(values.index).year
    summed = values.groupby(years).cumsum().round(_FEN)
    # A first year that does not begin in January has no sum to date.
    whole = years > years.min() if len(values) and values.index[0].month != 1 else np.full(len(values), True)
    return summed.where(pd.Series(whole, index=values.index), axis=0)


def growth(values: pd.DataFrame) -> pd.DataFrame:
    """Return growth against the same month of the year before; NaN where that is not positive or the value negative."""
    base = values.copy()
    base.index = base.index + _YEAR
    base = base.reindex(values.index)
    return values.where(values >= 0) / base.where(base > 0) - 1


def _parts(
    snapshot: Snapshot, first: str, second: str, cut: Slice, *, cumulative: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    one, other = (levels(snapshot, definition_of(key), cut, cumulative=cumulative) for key in (first, second))
    return one, other


def _tidy(values: pd.DataFrame, change: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    height, width = values.shape
    codes = [str(column).split(SEPARATOR) for column in values.columns]
    columns: dict[str, object] = {"period": np.repeat(values.index.to_numpy(), width)}
    for place, name in enumerate(by):
        columns[name] = np.tile(np.array([code[place] for code in codes], dtype=object), height)
    columns |= {"value": values.to_numpy().ravel(), "yoy": change.to_numpy().ravel()}
    return pd.DataFrame(columns)


def _unreached(definition: AnyIndicator, asked: pd.Timestamp, found: pd.DataFrame) -> Text:
    if found.empty:
        return Text(f"{definition.name.zh}没有数据。", f"{definition.name.en} has no data.")
    first, last = found.period.min(), found.period.max()
    zh, en = ((period_label(asked, x), period_label(first, x), period_label(last, x)) for x in ("zh", "en"))
    return Text(
        f"{definition.name.zh}没有{zh[0]}的数据，现有{zh[1]}至{zh[2]}。",
        f"{definition.name.en} has no value for {en[0]}; it runs from {en[1]} to {en[2]}.",
    )
