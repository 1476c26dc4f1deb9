"""The tables of accounts in the home's ledger."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from datasets.ledger import open_ledger

SCHEMA = """
CREATE TABLE IF NOT EXISTS user (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    created_at REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS login_failure (name TEXT PRIMARY KEY, made INTEGER NOT NULL, at REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS login_session (
    token_hash TEXT PRIMARY KEY,
    name TEXT NOT NULL REFERENCES user (name) ON DELETE CASCADE,
    expires_at REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS invitation (
    token_hash TEXT PRIMARY KEY,
    name TEXT NOT NULL REFERENCES user (name) ON DELETE CASCADE,
    expires_at REAL NOT NULL
) STRICT;
"""

_LATER = {
    "user": {
        "department": "TEXT NOT NULL DEFAULT ''",
        "post": "TEXT NOT NULL DEFAULT ''",
        "rank": "TEXT NOT NULL DEFAULT ''",
        "duty": "TEXT NOT NULL DEFAULT ''",
        "origin": "TEXT NOT NULL DEFAULT 'local'",
        "expires_at": "REAL",
        "disabled_at": "REAL",
        "checked_at": "REAL NOT NULL DEFAULT 0",
    },
}
"""Columns that ledgers made by earlier versions do not have."""


@contextmanager
def ledger(home: Path) -> Iterator[sqlite3.Connection]:
    """Yield the ledger; what was written is committed unless an error leaves the block."""
    connection = open_ledger(home, (SCHEMA,))
    try:
        _bring_up_to_date(connection)
        with connection:
            yield connection
    finally:
        connection.close()


def prepare(home: Path) -> None:
    """Create the tables, so that reading never has to."""
    with ledger(home):
        pass


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Add the columns a ledger of an earlier version lacks."""
    missing = [
        f"ALTER TABLE {table} ADD COLUMN {name} {kind}"
        for table, columns in _LATER.items()
        for there in [{row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}]
        for name, kind in columns.items()
        if name not in there
    ]
    for each in missing:
        connection.execute(each)
