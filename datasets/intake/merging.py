"""Merging: newly read rows take the place of known rows of the same key."""

import uuid
from pathlib import Path

import duckdb

from datasets.contract import Source
from datasets.sql import literal, quoted

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
}


def changed(fresh: Path, known: Path) -> bool:
    """Return whether the fresh rows say anything the known ones do not, an added column included."""
    new, old = (f"read_parquet({literal(str(path))})" for path in (fresh, known))
    with duckdb.connect(config=_SETTINGS) as connection:
        columns = [
            [name for name, *_ in connection.execute(f"DESCRIBE FROM {table}").fetchall()] for table in (new, old)
        ]
        if not set(columns[0]) <= set(columns[1]):
            return True
        names = ", ".join(map(quoted, columns[0]))
        rest = f"SELECT {names} FROM {new} EXCEPT SELECT {names} FROM {old} LIMIT 1"  # noqa: S608 - quoted
        return connection.execute(rest).fetchone() is not None


def merge(fresh: Path, known: Path | None, source: Source, out: Path) -> None:
    """Write to ``out`` the fresh rows and those known rows whose key is not among them, ordered by key.

    A column that only one of the two has is empty for the other's rows.
    """
    spill = out.with_name(f".{uuid.uuid4().hex}.spill")
    arriving = out.with_name(f".{uuid.uuid4().hex}.part")
    arriving.touch(mode=0o600)
    with duckdb.connect(config={**_SETTINGS, "temp_directory": str(spill)}) as connection:
        new = f"read_parquet({literal(str(fresh))})"
        order = _order(connection, new, source)
        rows = f"SELECT * FROM {new}"  # noqa: S608 - quoted
        if known:
            keys = [field.header for field in source.fields if field.name in source.unique]
            same = " AND ".join(f"new.{quoted(key)} = known.{quoted(key)}" for key in keys)
            rows = (
                f"SELECT * FROM {new} UNION ALL BY NAME SELECT * FROM read_parquet({literal(str(known))}) AS known "  # noqa: S608 - quoted
                f"WHERE NOT EXISTS (SELECT 1 FROM {new} AS new WHERE {same})"
            )
        connection.execute(
            f"COPY ({rows} ORDER BY {order}) TO {literal(str(arriving))} (FORMAT parquet, COMPRESSION zstd)"
        )
    arriving.replace(out)


def _order(connection: duckdb.DuckDBPyConnection, new: str, source: Source) -> str:
    """Return the key's columns, as far as they are there, then every other: a total order."""
    given = [name for name, *_ in connection.execute(f"DESCRIBE FROM {new}").fetchall()]
    keys = [field.header for field in source.fields if field.name in source.unique and field.header in given]
    return ", ".join(quoted(name) for name in [*keys, *(name for name in given if name not in keys)])
