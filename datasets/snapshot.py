"""The snapshot: the bases at one moment, opened read-only on a connection that can reach nothing else."""

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from datasets.errors import SnapshotMissing
from datasets.home import current_name, snapshot_folder
from datasets.manifest import DATABASE, Manifest, read_manifest
from datasets.text import Text

# DuckDB knows no users: what a query may reach is decided here, once, and then locked.
HARDENED: Mapping[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "memory_limit": "4GB",
    "lock_configuration": "true",
}

# The database of persons, attached while a snapshot is built, is none of the snapshot's.
HELD = """SELECT 1 FROM duckdb_tables()
    WHERE NOT temporary AND database_name = current_database() AND table_name = ?"""


class Snapshot:
    """The tables of one moment; every query runs on a cursor of its own, so threads may share it."""

    def __init__(self, manifest: Manifest, connection: duckdb.DuckDBPyConnection) -> None:
        self.manifest = manifest
        self._connection = connection
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Snapshot({self.name!r})"

    @property
    def name(self) -> str:
        """Return the name: the date of the data and the beginning of the content hash."""
        return self.manifest.name

    @property
    def as_of(self) -> date:
        """Return the last day the data cover."""
        return self.manifest.as_of

    def query(self, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
        """Return the rows of a SELECT as an Arrow table."""
        with self._lock:
            cursor = self._connection.cursor()
        try:
            relation = cursor.sql(sql, params=list(parameters)) if parameters else cursor.sql(sql)
            return relation.to_arrow_table()
        finally:
            cursor.close()

    def has(self, table: str) -> bool:
        """Return whether the snapshot holds a table of that name."""
        found = self.query(HELD, [table])
        return bool(found.num_rows)

    def close(self) -> None:
        """Close the connection; the snapshot answers no more."""
        self._connection.close()


def connect_hardened(database: Path) -> duckdb.DuckDBPyConnection:
    """Return a read-only connection to a published file that can neither write nor reach other files."""
    return duckdb.connect(database, read_only=True, config=dict(HARDENED))


def open_snapshot(home: Path, name: str | None = None) -> Snapshot:
    """Return a published snapshot, by default the current one; the same name gives the same object."""
    name = name or current_name(home)
    if name is None:
        raise SnapshotMissing(
            Text("还没有发布任何快照；请先运行 jingwei build。", "No snapshot has been published; run jingwei build.")
        )
    return _open(home.resolve(), name)


@lru_cache(maxsize=8)
def _open(home: Path, name: str) -> Snapshot:
    folder = snapshot_folder(home, name)
    return Snapshot(read_manifest(folder), connect_hardened(folder / DATABASE))
