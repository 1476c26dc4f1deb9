"""The table of forecasts that a build makes: every total, and the members that pages open with."""

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from datasets import Snapshot
from indicators.alignment import gapless, held, paced
from indicators.catalogue import catalogue
from indicators.definition import Frequency
from indicators.forecast.answers import HORIZON, REACH, TABLE
from indicators.forecast.course import Course, course_of, steps, told
from indicators.forecast.kin import TOTAL, Kin, told_together
from indicators.forecast.result import COLUMNS, Forecast
from indicators.slices import Slice

Paced = dict[Frequency, list[Course]]

_SHARE_DIGITS = 4
_DIGITS = 10  # significant digits kept, so that the last bits of arithmetic do not part two builds


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return table ``forecast``: key, dimension, member, step, the forecast's columns and how it was made."""
    kin = [Kin(snapshot, each) for each in catalogue().values() if gapless(each) and held(snapshot, each)]
    slow = _by_frequency(snapshot)
    return {TABLE: snapshot.remember(_question(kin, slow), partial(_foretold, kin, slow))}


def _by_frequency(snapshot: Snapshot) -> Paced:
    """Return the courses of reports, counts and their ratios, by how often they come."""
    found: Paced = {}
    for each in catalogue().values():
        if paced(each) and held(snapshot, each):
            course = course_of(snapshot, each, Slice())
            if len(course.known) and not course.is_over(snapshot.as_of, REACH[each.frequency]):
                found.setdefault(each.frequency, []).append(course)
    return found


def _foretold(kin: list[Kin], slow: Paced) -> pa.Table:
    """Return the rows of all, those of one frequency computed together: many times quicker than one by one."""
    names = [(each.definition.key, *name) for each in kin for name in each.names]
    found = [answer for family in told_together(kin, HORIZON) for answer in family]
    rows = [_rows(name, answer, range(1, HORIZON + 1)) for name, answer in zip(names, found, strict=True)]
    for frequency, courses in slow.items():
        made = told(courses, REACH[frequency])
        rows += [
            _rows((each.definition.key, *TOTAL), answer, steps(each, answer.frame))
            for each, answer in zip(courses, made, strict=True)
        ]
    return pa.concat_tables(rows)


def _question(kin: list[Kin], slow: Paced) -> str:
    """Return everything that decides these forecasts but the code: whose they are, the months and the exact values."""
    lines = [
        f"{each.definition.key} {name} {exactly(series)}"
        for each in kin
        for name, series in zip(each.names, each.series, strict=True)
    ]
    lines += [
        f"{each.definition.key} {each.joined} {exactly(each.known)}" for listed in slow.values() for each in listed
    ]
    return "\n".join([f"forecast {sorted(REACH.items())}", *lines])


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
