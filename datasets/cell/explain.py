"""Explain: find the cell, then the rule that chose it or the contract that cast it."""

from dataclasses import replace
from pathlib import Path

from datasets.cell.count import CUBES, count_cell
from datasets.cell.explanation import CellExplanation
from datasets.cell.golden import golden_cell
from datasets.cell.place import Place, place
from datasets.cell.plain import plain_cell
from datasets.snapshot import Snapshot

LOCATION = "base_geography__location"


def explain_cell(snapshot: Snapshot, home: Path, table: str, row: str, field: str) -> CellExplanation:
    """Return why a cell of a base table says what it says.

    ``row`` is the subject's id in a table of golden records or one keyed by such an id, otherwise RECEIPT:ROW; of a
    table of counts the columns that name the cell, as year=2010,sex=1.
    """
    found = place(snapshot, table, row, field)
    if table in CUBES:
        return count_cell(snapshot, found)
    golden = found.base.golden
    if golden is None or table != golden.table:
        return plain_cell(snapshot, home, found)
    told = golden_cell(snapshot, home, found, golden)
    return replace(told, below=(*told.below, *_located(snapshot, home, found)))


def _located(snapshot: Snapshot, home: Path, found: Place) -> tuple[CellExplanation, ...]:
    """Return where geography placed the subject, with its grade, beside the block the departments report."""
    if found.field != "street" or LOCATION not in snapshot.manifest.tables:
        return ()
    known = snapshot.query(f"SELECT 1 FROM {LOCATION} WHERE subject_id = ?", [found.row])  # noqa: S608 - a constant
    return (plain_cell(snapshot, home, place(snapshot, LOCATION, found.row, "street")),) if known.num_rows else ()
