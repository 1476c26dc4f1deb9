"""Explain: find the cell, then the rule that chose it or the contract that cast it."""

from pathlib import Path

from datasets.cell.explanation import CellExplanation
from datasets.cell.golden import golden_cell
from datasets.cell.place import place
from datasets.cell.plain import plain_cell
from datasets.snapshot import Snapshot


def explain_cell(snapshot: Snapshot, home: Path, table: str, row: str, field: str) -> CellExplanation:
    """Return why a cell of a base table says what it says.

    ``row`` is the subject's id in a table of golden records or one keyed by such an id, otherwise RECEIPT:ROW.
    """
    found = place(snapshot, table, row, field)
    golden = found.base.golden
    if golden and table == golden.table:
        return golden_cell(snapshot, home, found, golden)
    return plain_cell(snapshot, home, found)
