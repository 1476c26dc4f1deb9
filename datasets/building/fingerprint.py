"""Fingerprints: what a table holds, whatever the order of its rows, the machine or the hour.

Each row is written as one text, its MD5 taken, and the halves added up exactly: equal multisets of rows
give equal sums (addition, not exclusive or, so that two equal rows do not cancel out).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from datasets.published.manifest import TableEntry
from datasets.rows import single
from datasets.sql import literal, quoted

Columns = tuple[tuple[str, str], ...]

# These stand for a person by a key that only this home has: the content is the same whatever the key.
KEYED = ("person_id", "left_person_id", "right_person_id")

# What a package's code and content is written in, and the file that marks folders no snapshot is made from.
SOURCES = frozenset({".py", ".csv", ".toml", ".geojson", ".json"})
APART = "APART.md"

# Derived tables of an earlier snapshot stand under names that begin so until it is known whether they are kept.
EARLIER = "earlier "


def tables_of(connection: duckdb.DuckDBPyConnection, database: str | None = None, *, aside: bool = False) -> list[str]:
    """Return the names of the lasting tables of the main database, or of the one named, sorted.

    ``aside``: of those that were put aside instead.
    """
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND NOT internal "
        "AND database_name = coalesce(?, current_database()) AND starts_with(table_name, ?) = ? ORDER BY 1",
        [database, EARLIER, aside],
    ).fetchall()
    return [name for (name,) in rows]


def columns_of(connection: duckdb.DuckDBPyConnection, database: str | None = None) -> dict[str, Columns]:
    """Return the columns of every table and view of a database at once, by table."""
    rows = connection.execute(
        "SELECT table_name, list((column_name, data_type) ORDER BY column_index) FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = coalesce(?, current_database()) GROUP BY table_name ORDER BY 1",
        [database],
    ).fetchall()
    return {table: tuple((name, kind) for name, kind in columns) for table, columns in rows}


def fingerprints(
    connection: duckdb.DuckDBPyConnection, database: str | None = None, known: Mapping[str, TableEntry] | None = None
) -> dict[str, TableEntry]:
    """Return the fingerprint of every lasting table of a database; those ``known`` already are not taken again."""
    columns = columns_of(connection, database)
    return {
        name: (known or {}).get(name) or fingerprint(connection, name, columns[name], database)
        for name in tables_of(connection, database)
    }


def fingerprint(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Columns, database: str | None = None
) -> TableEntry:
    """Return a table's columns, number of rows, and the fingerprint of its content but for keyed columns."""
    place = f"{quoted(database)}.{quoted(table)}" if database else quoted(table)
    rows, high, low = 0, "0", "0"
    if connection.execute(f"SELECT 1 FROM {place} LIMIT 1").fetchone():  # noqa: S608 - our own tables
        rows, high, low = _sums(connection, place, columns)
    text = json.dumps([table, columns, rows, high, low], ensure_ascii=False)
    return TableEntry(rows=rows, columns=columns, fingerprint=hashlib.sha256(text.encode()).hexdigest())


def _sums(connection: duckdb.DuckDBPyConnection, place: str, columns: Columns) -> tuple[int, str, str]:
    # NULL and a text cannot be mistaken for each other: a text is written with a mark before it.
    cells = ", ".join(f"coalesce('=' || {quoted(name)}::TEXT, '-')" for name, _ in columns if name not in KEYED)
    rows, high, low = single(
        connection,
        "SELECT count(*), coalesce(sum((m >> 64)::UBIGINT), 0)::TEXT, "  # noqa: S608 - names of our own tables
        f"coalesce(sum((m & {2**64 - 1}::UHUGEINT)::UBIGINT), 0)::TEXT FROM "
        f"(SELECT md5_number(concat_ws({literal(chr(31))}, {cells})) AS m FROM {place})",
    )
    return rows, high, low


def views_of(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the lasting views of the main database with their SQL, sorted: tables whose rows lie in parts."""
    rows = connection.execute(
        "SELECT view_name, sql FROM duckdb_views() "
        "WHERE NOT temporary AND NOT internal AND database_name = current_database() ORDER BY 1"
    ).fetchall()
    return dict(rows)


def fingerprint_of_view(connection: duckdb.DuckDBPyConnection, view: str, columns: Columns, rows: int) -> TableEntry:
    """Return the columns and the fingerprint of a view of so many rows.

    Its SQL names its parts by the hash of their bytes, and everything else it reads is a table with a fingerprint.
    """
    text = json.dumps([view, columns, rows, views_of(connection)[view]], ensure_ascii=False)
    return TableEntry(rows=rows, columns=columns, fingerprint=hashlib.sha256(text.encode()).hexdigest())


def content_hash(tables: Mapping[str, TableEntry], metadata: Mapping[str, object]) -> str:
    """Return the hash of the tables' fingerprints and of everything else that makes the snapshot what it is."""
    prints = {name: entry.fingerprint for name, entry in tables.items() if entry.fingerprint}
    text = json.dumps({"tables": prints, "metadata": metadata}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def code_version(packages: Sequence[Path]) -> str:
    """Return a short hash over the content of packages' source files, to be had without a repository.

    Folders that hold a file ``APART.md`` are left out: nothing that makes a snapshot reads them.
    """
    digest = hashlib.sha256()
    for package in sorted(set(packages), key=lambda each: each.name):
        apart = {each.parent for each in package.rglob(APART)}
        for path in sorted(package.rglob("*")):
            if path.suffix in SOURCES and path.is_file() and apart.isdisjoint(path.parents):
                digest.update(f"{package.name}/{path.relative_to(package).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
