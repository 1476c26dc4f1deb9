"""A course: an indicator's periods as the engine takes them, and its forecast as readers know those periods.

Quarters and years keep their own pace and stand in their last month. A monthly report may give January and February
together: there each month takes half for the engine's sake, and what is told is one period again, standing in February.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
import pandas as pd

from datasets import Snapshot, Text
from indicators.computing.alignment import adds_up
from indicators.computing.compute import levels
from indicators.computing.slices import Slice
from indicators.definition import AnyIndicator, Frequency, Reported
from indicators.forecast.composition import met, places_of
from indicators.forecast.dated import forecast_many
from indicators.forecast.result import COLUMNS, Forecast
from indicators.forecast.series import suited

_PACE = {Frequency.MONTH: "M", Frequency.QUARTER: "Q", Frequency.YEAR: "Y"}
_RECENT = 24  # months that show whether January is given by itself
_SHORTEST = 36  # months after a change of scope that are worth more than all before it
_FEBRUARY = 2
_HALVED = Text(
    "1—2月合并公布，模型各按一半计，预测仍按合并一期给出。",
    "January and February are published together: each counts as half in the model and both are told as one.",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Course:
    """An indicator's values with NaN in gaps, by month, quarter or year; ``joined`` if January is told with February.

    Joined months of a flow are halves, those of a rate are alike.
    """

    definition: AnyIndicator
    known: pd.Series
    joined: bool = False

    @property
    def halves(self) -> bool:
        """Return whether January and February add up to what was delivered."""
        return self.joined and adds_up(self.definition)

    def until(self, last: pd.Period) -> "Course":
        """Return what was known at the end of a period."""
        return replace(self, known=self.known.loc[:last])

    def origins(self) -> pd.PeriodIndex:
        """Return the periods that something was delivered for, or should have been: no January of a joined report."""
        periods = pd.PeriodIndex(self.known.index)
        return periods[periods.month != 1] if self.joined else periods

    @property
    def last_month(self) -> pd.Timestamp:
        """Return the month in which what is known ends."""
        return self.known.index[-1].asfreq("M", how="end").to_timestamp()

    def is_over(self, today: dt.date, reach: int) -> bool:
        """Return whether even ``reach`` periods after the last one known lie in the past."""
        return bool((self.known.index[-1] + reach).end_time < pd.Timestamp(today))

    def beside(self, other: "Course") -> "Course | None":
        """Return the course up to the last period of another, with gaps where it lags; None if it ended a year before.

        None also where the two are told by other periods.
        """
        if not len(self.known) or not len(other.known) or self.joined != other.joined:
            return None
        first, last, end = self.known.index[0], self.known.index[-1], other.known.index[-1]
        if not 0 <= (end - last).n < 12 // self.definition.frequency.months:
            return None
        return replace(self, known=self.known.reindex(pd.period_range(first, end, freq=end.freq)))

    def step(self, period: pd.Timestamp) -> int:
        """Return how many periods of its frequency a moment lies ahead of the last one known."""
        return int(pd.Period(period, _PACE[self.definition.frequency]).ordinal - self.known.index[-1].ordinal)

    def naive(self, frame: pd.DataFrame) -> list[float]:
        """Return the value of the same period of the year before for each row of a forecast."""
        pace = _PACE[self.definition.frequency]
        per_year = 12 // self.definition.frequency.months
        periods = pd.PeriodIndex(frame.period, freq=pace)
        last = self.known.index[-1]
        back = [each - per_year * -(-(each - last).n // per_year) for each in periods]
        before = self.known.reindex(back).to_numpy(dtype=float)
        return list(np.where(self.halves & (periods.month == _FEBRUARY), 2 * before, before))


def course_of(snapshot: Snapshot, definition: AnyIndicator, cut: Slice) -> Course:
    """Return the course of a slice of what is reported or counted by its own periods; empty where there are no data."""
    values = levels(snapshot, definition, cut, cumulative=False)
    pace = _PACE[definition.frequency]
    column = pd.Series(dtype=float, index=pd.DatetimeIndex([])) if values.empty else values.iloc[:, 0].astype(float)
    column = column.set_axis(pd.DatetimeIndex(column.index).to_period(pace)).dropna()
    if column.empty:
        return Course(definition=definition, known=column)
    if definition.frequency is Frequency.MONTH:
        return _by_month(definition, column)
    return Course(definition=definition, known=_gapped(column))


def told(courses: Sequence[Course], horizon: int) -> list[Forecast]:
    """Return the forecasts of courses of one frequency, made together: ``horizon`` periods, a joined one whole.

    What is made of others by definition is so ahead, where these are among them and end with the same period.
    """
    found: dict[int, Forecast] = {}
    order = sorted(range(len(courses)), key=lambda each: courses[each].joined)
    for joined, places in groupby(order, key=lambda each: courses[each].joined):
        batch = list(places)
        made = _made([courses[each] for each in batch], horizon, joined=joined)
        found.update(zip(batch, made, strict=True))
    return [found[each] for each in range(len(courses))]


def _made(courses: Sequence[Course], horizon: int, *, joined: bool) -> list[Forecast]:
    """Return the forecasts of courses that are all joined or all are not."""
    ends = [each.known.index[-1] for each in courses]
    apart = places_of([each.definition for each in courses], ends)
    series = [each.known for each in courses]
    made = forecast_many(series, horizon + joined, festival=not joined, compositions=apart)
    return met([_told(course, each, horizon) for course, each in zip(courses, made, strict=True)], apart)


def steps(course: Course, frame: pd.DataFrame) -> Iterator[int]:
    """Return how far ahead each row of a forecast lies."""
    return map(course.step, frame.period)


def _told(course: Course, found: Forecast, horizon: int) -> Forecast:
    """Return a forecast with its periods as readers know them, within what the indicator can be."""
    frame, pace = found.frame, _PACE[course.definition.frequency]
    if course.joined:
        found = replace(found, frame=_together(frame, horizon, add=course.halves), reason=_joined_words(found.reason))
    elif pace != "M":
        ends = pd.PeriodIndex(frame.period, freq=pace).asfreq("M", how="END").to_timestamp().as_unit("us")
        found = replace(found, frame=frame.assign(period=ends))
    return suited(found, course.definition, course.known)


def _together(frame: pd.DataFrame, horizon: int, *, add: bool) -> pd.DataFrame:
    """Return months with January left out: February stands for both, twice as much where they are halves."""
    month = pd.DatetimeIndex(frame.period).month.to_numpy()
    kept = month != 1
    own = [name for name in COLUMNS[1:] if not name.startswith("sum")]
    values = frame[own].to_numpy(dtype=float)
    if add:
        values = np.where((month == _FEBRUARY)[:, None], 2 * values, values)
    # Halves are alike and err alike: the half-width of both together is twice that of one.
    reach = horizon + (horizon < len(frame) and not kept[horizon - 1])
    return frame.assign(**dict(zip(own, values.T, strict=True)))[:reach][kept[:reach]].reset_index(drop=True)


def _joined_words(reason: Text) -> Text:
    return Text(f"{reason.zh}{_HALVED.zh}", f"{reason.en} {_HALVED.en}")


def _by_month(definition: AnyIndicator, column: pd.Series) -> Course:
    """Return a monthly report's course, months of its own or with January and February in halves."""
    recent = column.index[column.index > column.index[-1] - _RECENT]
    joined = not (recent.month == 1).any() and (recent.month == _FEBRUARY).any()
    values = _gapped(column)
    if joined:
        values = _halved(values, halves=adds_up(definition))
    if adds_up(definition):
        values = _alone(values)
    return Course(definition=definition, known=_in_scope(definition, values), joined=joined)


def _gapped(column: pd.Series) -> pd.Series:
    """Return a column with a row for each period from its first to its last, NaN in gaps."""
    return column.reindex(pd.period_range(column.index[0], column.index[-1], freq=pd.PeriodIndex(column.index).freq))


def _halved(values: pd.Series, *, halves: bool) -> pd.Series:
    """Return months in which January and February share what stands in February, where January has no value."""
    index = pd.PeriodIndex(values.index)
    if index[0].month == _FEBRUARY:
        index = index.insert(0, index[0] - 1)
    found = values.reindex(index)
    both = (index.month == 1) & found.isna().to_numpy() & found.shift(-1).notna().to_numpy()
    pair = both | np.roll(both, 1)
    found[both] = found.shift(-1)[both]
    return found.where(~pair, found / 2) if halves else found


def _alone(values: pd.Series) -> pd.Series:
    """Return a flow without the values that follow a gap: the difference of two totals holds the months between."""
    after = values.isna().shift(1, fill_value=False)
    return values.mask(after)


def _in_scope(definition: AnyIndicator, values: pd.Series) -> pd.Series:
    """Return a reported flow since the last month that could not be: a change of scope leaves a negative one."""
    broken = np.flatnonzero((values <= 0).to_numpy())
    if not isinstance(definition, Reported) or not adds_up(definition) or not len(broken):
        return values
    rest = values.iloc[broken[-1] + 1 :]
    return rest if len(rest) >= _SHORTEST else values
