"""The store of derived results: cubes of years that have not changed, and answers that took long to find.

``derived/<key>.parquet`` below the home holds one result. Its key stands for everything that decides it, so that a
result taken from the store is the one a build from nothing would compute.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from datasets.building.fingerprint import EARLIER, Columns, columns_of
from datasets.durable import sync_folder
from datasets.published.manifest import Manifest
from datasets.published.snapshot import Snapshot
from datasets.reading.one_pass import ARCHIVE
from datasets.sql import literal, quoted

DERIVED = "derived"
FEW = 200_000  # rows


@dataclass(frozen=True, kw_only=True)
class PartUse:
    """What one part gives to a base table: its receipt, a digest of every value in it, and its years by column."""

    receipt: int
    digest: str
    years: dict[str, frozenset[int]]


@dataclass(frozen=True, kw_only=True)
class Served:
    """A base table that is a view over its parts: how many rows it has, and what each part gives."""

    rows: int
    parts: tuple[PartUse, ...]


class Yearly(str):  # noqa: SLOT000 - text with what it depends on; there are a few dozen
    """A SELECT with a column ``period`` whose rows of a year depend on one table's rows of that year alone.

    ``time`` is the table's column of months, ``order`` the columns that put the result in a total order.
    """

    table: str
    time: str
    order: str

    def __new__(cls, sql: str, *, table: str, time: str, order: str) -> Self:
        """Return the text with what it depends on."""
        made = super().__new__(cls, sql)
        made.table, made.time, made.order = table, time, order
        return made


@dataclass
class Store:
    """The derived results of a home, and the keys of those that one build used."""

    folder: Path
    staging: Path
    used: set[str] = field(default_factory=set)

    def find(self, key: str) -> Path | None:
        """Return the file of a result if there is one."""
        self.used.add(key)
        path = self.folder / f"{key}.parquet"
        return path if path.is_file() else None

    def arriving(self) -> Path:
        """Return where a new result may be written before it is kept."""
        place = self.staging / "reading"
        place.mkdir(exist_ok=True)
        return place / "derived.parquet"

    def keep(self, key: str) -> Path:
        """Give the result just written its name."""
        self.folder.mkdir(exist_ok=True)
        path = self.folder / f"{key}.parquet"
        self.arriving().replace(path)
        return path


class StagingSnapshot(Snapshot):
    """The bases of a build that is not published yet; answers it is told to remember are kept for the next build.

    ``earlier`` holds the keys of derived tables put aside when the database was inherited, ``made`` those of the tables
    derived so far.
    """

    def __init__(
        self,
        manifest: Manifest,
        connection: duckdb.DuckDBPyConnection,
        store: Store,
        earlier: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(manifest, connection)
        self.store = store
        self.earlier = earlier or {}
        self.made: dict[str, str] = {}
        self._columns: dict[str, Columns] | None = None

    def columns(self, table: str) -> frozenset[str]:
        """Return the columns of a table as it is now, in a database that is being filled but never changed."""
        if self._columns is None:
            self._columns = columns_of(self._connection)
        return frozenset(name for name, _ in self._columns.get(table, ()))

    def filled(self) -> None:
        """Look again at what tables there are: some were made."""
        self._columns = None

    def key_of(self, table: str) -> str | None:
        """Return what stands for a table's content, None for one of which nothing is known."""
        entry = self.manifest.tables.get(table)
        return (entry.fingerprint if entry else None) or self.made.get(table)

    def bring_back(self, name: str, key: str | None) -> bool:
        """Bring a derived table back if it was put aside under this key; return whether it was."""
        if key is None:
            return False
        self.made[name] = key
        if self.earlier.get(name) != key:
            return False
        self._connection.execute(f"ALTER TABLE {quoted(EARLIER + name)} RENAME TO {quoted(name)}")
        return True

    def remember(self, question: str, answer: Callable[[], pa.Table]) -> pa.Table:
        """Return the answer to a question that holds all that decides it, found by an earlier build or now."""
        return self.remember_each([question], lambda _: [answer()])[0]

    def remember_each(
        self, questions: Sequence[str], answer: Callable[[Sequence[int]], Sequence[pa.Table]]
    ) -> Sequence[pa.Table]:
        """Return the answers to questions, of which each holds all that decides its answer.

        Those that no earlier build has answered are named to ``answer`` by their places, and found together.
        """
        keys = [digest_of([self.manifest.code_version, each]) for each in questions]
        known = {place: path for place, key in enumerate(keys) if (path := self.store.find(key))}
        missing = [place for place in range(len(keys)) if place not in known]
        found = {place: pq.read_table(path) for place, path in known.items()}
        for place, made in zip(missing, answer(missing) if missing else [], strict=True):
            pq.write_table(made, self.store.arriving())
            self.store.keep(keys[place])
            found[place] = made
        return [found[place] for place in range(len(keys))]


def digest_of(content: object) -> str:
    """Return the hash of data that JSON can write."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@contextmanager
def at_hand(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[str], served: Mapping[str, Served]
) -> Iterator[None]:
    """Hold the rows of the small ones among tables that are views: to plan a view of many parts takes its time."""
    small = sorted({each for each in tables if each in served and served[each].rows < FEW})
    for each in small:
        rows = f"FROM {quoted(_main(connection))}.main.{quoted(each)}"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {quoted(each)} AS {rows}")
    try:
        yield
    finally:
        for each in small:
            connection.execute(f"DROP TABLE temp.{quoted(each)}")


def deciding(
    connection: duckdb.DuckDBPyConnection, sql: str, snapshot: StagingSnapshot, served: Mapping[str, Served]
) -> str | None:
    """Return a key that stands for all that decides the rows of a SELECT, None if it reads what has no key."""
    if isinstance(sql, Yearly):
        inputs: list[Any] = [key for key, _ in _years(sql, snapshot, served.get(sql.table))]
    else:  # the names seen are those of tables, also behind views; a view's own key says what its SQL is
        read = {*connection.get_table_names(sql), *(view for view in served if view in sql)}
        inputs = [[name, snapshot.key_of(name)] for name in sorted(read)]
        if any(key is None for _, key in inputs):
            return None
    return digest_of([snapshot.manifest.engine, snapshot.manifest.code_version, str(sql), inputs])


def _years(sql: Yearly, snapshot: StagingSnapshot, served: Served | None) -> list[tuple[str, list[PartUse]]]:
    """Return the parts of a table in groups without a common year, each with the key of its sums."""
    if served is None:
        return [(_key(snapshot.manifest, sql, [snapshot.manifest.tables[sql.table].fingerprint]), [])]
    groups = _years_apart(served.parts, sql.time)
    return [(_key(snapshot.manifest, sql, [each.digest for each in group]), group) for group in groups]


def _rows_of(sql: Yearly, snapshot: StagingSnapshot, served: Served | None) -> int:
    return served.rows if served else snapshot.manifest.tables[sql.table].rows


def use_years(sql: Yearly, snapshot: StagingSnapshot, served: Served | None) -> None:
    """Note that a table that was kept is made of the sums of its years, so that they stay for the next build."""
    if _rows_of(sql, snapshot, served) >= FEW:
        snapshot.store.used |= {key for key, _ in _years(sql, snapshot, served)}


def create_yearly(
    connection: duckdb.DuckDBPyConnection, name: str, sql: Yearly, snapshot: StagingSnapshot, served: Served | None
) -> None:
    """Create table ``name``, computing only the years of which no earlier build has the same rows.

    A small table is summed sooner than sums are kept and read again.
    """
    if _rows_of(sql, snapshot, served) < FEW:
        connection.execute(f"CREATE TABLE {quoted(name)} AS FROM ({sql}) ORDER BY {sql.order}")
        return
    store, years = snapshot.store, _years(sql, snapshot, served)
    missing = [(key, group) for key, group in years if store.find(key) is None]
    if missing:
        _compute(connection, sql, store, missing, whole=len(missing) == len(years))
    files = ", ".join(literal(str(store.folder / f"{key}.parquet")) for key, _ in years)
    connection.execute(f"CREATE TABLE {quoted(name)} AS FROM read_parquet([{files}]) ORDER BY {sql.order}")


def _years_apart(parts: Sequence[PartUse], time: str) -> list[list[PartUse]]:
    """Return the parts in groups that have no year of column ``time`` in common."""
    groups: list[list[PartUse]] = []
    for part in parts:
        mine = part.years.get(time)
        near = [g for g in groups if mine is None or any(o.years.get(time) is None or o.years[time] & mine for o in g)]
        groups = [g for g in groups if g not in near] + [[part, *(one for group in near for one in group)]]
    return [sorted(group, key=lambda each: each.receipt) for group in groups]


def _key(manifest: Manifest, sql: Yearly, inputs: Sequence[str | None]) -> str:
    codes = [each.fingerprint for table, each in sorted(manifest.tables.items()) if table.startswith("code_")]
    return digest_of([manifest.engine, str(sql), sql.order, codes, list(inputs)])


def _compute(
    connection: duckdb.DuckDBPyConnection,
    sql: Yearly,
    store: Store,
    missing: Sequence[tuple[str, list[PartUse]]],
    *,
    whole: bool,
) -> None:
    """Compute the years that are missing in one go and keep each group of years by itself."""
    if not whole:
        receipts = ", ".join(str(each.receipt) for _, group in missing for each in group)
        main = f"{quoted(_main(connection))}.main.{quoted(sql.table)}"
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {quoted(sql.table)} AS SELECT * FROM {main} WHERE receipt IN ({receipts})"  # noqa: S608 - numbers
        )
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS {sql}")
    finally:
        if not whole:
            connection.execute(f"DROP VIEW temp.{quoted(sql.table)}")
    for key, group in missing:
        years = sorted({year for each in group for year in each.years.get(sql.time, ())})
        only = f"WHERE year(period) IN ({', '.join(map(str, years))})" if years else ""
        connection.execute(f"COPY (FROM fresh {only}) TO {literal(str(store.arriving()))} ({ARCHIVE})")
        store.keep(key)
    sync_folder(store.folder)


def _main(connection: duckdb.DuckDBPyConnection) -> str:
    found = connection.execute("SELECT current_database()").fetchone()
    return str(found[0]) if found else ""
