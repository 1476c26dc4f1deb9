"""The audit trail: who did or saw what, each line sealed together with all lines before it.

A line's seal is HMAC-SHA256 over the seal before it and the line. A changed, inserted or removed line breaks the
chain from there on. Cutting off the end breaks nothing: whoever must prove that too notes the last seal elsewhere.
"""

import hmac
import time
from dataclasses import dataclass
from pathlib import Path

from dashboards.accounts.ledger import ledger
from dashboards.accounts.seals import seal

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


def record(home: Path, name: str, action: str, detail: str = "") -> None:
    """Write and seal one line of the audit trail."""
    with ledger(home) as connection:
        connection.execute("BEGIN IMMEDIATE")  # two writers must not continue from the same line
        last = connection.execute("SELECT id, mac FROM audit ORDER BY id DESC LIMIT 1").fetchone()
        number, before = (last["id"] + 1, last["mac"]) if last else (1, "")
        line = {"id": number, "at": time.time(), "name": name, "action": action, "detail": detail[:_LONGEST]}
        connection.execute(
            "INSERT INTO audit (id, at, name, action, detail, mac) VALUES (:id, :at, :name, :action, :detail, :mac)",
            line | {"mac": seal(home, before, line)},
        )


def entries(home: Path, name: str | None = None, action: str | None = None, most: int = 50) -> list[Entry]:
    """Return the latest lines, newest first, of one person or one action."""
    with ledger(home) as connection:
        rows = connection.execute(
            "SELECT * FROM audit WHERE (?1 IS NULL OR name = ?1) AND (?2 IS NULL OR action = ?2) "
            "ORDER BY id DESC LIMIT ?3",
            (name, action, most),
        ).fetchall()
    return [Entry(**dict(row)) for row in rows]


def verify(home: Path) -> Verdict:
    """Return whether every line still bears the seal it was given."""
    before, lines = "", 0
    with ledger(home) as connection:
        for row in connection.execute("SELECT * FROM audit ORDER BY id"):
            if not hmac.compare_digest(row["mac"], seal(home, before, row)):
                return Verdict(row["id"], lines, before)
            before, lines = row["mac"], lines + 1
    return Verdict(None, lines, before)
