"""Unchanged: the sources of which a department would be told what the current snapshot told it already."""

from pathlib import Path

import duckdb

from datasets.contract import PERSONS
from datasets.home import snapshot_folder
from datasets.published.manifest import DATABASE, PERSONS_DATABASE, Manifest
from datasets.sql import literal

BEFORE, BEFORE_PERSONS = "before", "before_persons"
TOLD = ("finding", "receipt", "quarantine")  # what a return workbook is made of
Told = set[tuple[str, str, int, str]]


def unchanged_sources(
    connection: duckdb.DuckDBPyConnection, home: Path, earlier: Manifest | None, code: str
) -> set[str]:
    """Return the keys of the sources with the same findings, receipts and refused rows, told by the same code."""
    if earlier is None or earlier.code_version != code:
        return set()
    folder = snapshot_folder(home, earlier.name).resolve()
    try:
        for file, name in ((DATABASE, BEFORE), (PERSONS_DATABASE, BEFORE_PERSONS)):
            connection.execute(f"ATTACH {literal(str(folder / file))} AS {name} (READ_ONLY)")
        now, then = _told(connection, "main", f"{PERSONS}.main"), _told(connection, f"{BEFORE}.main", BEFORE_PERSONS)
    except duckdb.Error:  # damaged: verify tells, and every workbook is written
        return set()
    finally:
        for name in (BEFORE, BEFORE_PERSONS):
            connection.execute(f"DETACH DATABASE IF EXISTS {name}")
    return {source for _, source, *_ in now} - {source for _, source, *_ in now ^ then}


def _told(connection: duckdb.DuckDBPyConnection, place: str, persons: str) -> Told:
    """Return (table, source, rows, digest of the rows, whatever their order) of what sources are told."""
    tables = [*((name, f"{place}.{name}") for name in TOLD), ("persons", f"{persons}.quarantine")]
    rows = [
        f"SELECT {literal(name)}, source, count(*), sum(hash(t))::TEXT FROM {table} t GROUP BY source"  # noqa: S608 - constants
        for name, table in tables
    ]
    return set(connection.execute(" UNION ALL ".join(rows)).fetchall())
