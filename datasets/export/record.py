"""What left: a line in the ledger for each export, before anyone reads it elsewhere."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pandas as pd

from datasets.export.manifest import ExportManifest
from datasets.ledger import open_ledger

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS export_record (
    id INTEGER PRIMARY KEY,
    exported_at TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    folder TEXT NOT NULL,
    purpose TEXT NOT NULL,
    tables INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;
"""


def record_export(home: Path, manifest: ExportManifest, folder: Path, purpose: str = "") -> None:
    """Write one export into the ledger: when, of which snapshot, where to, what for, how much, and its seal."""
    line = (
        datetime.now(UTC).isoformat(timespec="seconds"),
        manifest.snapshot.name,
        str(folder.resolve()),
        purpose.strip(),
        len(manifest.tables),
        sum(each.rows for each in manifest.tables.values()),
        sum(each.bytes for each in manifest.files.values()),
        str(manifest.sealed()["digest"]),
    )
    with closing(open_ledger(home, (SCHEMA,))) as ledger, ledger:
        ledger.execute(
            "INSERT INTO export_record (exported_at, snapshot, folder, purpose, tables, row_count, bytes, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            line,
        )


def exports(home: Path) -> pd.DataFrame:
    """Return every export there has been, oldest first."""
    with closing(open_ledger(home, (SCHEMA,))) as ledger:
        found = ledger.execute("SELECT * FROM export_record ORDER BY id")
        return pd.DataFrame([tuple(row) for row in found], columns=[column[0] for column in found.description])
