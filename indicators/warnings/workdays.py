"""Working days: Monday to Friday but for public holidays, and the weekends worked instead.

Years with a notice of the State Council are read from the lists of days off and of make-up workdays (``notices.csv``
names each notice), later notices from a home's own file. A year without one yet has its statutory days
(``statutory.csv``) and, for those that fall on a weekend or on one another, the next weekdays.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from datasets import DatasetsError, Text
from indicators.seasonal.calendar import listed

OWN = "holidays.csv"
"""A home's file of later years' notices, read beside the shipped lists: first, last, kind (rest or work)."""

_KINDS = ("rest", "work")

HERE = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")
"""The time of Beijing, which all of China keeps, since 1992 without summer time."""
_DAY = dt.timedelta(days=1)
_SATURDAY = 5


class HolidaysRefused(DatasetsError):
    """The home's own list of holidays cannot be read."""


def today() -> dt.date:
    """Return the date in Beijing."""
    return dt.datetime.now(HERE).date()


def local(moment: dt.datetime) -> dt.datetime:
    """Return a moment as the clocks of Beijing show it."""
    return moment.astimezone(HERE)


def local_time(moment: dt.datetime) -> str:
    """Return a moment as those clocks are read: 2026-11-27 14:05."""
    return f"{local(moment):%Y-%m-%d %H:%M}"


def is_working(day: dt.date, home: Path | None = None) -> bool:
    """Return whether offices work on a day; beyond the statutory days known these are Monday to Friday."""
    return _works(day, _own(home))


def is_noticed(year: int, home: Path | None = None) -> bool:
    """Return whether the holidays of a year have been announced, or are still a rule's guess."""
    return year in _noticed_years() or any(day.year == year for day in _own(home))


def after(day: dt.date, days: int, home: Path | None = None) -> dt.date:
    """Return the day by which ``days`` working days have passed; ``day`` itself does not count."""
    own = _own(home)
    while days > 0:
        day += _DAY
        days -= _works(day, own)
    return day


def between(first: dt.date, last: dt.date, home: Path | None = None) -> int:
    """Return how many working days lie after ``first`` up to and with ``last``; negative when ``last`` is earlier."""
    if last < first:
        return -between(last, first, home)
    own = _own(home)
    return sum(_works(first + n * _DAY, own) for n in range(1, (last - first).days + 1))


def _works(day: dt.date, own: Mapping[dt.date, bool]) -> bool:
    guessed = {} if any(each.year == day.year for each in own) else _in_lieu()
    return own.get(day, _shipped().get(day, guessed.get(day, day.weekday() < _SATURDAY)))


def _own(home: Path | None) -> Mapping[dt.date, bool]:
    """Return whether each day that a home's file names is worked."""
    path = home / OWN if home is not None else None
    if path is None or not path.is_file():
        return {}
    try:
        return _read(path.read_text(encoding="utf-8-sig"))  # a spreadsheet writes a mark before the first title
    except (KeyError, TypeError, ValueError) as error:
        raise HolidaysRefused(
            Text(
                f"放假安排 {path} 无法使用（{error}）：表头为 first,last,kind，日期如 2027-02-05，"
                "kind 为 rest 或 work，存为 UTF-8 的 CSV。",
                f"The list of holidays {path} cannot be used ({error}): its titles are first,last,kind, its dates like "
                "2027-02-05, kind is rest or work, and it is a CSV in UTF-8.",
            )
        ) from error


@lru_cache(maxsize=4)  # asked for every day of every period
def _read(text: str) -> Mapping[dt.date, bool]:
    found: dict[dt.date, bool] = {}
    for row in csv.DictReader(text.splitlines()):
        day, last = (dt.date.fromisoformat(row[name]) for name in ("first", "last"))
        if row["kind"] not in _KINDS:
            raise ValueError(row["kind"])
        while day <= last:
            found[day] = row["kind"] == "work"
            day += _DAY
    return found


@cache
def _shipped() -> dict[dt.date, bool]:
    return dict.fromkeys(listed("public_holiday"), False) | dict.fromkeys(listed("makeup_workday"), True)


@cache
def _noticed_years() -> frozenset[int]:
    return frozenset(int(row["year"]) for row in _rows("notices.csv"))


@cache
def _in_lieu() -> dict[dt.date, bool]:
    """Return the days off of the years without a notice: each statutory day, or the next weekday not yet off."""
    return dict.fromkeys(_days_off([dt.date.fromisoformat(row["day"]) for row in _rows("statutory.csv")]), False)


def _days_off(statutory: Iterable[dt.date]) -> Sequence[dt.date]:
    found: list[dt.date] = []
    moved: list[dt.date] = []
    for day in statutory:
        (moved if day in found or day.weekday() >= _SATURDAY else found).append(day)
    for day in moved:
        instead = day
        while instead in found or instead.weekday() >= _SATURDAY:
            instead += _DAY
        found.append(instead)
    return found


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("indicators") / "warnings" / name).read_text(encoding="utf-8").splitlines()))
