"""Working days: Monday to Friday but for public holidays, and the weekends worked instead; a dated file says which."""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

OWN = "holidays.csv"
"""A home's file of later years' notices, read beside the shipped one: first, last, kind (rest or work)."""

_HERE = dt.timezone(dt.timedelta(hours=8))  # all of China keeps the time of Beijing, without summer time
_DAY = dt.timedelta(days=1)
_SATURDAY = 5


def today() -> dt.date:
    """Return the date in Beijing."""
    return dt.datetime.now(_HERE).date()


def local(moment: dt.datetime) -> dt.datetime:
    """Return a moment as the clocks of Beijing show it."""
    return moment.astimezone(_HERE)


def is_working(day: dt.date, home: Path | None = None) -> bool:
    """Return whether offices work on a day; in a year without a notice these are Monday to Friday."""
    return _noticed(home).get(day, day.weekday() < _SATURDAY)


def after(day: dt.date, days: int, home: Path | None = None) -> dt.date:
    """Return the day by which ``days`` working days have passed; ``day`` itself does not count."""
    while days > 0:
        day += _DAY
        days -= is_working(day, home)
    return day


def between(first: dt.date, last: dt.date, home: Path | None = None) -> int:
    """Return how many working days lie after ``first`` up to and with ``last``; negative when ``last`` is earlier."""
    if last < first:
        return -between(last, first, home)
    return sum(is_working(first + n * _DAY, home) for n in range(1, (last - first).days + 1))


def _noticed(home: Path | None) -> Mapping[dt.date, bool]:
    own = home / OWN if home is not None else None
    if own is None or not own.is_file():
        return _shipped()
    return {**_shipped(), **_days(own.read_text(encoding="utf-8").splitlines())}


@cache
def _shipped() -> Mapping[dt.date, bool]:
    text = (files("indicators") / "warnings" / "holidays.csv").read_text(encoding="utf-8")
    return _days(text.splitlines())


def _days(lines: Iterable[str]) -> Mapping[dt.date, bool]:
    """Return whether each noticed day is worked."""
    found: dict[dt.date, bool] = {}
    for row in csv.DictReader(lines):
        day, last = (dt.date.fromisoformat(row[name]) for name in ("first", "last"))
        while day <= last:
            found[day] = row["kind"] == "work"
            day += _DAY
    return found
