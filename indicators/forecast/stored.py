"""The table of forecasts that a build makes: every total, and the members that pages open with."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from datasets import Snapshot
from indicators.catalogue import families
from indicators.computing.alignment import gapless, held, paced
from indicators.computing.slices import Slice
from indicators.definition import AnyIndicator, Frequency, Reported
from indicators.forecast.answers import HORIZON, REACH, TABLE
from indicators.forecast.composition import met, places_of
from indicators.forecast.course import Course, course_of, steps, told
from indicators.forecast.kin import TOTAL, Kin, told_together
from indicators.forecast.result import COLUMNS, Forecast
from indicators.forecast.tree import Tree, owner_of, tree_of

_SHARE_DIGITS = 4
_DIGITS = 10  # significant digits kept, so that the last bits of arithmetic do not part two builds


@dataclass(frozen=True, kw_only=True)
class _Group:
    """What is forecast of one file of the library: by month, and the courses of reports and of what comes seldom.

    ``trees`` are the reports by their series: totals and items are forecast together.
    """

    kin: tuple[Kin, ...]
    slow: tuple[Course, ...]
    trees: Mapping[str, Tree]

    @property
    def question(self) -> str:
        """Return everything that decides the forecasts but the code: whose they are, the months and exact values."""
        lines = [
            f"{each.definition.key} {name} {exactly(series)}"
            for each in self.kin
            for name, series in zip(each.names, each.series, strict=True)
        ]
        lines += [f"{each.definition.key} {each.joined} {exactly(each.known)}" for each in self.slow]
        lines += [
            f"{series} {code} {exactly(each.known)}"
            for series, tree in self.trees.items()
            for code, each in tree.courses.items()
        ]
        return "\n".join([f"forecast {sorted(REACH.items())}", *lines])


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return table ``forecast``: key, dimension, member, step, the forecast's columns and how it was made."""
    groups = [each for family in families() if (each := _group(snapshot, family.members))]
    found = snapshot.remember_each([each.question for each in groups], partial(_foretold, groups))
    return {TABLE: pa.concat_tables(found)}


def _group(snapshot: Snapshot, members: Sequence[AnyIndicator]) -> _Group | None:
    """Return what is carried forward of some indicators, None if nothing is."""
    kin = tuple(Kin(snapshot, each) for each in members if gapless(each) and held(snapshot, each))
    courses = [course_of(snapshot, each, Slice()) for each in members if paced(each) and held(snapshot, each)]
    slow = tuple(
        each
        for each in courses
        if len(each.known) and not each.is_over(snapshot.as_of, REACH[each.definition.frequency])
    )
    owners = {each.series: each for one in slow if (each := owner_of(one.definition)) and held(snapshot, each)}
    trees = {series: tree for series, each in owners.items() if (tree := tree_of(snapshot, each))}
    return _Group(kin=kin, slow=slow, trees=trees) if kin or slow else None


def _foretold(groups: Sequence[_Group], places: Sequence[int]) -> list[pa.Table]:
    """Return the rows of some groups, those of one frequency computed together: many times quicker than one by one."""
    asked = [groups[place] for place in places]
    monthly = iter(told_together([each for group in asked for each in group.kin], HORIZON))
    courses = [each for group in asked for each in group.slow]
    trees = {series: tree for group in asked for series, tree in group.trees.items()}
    slow = {frequency: iter(_together(courses, frequency, trees)) for frequency in REACH}
    found = []
    for group in asked:
        rows = [
            _rows((each.definition.key, *name), answer, range(1, HORIZON + 1))
            for each in group.kin
            for name, answer in zip(each.names, next(monthly), strict=True)
        ]
        for course in group.slow:
            answer = next(slow[course.definition.frequency])
            rows.append(_rows((course.definition.key, *TOTAL), answer, steps(course, answer.frame)))
        found.append(pa.concat_tables(rows))
    return found


def _together(courses: Sequence[Course], frequency: Frequency, trees: Mapping[str, Tree]) -> list[Forecast]:
    """Return the forecasts of the courses of one frequency, in their order; items of a report as they add up."""
    alike = [each.definition for each in courses if each.definition.frequency is frequency]
    ends = [each.known.index[-1] for each in courses if each.definition.frequency is frequency]
    if not alike:
        return []
    apart = told([each for each in courses if each.definition.frequency is frequency], REACH[frequency])
    reports = {each.series for each in alike if isinstance(each, Reported)} & trees.keys()
    items = {series: trees[series].forecasts(REACH[frequency]) for series in sorted(reports)}
    found = [
        items.get(each.series, {}).get(each.item, own) if isinstance(each, Reported) else own
        for each, own in zip(alike, apart, strict=True)
    ]
    return met(found, places_of(alike, ends))


def exactly(series: pd.Series) -> str:
    """Return a series to the last bit: its first period and its values."""
    return f"{series.index[0]} {series.to_numpy(dtype='<f8').tobytes().hex()}"


def rounded(values: Any) -> list[float]:
    """Return numbers as they are stored."""
    return [float(f"{value:.{_DIGITS}g}") for value in np.asarray(values, dtype=float).tolist()]


def _rows(name: tuple[str, str, str], found: Forecast, ahead: Iterable[int]) -> pa.Table:
    frame = found.frame
    said = dict(zip(("key", "dimension", "member"), name, strict=True))
    numbers = {column: rounded(frame[column]) for column in COLUMNS if column != "period"}
    made = {
        "method_zh": found.method.zh,
        "method_en": found.method.en,
        "reason_zh": found.reason.zh,
        "reason_en": found.reason.en,
        "error": round(found.error, _DIGITS),
        "naive_error": round(found.naive_error, _DIGITS),
        "coverage80": round(found.coverage80, _DIGITS),
        "origins": found.origins,
        "last_value_error": round(found.last_value_error, _DIGITS),
        "coverage95": round(found.coverage95, _DIGITS),
        "weights": json.dumps({name: round(share, _SHARE_DIGITS) for name, share in found.weights.items()}),
    }
    step = {"step": list(ahead), "period": dates(frame)}
    return pa.table({**repeated(said, len(frame)), **step, **numbers, **repeated(made, len(frame))})


def dates(frame: pd.DataFrame) -> pa.Array:
    """Return the periods of a forecast as dates."""
    return pa.array(frame.period.to_numpy()).cast(pa.date32())


def repeated(values: Mapping[str, Any], times: int) -> dict[str, list[Any]]:
    """Return columns of one value each."""
    return {name: [value] * times for name, value in values.items()}
