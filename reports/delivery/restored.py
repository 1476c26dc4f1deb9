"""A home restored from a backup: what was mailed since the backup was made is not in its ledger.

So nothing is mailed by itself that the lost home may have mailed already; it is unknown, which a person resolves.
"""

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Final

from datasets import Text
from datasets.safekeeping import restored_at
from reports.delivery.issue import Issue, add, add_step, change, deliveries_of

SINCE: Final = Text(
    "主目录是从备份恢复的，备份之后是否已寄出不得而知；不自动重寄",
    "the home was restored from a backup: whether it went out since is not known, it is not sent again",
)


def take_note(ledger: sqlite3.Connection, home: Path, now: dt.datetime) -> None:
    """Write once for each restoring that every mail still to be sent may have been sent."""
    at = restored_at(home)
    if at is None or at == _last(ledger):
        return
    add(ledger, "report_restored", at=at)
    for each in deliveries_of(ledger):
        if each.channel == "mail" and each.state == "open":
            change(ledger, "report_delivery", each.id, state="unknown", reason_zh=SINCE.zh, reason_en=SINCE.en)
            add_step(ledger, each.issue, now, Text(f"{each.address}：{SINCE.zh}", f"{each.address}: {SINCE.en}"))


def may_have_gone(ledger: sqlite3.Connection, issue: Issue) -> bool:
    """Return whether an issue was due before the home was restored, so that the lost one may have sent it."""
    at = _last(ledger)
    return at is not None and issue.due_at <= at


def _last(ledger: sqlite3.Connection) -> dt.datetime | None:
    (at,) = ledger.execute("SELECT max(at) FROM report_restored").fetchone()
    return dt.datetime.fromisoformat(at) if at else None
