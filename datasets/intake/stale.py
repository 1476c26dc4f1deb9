"""Stale: a file that was received before the one now standing in its place, and comes again.

A clerk who sends last year's file once more would set a whole register back without a single key missing.
"""

import hashlib
from pathlib import Path

from datasets.building.collect import Delivery
from datasets.finding import FILE_REFUSED, FILE_TAKEN, Finding
from datasets.intake.predecessor import standing_file
from datasets.ledger import open_ledger
from datasets.text import Text

RULE = "older_file_again"
PULLED = "pulled"  # what a database holds now counts, also where it holds again what it held before


def received_before(home: Path, received: Delivery, place: Path) -> str | None:
    """Return when a file was first received if that was before the one standing at ``place`` came, else None."""
    before = standing_file(place)
    if before is None or before.stem == PULLED:
        return None
    with before.open("rb") as content:
        standing = hashlib.file_digest(content, "sha256").hexdigest()
    ledger = open_ledger(home)
    try:
        known = ledger.execute(
            "SELECT sha256, min(received_at) AS day FROM receipt WHERE source = ? AND sha256 IN (?, ?) "
            "GROUP BY sha256 ORDER BY min(rowid)",
            [received.source, received.sha256, standing],
        ).fetchall()
    finally:
        ledger.close()
    first = known[0] if len(known) == 2 else None  # noqa: PLR2004 - both files
    return str(first["day"]) if first and first["sha256"] == received.sha256 else None


def finding(received: Delivery, day: str, reason: str | None) -> Finding:
    """Return the finding on a file first received on ``day``; with a ``reason`` it was taken all the same."""
    ask = Text(
        "是否误送了旧文件？如确应恢复旧文件，请由数据管理员以 --smaller “理由” 重新执行。",
        'was an old file sent by mistake? If it is meant, the steward runs it again with --smaller "reason".',
    )
    if reason:
        ask = Text(f"数据管理员确认：{reason}。", f"accepted by the steward: {reason}.")
    return Finding(
        source=received.source,
        file=received.file,
        receipt=received.receipt,
        rule=RULE,
        severity="warning" if reason else "error",
        field=None,
        row_count=0,
        message=Text(
            f"{received.file}：与 {day[:10]} 收到的文件完全相同，其后已收到较新的文件；{ask.zh}",
            f"{received.file}: the very file received on {day[:10]}, since when a newer one has come; {ask.en}",
        ),
        fate=FILE_TAKEN if reason else FILE_REFUSED,
    )
