"""Inheriting: where only large sources brought something new, a build begins with the current snapshot's databases.

All bases are as they were then, and so is what was derived from them; only what holds rows of large sources is made
anew. The database is copied and its hash compared on the way; that of persons, of which nothing changes, is linked.
"""

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path

import duckdb

from datasets.building.carry import Carried
from datasets.building.fingerprint import EARLIER, tables_of, views_of
from datasets.catalogue import sources
from datasets.durable import link_file
from datasets.home import snapshot_folder
from datasets.published.manifest import DATABASE, PERSONS_DATABASE, Manifest
from datasets.reading.decoding import blocks
from datasets.sql import literal, quoted

SHARED = ("quarantine", "conservation")  # the rows of large sources among those of others
KEPT = ("base_", "code_", "organisation")


def unchanged(earlier: Manifest | None, keys: Mapping[str, str]) -> bool:
    """Return whether every base of the earlier snapshot has the key it would have now."""
    return earlier is not None and {key: each.key for key, each in earlier.bases.items()} == keys


def inherit(home: Path, staging: Path, earlier: Manifest) -> bool:
    """Put the snapshot's two databases into the staging folder; return whether both are what was published."""
    folder = snapshot_folder(home, earlier.name)
    try:
        whole = _copied(folder / DATABASE, staging / DATABASE) == earlier.files[DATABASE].sha256
        whole = whole and _hash(folder / PERSONS_DATABASE) == earlier.files[PERSONS_DATABASE].sha256
        link_file(folder / PERSONS_DATABASE, staging / PERSONS_DATABASE)
    except (FileNotFoundError, KeyError):
        whole = False
    if not whole:
        for name in (DATABASE, PERSONS_DATABASE):
            (staging / name).unlink(missing_ok=True)
    return whole


def _copied(path: Path, copy: Path) -> str:
    """Copy a file; return the hash of its bytes."""
    digest = hashlib.sha256()
    with copy.open("xb") as written:
        for block in blocks(path):
            digest.update(block)
            written.write(block)
    return digest.hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def clear(connection: duckdb.DuckDBPyConnection, earlier: Manifest) -> None:
    """Take away what is made anew, and put what was derived aside under names of its own, to be kept or dropped."""
    large = ", ".join(literal(each.key) for each in sources().values() if each.large)
    for name in views_of(connection):
        connection.execute(f"DROP VIEW {quoted(name)}")
    kept = unaltered(earlier)
    for name in tables_of(connection):
        if name in SHARED:
            connection.execute(f"DELETE FROM {quoted(name)} WHERE source IN ({large})")  # noqa: S608 - our own tables
        elif name in earlier.made:
            connection.execute(f"ALTER TABLE {quoted(name)} RENAME TO {quoted(EARLIER + name)}")
        elif name not in kept:
            connection.execute(f"DROP TABLE {quoted(name)}")


def unaltered(earlier: Manifest) -> set[str]:
    """Return the tables that are as they were: those of the bases and the code lists."""
    return {name for name, each in earlier.tables.items() if each.fingerprint and name.startswith(KEPT)} - _views()


def _views() -> set[str]:
    return {each.base_table for each in sources().values() if each.large}


def drop_rest(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the derived tables that nobody brought back."""
    for name in tables_of(connection, aside=True):
        connection.execute(f"DROP TABLE {quoted(name)}")


def inherited(earlier: Manifest, base: str, tables: Collection[str]) -> Carried:
    """Return what is inherited of a base."""
    own = {each.key for each in sources().values() if each.base == base and not each.large}
    mine = [name for name in tables if name.startswith(f"base_{base}__")]
    return Carried(
        entry=earlier.bases[base],
        sources={each.key: each for each in earlier.sources if each.key in own},
        tables={name: earlier.tables[name] for name in mine},
        persons={name: each for name, each in earlier.persons.items() if name.startswith(f"base_{base}__")},
    )
