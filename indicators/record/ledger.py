"""Forecasts as they were said, in the ledger: rows are added, never changed, never removed."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd

from datasets import Snapshot, open_ledger
from indicators.catalogue import catalogue
from indicators.computing.compute import series

_YEAR = 12

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS forecast_record (
    snapshot TEXT NOT NULL,
    key TEXT NOT NULL,
    slice TEXT NOT NULL,
    origin TEXT NOT NULL,
    step INTEGER NOT NULL,
    period TEXT NOT NULL,
    mean REAL NOT NULL, lo80 REAL NOT NULL, hi80 REAL NOT NULL, lo95 REAL NOT NULL, hi95 REAL NOT NULL,
    naive REAL,
    method_zh TEXT NOT NULL, method_en TEXT NOT NULL,
    made_at TEXT NOT NULL,
    in_time INTEGER NOT NULL CHECK (in_time IN (0, 1)),
    PRIMARY KEY (snapshot, key, slice, step)
) STRICT;
CREATE TRIGGER IF NOT EXISTS forecast_record_stays BEFORE UPDATE ON forecast_record
BEGIN SELECT RAISE(ABORT, 'a forecast once said is not changed'); END;
CREATE TRIGGER IF NOT EXISTS forecast_record_remains BEFORE DELETE ON forecast_record
BEGIN SELECT RAISE(ABORT, 'a forecast once said is not removed'); END;
"""

_INSERT = """
INSERT OR IGNORE INTO forecast_record
VALUES (:snapshot, :key, :slice, :origin, :step, :period, :mean, :lo80, :hi80, :lo95, :hi95, :naive,
        :method_zh, :method_en, :made_at, :in_time)
"""
_NEWEST = "SELECT key, slice, max(origin) AS origin FROM forecast_record GROUP BY key, slice"
_SAID = """
    SELECT key, CASE WHEN dimension = '' THEN '' ELSE dimension || '=' || member END AS slice, step, period,
        mean, lo80, hi80, lo95, hi95, method_zh, method_en
    FROM forecast ORDER BY key, dimension, member, step
"""


def keep(home: Path, snapshot: Snapshot) -> int:
    """Write a snapshot's forecasts into the ledger and return how many rows are new; a second time adds nothing.

    A forecast counts as made in time when the ledger holds none of the same series from a later month: whoever
    builds an old month again already knows what came after.
    """
    if not snapshot.has("forecast"):
        return 0
    said = snapshot.query(_SAID).to_pylist()
    naive = _last_years(snapshot, sorted({row["key"] for row in said if not row["slice"]}))
    about = {"snapshot": snapshot.name, "made_at": datetime.now(UTC).isoformat(timespec="seconds")}
    with closing(open_ledger(home, (SCHEMA,))) as ledger, ledger:
        newest = {(row["key"], row["slice"]): row["origin"] for row in ledger.execute(_NEWEST)}
        before = ledger.total_changes
        for row in said:
            period = row["period"].isoformat()
            origin = (pd.Timestamp(row["period"]) - pd.DateOffset(months=_months(row))).date().isoformat()
            in_time = origin >= newest.get((row["key"], row["slice"]), "")
            last_year = naive.get((row["key"], period)) if not row["slice"] else None
            written = {**row, **about, "origin": origin, "period": period, "naive": last_year, "in_time": int(in_time)}
            ledger.execute(_INSERT, written)
        return ledger.total_changes - before


def _months(row: dict[str, Any]) -> int:
    """Return how many months before its period a forecast was made; a quarter stands in its last month."""
    definition = catalogue().get(row["key"])
    return int(row["step"]) * (definition.frequency.months if definition else 1)


def length(home: Path) -> int:
    """Return what grows whenever a forecast is kept."""
    with closing(open_ledger(home, (SCHEMA,))) as ledger:
        return int(ledger.execute("SELECT coalesce(max(rowid), 0) FROM forecast_record").fetchone()[0])


def kept(home: Path, key: str | None = None) -> pd.DataFrame:
    """Return every forecast ever kept, or those of one indicator, oldest first."""
    with closing(open_ledger(home, (SCHEMA,))) as ledger:
        found = ledger.execute(
            "SELECT * FROM forecast_record WHERE key = coalesce(?, key) ORDER BY made_at, key, slice, step", (key,)
        )
        names = [column[0] for column in found.description]
        frame = pd.DataFrame([tuple(row) for row in found], columns=names)
    for name in ("origin", "period"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def _last_years(snapshot: Snapshot, keys: list[str]) -> dict[tuple[str, str], float]:
    """Return the value a year before each coming month: what a naive forecaster would have said."""
    found: dict[tuple[str, str], float] = {}
    for key in keys:
        if key in catalogue():
            known = series(snapshot, key).tail(_YEAR)
            for period, value in zip(known.period, known.value, strict=True):
                if value == value:  # noqa: PLR0124 NaN is no forecast
                    found[key, (period + pd.DateOffset(years=1)).date().isoformat()] = float(value)
    return found
