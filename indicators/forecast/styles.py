"""How a file writes its periods: read as steps on a line, so that gaps show, and carried on in the same style."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import gcd

from datasets import Text
from indicators.errors import QuestionError

_YEAR, _QUARTER = 12, 3
_MONTHS = {"Y": _YEAR, "Q": _QUARTER, "M": 1}  # months in a step, by frequency
_DAYS = {"W": 7, "D": 1}
_SHORT = {*_DAYS, "H"}  # frequencies whose periods are never months
_WORKING = 5  # days of a week without its end
_FORTNIGHT = 10  # working days that show that the ends of weeks are left out
_WIDEST = 40  # times as many steps as periods: beyond, the periods are not one series

_NUMBER = re.compile(r"[+-]?\d{1,15}")
_MONTH = re.compile(r"(\d{4})(\D{0,2}?)(\d{1,2})(\D?)")
_COMPACT = re.compile(r"(\d{4})()(\d{2})()")
_QUARTERS = re.compile(r"((?:1[89]|2[01])\d\d)([-_ /.]?[Qq]?|年第?)([1-4])(季度|季)?")
_WEEK = re.compile(r"(\d{4})(-?W)(\d{2})")
_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)([ T])([01]\d|2[0-3])((?::00)?(?::00(?:\.0+)?)?Z?)")
_DATE = re.compile(r"(\d{4})([-/.年]?)(\d{1,2})([-/.月]?)(\d{1,2})(日?(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?)")


@dataclass(frozen=True)
class Timeline:
    """Where each period of a series stands, in steps from the first, and how later steps are written.

    ``first_month`` is the first period's month (year × 12 + month − 1) if a step is a month, else None. ``season`` is
    how many steps a season has where the periods themselves say so: five in weeks of working days, four where what is
    called monthly comes once a quarter, one where it comes once a year.
    """

    places: list[int]
    write: Callable[[int], str]
    first_month: int | None = None
    season: int | None = None


def timeline(series: str, periods: Sequence[str], frequency: str) -> Timeline:
    """Return the timeline of a series' periods, in the order given.

    Raises :class:`~indicators.QuestionError` where they are written in no style known, or far apart.
    """
    for read in (_quarters, _months, _weeks, _hours, _dates, _numbers):
        found = read(periods, frequency)
        if found is not None:
            if len(set(found.places)) < len(periods):
                raise _refused(series, periods[0], Text("有重复的期", "a period comes twice"))
            if max(found.places) > _WIDEST * len(periods) + _WIDEST:
                raise _refused(series, periods[0], Text("各期相距太远", "the periods are too far apart"))
            return found
    raise _refused(series, periods[0], Text("无法识别期的写法", "the way periods are written is not known"))


def _refused(series: str, period: str, why: Text) -> QuestionError:
    known = "1, 1975, 2010Q1, 2010-06, 201006, 2010-W23, 2010-06-01, 2010-06-01 08:00"
    return QuestionError(
        Text(
            f"序列 {series}：{why.zh}（如“{period}”）。同一序列应采用一种写法，例如 {known}。",
            f"Series {series}: {why.en} (such as {period!r}). One series uses one style, for example {known}.",
        )
    )


def _matched(pattern: re.Pattern[str], periods: Sequence[str]) -> list[re.Match[str]] | None:
    found = [pattern.fullmatch(each) for each in periods]
    return [each for each in found if each] if all(found) else None


def _spaced(ordinals: Sequence[int], least: int) -> tuple[int, int] | None:
    """Return the first ordinal and the step: the widest that meets all, at least ``least``; None if it is less."""
    first, step = min(ordinals), 0
    for each in ordinals:
        step = gcd(step, each - first)
    step = step or least
    return (first, step) if step % least == 0 else None


def _placed(ordinals: Sequence[int], least: int, write: Callable[[int], str]) -> Timeline | None:
    spaced = _spaced(ordinals, least)
    if spaced is None:
        return None
    first, step = spaced
    return Timeline([(each - first) // step for each in ordinals], lambda place: write(first + place * step))


def _quarters(periods: Sequence[str], frequency: str) -> Timeline | None:
    found = _matched(_QUARTERS, periods)
    if found is None or (frequency != "Q" and not all(each[2] for each in found)):
        return None
    _, between, _, after = found[-1].groups("")

    def write(ordinal: int) -> str:
        return f"{ordinal // 4:04d}{between}{ordinal % 4 + 1}{after}"

    placed = _placed([int(each[1]) * 4 + int(each[3]) - 1 for each in found], 1, write)
    return replace(placed, season=4) if placed and frequency == "M" else placed


def _months(periods: Sequence[str], frequency: str) -> Timeline | None:
    compact = _matched(_COMPACT, periods)
    found = compact or _matched(_MONTH, periods)
    if found is None or not all(1 <= int(each[3]) <= _YEAR for each in found) or frequency in _SHORT:
        return None
    if not compact and any(not each[2] for each in found):
        return None  # five digits, or six that are no months: a number
    width = min(len(each[3]) for each in found)
    _, between, _, after = found[-1].groups("")

    def write(ordinal: int) -> str:
        return f"{ordinal // _YEAR:04d}{between}{ordinal % _YEAR + 1:0{width}d}{after}"

    return _monthly([int(each[1]) * _YEAR + int(each[3]) - 1 for each in found], frequency, write)


def _monthly(ordinals: Sequence[int], frequency: str, write: Callable[[int], str]) -> Timeline | None:
    placed = _placed(ordinals, _MONTHS.get(frequency, 1), write)
    spaced = _spaced(ordinals, 1)
    if placed is None or frequency != "M" or spaced is None:
        return placed
    first, step = spaced
    if step == 1:
        return replace(placed, first_month=first)
    return replace(placed, season=_YEAR // step) if len(ordinals) > 2 and _YEAR % step == 0 else placed  # noqa: PLR2004 two say no step


def _dates(periods: Sequence[str], frequency: str) -> Timeline | None:
    found = _matched(_DATE, periods)
    if found is None:
        return None
    try:
        days = [dt.date(int(each[1]), int(each[3]), int(each[5])) for each in found]
    except ValueError:
        return None
    ended = all(each.day == calendar.monthrange(each.year, each.month)[1] for each in days)
    monthly = frequency not in _SHORT and (ended or len({each.day for each in days}) == 1)
    padded = all(len(each[3]) == len(each[5]) == 2 for each in found)  # noqa: PLR2004 two digits
    _, first, _, second, _, after = found[-1].groups("")

    def written(day: dt.date) -> str:
        month, number = (f"{day.month:02d}", f"{day.day:02d}") if padded else (str(day.month), str(day.day))
        return f"{day.year:04d}{first}{month}{second}{number}{after}"

    if frequency == "D" and len(days) >= _FORTNIGHT and all(each.weekday() < _WORKING for each in days):
        return _working(days, written)
    if not monthly:
        return _placed([each.toordinal() for each in days], 1, lambda day: written(dt.date.fromordinal(day)))

    def write(ordinal: int) -> str:
        year, month = ordinal // _YEAR, ordinal % _YEAR + 1
        last = calendar.monthrange(year, month)[1]
        return written(dt.date(year, month, last if ended else min(days[0].day, last)))

    return _monthly([each.year * _YEAR + each.month - 1 for each in days], frequency, write)


def _working(days: Sequence[dt.date], written: Callable[[dt.date], str]) -> Timeline | None:
    """Return the timeline of days without weekends: Monday follows Friday."""

    def write(ordinal: int) -> str:
        week, day = divmod(ordinal, _WORKING)
        return written(dt.date.fromordinal(week * _DAYS["W"] + day + 1))

    ordinals = [(each.toordinal() - 1) // _DAYS["W"] * _WORKING + each.weekday() for each in days]
    placed = _placed(ordinals, 1, write)
    return placed and replace(placed, season=_WORKING)


def _weeks(periods: Sequence[str], frequency: str) -> Timeline | None:
    found = _matched(_WEEK, periods)
    if found is None or frequency != "W":
        return None
    try:
        mondays = [dt.date.fromisocalendar(int(each[1]), int(each[3]), 1) for each in found]
    except ValueError:
        return None
    between = found[-1][2]

    def write(ordinal: int) -> str:
        year, week, _ = dt.date.fromordinal(ordinal * _DAYS["W"] + 1).isocalendar()
        return f"{year:04d}{between}{week:02d}"

    return _placed([(each.toordinal() - 1) // _DAYS["W"] for each in mondays], 1, write)


def _hours(periods: Sequence[str], frequency: str) -> Timeline | None:
    found = _matched(_HOUR, periods)
    if found is None or frequency != "H":
        return None
    try:
        days = [dt.date.fromisoformat(each[1]).toordinal() for each in found]
    except ValueError:
        return None
    _, between, _, after = found[-1].groups("")

    def write(ordinal: int) -> str:
        day, hour = divmod(ordinal, 24)
        return f"{dt.date.fromordinal(day).isoformat()}{between}{hour:02d}{after}"

    return _placed([day * 24 + int(each[3]) for day, each in zip(days, found, strict=True)], 1, write)


def _numbers(periods: Sequence[str], frequency: str) -> Timeline | None:
    found = _matched(_NUMBER, periods)
    if found is None:
        return None
    del frequency  # whatever a step is, the next number follows
    width = len(periods[-1]) if all(len(each) == len(periods[0]) for each in periods) else 1
    return _placed([int(each) for each in periods], 1, lambda ordinal: f"{ordinal:0{width}d}")
