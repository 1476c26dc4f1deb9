"""Seals of the audit trail: HMAC-SHA256 over the seal before a line and the line."""

import hmac
import json
import sqlite3
from pathlib import Path

from datasets.keys import key_of

_KEY = "audit_key"


def seal(home: Path, before: str, line: "sqlite3.Row | dict[str, object]") -> str:
    """Return the seal of a line that follows the line sealed ``before``."""
    said = json.dumps([before, *(line[name] for name in ("id", "at", "name", "action", "detail"))])
    return hmac.digest(key_of(home, _KEY), said.encode(), "sha256").hex()


def seal_earlier_lines(home: Path, connection: sqlite3.Connection) -> None:
    """Seal the lines written before lines were sealed; where there is a key already, there are none such."""
    if (home / _KEY).exists():
        return
    before = ""
    for row in connection.execute("SELECT * FROM audit ORDER BY id").fetchall():
        before = seal(home, before, row)
        connection.execute("UPDATE audit SET mac = ? WHERE id = ?", (before, row["id"]))
    connection.commit()
