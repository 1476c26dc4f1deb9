"""Receipts: the delivered files behind a number, and the rows in them as the department wrote them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from datasets import Snapshot, Text, source_rows
from indicators.explaining.explanation import ReceiptNote

_RECEIPTS = """
SELECT receipt, source, file, sha256, refused_rows, simulated, department_zh, department_en, source_zh, source_en
FROM receipt WHERE receipt IN (SELECT unnest(?))
"""


def receipts_of(snapshot: Snapshot, matching: dict[int, int]) -> tuple[ReceiptNote, ...]:
    """Return the files of receipts, given how many rows of each are in the number."""
    found = snapshot.query(_RECEIPTS, ([int(each) for each in matching],)).to_pylist()
    return tuple(_note(row, int(matching[row["receipt"]])) for row in sorted(found, key=lambda row: row["receipt"]))


def _note(row: dict[str, Any], matching: int) -> ReceiptNote:
    return ReceiptNote(
        receipt=row["receipt"],
        department=Text(row["department_zh"], row["department_en"]),
        source=Text(row["source_zh"], row["source_en"]),
        file=row["file"],
        sha256=row["sha256"],
        matching_rows=matching,
        refused_rows=row["refused_rows"],
        simulated=row["simulated"],
    )


def refusals(receipts: Sequence[ReceiptNote]) -> tuple[Text, ...]:
    """Return one honest sentence if rows of these files were refused and so are missing from the number."""
    refused = sum(note.refused_rows for note in receipts)
    if not refused:
        return ()
    return (
        Text(
            f"上述文件另有 {refused:,} 行未通过检查，未计入，已退回部门更正。",
            f"{refused:,} more rows of these files failed a check; they are not in the number and went back to the "
            "department.",
        ),
    )


def raw_rows(snapshot: Snapshot, home: Path, source: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows as the department wrote them, if its files are at hand."""
    rows = rows.dropna(subset=["receipt", "source_row"])
    references = [(int(receipt), int(row)) for receipt, row in zip(rows.receipt, rows.source_row, strict=True)]
    return source_rows(home, snapshot, source, references).to_pandas() if references else pd.DataFrame()
