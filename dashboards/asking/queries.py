"""What pages ask of the indicators, remembered per snapshot: a snapshot never changes, so neither do answers."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

import indicators
from dashboards.access import ENTERPRISES
from dashboards.asking.courses import Course, Row, course_of
from dashboards.views.view import View
from datasets import Snapshot, open_snapshot
from datasets.text import Language, Text
from indicators import Change, Forecast, Sentence, YearEnd
from indicators.computing.alignment import gapless
from indicators.definition import AnyIndicator, Protected
from indicators.enterprises.enterprise import Hit, Profile, delivered_by, profile, search

Where = tuple[tuple[str, str], ...]

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


def splits_alike(definition: AnyIndicator) -> bool:
    """Return whether a split of all codes says of each what is said of it alone: reports may have other periods."""
    return gapless(definition) or isinstance(definition, Protected)


@lru_cache(maxsize=_COURSES)
def _course(
    home: Path, name: str, key: str, by: tuple[str, ...], where: Where, cumulative: bool, known: bool
) -> Course:
    if known:
        whole = _course(home, name, key, by, where, cumulative, known=False)
        there = ~np.isnan(whole.columns["value"])
        return whole if there.all() else whole.where(there)
    if not by and len(where) == 1 and splits_alike(indicators.catalogue()[key]):
        # All codes of a dimension are asked for at once: the next one that a reader picks is there already.
        split = _course(home, name, key, (where[0][0],), (), cumulative, known=False)
        if (found := split.of_code(*where[0])) is not None:
            return found
    return course_of(indicators.series(open_snapshot(home, name), key, by=by, where=dict(where), cumulative=cumulative))


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
