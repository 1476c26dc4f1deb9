"""Permission: delivered rows about persons are read by name, for a reason, and written down before they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from datasets.errors import DatasetsError
from datasets.ledger import open_ledger
from datasets.text import Text

SCHEMA = """
CREATE TABLE IF NOT EXISTS person_access (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    source TEXT NOT NULL,
    row_references TEXT NOT NULL
) STRICT;
"""
SHORTEST = 8  # characters of a reason that says something


@dataclass(frozen=True, kw_only=True)
class Permission:
    """Who asks to see rows about persons, and why: the basis in law or the number of the case."""

    who: str
    why: str


def require_permission(
    home: Path, snapshot: str, source: str, references: Sequence[tuple[int, int]], permission: Permission | None
) -> None:
    """Write the access to delivered rows into the ledger, or raise DatasetsError as ``permit`` does."""
    permit(home, snapshot, source, ", ".join(f"{receipt}:{row}" for receipt, row in references), permission)


def permit(home: Path, snapshot: str, source: str, what: str, permission: Permission | None) -> None:
    """Write an access into the ledger, or raise DatasetsError when nobody or no reason is named."""
    if permission is None or not permission.who.strip() or len(permission.why.strip()) < SHORTEST:
        raise DatasetsError(
            Text(
                f"{source} 是人员数据：查看原始行须写明查看人和理由（不少于 {SHORTEST} 个字），并记入台账。",
                f"{source} is about persons: to see its rows say who asks and why ({SHORTEST} characters or more); "
                "it is written into the ledger.",
            )
        )
    line = (datetime.now(UTC).isoformat(timespec="seconds"), permission.who.strip(), permission.why.strip(), snapshot)
    ledger = open_ledger(home, [SCHEMA])
    try:
        with ledger:
            ledger.execute(
                "INSERT INTO person_access (at, who, why, snapshot, source, row_references) VALUES (?, ?, ?, ?, ?, ?)",
                [*line, source, what],
            )
    finally:
        ledger.close()
