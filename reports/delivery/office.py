"""The office: what a tick works with. The clock, how far data reach and who makes a report are given to it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from datasets import JingweiError, Language, SnapshotMissing, open_snapshot
from indicators import series
from indicators.periods import month_code
from reports.correction import Correction
from reports.edition import Edition, editions
from reports.run import Run, run


class Maker(Protocol):
    """Who makes one report and returns where it lies; a failure is an error that says why."""

    def __call__(
        self,
        edition_key: str,
        period: str,
        *,
        home: Path,
        snapshot: str | None,
        language: Language,
        parameters: Mapping[str, str] | None,
        corrects: Correction | None = None,
    ) -> Run:
        """Return the finished run."""


@dataclass(frozen=True)
class Reach:
    """How far the data of one snapshot reach: the last month of an indicator, empty where it has none."""

    snapshot: str
    last_month: Callable[[str], str]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _nothing(_: str) -> None:
    """Do nothing at a step."""


def reach_of(home: Path) -> Reach | None:
    """Return how far the current snapshot's data reach, None before the first was published."""
    try:
        snapshot = open_snapshot(home)
    except SnapshotMissing:
        return None

    return Reach(snapshot.name, lambda key: _last_month(home, snapshot.name, key))


@lru_cache(maxsize=256)  # pages ask again and again, and a snapshot never changes
def _last_month(home: Path, snapshot: str, key: str) -> str:
    try:
        frame = series(open_snapshot(home, snapshot), key)
    except JingweiError:  # a snapshot older than the indicator has none of it: that period waits, the others do not
        return ""
    known = frame.period[frame.value.notna()]
    return "" if known.empty else month_code(known.max())


@dataclass(frozen=True)
class Office:
    """A home, its editions, a clock of UTC, how far data reach, who makes reports, and who is told each step."""

    home: Path
    clock: Callable[[], dt.datetime] = _now
    editions: Mapping[str, Edition] = field(default_factory=editions)
    reach: Callable[[Path], Reach | None] = reach_of
    make: Maker = run
    step: Callable[[str], Any] = _nothing
