"""Forecasts of indicators: looked up where the build made them, computed where it did not."""

import json
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from datasets import Snapshot, Text
from indicators.alignment import gapless, paced
from indicators.catalogue import definition_of
from indicators.compute import levels
from indicators.definition import AnyIndicator, Difference, Frequency
from indicators.dimensions import refuse_strange_codes
from indicators.errors import QuestionError
from indicators.forecast.course import Course, course_of, told
from indicators.forecast.dated import forecast_many, forecast_series
from indicators.forecast.difference import less, places_of
from indicators.forecast.kin import FAMILIES, TOTAL, kin_forecasts
from indicators.forecast.result import COLUMNS, Forecast
from indicators.forecast.series import bounded, monthly_series
from indicators.periods import period_label
from indicators.slices import EVERYTHING, Slice, Where, checked

TABLE = "forecast"
HORIZON = 12
REACH = {Frequency.MONTH: HORIZON, Frequency.QUARTER: 8, Frequency.YEAR: 3}
"""Periods ahead that a build makes and that are given unless told otherwise."""
FARTHEST = 60  # months; beyond five years the interval says nothing

_PERIODS = {
    Frequency.MONTH: ("个月", "months"),
    Frequency.QUARTER: ("个季度", "quarters"),
    Frequency.YEAR: ("年", "years"),
}


def forecast(snapshot: Snapshot, key: str, where: Where = EVERYTHING, horizon: int | None = None) -> Forecast:
    """Return the forecast of an indicator in a slice: twelve months ahead unless told otherwise.

    Reports by quarter go eight quarters ahead, counts by year three years, each in its last month; reports that give
    January and February together tell them together, in February. Figures that are printed now and then are not
    carried forward: asking for them is an error that says so.
    """
    definition = definition_of(key)
    if not gapless(definition) and not paced(definition):
        raise QuestionError(
            Text(
                f"{definition.name.zh}不是逐期都有的序列，不作预测。",
                f"{definition.name.en} does not have a value for every period; it is not forecast.",
            )
        )
    months = REACH[definition.frequency] if horizon is None else horizon
    farthest = FARTHEST // definition.frequency.months
    if not 1 <= months <= farthest:
        zh, en = _PERIODS[definition.frequency]
        raise QuestionError(
            Text(
                f"预测期应为 1 至 {farthest} {zh}，给的是 {months}。",
                f"A forecast reaches 1 to {farthest} {en} ahead, not {months}.",
            )
        )
    cut = checked(definition, (), where)
    refuse_strange_codes(snapshot, cut)
    found = _answered(snapshot, definition, cut, months)
    return replace(found, frame=found.frame.copy())


@lru_cache(maxsize=512)
def _answered(snapshot: Snapshot, definition: AnyIndicator, cut: Slice, horizon: int) -> Forecast:
    found = _stored(snapshot, definition.key, cut, horizon)
    return found or compute(snapshot, definition, cut, horizon)


def compute(
    snapshot: Snapshot, definition: AnyIndicator, cut: Slice, horizon: int, *, cumulative: bool = False
) -> Forecast:
    """Return a forecast made now from the series of a slice: of a family's member, as it adds up with the others."""
    member = _member(cut)
    if definition.key in FAMILIES and member is not None and not cumulative:
        found = kin_forecasts(snapshot, definition, horizon).get(member)
        if found is not None:
            return found
    if paced(definition):
        return _paced(snapshot, definition, cut, horizon)
    known = monthly_series(levels(snapshot, definition, cut, cumulative=cumulative))
    if isinstance(definition, Difference) and not cumulative:
        return _difference(snapshot, definition, cut, known, horizon)
    return bounded(forecast_series(known, horizon), definition, known)


def _difference(snapshot: Snapshot, definition: Difference, cut: Slice, known: pd.Series, horizon: int) -> Forecast:
    """Return the difference of the forecasts that readers see of its parts."""
    parts = [definition_of(each) for each in (definition.minuend, definition.subtrahend)]
    series = [*(monthly_series(levels(snapshot, each, cut, cumulative=False)) for each in parts), known]
    apart = places_of([*parts, definition], [each.index[-1] for each in series])
    own = bounded(forecast_many(series, horizon, differences=apart)[-1], definition, known)
    return less(own, *(_answered(snapshot, each, cut, horizon) for each in parts))


def _paced(snapshot: Snapshot, definition: AnyIndicator, cut: Slice, horizon: int) -> Forecast:
    course = course_of(snapshot, definition, cut)
    name = definition.name
    if course.known.empty:
        raise QuestionError(Text(f"{name.zh}没有数据。", f"{name.en}: there are no data."))
    if course.is_over(snapshot.known_on or snapshot.as_of, REACH[definition.frequency]):
        end = period_label(course.last_month, "zh", frequency=definition.frequency)
        end_en = period_label(course.last_month, "en", frequency=definition.frequency)
        raise QuestionError(
            Text(
                f"{name.zh}止于{end}，其后可预测的各期均已过去，不作预测。",
                f"{name.en} ends with {end_en}; what could be forecast after it is over already.",
            )
        )
    return told([*_parts_of(snapshot, definition, cut), course], horizon)[-1]


def _parts_of(snapshot: Snapshot, definition: AnyIndicator, cut: Slice) -> list[Course]:
    """Return the courses of what a difference is made of; of anything else there are none."""
    if not isinstance(definition, Difference):
        return []
    parts = [definition_of(each) for each in (definition.minuend, definition.subtrahend)]
    found = [course_of(snapshot, each, cut) for each in parts] if all(map(paced, parts)) else []
    return found if all(len(each.known) for each in found) else []


def _stored(snapshot: Snapshot, key: str, cut: Slice, horizon: int) -> Forecast | None:
    """Return the forecast that the build made of a total or of one member, if it did and reached as far."""
    member = _member(cut)
    if member is None or not snapshot.has(TABLE):
        return None
    sql = f"SELECT * FROM {TABLE} WHERE key = ? AND dimension = ? AND member = ? ORDER BY step"  # noqa: S608 a constant
    rows = snapshot.query(sql, (key, *member)).to_pandas()
    # January and February told together stand two steps ahead: what reaches the horizon is wanted whole.
    enough = int(rows.step.searchsorted(horizon))
    if enough == len(rows):
        return None
    rows = rows.iloc[: enough + 1]
    frame = rows[list(COLUMNS)].assign(period=pd.DatetimeIndex(rows.period).as_unit("us"))
    first = rows.iloc[0]
    return Forecast(
        frame=frame,
        method=Text(first.method_zh, first.method_en),
        reason=Text(first.reason_zh, first.reason_en),
        error=float(first.error),
        naive_error=float(first.naive_error),
        coverage80=float(first.coverage80),
        origins=int(first.origins),
        last_value_error=float(first.last_value_error),
        coverage95=float(first.coverage95),
        weights=json.loads(first.weights),
    )


def _member(cut: Slice) -> tuple[str, str] | None:
    """Return the dimension and code of a slice that is a total (two blanks) or one member; otherwise None."""
    if not cut.where:
        return TOTAL
    (dimension, codes), *more = cut.where
    return (dimension, codes[0]) if len(codes) == 1 and not more else None
