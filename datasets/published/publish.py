"""Publish: from a finished staging folder to the snapshot everybody sees, with no moment in between.

Order matters: file on the disk, read back, hashed, named in a manifest; then the folder gets its name;
then readers are pointed at it. A crash anywhere leaves the old snapshot current and whole.
"""

import hashlib
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb

from datasets.building.fingerprint import tables_of, views_of
from datasets.building.parts import PARTS
from datasets.contract import PERSONS
from datasets.durable import sync_file, sync_folder, write_durably
from datasets.errors import DatasetsError
from datasets.home import set_current
from datasets.protection.rounding import rounded
from datasets.published.manifest import DATABASE, MANIFEST, PERSONS_DATABASE, FileEntry, Manifest, TableEntry
from datasets.published.snapshot import connect_hardened
from datasets.published.verify import problems_of
from datasets.rows import single
from datasets.sql import literal, quoted
from datasets.text import Text


def publish(connection: duckdb.DuckDBPyConnection, home: Path, staging: Path, manifest: Manifest) -> Manifest:
    """Close the staging database, publish the folder under the manifest's name and make it current."""
    _write_persons(connection, staging)
    connection.execute("CHECKPOINT")
    connection.close()
    _read_back(staging / DATABASE, manifest.tables)
    _read_back(staging / PERSONS_DATABASE, manifest.persons, rounded)
    files = {
        DATABASE: _sealed(staging / DATABASE, 0o444),
        PERSONS_DATABASE: _sealed(staging / PERSONS_DATABASE, 0o400),
        **manifest.files,
    }
    if (staging / PARTS).is_dir():
        sync_folder(staging / PARTS)
    manifest = manifest.model_copy(update={"files": files})
    write_durably(staging / MANIFEST, manifest.sealed())
    for other in staging.rglob("*"):
        if other.is_file() and other.relative_to(staging).as_posix() not in {MANIFEST, *files}:
            raise DatasetsError(Text(f"暂存区有多余文件 {other.name}。", f"Unexpected file {other.name} in staging."))
    folder = home / "snapshots" / manifest.name
    folder.parent.mkdir(exist_ok=True)
    if folder.exists():  # damaged: a whole one would have been reused
        folder.rename(home / "staging" / f"damaged-{uuid.uuid4().hex}")
    staging.rename(folder)
    sync_folder(folder.parent)
    set_current(home, manifest.name)
    return manifest


def _write_persons(connection: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """Copy the database of persons into a new file: a file in use keeps the bytes of what was deleted from it.

    One that was inherited is there already.
    """
    clean = staging / PERSONS_DATABASE
    if clean.exists():
        connection.execute(f"DETACH {PERSONS}")
        return
    connection.execute(f"ATTACH {literal(str(clean))} AS published")
    clean.chmod(0o600)
    connection.execute(f"COPY FROM DATABASE {PERSONS} TO published")
    connection.execute("DETACH published")
    connection.execute(f"DETACH {PERSONS}")
    persons_at_work(staging).unlink()


def _sealed(file: Path, mode: int) -> FileEntry:
    """Put a finished file on the disk, take away the right to write it, and return its entry."""
    sync_file(file)
    file.chmod(mode)
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    return FileEntry(sha256=sha256, bytes=file.stat().st_size)


def persons_at_work(staging: Path) -> Path:
    """Return the file in which a builder keeps the rows about persons until it publishes."""
    return staging / "persons.work"


def _read_back(database: Path, tables: Mapping[str, TableEntry], told: Callable[[int], int] = int) -> None:
    """Refuse a database whose tables have not the rows the manifest tells of."""
    connection = connect_hardened(database)
    try:
        for view in views_of(connection):  # its rows lie in parts, which bear their hash as name
            connection.execute(f"FROM {quoted(view)} LIMIT 1")
        for table in tables_of(connection):
            (rows,) = single(connection, f"SELECT count(*) FROM {quoted(table)}")  # noqa: S608 - from contracts, which are code
            if tables[table].rows != told(rows):
                raise DatasetsError(Text(f"表 {table} 写入后行数不符。", f"Table {table} did not survive writing."))
    finally:
        connection.close()


def reuse(home: Path, name: str) -> bool:
    """Point readers at an already published snapshot of that name if it is whole; return whether it was."""
    if not (home / "snapshots" / name).is_dir() or problems_of(home, name):
        return False
    set_current(home, name)
    return True
