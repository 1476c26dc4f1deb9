"""The runs of reports in the ledger: what was asked, what came of it, and where it lies."""

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd

from datasets.ledger import open_ledger

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS report_run (
    id INTEGER PRIMARY KEY,
    edition TEXT NOT NULL,
    period TEXT NOT NULL,
    language TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    parameters TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed')),
    started_at TEXT NOT NULL,
    finished_at TEXT,
    path TEXT,
    sha256 TEXT,
    message TEXT,
    CHECK (status != 'done' OR (path IS NOT NULL AND sha256 IS NOT NULL))
) STRICT;
"""


def _open(home: Path) -> closing[sqlite3.Connection]:
    return closing(open_ledger(home, (SCHEMA,)))


def begin(home: Path, **asked: str) -> int:
    """Return the number of a new run, recorded as running."""
    asked = {**asked, "status": "running", "started_at": _now()}
    marks = ", ".join("?" * len(asked))
    with _open(home) as ledger, ledger:
        inserted = ledger.execute(
            f"INSERT INTO report_run ({', '.join(asked)}) VALUES ({marks})",  # noqa: S608 our own column names
            list(asked.values()),
        )
        return int(inserted.lastrowid or 0)


def finish(home: Path, run: int, status: str, *, path: str | None, sha256: str | None, message: str | None) -> None:
    """Record how a run ended."""
    with _open(home) as ledger, ledger:
        ledger.execute(
            "UPDATE report_run SET status = ?, finished_at = ?, path = ?, sha256 = ?, message = ? WHERE id = ?",
            (status, _now(), path, sha256, message, run),
        )


def library(home: Path) -> pd.DataFrame:
    """Return every run, newest first: edition, period, language, snapshot, status, times, path, sha256, message."""
    with _open(home) as ledger:
        rows = ledger.execute("SELECT * FROM report_run ORDER BY id DESC").fetchall()
        names = [column[1] for column in ledger.execute("PRAGMA table_info(report_run)")]
    frame = pd.DataFrame([tuple(row) for row in rows], columns=names).drop(columns=["parameters"])
    return frame.assign(period=pd.to_datetime(frame["period"] + "-01"))


def last_done(home: Path, edition: str, period: str, snapshot: str, language: str) -> dict[str, Any] | None:
    """Return the newest run of these that ended with a report."""
    with _open(home) as ledger:
        row = ledger.execute(
            "SELECT * FROM report_run WHERE edition = ? AND period = ? AND snapshot = ? AND language = ?"
            " AND status = 'done' ORDER BY id DESC LIMIT 1",
            (edition, period, snapshot, language),
        ).fetchone()
    return dict(row) if row else None


def intact(home: Path, run: Mapping[str, Any]) -> Path | None:
    """Return the PDF of a run that is done, if it is still the file that the run wrote."""
    path = home / str(run["path"])
    whole = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == run["sha256"]
    return path if whole else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
