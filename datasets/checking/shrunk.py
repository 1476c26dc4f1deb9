"""Shrunk: an extract that lacks what the one before it had, and the steward's word that it is meant.

A file cut off on its way looks like a smaller one. Where the contract promises everything, each time or for a period,
what was there and is gone is counted: by keys, or by rows where keys are not at hand. A little is told, much is refused
(``shrinkage.csv``), unless a steward has said why, which stands in the ledger.
"""

import csv
import getpass
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType

from datasets.contract import DeliveryMode, Source
from datasets.finding import FILE_REFUSED, FILE_TAKEN, Finding, Severity
from datasets.ledger import open_ledger
from datasets.text import Text

SCHEMA = """
CREATE TABLE IF NOT EXISTS smaller (
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    PRIMARY KEY (source, sha256)
) STRICT;
"""
RULE = "shrunk_extract"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """More than the share ``warn`` gone is told; ``refuse`` or more, and no fewer than ``fewest``, is refused."""

    warn: float
    refuse: float
    fewest: int
    reference: str


@dataclass(frozen=True, kw_only=True)
class Shrinkage:
    """Of the ``known`` keys (or rows) of the extract before, ``missing`` are gone; ``examples`` names some keys."""

    known: int
    missing: int
    by_key: bool = True
    examples: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Return the share that is gone."""
        return self.missing / self.known if self.known else 0.0


@cache
def limits() -> Mapping[DeliveryMode, Limit]:
    """Return the limit of each mode of delivery that promises something."""
    with (Path(__file__).parent / "shrinkage.csv").open(encoding="utf-8", newline="") as lines:
        return MappingProxyType(
            {
                DeliveryMode(row["delivery_mode"]): Limit(
                    warn=float(row["warn"]),
                    refuse=float(row["refuse"]),
                    fewest=int(row["fewest"]),
                    reference=row["reference"],
                )
                for row in csv.DictReader(lines)
            }
        )


def severity(source: Source, found: Shrinkage) -> Severity | None:
    """Return how bad it is that so much is gone: error, warning, or None."""
    limit = limits().get(source.delivery_mode)
    if limit is None or found.share <= limit.warn:
        return None
    return "error" if found.share >= limit.refuse and found.missing >= limit.fewest else "warning"


def finding(source: Source, file: str, receipt: int, found: Shrinkage, reason: str | None = None) -> Finding:
    """Return the finding on an extract of which so much is gone; with a ``reason`` it was taken all the same."""
    bad = severity(source, found) == "error" and reason is None
    unit = Text("个主键", "keys") if found.by_key else Text("行", "rows")
    examples = ("（如 " + "、".join(found.examples) + "）", f" (such as {', '.join(found.examples)})")
    zh, en = examples if found.examples else ("", "")
    ask = Text("；请核对文件是否完整。", "; check whether the file is whole.")
    if bad:
        ask = Text(
            "，文件可能不完整；如确属减少，请由数据管理员以 --smaller “理由” 重新执行。",
            '; the file may be cut off. If it is meant, the steward runs it again with --smaller "reason".',
        )
    elif reason:
        ask = Text(f"；数据管理员确认：{reason}。", f"; accepted by the steward: {reason}.")
    return Finding(
        source=source.key,
        file=file,
        receipt=receipt,
        rule=RULE,
        severity="error" if bad else "warning",
        field=None,
        row_count=0,
        message=Text(
            f"{file}：上次的 {found.known:,} {unit.zh}中有 {found.missing:,} {unit.zh}"
            f"（{found.share:.1%}）本次没有{zh}{ask.zh}",
            f"{file}: of the {found.known:,} {unit.en} of the extract before, {found.missing:,} ({found.share:.1%}) "
            f"are gone{en}{ask.en}",
        ),
        fate=FILE_REFUSED if bad else FILE_TAKEN,
    )


def accept(home: Path, source: Source, files: Collection[str], reason: str) -> None:
    """Write into the ledger that files of these hashes are meant to hold less than those before them, and why."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    ledger = open_ledger(home, (SCHEMA,))
    try:
        with ledger:
            ledger.executemany(
                "INSERT OR IGNORE INTO smaller VALUES (?, ?, ?, ?, ?)",
                [(source.key, sha256, reason, getpass.getuser(), now) for sha256 in files],
            )
    finally:
        ledger.close()


def reason_for(home: Path, source: Source, files: Collection[str]) -> str | None:
    """Return why a steward accepted one of these files as it is, None if nobody has."""
    ledger = open_ledger(home, (SCHEMA,))
    try:
        said = ledger.execute("SELECT sha256, reason FROM smaller WHERE source = ? ORDER BY 1", [source.key]).fetchall()
    finally:
        ledger.close()
    return next((row["reason"] for row in said if row["sha256"] in files), None)
