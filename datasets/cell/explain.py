"""Explain: find the cell, then the rule that chose it or the contract that cast it."""

from dataclasses import replace
from pathlib import Path

from datasets.cell.count import CUBES, count_cell
from datasets.cell.explanation import CellExplanation
from datasets.cell.golden import golden_cell
from datasets.cell.person import PERSON, fields_kept
from datasets.cell.place import Place, columns_of, keys, place
from datasets.cell.plain import located, plain_cell
from datasets.published.snapshot import Snapshot
from datasets.text import Text


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


def how_to_ask(snapshot: Snapshot, table: str) -> Text:
    """Return what a question about a cell must say: the columns that name a row of its table, and the fields."""
    if table == PERSON:
        fields, row = fields_kept(dict(snapshot.manifest.persons[table].columns)), "RECEIPT:ROW"
    else:
        fields = columns_of(snapshot, table)
        row = ",".join(f"{name}=…" for name in keys(table) or fields[:1])
    return Text(
        f"{table} 要写明 --row（如 {row}）和 --field（可选：{'、'.join(fields)}）。",
        f"{table} needs --row (such as {row}) and --field (one of: {', '.join(fields)}).",
    )


def _located(snapshot: Snapshot, home: Path, found: Place) -> tuple[CellExplanation, ...]:
    """Return where geography placed the subject, with its grade, beside the block the departments report."""
    if found.field != "street":
        return ()
    return located(snapshot, home, f"subject=entity,subject_id={found.values['entity_id']}")
