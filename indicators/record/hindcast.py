"""Hindcasts 回溯演算: what the present engine would have said at earlier months, knowing nothing of later ones.

They are made of the series as it stands today, cut off at each month, so revisions and the choice of the engine itself
are known to them: they are shown beside real-time forecasts, named for what they are, and never counted among them.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import pyarrow as pa

from datasets import Snapshot
from indicators.catalogue import catalogue, definition_of, reporting
from indicators.computing.alignment import gapless, held, paced
from indicators.computing.compute import levels
from indicators.computing.slices import Slice
from indicators.definition import AnyIndicator, Frequency, Indicator
from indicators.forecast.answers import REACH
from indicators.forecast.course import Course, course_of, steps, told
from indicators.forecast.result import Forecast
from indicators.forecast.series import monthly_series
from indicators.forecast.stored import dates, exactly, repeated, rounded
from indicators.targets.read import targeted
from indicators.zone import headline_of

TABLE = "hindcast"
ORIGINS = 18  # months at whose end a forecast is made once more
_ORIGINS = {Frequency.MONTH: ORIGINS, Frequency.QUARTER: 12}
_SHORTEST_YEARS = 3  # that an origin must know
_NUMBERS = ("mean", "lo80", "hi80", "lo95", "hi95", "sum_hi80")


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return table ``hindcast``: key, origin, step, period, mean, the intervals, the naive forecast and the method.

    An origin is the last month known; ``step`` counts periods of the indicator's own frequency.
    """
    past = [each for key in _keys(snapshot) for each in _cut(_course(snapshot, definition_of(key)))]
    origins: dict[pd.Timestamp, list[Course]] = {}
    for each in past:
        origins.setdefault(each.last_month, []).append(each)
    known = [origins[month] for month in sorted(origins)]
    questions = ["\n".join(["hindcast", str(sorted(REACH.items())), *map(_said, each)]) for each in known]
    return {TABLE: pa.concat_tables(snapshot.remember_each(questions, partial(_made, known)))} if past else {}


def _said(course: Course) -> str:
    return f"{course.definition.key} {course.joined} {exactly(course.known)}"


def _keys(snapshot: Snapshot) -> list[str]:
    """Return the indicators that pages open with or that have a target, themselves or by what reports on them."""
    named = {*headline_of(snapshot.manifest.zone), *targeted(snapshot)}
    wanted = {name if _is_kept(catalogue().get(name)) else reporting(name) for name in named}
    return [key for key, each in catalogue().items() if key in wanted and _is_kept(each) and held(snapshot, each)]


def _is_kept(definition: AnyIndicator | None) -> bool:
    if definition is None:
        return False
    stock = isinstance(definition, Indicator) and definition.stock
    return definition.frequency in _ORIGINS and not stock and (gapless(definition) or paced(definition))


def _course(snapshot: Snapshot, definition: AnyIndicator) -> Course:
    if paced(definition):
        return course_of(snapshot, definition, Slice())
    values = monthly_series(levels(snapshot, definition, Slice(), cumulative=False)).dropna()
    return Course(definition=definition, known=values)


def _cut(course: Course) -> list[Course]:
    """Return what was known at each of the last origins, the present one not among them."""
    frequency = course.definition.frequency
    least = _SHORTEST_YEARS * 12 // frequency.months
    past = [course.until(each) for each in course.origins()[-1 - _ORIGINS[frequency] : -1]]
    return [each for each in past if len(each.known) >= least]


def _made(origins: Sequence[Sequence[Course]], places: Sequence[int]) -> list[pa.Table]:
    """Return the forecasts from some origins, those of one frequency computed together: none knows of another."""
    past = [each for place in places for each in origins[place]]
    made = {
        frequency: iter(told(alike, REACH[frequency]))
        for frequency in _ORIGINS
        if (alike := [each for each in past if each.definition.frequency is frequency])
    }
    return [
        pa.concat_tables(rows_of(each, next(made[each.definition.frequency])) for each in origins[place])
        for place in places
    ]


def rows_of(past: Course, made: Forecast) -> pa.Table:
    """Return a forecast as rows, the year before again as the naive forecast beside it."""
    count = len(made.frame)
    numbers = {column: rounded(made.frame[column]) for column in _NUMBERS}
    said = {"key": past.definition.key, "origin": past.last_month.date()}
    method = repeated({"method_zh": made.method.zh, "method_en": made.method.en}, count)
    step = {"step": list(steps(past, made.frame)), "period": dates(made.frame)}
    naive = rounded(past.naive(made.frame))
    return pa.table({**repeated(said, count), **step, **numbers, "naive": naive, **method})
