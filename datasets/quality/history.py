"""Quality over time: the bases' shares of every published snapshot, kept in the ledger when snapshots are let go."""

from pathlib import Path

import pandas as pd

from datasets.home import snapshots
from datasets.ledger import open_ledger
from datasets.published.snapshot import Snapshot, open_snapshot

SCHEMA = """
CREATE TABLE IF NOT EXISTS quality (
    snapshot TEXT NOT NULL,
    as_of TEXT NOT NULL,
    base TEXT NOT NULL,
    measure TEXT NOT NULL,
    part INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    PRIMARY KEY (snapshot, base, measure)
) STRICT;
"""


def remember(home: Path, snapshot: Snapshot) -> None:
    """Write a published snapshot's shares into the ledger; what is known already stays."""
    if not snapshot.has("quality"):
        return
    rows = snapshot.query(
        "SELECT base, measure, sum(part)::BIGINT AS part, sum(whole)::BIGINT AS whole FROM quality "
        "GROUP BY base, measure ORDER BY base, measure"
    ).to_pylist()
    ledger = open_ledger(home, (SCHEMA,))
    try:
        with ledger:
            ledger.executemany(
                "INSERT OR IGNORE INTO quality VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (snapshot.name, snapshot.as_of.isoformat(), row["base"], row["measure"], row["part"], row["whole"])
                    for row in rows
                ],
            )
    finally:
        ledger.close()


def history(home: Path) -> pd.DataFrame:
    """Return the shares of every snapshot there is or was: snapshot, as_of, base, measure, score; oldest data first."""
    for name in snapshots(home):
        remember(home, open_snapshot(home, name))
    ledger = open_ledger(home, (SCHEMA,))
    try:
        rows = ledger.execute(
            "SELECT snapshot, as_of, base, measure, part * 1.0 / whole AS score FROM quality "
            "ORDER BY as_of, snapshot, base, measure"
        ).fetchall()
    finally:
        ledger.close()
    return pd.DataFrame([dict(row) for row in rows], columns=["snapshot", "as_of", "base", "measure", "score"])
