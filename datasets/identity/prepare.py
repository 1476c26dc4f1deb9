"""Prepare: records with the columns their specification compares, each spelling read once."""

import duckdb

from datasets.identity.spec import Reading, Spec
from datasets.sql import quoted

# One character inserted, left out, replaced, or exchanged with the next. The engine's own edit distances count bytes,
# of which a Chinese character has three; they only sort out here what is far apart.
MACROS = """
CREATE OR REPLACE TEMP MACRO one_edit(a, b) AS
    abs(length(a) - length(b)) <= 1 AND damerau_levenshtein(a, b) <= 6
    AND len(list_filter(range(length(a) + 1), lambda i:
        left(a, i) = left(b, i) AND (
            substr(a, i + 2) = substr(b, i + 2) OR substr(a, i + 2) = substr(b, i + 1)
            OR substr(a, i + 1) = substr(b, i + 2)
            OR (substr(a, i + 1, 1) = substr(b, i + 2, 1) AND substr(a, i + 2, 1) = substr(b, i + 1, 1)
                AND substr(a, i + 3) = substr(b, i + 3))))) > 0;
"""


def prepare(connection: duckdb.DuckDBPyConnection, spec: Spec, records: str) -> None:
    """Create temp table ``compared``: the rows of ``records`` with the specification's columns beside their own.

    ``records`` has a column ``record`` that numbers its rows, and the attributes that the readings name.
    """
    connection.execute(MACROS)
    joins = []
    for reading in spec.readings:
        table = quoted(f"reading of {reading.attribute}")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {_read(reading, records)}")
        joins.append(f"LEFT JOIN {table} ON r.{quoted(reading.attribute)} = {table}.text")
    derived = [quoted(column.name) for reading in spec.readings for column in reading.columns]
    selected = ", ".join(["r.*", *derived])
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE compared AS SELECT {selected} FROM {records} AS r {' '.join(joins)}"  # noqa: S608
    )


def _read(reading: Reading, records: str) -> str:
    attribute = quoted(reading.attribute)
    sql = f"SELECT DISTINCT {attribute} AS text FROM {records} WHERE {attribute} IS NOT NULL"  # noqa: S608 - own names
    for column in reading.columns:
        sql = f"SELECT *, {column.sql} AS {quoted(column.name)} FROM ({sql})"  # noqa: S608 - from a specification
    return sql
