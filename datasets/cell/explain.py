"""Explain: find the cell, then the rule that chose it or the contract that cast it."""

from dataclasses import replace
from pathlib import Path

from datasets.cell.count import CUBES, count_cell
from datasets.cell.explanation import CellExplanation
from datasets.cell.golden import golden_cell
from datasets.cell.place import Place, place
from datasets.cell.plain import plain_cell
from datasets.errors import DatasetsError
from datasets.published.snapshot import Snapshot

LOCATION = "base_geography__location"


def explain_cell(snapshot: Snapshot, home: Path, table: str, row: str, field: str) -> CellExplanation:
    """Return why a cell of a base table says what it says.

    ``row`` is the subject's id or the table's key, RECEIPT:ROW, or COLUMN=VALUE, one or several of them parted by
    commas; of a table of counts the columns that name the cell, as year=2010,sex=1.
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
    subject = f"subject=entity,subject_id={found.values['entity_id']}"
    try:
        return (plain_cell(snapshot, home, place(snapshot, LOCATION, subject, "street")),)
    except DatasetsError:  # nothing said where it is
        return ()
