"""Writing an export: what leaves is what is named and nothing else, year by year for large tables.

Persons stand in a database of their own that no snapshot opens. Besides, a column that a contract restricts or that
names a person is refused, so that a careless definition cannot carry it out.
"""

import hashlib
import shutil
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from datasets.console.progress import Progress, silent
from datasets.contract import Classification
from datasets.directory.column import Column
from datasets.directory.resource import Resource, resources
from datasets.durable import sync_folder, write_durably
from datasets.errors import DatasetsError
from datasets.export.manifest import FORMAT, ExportedColumn, ExportedTable, ExportManifest
from datasets.protection.rounding import told_source
from datasets.published.manifest import MANIFEST, FileEntry, Manifest
from datasets.published.snapshot import Snapshot
from datasets.sql import quoted
from datasets.text import Text

Wanted = Mapping[str, frozenset[str] | None]  # columns by table, None for all of them
LARGE = 100_000  # rows from which a table is partitioned by year: a file should be worth opening
YEAR = "data_year"  # the partition's name, which no table has as a column
SUPPRESSED = "suppressed"  # the column of tables of counts whose small cells are withheld: published as they are
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"  # what every engine that reads such folders calls a missing value


def write_export(
    snapshot: Snapshot,
    tables: Wanted,
    folder: Path,
    *,
    measures: Mapping[str, str],
    progress: Progress = silent,
) -> ExportManifest:
    """Write these tables of a snapshot below a new folder and return the manifest; the folder appears when it is whole.

    Raises DatasetsError when the folder holds something, or when a column may not leave.
    """
    if folder.exists() and any(folder.iterdir()):
        raise DatasetsError(Text(f"目录 {folder} 不是空的。", f"The folder {folder} is not empty."))
    held = _described(snapshot)
    chosen = {name: _columns(snapshot, name, tables[name], held) for name in sorted(tables) if snapshot.has(name)}
    arriving = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}.part")
    arriving.mkdir(parents=True, mode=0o700)
    try:
        exported = {}
        for place, (name, columns) in enumerate(chosen.items()):
            progress(Text(f"导出 {name}", f"Export {name}"), place, len(chosen))
            exported[name] = _write_table(snapshot, name, columns, held.get(name), arriving)
        manifest = ExportManifest(
            format=FORMAT,
            snapshot=_left(snapshot.manifest, exported),
            simulated=snapshot.manifest.simulated,
            measures=dict(measures),
            tables=exported,
            files={each.relative_to(arriving).as_posix(): _entry(each) for each in sorted(arriving.rglob("*.parquet"))},
        )
        write_durably(arriving / MANIFEST, manifest.sealed())
        if folder.exists():
            folder.rmdir()
        arriving.rename(folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(arriving, ignore_errors=True)
    return manifest


def _described(snapshot: Snapshot) -> dict[str, Resource]:
    return {each.key: each for each in resources(snapshot) if each.kind == "base_table"}


def _columns(
    snapshot: Snapshot, table: str, wanted: frozenset[str] | None, held: Mapping[str, Resource]
) -> tuple[ExportedColumn, ...]:
    """Return the columns that leave, in the table's order."""
    described = {each.name: each for each in held[table].columns} if table in held else {}
    columns = snapshot.manifest.tables[table].columns
    found = tuple(
        ExportedColumn(name=name, type=kind, unit=described[name].unit if name in described else "none")
        for name, kind in columns
        if wanted is None or name in wanted
    )
    protected = any(name == SUPPRESSED for name, _ in columns)
    refused = [each.name for each in found if not protected and _stays(described.get(each.name), each.name)]
    if refused:
        raise DatasetsError(
            Text(
                f"表 {table} 的列 {'、'.join(refused)} 属受限内容，不得导出。",
                f"Columns {', '.join(refused)} of table {table} are restricted and may not leave.",
            )
        )
    return found


def _stays(described: Column | None, name: str) -> bool:
    restricted = described is not None and described.classification is Classification.RESTRICTED
    return restricted or name.endswith("person_id")


def _write_table(
    snapshot: Snapshot, table: str, columns: tuple[ExportedColumn, ...], described: Resource | None, folder: Path
) -> ExportedTable:
    by = next((each.name for each in columns if each.type == "DATE"), None)
    large = by is not None and snapshot.manifest.tables[table].rows >= LARGE
    rows = 0
    for place, content in _parts(snapshot, table, columns, by if large else None):
        file = folder / table / place / "rows.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        parquet.write_table(content, file, compression="zstd")
        rows += content.num_rows
    return ExportedTable(
        rows=rows,
        columns=columns,
        partitioned_by=by if large else None,
        classification=described.classification if described else Classification.INTERNAL,
    )


def _parts(
    snapshot: Snapshot, table: str, columns: tuple[ExportedColumn, ...], by: str | None
) -> Iterator[tuple[str, pa.Table]]:
    """Yield the folder below the table's and the rows for it, in a total order."""
    names = {each.name for each in columns}
    listed = ", ".join(quoted(each.name) for each in columns)
    # A table with several rows of one source row (a project's milestones) needs the rest of its columns for an order.
    first = [each for each in ("receipt", "source_row") if each in names]
    order = ", ".join([*first, *(quoted(each.name) for each in columns if each.name not in first)])
    sql = f"SELECT {listed} FROM {quoted(table)}"  # noqa: S608 - names of our own tables
    if by is None:
        yield "", snapshot.query(f"{sql} ORDER BY {order}")
        return
    day = quoted(by)
    found = snapshot.query(f"SELECT DISTINCT year({day}) AS found FROM {quoted(table)} ORDER BY found")  # noqa: S608 - as above
    for each in found.column("found").to_pylist():
        # Said as days, so that files of other years are not opened.
        same = f"{day} IS NULL" if each is None else f"{day} >= '{each:04}-01-01' AND {day} <= '{each:04}-12-31'"
        place = f"{YEAR}={NO_YEAR if each is None else each}"
        yield place, snapshot.query(f"{sql} WHERE {same} ORDER BY {order}")


def _left(manifest: Manifest, exported: Mapping[str, ExportedTable]) -> Manifest:
    """Return a snapshot's manifest with the tables and columns that left, and nothing of what stays on the machine."""
    tables = {
        name: manifest.tables[name].model_copy(update={"columns": tuple((at.name, at.type) for at in each.columns)})
        for name, each in exported.items()
    }
    sources = tuple(map(told_source, manifest.sources))
    return manifest.model_copy(
        update={
            "tables": tables,
            "sources": sources,
            "persons": {},
            "files": {},
            "bases": {},
            "parts": (),
            "derived": (),
            "made": {},
        }
    )


def _entry(file: Path) -> FileEntry:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return FileEntry(sha256=digest, bytes=file.stat().st_size)
