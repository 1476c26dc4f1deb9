"""Written codes: under which code a department wrote an industry on a day, in the edition then in force."""

from collections.abc import Iterator
from datetime import date

import duckdb

from datasets.editions.convert import shares_to_current
from datasets.editions.edition import CodeEdition, editions
from datasets.rows import append

LIST = "division"
MACRO = """
CREATE MACRO division_on(today, day) AS (
    SELECT w.written FROM division_written AS w WHERE w.code = today AND day >= w.valid_from AND day < w.valid_to)
"""


def load_written(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """Create table ``division_written`` and the macro ``division_on(code of today, day)`` over it.

    What was written before the oldest edition known is written in its codes, as a build reads it.
    """
    connection.execute("CREATE TABLE division_written (code TEXT, valid_from DATE, valid_to DATE, written TEXT)")
    known = [each for each in editions(zone) if each.list == LIST]
    append(connection, "division_written", [row for each in known for row in _written(zone, each, known[0])])
    connection.execute(MACRO)


def _written(zone: str, edition: CodeEdition, oldest: CodeEdition) -> Iterator[tuple[object, ...]]:
    """Yield, for each code of today, the old code that mainly became it, or the one that gave it the largest part."""
    begun = date.min if edition is oldest else edition.valid_from
    found: dict[str, tuple[bool, float, str]] = {}
    for old, shares in sorted(shares_to_current(zone, LIST, edition.key).items()):
        main = min(shares, key=lambda code: (-shares[code], code))
        for code, share in shares.items():
            rank = (code != main, -float(share), old)
            found[code] = min(found.get(code, rank), rank)
    for code, (*_, old) in sorted(found.items()):
        yield code, begun, edition.valid_to or date.max, old
