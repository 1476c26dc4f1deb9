"""The ledger: what happened, in one SQLite file that survives a crash.

Snapshots hold data; the ledger holds receipts, builds, and whatever tables the layers above declare
with their own script. Write-ahead log with full synchronisation: a committed line is on the disk.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS receipt (
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    PRIMARY KEY (source, sha256, file)
) STRICT;
CREATE TABLE IF NOT EXISTS build (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('running', 'published', 'reused', 'refused', 'failed')),
    snapshot TEXT,
    message TEXT
) STRICT;
"""


def open_ledger(home: Path, scripts: Sequence[str] = ()) -> sqlite3.Connection:
    """Return a connection to the home's ledger after running each layer's idempotent ``scripts``."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "ledger.db"
    path.touch(mode=0o600)  # it holds the accounts; SQLite gives its journal the same rights
    connection = sqlite3.connect(path, timeout=30.0)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    for script in (SCHEMA, *scripts):
        connection.executescript(script)
    return connection
