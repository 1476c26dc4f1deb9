"""Difference: what distinguishes two published snapshots, file by file and table by table."""

from pathlib import Path

import duckdb
import pandas as pd

from datasets.home import snapshot_folder
from datasets.published.landing import ROW_NAMES
from datasets.published.manifest import DATABASE, Manifest, read_manifest
from datasets.published.snapshot import HARDENED, shut
from datasets.sql import literal, quoted

COLUMNS = ("kind", "name", "rows_a", "rows_b", "only_a", "only_b")
# Numbers of receipts move when a file joins; that is no difference.
PROVENANCE = frozenset(name for names in ROW_NAMES for name in names)


def difference(home: Path, a: str, b: str, *, derived: bool = True) -> pd.DataFrame:
    """Return what differs between two snapshots, one line each.

    Columns: kind (file or table), name, rows in each (missing where there is no such file or table), and for
    tables of the same columns the number of rows only ``a`` and only ``b`` has, not counting where they came from.
    Without ``derived`` tables (cubes, forecasts) it is told from fingerprints alone which tables need to be read.
    """
    first, second = (read_manifest(snapshot_folder(home, name)) for name in (a, b))
    lines = _files(first, second) + _tables(home, first, second, derived=derived)
    frame = pd.DataFrame(lines, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(COLUMNS[2:], "Int64"))


def _files(first: Manifest, second: Manifest) -> list[tuple[object, ...]]:
    a, b = (
        {f"{source.key}: {each.file}": each for source in manifest.sources for each in source.receipts}
        for manifest in (first, second)
    )
    return [
        ("file", name, a[name].rows if name in a else None, b[name].rows if name in b else None, None, None)
        for name in sorted({*a, *b})
        if name not in a or name not in b or a[name].sha256 != b[name].sha256
    ]


def _tables(home: Path, first: Manifest, second: Manifest, *, derived: bool) -> list[tuple[object, ...]]:
    changed = [
        name
        for name in sorted({*first.tables, *second.tables})
        if not _same(first, second, name) and (derived or _is_base(first, name) or _is_base(second, name))
    ]
    if not changed:
        return []
    connection = duckdb.connect()
    try:
        for alias, manifest in (("a", first), ("b", second)):
            path = snapshot_folder(home, manifest.name) / DATABASE
            connection.execute(f"ATTACH {literal(str(path))} AS {alias} (READ_ONLY)")
        for name, value in HARDENED.items():
            connection.execute(f"SET {name} = {literal(str(value))}")
        # A view finds its parts in either folder: their names are hashes of what they hold.
        shut(connection, [snapshot_folder(home, each.name).resolve() for each in (first, second)])
        lines = [_line(connection, first, second, name) for name in changed]
        return [line for line in lines if line[2] != line[3] or line[4:] != (0, 0)]
    finally:
        connection.close()


def _is_base(manifest: Manifest, name: str) -> bool:
    return name in manifest.tables and manifest.tables[name].fingerprint is not None


def _same(first: Manifest, second: Manifest, name: str) -> bool:
    a, b = first.tables.get(name), second.tables.get(name)
    return a is not None and a == b and a.fingerprint is not None


def _line(connection: duckdb.DuckDBPyConnection, first: Manifest, second: Manifest, name: str) -> tuple[object, ...]:
    """Return a table's line; of one that says nothing but where its rows came from only their number can differ."""
    a, b = first.tables.get(name), second.tables.get(name)
    only: tuple[int | None, int | None] = (None, None)
    if a and b and a.columns == b.columns:
        columns = ", ".join(quoted(column) for column, _ in a.columns if column not in PROVENANCE) or "1"
        only = (_only(connection, name, columns, "a", "b"), _only(connection, name, columns, "b", "a"))
    return ("table", name, a.rows if a else None, b.rows if b else None, *only)


def _only(connection: duckdb.DuckDBPyConnection, table: str, columns: str, here: str, there: str) -> int:
    sql = f"SELECT {columns} FROM {here}.{quoted(table)} EXCEPT ALL SELECT {columns} FROM {there}.{quoted(table)}"  # noqa: S608 - from contracts, which are code
    return len(connection.sql(sql))
