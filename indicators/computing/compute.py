"""Compute: the value of any indicator in any declared slice, month by month, and its growth."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.computing import protected, reported
from indicators.computing.alignment import adds_up, calendar, gapless, regroup
from indicators.computing.concentration import shares
from indicators.computing.known import refuse_unkept
from indicators.computing.published import annual
from indicators.computing.slices import EVERYTHING, Slice, Where, checked
from indicators.computing.sums import monthly
from indicators.computing.wide import like, over_year_before, tidy
from indicators.definition import (
    AnyIndicator,
    Difference,
    Indicator,
    Mean,
    Protected,
    Published,
    Ratio,
    Reported,
    TopShare,
)
from indicators.dimensions import refuse_strange_codes
from indicators.errors import QuestionError
from indicators.periods import Period, first_month, last_month, period_label, period_of

_FEN = 2  # decimals of money; sums of fen stay exact in floats when rounded back to them
_FEBRUARY = 2


class Point(NamedTuple):
    """One value of an indicator: undefined values are NaN, and ``protected`` where persons are behind it."""

    period: pd.Timestamp
    value: float
    yoy: float
    protected: bool = False


def series(
    snapshot: Snapshot,
    key: str,
    by: Sequence[str] = (),
    where: Where = EVERYTHING,
    *,
    start: Period | None = None,
    end: Period | None = None,
    cumulative: bool = False,
    combine_new_year: bool = False,
) -> pd.DataFrame:
    """Return columns period, one per dimension in ``by`` (codes), value and yoy, sorted by period and codes.

    A quarter or year stands in its last month. ``cumulative`` sums flows from January of each year (累计); stocks
    stay what they are. ``combine_new_year`` makes January and February one period, written in February, for
    series that have them apart. ``yoy`` is growth as a fraction of the same period of the year before; see
    :func:`growth`.
    A reported statistic has three columns more: ``months`` that the value covers, ``yoy_computed`` from levels and
    ``yoy_published`` by the department; its ``yoy`` is always the one that its definition names. A protected count
    has ``protected``: the value is withheld. A published indicator's growth is the one that was published.
    """
    definition = definition_of(key)
    cut = checked(definition, by, where)
    refuse_strange_codes(snapshot, cut)
    window = slice(None if start is None else first_month(start), None if end is None else last_month(end))
    rows = _series(snapshot, definition, cut, window, cumulative=cumulative)
    if combine_new_year:
        so_far = rows if cumulative else _series(snapshot, definition, cut, window, cumulative=True)
        rows = _new_year_combined(rows, so_far, cut.by)
    return told(rows.reset_index(drop=True), snapshot, definition)


def told(frame: pd.DataFrame, snapshot: Snapshot, definition: AnyIndicator) -> pd.DataFrame:
    """Return a frame that says in its ``attrs`` what it shows: key, names, unit and snapshot."""
    frame.attrs = {
        "key": definition.key,
        "name_zh": definition.name.zh,
        "name_en": definition.name.en,
        "unit": str(definition.unit),
        "snapshot": snapshot.name,
        "known_on": str(snapshot.known_on or ""),
    }
    return frame


def _series(
    snapshot: Snapshot, definition: AnyIndicator, cut: Slice, window: slice, *, cumulative: bool
) -> pd.DataFrame:
    """Return the rows of the periods within ``window``; what lies beyond it is never made long."""
    refuse_unkept(snapshot, definition)
    match definition:
        case Published():
            rows = annual(snapshot, definition)
            return rows.set_axis(rows.period.to_numpy()).loc[window]
        case Reported():
            return _reported(snapshot, definition, cut, window, cumulative=cumulative)
        case Protected():
            found = protected.answer(snapshot, definition, cut)
            columns = {"value": found.value, "yoy": growth(found.value), "protected": found.withheld}
            return tidy(columns, cut.by, window).astype({"protected": bool})
        case _:
            values = levels(snapshot, definition, cut, cumulative=cumulative)
            return tidy({"value": values, "yoy": growth(values)}, cut.by, window)


def _reported(snapshot: Snapshot, definition: Reported, cut: Slice, window: slice, *, cumulative: bool) -> pd.DataFrame:
    found = reported.answer(snapshot, definition, cut, cumulative=cumulative)
    computed = reported.comparable(found, growth(found.value)) if definition.flow else found.value * float("nan")
    shown = reported.growth(snapshot, definition, cut, found, computed)
    columns = {"value": found.value, "yoy": shown, "months": found.months}
    return tidy({**columns, "yoy_computed": computed, "yoy_published": found.published}, cut.by, window)


def _new_year_combined(monthly_rows: pd.DataFrame, to_date_rows: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """Return rows in which the year to date of February stands for January and February."""
    rest = monthly_rows[~monthly_rows.period.dt.month.isin((_FEBRUARY - 1, _FEBRUARY))]
    pair = to_date_rows[to_date_rows.period.dt.month == _FEBRUARY]
    return pd.concat([rest, pair]).sort_values(["period", *by], kind="stable")


def point(
    snapshot: Snapshot, key: str, period: Period, where: Where = EVERYTHING, *, cumulative: bool = False
) -> Point:
    """Return one value; a period the indicator does not reach is an error that says how far it does.

    Any month of a quarter or year names the quarter or year of an indicator that has no months.
    """
    definition = definition_of(key)
    month = period_of(period, definition.frequency)
    found = series(snapshot, key, where=where, cumulative=cumulative)
    row = found[found.period == month]
    if row.empty:
        raise QuestionError(_unreached(definition, month, found))
    told = row.iloc[0]
    return Point(told["period"], told["value"], told["yoy"], bool(told.get("protected", False)))


def levels(snapshot: Snapshot, definition: AnyIndicator, cut: Slice, *, cumulative: bool) -> pd.DataFrame:
    """Return periods × columns of values; a column is the codes of ``cut.by`` joined by SEPARATOR."""
    refuse_unkept(snapshot, definition)
    match definition:
        case Indicator():
            return _run(monthly(snapshot, definition, cut), stock=definition.stock, cumulative=cumulative)
        case Mean():
            sums = (monthly(snapshot, definition, cut, name) for name in definition.sums)
            return _quotient(*(_run(each, stock=definition.stock, cumulative=cumulative) for each in sums))
        case Ratio():
            return _quotient(*_parts(snapshot, definition, cut, cumulative=cumulative)) * definition.scale
        case Difference():
            return _less(*_parts(snapshot, definition, cut, cumulative=cumulative), rows=gapless(definition))
        case TopShare():
            return shares(snapshot, definition, cut, cumulative)
        case Reported() | Protected() | Published():
            return _told(snapshot, definition, cut, cumulative=cumulative)


def _told(
    snapshot: Snapshot, definition: Reported | Protected | Published, cut: Slice, *, cumulative: bool
) -> pd.DataFrame:
    """Return what was published, not computed here."""
    match definition:
        case Reported():
            return reported.answer(snapshot, definition, cut, cumulative=cumulative).value
        case Protected():
            return protected.answer(snapshot, definition, cut).value
        case Published():
            found = annual(snapshot, definition)
            return pd.DataFrame({"": found["value"].to_numpy()}, index=pd.DatetimeIndex(found["period"], name="period"))


def _quotient(over: pd.DataFrame, under: pd.DataFrame) -> pd.DataFrame:
    if not (under.index.equals(over.index) and under.columns.equals(over.columns)):
        under = under.reindex(index=over.index, columns=over.columns)
    above, below = over.to_numpy(dtype=float), under.to_numpy(dtype=float)
    return like(np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0), over)


def _less(first: pd.DataFrame, second: pd.DataFrame, *, rows: bool) -> pd.DataFrame:
    """Return the difference; where there are no ``rows`` a sum is nought, but a figure nobody reported is missing."""
    if not (first.index.equals(second.index) and first.columns.equals(second.columns)):
        both, columns = first.index.intersection(second.index), first.columns.union(second.columns)
        first, second = (each.reindex(index=both, columns=columns) for each in (first, second))
    minuend, subtrahend = (each.to_numpy(dtype=float) for each in (first, second))
    if rows:
        minuend, subtrahend = np.nan_to_num(minuend), np.nan_to_num(subtrahend)
    return like((minuend - subtrahend).round(_FEN), first)


def _run(changes: pd.DataFrame, *, stock: bool, cumulative: bool) -> pd.DataFrame:
    if stock:
        held = changes.to_numpy(dtype=float).cumsum(axis=0)
        return like(held.round(_FEN, out=held), changes)
    return to_date(changes) if cumulative else changes


def to_date(values: pd.DataFrame) -> pd.DataFrame:
    """Return the sums from January of each year up to each month."""
    years = pd.DatetimeIndex(values.index).year.to_numpy()
    held = values.to_numpy(dtype=float)
    summed = np.where(np.isnan(held), 0.0, held)
    for year in np.unique(years):
        rows = slice(*years.searchsorted([year, year + 1]))
        summed[rows] = summed[rows].cumsum(axis=0)
    summed = np.where(np.isnan(held), np.nan, summed.round(_FEN))
    # A first year that does not begin in January has no sum to date.
    if len(values) and values.index[0].month != 1:
        summed[years == years[0]] = np.nan
    return like(summed, values)


def growth(values: pd.DataFrame) -> pd.DataFrame:
    """Return growth against the same period of the year before; NaN where it :func:`tells` nothing."""
    return over_year_before(values)


def _parts(
    snapshot: Snapshot, definition: Ratio | Difference, cut: Slice, *, cumulative: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both parts over the same periods."""
    match definition:
        case Ratio(numerator=first, denominator=second) | Difference(minuend=first, subtrahend=second):
            parts = [definition_of(each) for each in (first, second)]
    one, other = (levels(snapshot, each, cut, cumulative=cumulative) for each in parts)
    if gapless(definition):
        return one, other
    ends = calendar(one, other, definition.frequency)
    if cumulative:
        return one.reindex(ends), other.reindex(ends)
    flows = [adds_up(each) for each in parts]
    one, other = (regroup(f, ends) if flow else f.reindex(ends) for f, flow in zip((one, other), flows, strict=True))
    if all(flows):
        covered, wanted = (
            regroup(_months(snapshot, each, cut, like), ends).reindex(columns=one.columns)
            for each, like in zip(parts, (one, other), strict=True)
        )
        one = one.where(covered == wanted)
    return one, other


def first_month_of(snapshot: Snapshot, definition: AnyIndicator, cut: Slice, month: pd.Timestamp) -> pd.Timestamp:
    """Return the first month that the value standing in ``month`` covers."""
    match definition:
        case Reported():
            spans = reported.answer(snapshot, definition, cut, cumulative=False).months
            covered = spans[spans.index == month].to_numpy().ravel()
            together = int(covered[0]) if covered.size and covered[0] > 0 else 1
        case Ratio(numerator=first, denominator=second) | Difference(minuend=first, subtrahend=second) if not gapless(
            definition
        ):
            one, other = (levels(snapshot, definition_of(each), cut, cumulative=False) for each in (first, second))
            ends = calendar(one, other, definition.frequency)
            before = [each.month for each in ends if each < month and each.year == month.year]
            together = month.month - max(before, default=0)
        case _:
            together = definition.frequency.months
    return month - pd.DateOffset(months=together - 1)


def _months(snapshot: Snapshot, definition: AnyIndicator, cut: Slice, like: pd.DataFrame) -> pd.DataFrame:
    """Return how many months each value of a flow covers."""
    if isinstance(definition, Reported):
        return reported.answer(snapshot, definition, cut, cumulative=False).months
    whole = levels(snapshot, definition, cut, cumulative=False)
    return pd.DataFrame(float(definition.frequency.months), index=whole.index, columns=like.columns)


def _unreached(definition: AnyIndicator, asked: pd.Timestamp, found: pd.DataFrame) -> Text:
    if found.empty:
        return Text(f"{definition.name.zh}没有数据。", f"{definition.name.en} has no data.")
    first, last = found.period.min(), found.period.max()
    zh, en = (
        [period_label(each, x, frequency=definition.frequency) for each in (asked, first, last)] for x in ("zh", "en")
    )
    if first < asked < last:
        return Text(
            f"{definition.name.zh}没有单独的{zh[0]}数据：部门合并到其后的月份公布，或没有公布。",
            f"{definition.name.en} has no value of its own for {en[0]}: it was published together with a later month, "
            "or not at all.",
        )
    return Text(
        f"{definition.name.zh}没有{zh[0]}的数据，现有{zh[1]}至{zh[2]}。",
        f"{definition.name.en} has no value for {en[0]}; it runs from {en[1]} to {en[2]}.",
    )
