"""Saved views: an address with a name and a note, one's own or shared with a role, kept in the ledger."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboards.access import Role
from datasets.errors import DatasetsError
from datasets.ledger import open_ledger
from datasets.text import Text

SCHEMA = """
CREATE TABLE IF NOT EXISTS saved_view (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    address TEXT NOT NULL,
    role TEXT NOT NULL,
    saved_at REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS starting_page (owner TEXT PRIMARY KEY, address TEXT NOT NULL) STRICT;
"""
LONGEST_NAME, LONGEST_NOTE = 64, 280
MOST = 100
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


class ViewRefused(DatasetsError):
    """A view cannot be saved or changed like this."""


@dataclass(frozen=True)
class Saved:
    """A saved view; ``role`` is the role it is shared with, empty for the owner's eyes alone."""

    id: int
    owner: str
    name: str
    note: str
    address: str
    role: str
    saved_at: float


@contextmanager
def _ledger(home: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_ledger(home, (SCHEMA,))) as connection, connection:
        yield connection


def version(home: Path) -> str:
    """Return what changes whenever a saved view or a starting page does."""
    with _ledger(home) as connection:
        row = connection.execute(
            "SELECT count(*), max(id), max(saved_at), total(length(name)) FROM saved_view"
        ).fetchone()
        starts = connection.execute("SELECT group_concat(owner || address) FROM starting_page").fetchone()
    return f"{tuple(row)} {starts[0]}"


def save(home: Path, owner: str, name: str, note: str, address: str, role: str = "") -> None:
    """Keep an address under a name; raise ViewRefused for a name of nothing, an unknown role, or too many."""
    name, note = _checked(name, note, role)
    with _ledger(home) as connection:
        connection.execute("BEGIN IMMEDIATE")
        (held,) = connection.execute("SELECT count(*) FROM saved_view WHERE owner = ?", (owner,)).fetchone()
        if held >= MOST:
            raise ViewRefused(
                Text(f"最多保存 {MOST} 个视图，请先删除一些。", f"At most {MOST} views are kept; delete some first.")
            )
        connection.execute(
            "INSERT INTO saved_view (owner, name, note, address, role, saved_at) VALUES (?, ?, ?, ?, ?, ?)",
            (owner, name, note, address, role, time.time()),
        )


def change(home: Path, owner: str, number: int, name: str, note: str, role: str = "") -> None:
    """Give one's own view another name, note or audience; raise ViewRefused for anybody else's."""
    name, note = _checked(name, note, role)
    with _ledger(home) as connection:
        done = connection.execute(
            "UPDATE saved_view SET name = ?, note = ?, role = ?, saved_at = ? WHERE id = ? AND owner = ?",
            (name, note, role, time.time(), number, owner),
        )
        _own(done)


def delete(home: Path, owner: str, number: int) -> None:
    """Remove one's own view; raise ViewRefused for anybody else's."""
    with _ledger(home) as connection:
        _own(connection.execute("DELETE FROM saved_view WHERE id = ? AND owner = ?", (number, owner)))


def seen_by(home: Path, name: str, role: str) -> list[Saved]:
    """Return the views somebody may see: their own and those shared with their role, the newest first."""
    with _ledger(home) as connection:
        rows = connection.execute(
            "SELECT * FROM saved_view WHERE owner = ?1 OR (role <> '' AND role = ?2) ORDER BY owner <> ?1, id DESC",
            (name, role),
        ).fetchall()
    return [Saved(**dict(row)) for row in rows]


def start_at(home: Path, owner: str, address: str | None) -> None:
    """Remember where somebody begins after signing in; None for the overview."""
    with _ledger(home) as connection:
        connection.execute("DELETE FROM starting_page WHERE owner = ?", (owner,))
        if address:
            connection.execute("INSERT INTO starting_page VALUES (?, ?)", (owner, address))


def start_of(home: Path, owner: str) -> str:
    """Return where somebody begins after signing in."""
    with _ledger(home) as connection:
        row = connection.execute("SELECT address FROM starting_page WHERE owner = ?", (owner,)).fetchone()
    return row["address"] if row else "/"


def _checked(name: str, note: str, role: str) -> tuple[str, str]:
    """Return name and note without what cannot be seen; raise ViewRefused for what cannot be kept."""
    name, note = (" ".join(_UNSEEN.sub(" ", each).split()) for each in (name, note))
    if not name or len(name) > LONGEST_NAME or len(note) > LONGEST_NOTE:
        raise ViewRefused(
            Text(
                f"名称应为 1 至 {LONGEST_NAME} 个字，说明至多 {LONGEST_NOTE} 个字。",
                f"A name has 1 to {LONGEST_NAME} characters, a note at most {LONGEST_NOTE}.",
            )
        )
    if role and role not in set(Role):
        raise ViewRefused(Text(f"没有角色 {role}。", f"There is no role {role}."))
    return name, note


def _own(done: sqlite3.Cursor) -> None:
    if not done.rowcount:
        raise ViewRefused(Text("没有这个视图，或不是您保存的。", "There is no such view, or somebody else saved it."))
