"""Forecasts of indicators: looked up where the build made them, computed where it did not."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.computing.alignment import gapless, paced
from indicators.computing.compute import levels
from indicators.computing.slices import EVERYTHING, Slice, Where, checked
from indicators.definition import AnyIndicator, Frequency, Reported
from indicators.dimensions import refuse_strange_codes
from indicators.errors import QuestionError
from indicators.forecast.composition import composed, parts_of, places_of
from indicators.forecast.course import Course, course_of, told
from indicators.forecast.dated import forecast_many, forecast_series
from indicators.forecast.kin import STORED, TOTAL, additive, kin_forecasts, members
from indicators.forecast.result import COLUMNS, Forecast
from indicators.forecast.series import monthly_series, suited
from indicators.forecast.tree import owner_of, tree_forecasts
from indicators.periods import period_label

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
    """Return a forecast made now from the series of a slice, as it adds up with what it is made of and is part of."""
    if cumulative:
        known = monthly_series(levels(snapshot, definition, cut, cumulative=True))
        return suited(forecast_series(known, horizon), definition, known)
    if parts_of(definition):
        return _composed(snapshot, definition, cut, horizon)
    found = _kept_together(snapshot, definition, cut, horizon)
    return found or _alone(snapshot, definition, cut, horizon)


def _alone(snapshot: Snapshot, definition: AnyIndicator, cut: Slice, horizon: int) -> Forecast:
    """Return the forecast of a slice by itself."""
    if paced(definition):
        return _paced(snapshot, definition, cut, horizon)
    known = monthly_series(levels(snapshot, definition, cut, cumulative=False))
    return suited(forecast_series(known, horizon), definition, known)


def _composed(snapshot: Snapshot, definition: AnyIndicator, cut: Slice, horizon: int) -> Forecast:
    """Return what an indicator is by definition of the forecasts that readers see of its parts."""
    parts = [(definition_of(each), sign) for each, sign in parts_of(definition)]
    if paced(definition):
        own = _paced(snapshot, definition, cut, horizon)
        if not _parts_of(snapshot, definition, cut):
            return own
    else:
        series = [
            monthly_series(levels(snapshot, each, cut, cumulative=False)) for each, _ in [*parts, (definition, 1)]
        ]
        made_of = places_of([*(each for each, _ in parts), definition], [each.index[-1] for each in series])
        own = suited(forecast_many(series, horizon, compositions=made_of)[-1], definition, series[-1])
    return composed(own, [(_answered(snapshot, each, cut, horizon), sign) for each, sign in parts])


def _kept_together(snapshot: Snapshot, definition: AnyIndicator, cut: Slice, horizon: int) -> Forecast | None:
    """Return the forecast of a slice as it adds up with the others beside it; None of what adds up with nothing."""
    member = _member(cut)
    if definition.key in STORED and member is not None and member[0] in (TOTAL[0], *STORED[definition.key]):
        if _stored(snapshot, definition.key, Slice(), horizon) is not None:
            return None  # the build told every member that has data together: this one has none
        return kin_forecasts(snapshot, definition, horizon).get(member)
    owner = owner_of(definition)
    if owner is not None and isinstance(definition, Reported):
        codes = cut.where[0][1] if cut.where else (definition.item,)
        return _several(snapshot, definition, cut, horizon, codes, tree_forecasts(snapshot, owner, horizon))
    if not additive(definition) or not cut.where:
        return None
    *rest, (dimension, codes) = cut.where
    beside = _members(snapshot, definition, dimension, Slice(where=tuple(rest)), horizon)
    return _several(snapshot, definition, cut, horizon, codes, beside)


@lru_cache(maxsize=64)
def _members(
    snapshot: Snapshot, definition: AnyIndicator, dimension: str, within: Slice, horizon: int
) -> dict[str, Forecast]:
    return members(snapshot, definition, dimension, within, _answered(snapshot, definition, within, horizon), horizon)


def _several(
    snapshot: Snapshot,
    definition: AnyIndicator,
    cut: Slice,
    horizon: int,
    codes: Sequence[str],
    beside: Mapping[str, Forecast],
) -> Forecast | None:
    """Return the forecast of one member, or of several together, which is their sum; None if one is not there."""
    if not set(codes) <= beside.keys():
        return None
    if len(codes) == 1:
        return beside[codes[0]]
    return composed(_alone(snapshot, definition, cut, horizon), [(beside[code], 1) for code in codes])


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
    """Return the courses of what an indicator is made of by definition; of most there are none."""
    parts = [definition_of(each) for each, _ in parts_of(definition)]
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
