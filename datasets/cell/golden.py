"""Cells of golden records: the chosen value, the rule in words, and all the values that lost."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from datasets.catalogue import sources
from datasets.cell.explanation import CellExplanation, Origin
from datasets.cell.origin import header_of, link_of, origin
from datasets.cell.place import Place, place, written
from datasets.golden.attribute import LOST, Attribute, Golden
from datasets.published.snapshot import Snapshot
from datasets.sql import quoted
from datasets.text import Text

SPEAKER = Text(
    "取自代表该主体的记录：在册、未注销、最近成立的登记优先。",
    "From the record that speaks for the subject: registered, not closed and latest first.",
)
STATED = Text("登记事项的注册号属于该主体", "the registration number of what was registered is the subject's")
NOBODY = Text("没有部门提供该项。", "No department reports it.")


def golden_cell(snapshot: Snapshot, home: Path, found: Place, golden: Golden) -> CellExplanation:
    """Return the explanation of a cell of the golden table: chosen, derived from a chosen one, or of the speaker."""
    attribute = golden.attribute(found.field)
    if attribute:
        return _chosen(snapshot, home, found, golden, attribute)
    child = parent_of(snapshot, found)
    if child:
        below = golden_cell(snapshot, home, place(snapshot, found.table, found.row, child), golden)
        return replace(found.told(snapshot), how=(from_list(child, found.values[child]),), below=(below,))
    receipt, row = (int(str(found.values[name])) for name in ("receipt", "source_row"))
    spoken = origin(snapshot, home, receipt, row, header=None, value=written(found.values[found.field]))
    told = replace(spoken, link=link_of(snapshot, golden.links, receipt, row))
    return replace(found.told(snapshot), how=(SPEAKER,), origins=(told,))


def parent_of(snapshot: Snapshot, found: Place) -> str | None:
    """Return the column of the row whose code has the cell's code as its parent."""
    lists = snapshot.query("SELECT list FROM code_hierarchy WHERE parent_list = ? ORDER BY list", [found.field])
    return next((name for name in lists.column("list").to_pylist() if name in found.values), None)


def from_list(child: str, code: object) -> Text:
    """Return the sentence that a value is the parent of a code."""
    return Text(f"由 {child} = {code} 按代码表上级归并。", f"The parent of {child} = {code} in the code list.")


def _chosen(snapshot: Snapshot, home: Path, found: Place, golden: Golden, attribute: Attribute) -> CellExplanation:
    rows = snapshot.query(
        f"FROM {quoted(golden.candidates)} WHERE {quoted(golden.id)} = ? AND attribute = ? ORDER BY place",
        [found.values[golden.id], attribute.name],
    ).to_pylist()
    names = {key: source.name for key, source in sources().items()}
    how = (attribute.words(names),) if rows else (NOBODY,)
    origins = tuple(_candidate(snapshot, home, golden, each) for each in rows)
    return replace(found.told(snapshot, attribute.label), how=how, origins=origins)


def _candidate(snapshot: Snapshot, home: Path, golden: Golden, row: dict[str, Any]) -> Origin:
    header = header_of(sources().get(row["source"]), attribute=row["attribute"])
    told = origin(snapshot, home, row["receipt"], row["source_row"], header=header, value=row["value"])
    if header is None and told.delivered:  # said outside a record: the column that holds the words
        header = next((title for title, text in told.delivered.items() if text == row["value"]), None)
    return replace(
        told,
        header=header,
        place=row["place"],
        outcome=outcome(row["reason"], agrees=row["agrees"]),
        recorded=written(row["recorded_date"]),
        link=link_of(snapshot, golden.links, row["receipt"], row["source_row"]) or STATED,
    )


def outcome(reason: str, *, agrees: bool) -> Text:
    """Return what became of a candidate, in words."""
    if reason == "chosen":
        return Text("【入选】", "[chosen]")
    lost = LOST[reason]
    if agrees:
        return Text(f"与入选值一致（未入选：{lost.zh}）", f"agrees (not chosen: {lost.en})")
    return Text(f"与入选值不同，未入选：{lost.zh}", f"differs, not chosen: {lost.en}")
