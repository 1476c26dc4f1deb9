"""Measures: one indicator seen as 当月, 累计, 同比, 环比, 两年平均 or 定基指数, each a tidy table with its unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.computing import reported
from indicators.computing.alignment import adds_up
from indicators.computing.compute import levels, series
from indicators.computing.slices import EVERYTHING, Slice, Where, checked
from indicators.computing.wide import SEPARATOR, tidy
from indicators.definition import AnyIndicator, Frequency, Growth, Published, Ratio, Reported, Unit
from indicators.dimensions import refuse_strange_codes
from indicators.errors import QuestionError
from indicators.periods import Period, first_month, last_month
from indicators.seasonal.answers import adjusted_by_column
from indicators.statistics import growth as rates
from indicators.statistics.indices import chained, rebased, volume


class Measure(StrEnum):
    """How an indicator is looked at."""

    MONTH = "month"
    YTD = "ytd"
    YOY = "yoy"
    YTD_YOY = "ytd_yoy"
    ADJUSTED = "adjusted"
    MOM_SA = "mom_sa"
    TWO_YEAR = "two_year"
    INDEX = "index"
    VOLUME = "volume"


@dataclass(frozen=True)
class Told:
    """The name of a measure and its unit; an empty unit is the indicator's own."""

    name: Text
    unit: str = ""


TOLD = {
    Measure.MONTH: Told(Text("当月", "month")),
    Measure.YTD: Told(Text("累计", "year to date")),
    Measure.YOY: Told(Text("同比", "growth over a year before"), "share"),
    Measure.YTD_YOY: Told(Text("累计同比", "growth of the year to date"), "share"),
    Measure.ADJUSTED: Told(Text("季节调整后", "seasonally adjusted")),
    Measure.MOM_SA: Told(Text("环比（季节调整后）", "growth over the month before, seasonally adjusted"), "share"),
    Measure.TWO_YEAR: Told(Text("两年平均增速", "average growth of two years"), "share"),
    Measure.INDEX: Told(Text("定基指数", "fixed-base index"), "index"),
    Measure.VOLUME: Told(Text("物量指数（可比价）", "index of volume (comparable prices)"), "index"),
}
_SEASONAL = (Measure.ADJUSTED, Measure.MOM_SA)
_DECEMBER = 12
_TO_DATE = (Measure.YTD, Measure.YTD_YOY)
_GROWTH = (Measure.YOY, Measure.YTD_YOY, Measure.TWO_YEAR, Measure.VOLUME)


def measured(
    snapshot: Snapshot,
    key: str,
    measure: Measure | str,
    by: Sequence[str] = (),
    where: Where = EVERYTHING,
    *,
    start: Period | None = None,
    end: Period | None = None,
    combine_new_year: bool = False,
    base_year: int | None = None,
) -> pd.DataFrame:
    """Return columns period, one per dimension in ``by``, value, unit, measure and origin, sorted by period and codes.

    Growth is a fraction and its unit ``share``, that of a share its change in points; an index has 100 for the average
    month of ``base_year`` (by default the first whole year); an index of volume has one value a year, in December,
    linked from the growth of whole years that the department published at comparable prices. ``origin`` says of growth
    whether it is computed from levels or published. ``combine_new_year`` makes January and February one period,
    written in February; the two seasonally adjusted measures take every month there is and ignore it, for the festival
    is what they take out.
    """
    definition, wanted = definition_of(key), _known(measure)
    cut = checked(definition, by, where)
    refuse_strange_codes(snapshot, cut)
    if wanted in _SEASONAL:
        adjusted = adjusted_by_column(snapshot, definition, cut)
        shown = adjusted if wanted is Measure.ADJUSTED else rates.month_on_month(adjusted)
        found = tidy({"value": shown}, cut.by)
    elif wanted is Measure.VOLUME:
        found = _volume(definition, series(snapshot, key, by, where, cumulative=True), cut.by, base_year)
    elif wanted is Measure.INDEX:
        index = _index(snapshot, definition, cut, base_year, combined=combine_new_year)
        found = tidy({"value": index}, cut.by)
    else:
        rows = series(snapshot, key, by, where, cumulative=wanted in _TO_DATE, combine_new_year=combine_new_year)
        found = _of_series(rows, definition, wanted, cut.by)
    if start is not None:
        found = found[found.period >= first_month(start)]
    if end is not None:
        found = found[found.period <= last_month(end)]
    unit = TOLD[wanted].unit or str(definition.unit)
    origin = _origin(definition) if wanted in _GROWTH else ""
    return found.assign(unit=unit, measure=str(wanted), origin=origin).reset_index(drop=True)


def _known(measure: Measure | str) -> Measure:
    if measure in set(Measure):
        return Measure(measure)
    names = ", ".join(Measure)
    raise QuestionError(Text(f"没有看法“{measure}”；可用：{names}", f"There is no measure {measure!r}; use {names}"))


def _of_series(rows: pd.DataFrame, definition: AnyIndicator, measure: Measure, by: tuple[str, ...]) -> pd.DataFrame:
    """Return the value, or the growth that the series shows, as the one column ``value``."""
    keys = rows[["period", *by]]
    if measure in (Measure.MONTH, Measure.YTD):
        return keys.assign(value=rows["value"])
    if measure is not Measure.TWO_YEAR:
        share = definition.unit is Unit.SHARE
        return keys.assign(value=rates.over_a_year(rows["value"], rows["yoy"]) if share else rows["yoy"])
    published = _origin(definition) == "published"
    wide = _wide(rows, by, "yoy" if published else "value")
    average = rates.two_year_average_of_rates(wide) if published else rates.two_year_average(wide)
    return tidy({"value": average}, by)


def _origin(definition: AnyIndicator) -> str:
    """Return whether the growth a series shows is computed from its levels or the one that was published."""
    told = isinstance(definition, Published) or (
        isinstance(definition, Reported) and definition.growth is not Growth.COMPUTED
    )
    return "published" if told else "computed"


def _index(
    snapshot: Snapshot, definition: AnyIndicator, cut: Slice, base_year: int | None, *, combined: bool
) -> pd.DataFrame:
    if isinstance(definition, Reported) and not definition.flow:
        return _chained(snapshot, definition, cut, base_year)
    values, covered = levels(snapshot, definition, cut, cumulative=False), None
    monthly = definition.frequency is Frequency.MONTH
    if isinstance(definition, Reported) and not (combined and monthly):
        told = reported.answer(snapshot, definition, cut, cumulative=False).months
        covered = told.max(axis=1).reindex(values.index)  # quarters, and January with February, as they came
    elif combined:
        values = rates.combine_new_year(values, levels(snapshot, definition, cut, cumulative=True))
    doubled = combined and _adds_up_within(definition)
    return rebased(values, base_year or _first_whole_year(values), combined=doubled, covered=covered)


def _volume(definition: AnyIndicator, rows: pd.DataFrame, by: tuple[str, ...], base_year: int | None) -> pd.DataFrame:
    """Return the index of volume of each column, long; ``rows`` are a series to date."""
    flow = not isinstance(definition, Reported) or definition.flow
    if _origin(definition) != "published" or not flow:
        raise QuestionError(
            Text(
                f"{definition.name.zh}没有公布的可比价增速，无法连乘为物量指数。",
                f"{definition.name.en} has no published growth at comparable prices to link into an index of volume.",
            )
        )
    growth = _wide(rows[rows.period.dt.month == _DECEMBER], by, "yoy")
    growth.index = pd.DatetimeIndex(growth.index).year
    return tidy({"value": volume(growth, base_year)}, by)


def _chained(snapshot: Snapshot, definition: Reported, cut: Slice, base_year: int | None) -> pd.DataFrame:
    """Return the index linked from 环比 and, over its gaps, from 同比, of each column."""
    if definition.chain is None:
        raise QuestionError(
            Text(
                f"{definition.name.zh}是指数，没有可供连乘的环比指数。",
                f"{definition.name.en} is an index without a monthly form to link.",
            )
        )
    over_month, over_year = (reported.linked(snapshot, definition, name, cut) for name in definition.chain)
    base = base_year or _first_whole_year(over_month)
    found, refused = {}, []
    for name in over_month.columns:
        try:
            found[name] = chained(over_month[name], base, over_year.get(name))
        except QuestionError as error:  # an item that is not known in the base year has no index on it
            refused.append(error)
    if refused and not found:
        raise refused[0]
    return pd.DataFrame(found).reindex(columns=over_month.columns)


def _adds_up_within(definition: AnyIndicator) -> bool:
    """Return whether the value of two months is the sum of theirs: flows, and what flows bring per unit of a stock."""
    if isinstance(definition, Ratio):
        parts = (definition.numerator, definition.denominator)
        return [adds_up(definition_of(each)) for each in parts] == [True, False]
    return adds_up(definition)


def _first_whole_year(values: pd.DataFrame) -> int:
    counts = pd.Series(pd.DatetimeIndex(values.dropna(how="all").index).year).value_counts().sort_index()
    return int(counts.index[counts == counts.max()][0]) if len(counts) else 0


def _wide(rows: pd.DataFrame, by: tuple[str, ...], value: str) -> pd.DataFrame:
    column = rows[list(by)].agg(SEPARATOR.join, axis=1) if by else pd.Series("", index=rows.index)
    long = pd.DataFrame({"period": rows["period"], "column": column, "value": rows[value]})
    return long.pivot(index="period", columns="column", values="value")  # noqa: PD010 one row for each
