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
CREATE TABLE IF NOT EXISTS report_file (
    run INTEGER NOT NULL REFERENCES report_run (id),
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (run, kind)
) STRICT;
CREATE TABLE IF NOT EXISTS report_code (
    run INTEGER PRIMARY KEY REFERENCES report_run (id),
    code TEXT NOT NULL,
    unsigned_sha256 TEXT NOT NULL
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
    return runs(home).drop(columns=["parameters"])


def runs(home: Path) -> pd.DataFrame:
    """Return the same with the parameters of each run, as JSON."""
    with _open(home) as ledger:
        rows = ledger.execute("SELECT * FROM report_run ORDER BY id DESC").fetchall()
        names = [column[1] for column in ledger.execute("PRAGMA table_info(report_run)")]
    frame = pd.DataFrame([tuple(row) for row in rows], columns=names)
    return frame.assign(period=pd.to_datetime(frame["period"] + "-01", format="%Y-%m-%d"))


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
    """Return the PDF of a run that is done, or the report of its failure, if it is still the file the run wrote."""
    path = home / str(run["path"])
    whole = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == run["sha256"]
    return path if whole else None


def add_files(home: Path, run: int, files: Mapping[str, tuple[str, str]]) -> None:
    """Record the path, below the home, and the SHA-256 of each kind of file a run made."""
    with _open(home) as ledger, ledger:
        rows = [(run, kind, path, sha256) for kind, (path, sha256) in files.items()]
        ledger.executemany("INSERT INTO report_file VALUES (?, ?, ?, ?)", rows)


def add_code(home: Path, run: int, code: str, unsigned_sha256: str) -> None:
    """Record a run's code to verify it, and the SHA-256 of its PDF before it was signed."""
    with _open(home) as ledger, ledger:
        ledger.execute("INSERT INTO report_code VALUES (?, ?, ?)", (run, code, unsigned_sha256))


def file_of(home: Path, run: int, kind: str) -> tuple[str, str] | None:
    """Return the path below the home and the SHA-256 of one kind of file of a run."""
    with _open(home) as ledger:
        row = ledger.execute("SELECT path, sha256 FROM report_file WHERE run = ? AND kind = ?", (run, kind)).fetchone()
    return (row["path"], row["sha256"]) if row else None


def set_hash(home: Path, run: int, kind: str, sha256: str) -> None:
    """Put back the SHA-256 of a file that somebody changed here."""
    with _open(home) as ledger, ledger:
        ledger.execute("UPDATE report_file SET sha256 = ? WHERE run = ? AND kind = ?", (sha256, run, kind))
        if kind == "pdf":
            ledger.execute("UPDATE report_run SET sha256 = ? WHERE id = ? AND status = 'done'", (sha256, run))


def hash_of(home: Path, path: str) -> str | None:
    """Return the SHA-256 of the file that was last issued under a path below the home."""
    with _open(home) as ledger:
        row = ledger.execute("SELECT sha256 FROM report_file WHERE path = ? ORDER BY run DESC", (path,)).fetchone()
    return str(row["sha256"]) if row else None


def issued_as(home: Path, *, sha256: str = "", unsigned_sha256: str = "", code: str = "") -> dict[str, Any] | None:
    """Return the first run whose file has the hash, whose PDF had it before signing, or that bears the code."""
    with _open(home) as ledger:
        row = ledger.execute(
            "SELECT report_run.*, report_code.code, report_code.unsigned_sha256 FROM report_run"
            " JOIN report_code ON report_code.run = report_run.id WHERE code = ?3 OR unsigned_sha256 = ?2"
            " OR EXISTS (SELECT 1 FROM report_file WHERE report_file.run = id AND report_file.sha256 = ?1)"
            " ORDER BY id LIMIT 1",
            (sha256, unsigned_sha256, code),
        ).fetchone()
    return dict(row) if row else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
