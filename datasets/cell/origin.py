"""Origins: delivered rows named by receipt and row, with their department, their text and the reason of their link."""

from collections.abc import Sequence
from pathlib import Path

from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.cell.explanation import Origin
from datasets.contract import Source
from datasets.errors import DatasetsError
from datasets.published.landing import source_rows
from datasets.published.snapshot import Snapshot
from datasets.text import Text

RECEIPT = "SELECT * FROM receipt WHERE receipt = ?"


def origin(snapshot: Snapshot, home: Path, receipt: int, row: int, *, header: str | None, value: str | None) -> Origin:
    """Return the delivered row as an origin without any judgement."""
    found = snapshot.query(RECEIPT, [receipt]).to_pylist()
    if not found:
        raise DatasetsError(Text(f"快照中没有第 {receipt} 号回执。", f"The snapshot has no receipt {receipt}."))
    known = found[0]
    return Origin(
        value=value,
        department=Text(known["department_zh"], known["department_en"]),
        source=Text(known["source_zh"], known["source_en"]),
        file=known["file"],
        receipt=receipt,
        source_row=row,
        simulated=known["simulated"],
        header=header,
        delivered=delivered(snapshot, home, known["source"], receipt, row),
    )


def delivered(snapshot: Snapshot, home: Path, source: str, receipt: int, row: int) -> dict[str, str] | None:
    """Return a row as the department wrote it, or None when its file is no longer at hand."""
    try:
        rows = source_rows(home, snapshot, source, [(receipt, row)]).to_pylist()
    except DatasetsError:
        return None
    return (
        {key: text for key, text in rows[0].items() if key not in ("receipt", "source_row", "file")} if rows else None
    )


def source_of(snapshot: Snapshot, receipt: int) -> Source | None:
    """Return the contract of the source a receipt belongs to."""
    found = snapshot.query(RECEIPT, [receipt]).to_pylist()
    return sources().get(found[0]["source"]) if found else None


def header_of(source: Source | None, *, column: str = "", attribute: str = "") -> str | None:
    """Return the department's title of the column that holds a base column or reports an attribute."""
    if source is None:
        return None
    for each in source.fields:
        if (attribute and each.attribute == attribute) or (column and column_of(each) == column):
            return each.header
    return None


def link_of(snapshot: Snapshot, links: str, receipt: int, row: int) -> Text | None:
    """Return why a record is held to describe its subject: reason, method and score."""
    if not snapshot.has(links):
        return None
    found = snapshot.query(
        f"SELECT method, score, reason_zh, reason_en FROM {links} WHERE receipt = ? AND source_row = ?",  # noqa: S608 our own table
        [receipt, row],
    ).to_pylist()
    return _link(found)


def _link(found: Sequence[dict[str, object]]) -> Text | None:
    if not found:
        return None
    said = found[0]
    score = f"{said['score']:.3f}" if isinstance(said["score"], float) else "—"
    return Text(f"{said['reason_zh']}（{said['method']}，{score}）", f"{said['reason_en']} ({said['method']}, {score})")
