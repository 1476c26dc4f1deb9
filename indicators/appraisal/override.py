"""Overrides: a person decides otherwise than a rule, with reason and signature; kept in the ledger, never deleted."""

import datetime as dt
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from datasets import Text, open_ledger
from datasets.audit import record as audit
from indicators.errors import QuestionError
from indicators.warnings.workdays import local_time

SCHEMA = """
CREATE TABLE IF NOT EXISTS appraisal_override (
    id INTEGER PRIMARY KEY,
    application TEXT NOT NULL,
    rule TEXT NOT NULL,
    result TEXT CHECK (result IN ('pass', 'fail')),
    reason TEXT NOT NULL,
    signer TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    account TEXT,
    digest TEXT
) STRICT;
"""
_ADDED = ("account", "digest")
"""Columns that ledgers of earlier versions lack."""

LONGEST_REASON, LONGEST_NAME = 1000, 60


@dataclass(frozen=True)
class Override:
    """A decision against, or in place of, a rule's result: who, when and why.

    ``account`` is who was signed in, None on the command line. ``digest`` is the application's file that was read when
    it was signed, None where none was; the decision holds for that file alone, for another may say something else.
    """

    application: str
    rule: str
    result: Literal["pass", "fail"]
    reason: str
    signer: str
    signed_at: str
    account: str | None = None
    digest: str | None = None

    def holds(self, digest: str) -> bool:
        """Return whether it was signed for an application's file with this digest, or for whatever is filed."""
        return self.digest is None or self.digest == digest

    @property
    def signature(self) -> str:
        """Who signed, with the account if there was one, and when, by the clocks of Beijing."""
        who = self.signer if self.account in (None, self.signer) else f"{self.signer}（{self.account}）"
        return f"{who} {local_time(dt.datetime.fromisoformat(self.signed_at))}"


def _ledger(home: Path) -> sqlite3.Connection:
    ledger = open_ledger(home, [SCHEMA])
    there = {row["name"] for row in ledger.execute("PRAGMA table_info(appraisal_override)")}
    for name in _ADDED:
        if name not in there:
            ledger.execute(f"ALTER TABLE appraisal_override ADD COLUMN {name} TEXT")
    return ledger


def record(
    home: Path,
    application: str,
    rule: str,
    result: str | None,
    *,
    reason: str,
    signer: str,
    account: str | None = None,
    digest: str | None = None,
) -> None:
    """Keep a person's decision on a rule, in the audit trail too; ``result`` None withdraws what was decided before."""
    said, name = reason.strip(), signer.strip()
    if not said or not name:
        raise QuestionError(Text("推翻结论须写明理由和签字人。", "An override needs a reason and a name."))
    if len(said) > LONGEST_REASON or len(name) > LONGEST_NAME:
        raise QuestionError(
            Text(
                f"理由最多 {LONGEST_REASON} 字，签字最多 {LONGEST_NAME} 字。",
                f"A reason has {LONGEST_REASON} letters at most, a signature {LONGEST_NAME}.",
            )
        )
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    ledger = _ledger(home)
    with ledger:
        ledger.execute(
            "INSERT INTO appraisal_override (application, rule, result, reason, signer, signed_at, account, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (application, rule, result, said, name, now, account, digest),
        )
    ledger.close()
    audit(home, account or name, "override", f"{application} {rule} {result or 'withdraw'}: {said} ({name})")


def history(home: Path) -> list[dict[str, str | None]]:
    """Return every decision, the oldest first, withdrawals among them."""
    ledger = _ledger(home)
    rows = ledger.execute(
        "SELECT application, rule, result, reason, signer, signed_at, account, digest"
        " FROM appraisal_override ORDER BY id"
    ).fetchall()
    ledger.close()
    return [dict(row) for row in rows]


def standing(home: Path | None) -> Mapping[tuple[str, str], Override]:
    """Return the decisions that hold by application and rule: the last of each that was not withdrawn."""
    if home is None or not (home / "ledger.db").is_file():
        return {}
    found: dict[tuple[str, str], Override] = {}
    for row in history(home):
        key = (str(row["application"]), str(row["rule"]))
        found.pop(key, None)
        if row["result"] is not None:
            result: Literal["pass", "fail"] = "pass" if row["result"] == "pass" else "fail"
            reason, signer, signed_at = (str(row[name]) for name in ("reason", "signer", "signed_at"))
            found[key] = Override(*key, result, reason, signer, signed_at, row["account"], row["digest"])
    return found
