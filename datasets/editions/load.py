"""Loading: editions, mappings and organisations as tables of the snapshot."""

from collections.abc import Sequence

import duckdb

from datasets.editions.convert import shares_to_current
from datasets.editions.edition import CodeEdition, editions, mappings
from datasets.editions.organisation import organisations
from datasets.rows import append

TABLES = """
CREATE TABLE code_edition (list TEXT, edition TEXT, code TEXT, zh TEXT, en TEXT, valid_from DATE, valid_to DATE,
    reference_zh TEXT, reference_en TEXT);
CREATE TABLE code_mapping (list TEXT, old_edition TEXT, new_edition TEXT, old_code TEXT, new_code TEXT, weight DOUBLE,
    basis TEXT, note TEXT);
CREATE TABLE code_conversion (list TEXT, edition TEXT, code TEXT, valid_from DATE, valid_to DATE, current_code TEXT,
    numerator BIGINT, denominator BIGINT, place INTEGER);
CREATE TABLE organisation (organisation TEXT, zh TEXT, en TEXT, valid_from DATE, valid_to DATE, successor TEXT,
    note TEXT);
"""


def load_editions(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """Create tables ``code_edition``, ``code_mapping``, ``code_conversion`` (to the current list), ``organisation``."""
    connection.execute(TABLES)
    known = editions(zone)
    append(
        connection,
        "code_edition",
        [
            (each.list, each.key, code, *name, each.valid_from, each.valid_to, *each.reference)
            for each in known
            for code, name in each.codes
        ],
    )
    steps = [
        (each.list, each.old_edition, each.new_edition, each.old, each.new, float(each.weight), each.basis, each.note)
        for each in mappings(zone)
    ]
    append(connection, "code_mapping", steps)
    append(connection, "code_conversion", [row for each in known for row in _conversion(zone, each, known)])
    append(connection, "organisation", [each.row for each in organisations(zone)])


def _conversion(zone: str, edition: CodeEdition, known: Sequence[CodeEdition]) -> list[tuple[object, ...]]:
    """Return the rows of one edition; place 1 is the largest share, the code a single enterprise goes to.

    The oldest edition known stands for whatever was written before it, too.
    """
    oldest = next(each for each in known if each.list == edition.list)
    period = (None if edition is oldest else edition.valid_from, edition.valid_to)
    rows: list[tuple[object, ...]] = []
    for code, shares in shares_to_current(zone, edition.list, edition.key).items():
        ordered = sorted(shares.items(), key=lambda each: (-each[1], each[0]))
        rows += [
            (edition.list, edition.key, code, *period, current, share.numerator, share.denominator, place)
            for place, (current, share) in enumerate(ordered, start=1)
        ]
    return rows
