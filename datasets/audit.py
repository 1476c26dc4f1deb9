"""The audit trail: who did or saw what, each line sealed together with all lines before it.

A line's seal is HMAC-SHA256 over the seal before it and the line. A changed, inserted or removed line breaks the
chain from there on. Cutting off the end breaks nothing: whoever must prove that too notes the last seal elsewhere.
"""

import hmac
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from datasets.ledger import open_ledger
from datasets.seals import seal, seal_earlier_lines

SCHEMA = """
CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    name TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    mac TEXT NOT NULL DEFAULT ''
) STRICT;
"""
_SEALED = "ALTER TABLE audit ADD COLUMN mac TEXT NOT NULL DEFAULT ''"
_LONGEST = 500


@dataclass(frozen=True)
class Entry:
    """One line: when (seconds since 1970), who, what, and about what."""

    id: int
    at: float
    name: str
    action: str
    detail: str
    mac: str


@dataclass(frozen=True)
class Verdict:
    """Whether the chain holds: the first line that does not fit (None if all do), how many lines, the last seal."""

    broken: int | None
    lines: int
    seal: str


def record(home: Path, name: str, action: str, detail: str = "", by: str = "") -> None:
    """Write and seal one line of the audit trail about a person; ``by`` names another who did it to them."""
    detail = f"{detail} by {by}".strip() if by and by != name else detail
    with _trail(home) as connection:
        connection.execute("BEGIN IMMEDIATE")  # two writers must not continue from the same line
        add(connection, home, name, action, detail)


def add(connection: sqlite3.Connection, home: Path, name: str, action: str, detail: str) -> None:
    """Write and seal one line within an immediate transaction: it is kept, or undone, with all else in it."""
    last = connection.execute("SELECT id, mac FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    number, before = (last["id"] + 1, last["mac"]) if last else (1, "")
    line = {"id": number, "at": time.time(), "name": name, "action": action, "detail": detail[:_LONGEST]}
    connection.execute(
        "INSERT INTO audit (id, at, name, action, detail, mac) VALUES (:id, :at, :name, :action, :detail, :mac)",
        line | {"mac": seal(home, before, line)},
    )


def entries(home: Path, name: str | None = None, action: str | None = None, most: int = 50) -> list[Entry]:
    """Return the latest lines, newest first, of one person or one action."""
    with _trail(home) as connection:
        rows = connection.execute(
            "SELECT * FROM audit WHERE (?1 IS NULL OR name = ?1) AND (?2 IS NULL OR action = ?2) "
            "ORDER BY id DESC LIMIT ?3",
            (name, action, most),
        ).fetchall()
    return [Entry(**dict(row)) for row in rows]


def latest(home: Path, action: str) -> dict[str, float]:
    """Return when (seconds since 1970) each person last did something, of those who ever did."""
    with _trail(home) as connection:
        rows = connection.execute("SELECT name, max(at) AS at FROM audit WHERE action = ? GROUP BY name", (action,))
        return {row["name"]: row["at"] for row in rows}


def verify(home: Path) -> Verdict:
    """Return whether every line still bears the seal it was given."""
    before, lines = "", 0
    with _trail(home) as connection:
        for row in connection.execute("SELECT * FROM audit ORDER BY id"):
            if not hmac.compare_digest(row["mac"], seal(home, before, row)):
                return Verdict(row["id"], lines, before)
            before, lines = row["mac"], lines + 1
    return Verdict(None, lines, before)


@contextmanager
def _trail(home: Path) -> Iterator[sqlite3.Connection]:
    """Yield the ledger, its trail sealed where an earlier version had not; an error undoes what was written."""
    connection = open_ledger(home, (SCHEMA,))
    try:
        if "mac" not in {row["name"] for row in connection.execute("PRAGMA table_info(audit)")}:
            connection.execute(_SEALED)
            seal_earlier_lines(home, connection)
        with connection:
            yield connection
    finally:
        connection.close()
