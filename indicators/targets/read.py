"""The year's targets: from statistical reports, and from the zone's file where no report sets a goal."""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from datasets import Snapshot, Text, zones
from indicators.catalogue import catalogue
from indicators.definition import Published

_REPORTED = """
    SELECT series, year(period_start) AS year, value::DOUBLE AS value, yoy, published_date, source, receipt, source_row
    FROM base_economy__macro_series
    WHERE status = 'target' AND item = 'total' AND period_kind = 'year'
    QUALIFY row_number() OVER (PARTITION BY series, year(period_start) ORDER BY vintage DESC) = 1
    ORDER BY series, year
"""
_FROM_REPORT = Text("统计报表中的年度目标", "annual target in the statistical report")


@dataclass(frozen=True)
class Target:
    """A goal for a year: an amount, a growth rate, or both (NaN where not set), since when, and on whose word.

    ``series`` is how :mod:`indicators.computing.panel` names what the goal is for, ``key`` the indicator readers know.
    ``assumed`` goals were chosen for the demonstration and say so.
    """

    key: str
    series: str
    year: int
    value: float
    growth: float
    published: dt.date
    reference: Text
    assumed: bool


def targets(snapshot: Snapshot, year: int | None = None) -> tuple[Target, ...]:
    """Return the targets of a year, by default that of the snapshot's last month; a report's goal comes first."""
    wanted = snapshot.as_of.year if year is None else year
    found: dict[str, Target] = {}
    for each in _all(snapshot):
        if each.year == wanted:
            found.setdefault(each.key, each)
    return tuple(found.values())


def targeted(snapshot: Snapshot) -> frozenset[str]:
    """Return the keys of every indicator that ever had a target."""
    return frozenset(each.key for each in _all(snapshot))


@lru_cache(maxsize=16)
def _all(snapshot: Snapshot) -> tuple[Target, ...]:
    return (*_reported(snapshot), *_declared(snapshot.manifest.zone))


def _reported(snapshot: Snapshot) -> Iterator[Target]:
    if not snapshot.has("base_economy__macro_series"):
        return
    for row in snapshot.query(_REPORTED).to_pylist():
        receipt, line = row["receipt"], row["source_row"]
        where = Text(f"（回执 {receipt} 第 {line} 行）", f" (receipt {receipt}, row {line})")
        yield Target(
            key=row["series"],
            series=f"macro.{row['series']}",
            year=row["year"],
            value=float("nan") if row["value"] is None else row["value"],
            growth=float("nan") if row["yoy"] is None else row["yoy"],
            published=row["published_date"],
            reference=Text(_FROM_REPORT.zh + where.zh, _FROM_REPORT.en + where.en),
            assumed=False,
        )


def _declared(zone: str) -> Iterator[Target]:
    file = Path(next(iter(zones.__path__))) / zone / "targets.csv"
    if not file.is_file():
        return
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            definition = catalogue().get(row["key"])
            if definition is None or isinstance(definition, Published):
                continue
            yield Target(
                key=row["key"],
                series=row["key"],
                year=int(row["year"]),
                value=float(row["value"] or "nan"),
                growth=float(row["growth_percent"] or "nan") / 100,
                published=dt.date.fromisoformat(row["published_date"]),
                reference=Text(row["reference_zh"], row["reference_en"]),
                assumed=row["basis"] == "assumed",
            )
