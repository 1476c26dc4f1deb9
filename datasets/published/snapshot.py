"""The snapshot: the bases at one moment, opened read-only on a connection that can reach nothing else."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from weakref import WeakSet

import duckdb
import pyarrow as pa

from datasets.building.parts import PARTS
from datasets.errors import DatasetsError, SnapshotMissing
from datasets.home import current_name, snapshot_folder
from datasets.published.manifest import DATABASE, Manifest, read_manifest
from datasets.sql import literal, quoted
from datasets.text import Text

# DuckDB knows no users: what a query may reach is decided here, once, and then locked.
HARDENED: Mapping[str, str | bool | int | float | list[str]] = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "memory_limit": "4GB",
}


# Their rows say when they were published.
VINTAGES = ("base_economy__macro_series", "base_economy__macro_month", "base_economy__macro_alarm")
_HERE = "SELECT current_database()"


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

    @property
    def known_on(self) -> date | None:
        """Return the day at whose end the snapshot is looked at; None where everything in it is."""
        return None

    @property
    def kept(self) -> bool:
        """Return whether all that is in it was known by then, and not only its vintages."""
        return self.known_on is None or self.manifest.published_on <= self.known_on

    def query(self, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
        """Return the rows of a SELECT as an Arrow table; refuse any other statement."""
        _require_select(sql)
        cursor = self._cursor()
        try:
            relation = cursor.sql(sql, params=list(parameters)) if parameters else cursor.sql(sql)
            return relation.to_arrow_table()
        finally:
            cursor.close()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            return self._connection.cursor()

    def columns(self, table: str) -> frozenset[str]:
        """Return the columns of a table; a table that the snapshot does not hold has none."""
        entry = self.manifest.tables.get(table)
        return frozenset(name for name, _ in entry.columns) if entry else frozenset()

    def has(self, table: str) -> bool:
        """Return whether the snapshot holds a table of that name."""
        return bool(self.columns(table))

    def remember(self, question: str, answer: Callable[[], pa.Table]) -> pa.Table:  # noqa: ARG002 - see below
        """Return the answer to a question; only a build keeps what it has found for the next one."""
        return answer()

    def remember_each(
        self, questions: Sequence[str], answer: Callable[[Sequence[int]], Sequence[pa.Table]]
    ) -> Sequence[pa.Table]:
        """Return the answers to questions, those not known, named by their places, being found together."""
        return answer(range(len(questions)))

    def known(self, on: date) -> "Known":
        """Return the snapshot as it was known at the end of a day; see :mod:`datasets.published.moment`."""
        return Known(self.manifest, self._connection, self._lock, on)

    def close(self) -> None:
        """Close the connection; the snapshot answers no more."""
        self._connection.close()


class Known(Snapshot):
    """A snapshot as it was known at the end of day ``known_on``: of its vintages, those published until then.

    Whoever asks for a table of vintages sees no later ones. What the build derived from all of them is not held: it
    is computed anew.
    """

    def __init__(
        self, manifest: Manifest, connection: duckdb.DuckDBPyConnection, lock: threading.Lock, on: date
    ) -> None:
        super().__init__(manifest, connection)
        self._lock = lock
        self._on = on
        self._here = ""

    @property
    def known_on(self) -> date:
        """Return the day at whose end the snapshot is looked at."""
        return self._on

    def columns(self, table: str) -> frozenset[str]:
        """Return the columns of a base table; what was derived from all vintages is not held."""
        entry = self.manifest.tables.get(table)
        return super().columns(table) if entry and entry.fingerprint else frozenset()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = super()._cursor()
        for table in filter(self.has, VINTAGES):
            self._here = self._here or str((cursor.execute(_HERE).fetchone() or [""])[0])
            cursor.execute(
                f"CREATE TEMP VIEW {table} AS FROM {quoted(self._here)}.main.{table} "
                f"WHERE published_date <= DATE '{self._on:%Y-%m-%d}'"
            )
        return cursor


def connect_hardened(database: Path) -> duckdb.DuckDBPyConnection:
    """Return a read-only connection to a published file that reaches nothing but it and the parts beside it."""
    folder = database.parent.resolve()
    connection = duckdb.connect(database, read_only=True, config=dict(HARDENED))
    # A file opened twice in one process is one database to DuckDB: it was shut the first time.
    if connection.execute("SELECT current_setting('lock_configuration')").fetchone() == (False,):
        shut(connection, [folder])
    return connection


def shut(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Let a connection read the parts in these snapshots' folders and no other file; then lock its settings."""
    with suppress(duckdb.InvalidInputException):  # a notebook without ipywidgets has no bar to turn off
        connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET GLOBAL file_search_path = {literal(','.join(map(str, folders)))}")
    # A view names a part relative to its folder; DuckDB asks about that name first, then about where it is found.
    parts = [part for folder in folders for part in (folder / PARTS).glob("*.parquet")]
    names = sorted({name for part in parts for name in (f"{PARTS}/{part.name}", str(part))})
    connection.execute(f"SET allowed_paths = [{', '.join(map(literal, names))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _require_select(sql: str) -> None:
    """Refuse what is not one question: a statement that writes could write where the parts are read."""
    statements = duckdb.extract_statements(sql)
    if [each.type for each in statements] != [duckdb.StatementType.SELECT]:
        raise DatasetsError(
            Text("快照只回答查询（SELECT）语句，一次一条。", "A snapshot answers one SELECT at a time, nothing else.")
        )


def open_snapshot(home: Path, name: str | None = None) -> Snapshot:
    """Return a published snapshot, by default the current one; the same name gives the same object."""
    name = name or current_name(home)
    if name is None:
        raise SnapshotMissing(
            Text("还没有发布任何快照；请先运行 jingwei build。", "No snapshot has been published; run jingwei build.")
        )
    with _OPENING:  # two requests that open it at once would lock it twice
        return _open(_whole(home), name)


@lru_cache(maxsize=64)
def _whole(home: Path) -> Path:
    return home.resolve()


@lru_cache(maxsize=8)
def _open(home: Path, name: str) -> Snapshot:
    folder = snapshot_folder(home, name)
    opened = Snapshot(read_manifest(folder), connect_hardened(folder / DATABASE))
    _OPENED.add(opened)
    return opened


_OPENED: WeakSet[Snapshot] = WeakSet()
_OPENING = threading.Lock()


def close_snapshots() -> None:
    """Close every snapshot this process has open, before it forks: DuckDB's threads do not live on in a child."""
    for each in list(_OPENED):
        each.close()
    _open.cache_clear()
