"""Choosing: every candidate value gets a place by the attribute's rule; place 1 is the golden one."""

from collections.abc import Mapping
from types import MappingProxyType

import duckdb

from datasets.golden.attribute import Agreed, Attribute, Golden
from datasets.golden.normal import Read, write_normals
from datasets.reading.placeholder import has_placeholders, is_placeholder
from datasets.reading.wording import is_blank
from datasets.sql import literal, quoted

NOTHING: Mapping[str, Read] = MappingProxyType({})

# What the criteria look at besides the value itself.
CIRCUMSTANCES = {"recorded_date": "DATE", "founded_date": "DATE", "closed_date": "DATE"}


def choose(connection: duckdb.DuckDBPyConnection, golden: Golden, read: Mapping[str, Read] = NOTHING) -> None:
    """Create the table of values: each candidate of each attribute, its place, and what decided.

    ``read`` says of attributes how their values are read before they are compared.
    """
    connection.execute(f"""
        CREATE OR REPLACE TABLE {golden.candidates} ({golden.id} TEXT, attribute TEXT, value TEXT, place INTEGER,
            reason TEXT, agrees BOOLEAN, recorded_date DATE, source TEXT, receipt INTEGER, source_row INTEGER,
            rule TEXT)
    """)
    held = linked_records(connection, golden)
    write_normals(connection, golden, held, read)
    for attribute in golden.attributes:
        if attribute.name in held:
            connection.execute(f"INSERT INTO {golden.candidates} {placed(golden, attribute)}")


def linked_records(connection: duckdb.DuckDBPyConnection, golden: Golden) -> set[str]:
    """Create temp table ``linked_record``: the records with their subject; return the columns it holds."""
    held = {row[0] for row in connection.execute(f"DESCRIBE {golden.records}").fetchall()}
    missing = "".join(f", NULL::{kind} AS {name}" for name, kind in CIRCUMSTANCES.items() if name not in held)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE linked_record AS
        SELECT link.{golden.id}, record.*{missing}
        FROM {golden.records} AS record JOIN {golden.links} AS link USING (source, receipt, source_row)
    """)  # noqa: S608 - names of our own tables
    return held


def placed(golden: Golden, attribute: Attribute) -> str:
    """Return the SELECT that places the candidates of one attribute."""
    identity = golden.id
    ranks = ", ".join(f"{each.sql} AS rank_{n}" for n, each in enumerate(attribute.rule))
    names = [f"rank_{n}" for n in range(len(attribute.rule))]
    order = ", ".join([*names, "source", "receipt", "source_row"])
    first = ", ".join(f"first_value({name}) OVER standing AS best_{name}" for name in names)
    lost = " ".join(
        f"WHEN {name} IS DISTINCT FROM best_{name} THEN {literal(each.key)}"
        for name, each in zip(names, attribute.rule, strict=True)
    )
    return f"""
        WITH candidate AS (
            SELECT {identity}, source, receipt, source_row, recorded_date, founded_date, closed_date,
                {_value(attribute)} AS value
            FROM linked_record{_stated(golden, attribute)}
        ), spoken AS (
            SELECT c.*, coalesce(n.normal, c.value) AS normal
            FROM candidate c LEFT JOIN normal_value n
                ON n.attribute = {literal(attribute.name)} AND n.value = c.value
            WHERE {_speaks(attribute)}
        ), supported AS (
            SELECT *{_supporters(golden, attribute)} FROM spoken
        ), ranked AS (
            SELECT *, {ranks} FROM supported
        ), placed AS (
            SELECT *, row_number() OVER standing AS place, {first}, first_value(normal) OVER standing AS best_normal
            FROM ranked
            WINDOW standing AS (PARTITION BY {identity} ORDER BY {order})
        )
        SELECT {identity}, {literal(attribute.name)}, value, place,
            CASE WHEN place = 1 THEN 'chosen' {lost} ELSE 'order' END, normal IS NOT DISTINCT FROM best_normal,
            recorded_date, source, receipt, source_row, {literal(attribute.rule_key)}
        FROM placed ORDER BY {identity}, place
    """  # noqa: S608 - names and rules of the base, which is code


def _supporters(golden: Golden, attribute: Attribute) -> str:
    """Return SQL that counts the departments behind a value, where the rule asks for it: it costs a sort."""
    if not any(isinstance(each, Agreed) for each in attribute.rule):
        return ""
    return f", count(DISTINCT source) OVER (PARTITION BY {golden.id}, normal) AS supporters"


def _stated(golden: Golden, attribute: Attribute) -> str:
    """Return SQL that adds the values said outside records."""
    if golden.statements is None:
        return ""
    return f"""
            UNION ALL
            SELECT {golden.id}, source, receipt, source_row, recorded_date, NULL, NULL, value
            FROM {golden.statements} WHERE attribute = {literal(attribute.name)}"""  # noqa: S608 - our own table


def _value(attribute: Attribute) -> str:
    return f"nullif({quoted(attribute.name)}::TEXT, 'unknown')"


def _speaks(attribute: Attribute) -> str:
    """Return SQL for whether a record says anything about the attribute that the base can hold."""
    nothing = is_placeholder(attribute.name, "c.value") if has_placeholders(attribute.name) else ""
    said = (
        f"NOT ({is_blank('c.value')})" + (f" AND NOT {nothing}" if nothing else "")
        if attribute.kind == "TEXT"
        else f"try_cast(c.value AS {attribute.kind}) IS NOT NULL"
    )
    if not attribute.silence:
        return said
    sources = ", ".join(literal(source) for source in attribute.silence)
    return f"({said} OR source IN ({sources}))"
