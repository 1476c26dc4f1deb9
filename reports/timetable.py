"""Timetables: of which periods an edition reports, and at which moment each is due, by the working calendar.

A period is named by its last month. Clocks are those of Beijing; what is stored and compared is UTC.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from datasets import Text
from indicators.warnings.workdays import HERE, after, is_noticed, local

CatchUp = Literal["latest", "all", "none"]

MONTHS: Final = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
"""How many months each kind of period has."""

POLICIES: Final[Mapping[str, Text]] = {
    "latest": Text("错过多期时只补最近一期", "of several missed periods only the latest is made"),
    "all": Text("错过的每一期都补", "every missed period is made"),
    "none": Text("错过一天以上的不补", "a period missed by more than a day is not made"),
}
"""What each policy of catching up does."""

GRACE: Final = dt.timedelta(days=1)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_MOST_DAYS = 60
_DECEMBER = 12


@dataclass(frozen=True)
class Due:
    """The moment at which a period is due, in UTC, and whether its holidays had been announced."""

    at: dt.datetime
    noticed: bool


@dataclass(frozen=True)
class Timetable:
    """When an edition is made.

    ``months`` a period has, the ``working_day`` after its end and the time of day, the first period that is owed, what
    becomes of missed ones, and the indicators whose data must reach a period before it can be reported.
    """

    months: int
    working_day: int
    at: dt.time
    first: str
    catch_up: CatchUp
    needs: tuple[str, ...]

    def due(self, period: str, home: Path) -> Due:
        """Return when a period is due, by the calendar of a home."""
        start = dt.date.fromisoformat(f"{following(period)}-01")
        day = after(start - dt.timedelta(days=1), self.working_day, home)
        moment = dt.datetime.combine(day, self.at, tzinfo=HERE)
        return Due(moment.astimezone(dt.UTC), is_noticed(day.year, home))

    def has(self, period: str) -> bool:
        """Return whether a period is one of this timetable."""
        return bool(_MONTH.fullmatch(period)) and int(period[5:]) % self.months == 0 and period >= self.first

    def periods(self, now: dt.datetime) -> list[str]:
        """Return the periods owed that are over at a moment, oldest first."""
        found, month = [], self.first
        while month < f"{local(now):%Y-%m}":
            found += [month] if self.has(month) else []
            month = following(month)
        return found

    def coming(self, now: dt.datetime) -> str:
        """Return the first period owed that is not over yet."""
        month = max(f"{local(now):%Y-%m}", self.first)
        while not self.has(month):
            month = following(month)
        return month


def following(period: str) -> str:
    """Return the month after a month."""
    year, month = int(period[:4]), int(period[5:])
    return f"{year + month // _DECEMBER}-{month % _DECEMBER + 1:02d}"


def timetable(table: Mapping[str, Any], name: str) -> Timetable | None:
    """Return the timetable of an edition's [schedule], None if it is made on demand; nonsense is a TypeError."""
    if "each" not in table:
        return None
    found = Timetable(
        months=MONTHS.get(table["each"], 0),
        working_day=table["working_day"],
        at=dt.time.fromisoformat(table["at"]),
        first=table["first"],
        catch_up=table.get("catch_up", "latest"),
        needs=tuple(table.get("needs", ())),
    )
    whole = _MONTH.fullmatch(found.first) and 1 <= found.working_day <= _MOST_DAYS and found.at.tzinfo is None
    if not found.months or found.catch_up not in POLICIES or not whole:
        raise TypeError(
            f"{name}: [schedule] has each = {', '.join(MONTHS)}; working_day from 1 to {_MOST_DAYS}; at = HH:MM in "
            f"Beijing; first = YYYY-MM; catch_up = {', '.join(POLICIES)}"
        )
    return found
