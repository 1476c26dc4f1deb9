"""Overrides: a person decides otherwise than a rule, with a reason and a name; kept in the ledger, never deleted."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from datasets import Text, open_ledger
from indicators.errors import QuestionError

SCHEMA = """
CREATE TABLE IF NOT EXISTS appraisal_override (
    id INTEGER PRIMARY KEY,
    application TEXT NOT NULL,
    rule TEXT NOT NULL,
    result TEXT CHECK (result IN ('pass', 'fail')),
    reason TEXT NOT NULL,
    signer TEXT NOT NULL,
    signed_at TEXT NOT NULL
) STRICT;
"""


@dataclass(frozen=True)
class Override:
    """A decision against, or in place of, a rule's result: who, when and why."""

    application: str
    rule: str
    result: Literal["pass", "fail"]
    reason: str
    signer: str
    signed_at: str


def record(home: Path, application: str, rule: str, result: str | None, *, reason: str, signer: str) -> None:
    """Keep a person's decision on a rule; ``result`` None withdraws what was decided before."""
    if not reason.strip() or not signer.strip():
        raise QuestionError(Text("推翻结论须写明理由和签字人。", "An override needs a reason and a name."))
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with open_ledger(home, [SCHEMA]) as ledger:
        ledger.execute(
            "INSERT INTO appraisal_override (application, rule, result, reason, signer, signed_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (application, rule, result, reason.strip(), signer.strip(), now),
        )
    ledger.close()


def history(home: Path) -> list[dict[str, str | None]]:
    """Return every decision, the oldest first, withdrawals among them."""
    ledger = open_ledger(home, [SCHEMA])
    rows = ledger.execute(
        "SELECT application, rule, result, reason, signer, signed_at FROM appraisal_override ORDER BY id"
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
            found[key] = Override(*key, result, str(row["reason"]), str(row["signer"]), str(row["signed_at"]))
    return found
