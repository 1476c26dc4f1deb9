"""Source rows: from a number back to the text a department delivered."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from datasets.catalogue import sources
from datasets.errors import DatasetsError
from datasets.intake.delivered import delivered_rows
from datasets.protection.permission import Permission, require_permission
from datasets.published.manifest import Receipt
from datasets.published.snapshot import Snapshot
from datasets.published.verify import landed_file
from datasets.text import Text

# The columns that name a delivered row; pairs of records or shapes, differences and changed values have two.
ROW_NAMES = (
    ("receipt", "source_row"),
    ("before_receipt", "before_source_row"),
    ("other_receipt", "other_source_row"),
    ("change_receipt", "change_row"),
    ("left_receipt", "left_row"),
    ("right_receipt", "right_row"),
)


def source_rows(
    home: Path,
    snapshot: Snapshot,
    source_key: str,
    references: Sequence[tuple[int, int]],
    *,
    permission: Permission | None = None,
) -> pa.Table:
    """Return the delivered text of rows named by (receipt, source_row), in that order.

    Columns: receipt, source_row, file, then the department's own column titles. Rows about persons are shown
    only with a ``permission``, which is written into the ledger first.
    """
    if references and sources()[source_key].apart:
        require_permission(home, snapshot.name, source_key, references, permission)
    receipts = {each.receipt: each for entry in snapshot.manifest.sources if entry.key == source_key
                for each in entry.receipts}  # fmt: skip
    wanted: dict[int, set[int]] = {}
    for receipt, row in references:
        wanted.setdefault(receipt, set()).add(row)
    found: dict[tuple[int, int], dict[str, str]] = {}
    for receipt, rows in wanted.items():
        if receipt not in receipts:
            raise DatasetsError(
                Text(f"快照中没有第 {receipt} 号回执。", f"The snapshot has no receipt {receipt} of {source_key}.")
            )
        for row, values in _records(home, source_key, receipts[receipt], rows):
            found[receipt, row] = values
    lines = [
        {"receipt": receipt, "source_row": row, "file": receipts[receipt].file, **found[receipt, row]}
        for receipt, row in references
        if (receipt, row) in found
    ]
    return pa.Table.from_pylist(lines) if lines else pa.table({"receipt": [], "source_row": [], "file": []})


def _records(home: Path, source_key: str, receipt: Receipt, rows: set[int]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the records with these numbers as they were delivered, under the department's own titles."""
    path = landed_file(home, source_key, receipt.sha256)
    for number, titles, cells in delivered_rows(path, sources()[source_key], receipt.file, receipt.encoding, rows):
        yield number, dict(zip(titles, cells, strict=False))
