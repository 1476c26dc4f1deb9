"""Code lists in the database being built: as one table, and as types and macros that checks of a code use."""

from collections.abc import Sequence

import duckdb

from datasets.codes import code_files, parent_lists, read_codes
from datasets.editions.load import load_editions
from datasets.reading.casting import codes_in_force, codes_of
from datasets.rows import append
from datasets.sql import literal

_LISTS = "SELECT list, list(DISTINCT code ORDER BY code) FROM code_list GROUP BY list ORDER BY list"
_EDITIONS = """
    SELECT list, edition, valid_from, valid_to, list(DISTINCT code ORDER BY code)
    FROM code_conversion GROUP BY list, edition, valid_from, valid_to ORDER BY list, edition, valid_from, valid_to
"""


def codes_by_list(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Return the codes of each list that was loaded, those of older editions with their dates."""
    rows = connection.execute("""
        SELECT list, list(code ORDER BY code) FROM (
            SELECT list, code FROM code_list
            UNION ALL SELECT list, concat_ws(' ', code, edition, valid_from, valid_to) FROM code_conversion
        ) GROUP BY list ORDER BY list
    """).fetchall()
    return dict(rows)


def load_codes(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """Create ``code_list`` (list, code, zh, en, parent, position), ``code_hierarchy`` (list, parent_list), editions."""
    connection.execute("CREATE TABLE code_list (list TEXT, code TEXT, zh TEXT, en TEXT, parent TEXT, position INTEGER)")
    rows = [
        (name, *row, position)
        for name, path in sorted(code_files(zone).items())
        for position, row in enumerate(read_codes(path), start=1)
    ]
    append(connection, "code_list", rows)
    connection.execute("CREATE TABLE code_hierarchy (list TEXT, parent_list TEXT)")
    append(connection, "code_hierarchy", sorted(parent_lists(zone).items()))
    load_editions(connection, zone)
    declare_codes(connection)


def declare_codes(connection: duckdb.DuckDBPyConnection) -> None:
    """Make each list a type, and its editions a macro: tests of a code that need not look into a table."""
    for name, codes in connection.execute(_LISTS).fetchall():
        _type(connection, codes_of(name), codes)
    editions: dict[str, list[str]] = {}
    for name, edition, start, end, codes in connection.execute(_EDITIONS).fetchall():
        members = codes_of(f"{name} {edition}")
        _type(connection, members, codes)
        since = f"coalesce(day, DATE '9999-12-30') >= DATE {literal(str(start))}" if start else "true"
        until = f"coalesce(day, DATE '9999-12-30') < DATE {literal(str(end))}" if end else "true"
        editions.setdefault(name, []).append(f"({since} AND {until} AND try_cast(code AS {members}) IS NOT NULL)")
    for name, conditions in editions.items():
        connection.execute(
            f"CREATE OR REPLACE TEMP MACRO {codes_in_force(name)}(code, day) AS ({' OR '.join(conditions)})"
        )


def _type(connection: duckdb.DuckDBPyConnection, name: str, codes: Sequence[str]) -> None:
    members = ", ".join(map(literal, codes))
    connection.execute(f"CREATE OR REPLACE TEMP TYPE {name} AS ENUM ({members})")
