"""What pages ask of the indicators, remembered per snapshot: a snapshot never changes, so neither do answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

import indicators
from dashboards.access import ENTERPRISES
from dashboards.view import View
from datasets import Snapshot, open_snapshot
from datasets.text import Language, Text
from indicators import Change, Forecast, Sentence, YearEnd
from indicators.enterprise import Hit, Profile, delivered_by, profile, search

Where = tuple[tuple[str, str], ...]
Values = npt.NDArray[Any]
Row = Mapping[str, Any]
"""One period of a series: period, value, yoy and whatever else the indicator tells."""

_ANSWERS = 2048
_COURSES = 1024  # of ten kilobytes to a megabyte each
_SENTENCES = 128
_CHANGES = 5
_WITHHELD = Text(
    "您的角色不能查看单个企业；如工作需要，请联系账户管理员。",
    "Your role does not see single enterprises; if your work needs it, ask the administrator of accounts.",
)


def snapshot_of(view: View) -> Snapshot:
    """Return the snapshot a view looks at."""
    return open_snapshot(view.home, view.snapshot)


def series(
    view: View, key: str, by: tuple[str, ...] = (), where: Where = (), *, cumulative: bool | None = None
) -> pd.DataFrame:
    """Return an indicator's series; callers must not change the frame, it is shared."""
    return course(view, key, by, where, cumulative=cumulative, known=False).frame


def two_year(view: View, key: str, by: tuple[str, ...] = (), where: Where = ()) -> pd.DataFrame:
    """Return the average growth of two years, month by month, as column ``value``."""
    return _two_year(view.home, view.snapshot, key, by, where)


@dataclass(frozen=True, eq=False)
class Course:
    """A series in the order of time, and the month of each of its rows, in which a month is found at once."""

    frame: pd.DataFrame
    months: "npt.NDArray[np.datetime64]"

    @cached_property
    def columns(self) -> dict[str, Values]:
        """Return the columns by name, to take values from; equal codes are one object."""
        return {str(name): _array(values) for name, values in self.frame.items()}

    def row(self, at: int) -> Row:
        """Return the row at a place."""
        return {name: values[at] for name, values in self.columns.items()} | {"period": self.period(at)}

    def period(self, at: int) -> pd.Timestamp:
        """Return the period of the row at a place."""
        return pd.Timestamp(self.columns["period"][at])

    def reach(self, month: str) -> int:
        """Return how many rows there are up to a month, 2010-06."""
        return int(self.months.searchsorted(np.datetime64(month), side="right"))

    def until(self, month: str) -> pd.DataFrame:
        """Return the rows up to a month."""
        return self.frame.iloc[: self.reach(month)]

    def values(self, month: str, most: int) -> list[float]:
        """Return the values of the last periods up to a month."""
        end = self.reach(month)
        found: list[float] = self.columns["value"][max(0, end - most) : end].tolist()
        return found

    def within(self, month: str) -> slice:
        """Return where the rows of a month stand."""
        return slice(int(self.months.searchsorted(np.datetime64(month))), self.reach(month))

    def last(self, month: str) -> slice:
        """Return where the rows of the last period up to a month stand."""
        end = self.reach(month)
        return slice(int(self.months.searchsorted(self.months[end - 1])) if end else 0, end)

    def lists(self, rows: slice, *names: str) -> list[list[Any]]:
        """Return columns of the rows at a stretch."""
        return [self.columns[name][rows].tolist() for name in names]


def _array(values: "pd.Series[Any]") -> Values:
    if not isinstance(values.dtype, pd.StringDtype):
        return values.to_numpy()
    places, known = pd.factorize(values)  # a million rows name a hundred codes
    words: Values = np.array([*known, None], dtype=object)
    return words[places]


def course(
    view: View,
    key: str,
    by: tuple[str, ...] = (),
    where: Where = (),
    *,
    cumulative: bool | None = None,
    known: bool = True,
) -> Course:
    """Return a series by month: the rows that have a value or, unless only what is ``known`` is wanted, all rows."""
    basis = view.cumulative if cumulative is None else cumulative
    return _course(view.home, view.snapshot, key, by, where, basis, known)


def until(view: View, key: str, where: Where = (), *, cumulative: bool | None = None) -> pd.DataFrame:
    """Return the periods of a slice that have a value, up to the view's month."""
    return course(view, key, where=where, cumulative=cumulative).until(view.period)


def history(view: View, key: str, where: Where = ()) -> pd.DataFrame:
    """Return the periods of a slice up to the view's month, each by itself, those without a value among them."""
    return course(view, key, where=where, cumulative=False, known=False).until(view.period)


def latest(view: View, key: str, where: Where = (), *, period: pd.Timestamp | None = None) -> Row | None:
    """Return the last period of a slice up to the view's month, or ``period``; None where there is no value."""
    found = course(view, key, where=where)
    end = found.reach(view.period if period is None else min(view.period, f"{period:%Y-%m}"))
    if not end:
        return None
    row = found.row(end - 1)
    return row if period is None or row["period"] == period else None


def point(view: View, key: str, where: Where = (), *, period: str | None = None) -> indicators.Point | None:
    """Return an indicator's value in the view's month and basis, None where the indicator does not reach."""
    return _point(view.home, view.snapshot, key, period or view.period, where, view.cumulative)


def labels(view: View, dimension: str) -> dict[str, str]:
    """Return the words for a dimension's codes."""
    return _labels(view.home, view.snapshot, dimension, view.language)


def forecast(view: View, key: str, where: Where = ()) -> Forecast | None:
    """Return the forecast of a slice, None where it cannot be made."""
    return _forecast(view.home, view.snapshot, key, where)


def year_end(view: View, key: str, where: Where = ()) -> YearEnd | None:
    """Return what the year will come to, None where it cannot be said."""
    return _year_end(view.home, view.snapshot, key, where)


def enterprise(view: View, entity_id: str) -> Profile:
    """Return what the reader may know of one entity; an unknown one is an error, and so is having no right."""
    if not view.reader.may(ENTERPRISES):
        raise indicators.QuestionError(_WITHHELD)
    found, own = _enterprise(view.home, view.snapshot, entity_id), view.reader.own
    return found if own is None else delivered_by(found, own)


def enterprises(view: View, words: str, most: int) -> list[Hit]:
    """Return the entities found by a name or an identifier, of a department's reader those it delivered."""
    if not view.reader.may(ENTERPRISES):
        raise indicators.QuestionError(_WITHHELD)
    return search(snapshot_of(view), words, most, view.reader.own)


@lru_cache(maxsize=_SENTENCES)
def _enterprise(home: Path, name: str, entity_id: str) -> Profile:
    return profile(open_snapshot(home, name), entity_id)


@lru_cache(maxsize=_COURSES)
def _course(
    home: Path, name: str, key: str, by: tuple[str, ...], where: Where, cumulative: bool, known: bool
) -> Course:
    if known:
        whole = _course(home, name, key, by, where, cumulative, known=False)
        there = whole.frame["value"].notna().to_numpy()
        return whole if there.all() else Course(whole.frame[there], whole.months[there])
    found = indicators.series(open_snapshot(home, name), key, by=by, where=dict(where), cumulative=cumulative)
    found.attrs = {}  # copied deeply at every step, and said by the definition anyway
    return Course(found, found["period"].to_numpy().astype("datetime64[M]"))


@lru_cache(maxsize=_ANSWERS)
def _two_year(home: Path, name: str, key: str, by: tuple[str, ...], where: Where) -> pd.DataFrame:
    return indicators.measured(open_snapshot(home, name), key, "two_year", by=by, where=dict(where))


@lru_cache(maxsize=_ANSWERS)
def _point(home: Path, name: str, key: str, period: str, where: Where, cumulative: bool) -> indicators.Point | None:
    try:
        return indicators.point(open_snapshot(home, name), key, period, where=dict(where), cumulative=cumulative)
    except indicators.QuestionError:
        return None


@lru_cache(maxsize=_ANSWERS)
def _labels(home: Path, name: str, dimension: str, language: Language) -> dict[str, str]:
    return indicators.labels(open_snapshot(home, name), dimension, language)


@lru_cache(maxsize=_ANSWERS)
def _forecast(home: Path, name: str, key: str, where: Where) -> Forecast | None:
    try:
        return indicators.forecast(open_snapshot(home, name), key, where=dict(where))
    except indicators.QuestionError:
        return None


@lru_cache(maxsize=_ANSWERS)
def _year_end(home: Path, name: str, key: str, where: Where) -> YearEnd | None:
    try:
        return indicators.year_end(open_snapshot(home, name), key, where=dict(where))
    except indicators.QuestionError:
        return None


def headline(view: View) -> list[Sentence]:
    """Return the sentences the overview begins with."""
    return _headline(view.home, view.snapshot, view.period, view.language, view.cumulative)


def changes(view: View) -> list[Change]:
    """Return what changed in the view's month, the most unusual first.

    Always of the month alone: a sum to date hides in October what happened in October.
    """
    return _changes(view.home, view.snapshot, view.period, view.language)


@lru_cache(maxsize=_SENTENCES)
def _headline(home: Path, name: str, period: str, language: Language, cumulative: bool) -> list[Sentence]:
    return indicators.headline(open_snapshot(home, name), period, language, cumulative)


@lru_cache(maxsize=_SENTENCES)
def _changes(home: Path, name: str, period: str, language: Language) -> list[Change]:
    return indicators.changes(open_snapshot(home, name), period, language, cumulative=False, limit=_CHANGES)
