"""Carrying over: a base of which nothing changed is taken from the current snapshot instead of being made again.

A base's key stands for everything that decides its tables: the files of its sources, of which large ones are left out
because their rows stay in parts, the bases that its steps read, the stewards' decisions, the persons' key, the code.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from datasets.base import Base
from datasets.building.collect import Delivery
from datasets.building.derived import digest_of
from datasets.building.fingerprint import code_version, tables_of
from datasets.catalogue import ROOT, sources
from datasets.contract import PERSONS, Source
from datasets.errors import DatasetsError
from datasets.home import current_name, snapshot_folder
from datasets.identity.overrides import overrides_file
from datasets.protection.key import person_key
from datasets.published.manifest import (
    DATABASE,
    PERSONS_DATABASE,
    BaseEntry,
    Manifest,
    SourceEntry,
    TableEntry,
    read_manifest,
)
from datasets.reading import code
from datasets.sql import literal, quoted

EARLIER, EARLIER_PERSONS = "earlier", "earlier_persons"
# Tables that bases share, and the column that says whose a row is: a source's, or else of the base that has the table.
SHARED = {"quarantine": "source", "conservation": "source", "base_geography__location": "subject"}


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What was carried over of one base: its entry, its sources', and its tables in the main database and persons'."""

    entry: BaseEntry
    sources: Mapping[str, SourceEntry]
    tables: Mapping[str, TableEntry]
    persons: Mapping[str, TableEntry]


class Keys:
    """The keys of bases, one after the other as they are built."""

    def __init__(self, home: Path, zone: str) -> None:
        overrides = overrides_file(home)
        decided = overrides.read_bytes() if overrides.exists() else b""
        secret = hashlib.sha256(b"which key" + person_key(home)).hexdigest()
        made_by = [code_version([ROOT]), code.reading_code()]
        self._common = [zone, hashlib.sha256(decided).hexdigest(), secret, *made_by]
        self._known: dict[str, str] = {}

    def of(self, base: Base, deliveries: Mapping[str, Sequence[Delivery]]) -> str:
        """Return the key of a base whose sources got these deliveries."""
        files = {
            repr(sources()[key]): [
                [each.receipt, each.file, each.sha256, each.encoding, each.simulated] for each in received
            ]
            for key, received in deliveries.items()
        }
        self._known[base.key] = digest_of([self._common, [self._known[each] for each in base.reads], base.key, files])
        return self._known[base.key]


def current_manifest(home: Path) -> Manifest | None:
    """Return the manifest of the current snapshot, None without one that can be read."""
    name = current_name(home)
    try:
        return read_manifest(snapshot_folder(home, name)) if name else None
    except DatasetsError:
        return None


def carry(connection: duckdb.DuckDBPyConnection, home: Path, base: Base, key: str) -> Carried | None:
    """Copy a base's tables from the current snapshot if they have this key; return what they hold, None if not."""
    manifest = current_manifest(home)
    entry = manifest.bases.get(base.key) if manifest else None
    if manifest is None or entry is None or entry.key != key:
        return None
    own = [each for each in sources().values() if each.base == base.key and not each.large]
    attached = []
    try:
        for file, name in ((DATABASE, EARLIER), (PERSONS_DATABASE, EARLIER_PERSONS)):
            path = literal(str((snapshot_folder(home, manifest.name) / file).resolve()))
            connection.execute(f"ATTACH {path} AS {name} (READ_ONLY)")
            attached.append(name)
        tables, persons = _copy(connection, base, own)
    except duckdb.Error:  # damaged: the base is made again, and verify tells
        _undo(connection, base, own)
        return None
    finally:
        for name in attached:
            connection.execute(f"DETACH {name}")
    keys = {each.key for each in own}
    return Carried(
        entry=entry,
        sources={each.key: each for each in manifest.sources if each.key in keys},
        tables={name: manifest.tables[name] for name in tables},
        persons={name: manifest.persons[name] for name in persons},
    )


def _copy(
    connection: duckdb.DuckDBPyConnection, base: Base, own: Sequence[Source]
) -> tuple[Sequence[str], Sequence[str]]:
    """Copy tables and rows; return the tables that are the base's alone, of the main database and of persons."""
    copied = []
    for earlier, database in ((EARLIER, None), (EARLIER_PERSONS, PERSONS)):
        prefix = f"{database}." if database else ""
        there = tables_of(connection, earlier)
        mine = [each for each in there if each.startswith(f"base_{base.key}__")]
        for table in mine:
            only = f" WHERE {_owned(base, own, table)}" if table in SHARED else ""
            connection.execute(f"CREATE TABLE {prefix}{quoted(table)} AS FROM {earlier}.main.{quoted(table)}{only}")
        for table in (SHARED.keys() & {*there} & {*tables_of(connection, database)}) - {*mine}:
            rows = f"FROM {earlier}.main.{quoted(table)} WHERE {_owned(base, own, table)}"
            connection.execute(f"INSERT INTO {prefix}{quoted(table)} {rows}")
        copied.append([each for each in mine if each not in SHARED])
    return copied[0], copied[1]


def _owned(base: Base, own: Sequence[Source], table: str) -> str:
    """Return SQL for the rows of a shared table that are the base's."""
    mine, strange = (
        ", ".join(literal(each.key) for each in some)
        for some in (own, [each for each in sources().values() if each.base != base.key])
    )
    column = SHARED[table]
    return f"{column} NOT IN ({strange})" if table.startswith(f"base_{base.key}__") else f"{column} IN ({mine})"


def _undo(connection: duckdb.DuckDBPyConnection, base: Base, own: Sequence[Source]) -> None:
    """Take away what a copy that failed had copied."""
    for database in (None, PERSONS):
        prefix = f"{database}." if database else ""
        for table in tables_of(connection, database):
            if table.startswith(f"base_{base.key}__"):
                connection.execute(f"DROP TABLE {prefix}{quoted(table)}")
            elif table in SHARED:
                connection.execute(f"DELETE FROM {prefix}{quoted(table)} WHERE {_owned(base, own, table)}")  # noqa: S608 - our own tables
