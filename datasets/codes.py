"""Code lists: national ones, and the zone's own, as one table."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

import duckdb

from datasets.casting import codes_in_force, codes_of, literal
from datasets.catalogue import ROOT, zone_folder
from datasets.editions.load import load_editions
from datasets.errors import DatasetsError
from datasets.rows import append
from datasets.text import Text

_LISTS = "SELECT list, list(DISTINCT code ORDER BY code) FROM code_list GROUP BY list ORDER BY list"
_EDITIONS = """
    SELECT list, edition, valid_from, valid_to, list(DISTINCT code ORDER BY code)
    FROM code_conversion GROUP BY list, edition, valid_from, valid_to ORDER BY list, edition, valid_from, valid_to
"""


def code_files(zone: str) -> dict[str, Path]:
    """Return the file of each code list; a zone's list replaces a national one of the same name."""
    folders = (ROOT / "codes", zone_folder(zone) / "codes")
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.csv"))}


def read_codes(path: Path) -> list[tuple[str, str, str, str | None]]:
    """Return the rows (code, zh, en, parent) of one list, refusing a code that stands twice."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(row["code"], row["zh"], row["en"], row.get("parent") or None) for row in csv.DictReader(lines)]
    twice = [code for code, times in Counter(code for code, *_ in rows).items() if times > 1]
    if twice:
        raise DatasetsError(
            Text(
                f"代码表 {path.name} 中代码重复：{'、'.join(sorted(twice))}。",
                f"Code list {path.name} holds codes twice: {', '.join(sorted(twice))}.",
            )
        )
    return rows


@cache
def parent_lists(zone: str) -> Mapping[str, str]:
    """Return, for each list whose codes have parents, the list those belong to: its column ``parent_list``."""
    found: dict[str, str] = {}
    for name, path in sorted(code_files(zone).items()):
        with path.open(encoding="utf-8", newline="") as lines:
            said = {row.get("parent_list") or None for row in csv.DictReader(lines)} - {None}
        if len(said) > 1:
            raise DatasetsError(
                Text(
                    f"代码表 {path.name} 的 parent_list 列应只有一个值。",
                    f"Column parent_list of code list {path.name} must hold one value.",
                )
            )
        found.update((name, each) for each in said if each)
    return MappingProxyType(found)


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
