"""History: what was true of a subject from when to when, made of registered changes and the values of today.

Intervals are half-open: a value holds from ``valid_from`` until the day before ``valid_to``; the last one of a
living subject has no ``valid_to``. For one attribute they never overlap and leave no gap between founding and closing.
"""

import duckdb

from datasets.golden.attribute import Attribute, Golden
from datasets.sql import literal

BEGINNING, END = "DATE '0001-01-01'", "DATE '9999-12-31'"  # for founding days nobody knows, and subjects that live


def write_history(
    connection: duckdb.DuckDBPyConnection, golden: Golden, table: str, tracked: tuple[Attribute, ...]
) -> None:
    """Create the table of intervals from temp tables ``life``, ``change``, ``normal_value``, and the chosen values.

    ``life`` holds (subject's id, founded_date, closed_date); ``change`` holds (id, attribute, change_date, serial,
    old_value, new_value, source, receipt, source_row). A value's ``change_receipt`` and ``change_row`` name the
    registered change with which it began.
    """
    connection.execute(f"""
        CREATE OR REPLACE TABLE {table} ({golden.id} TEXT, attribute TEXT, value TEXT, valid_from DATE, valid_to DATE,
            source TEXT, receipt INTEGER, source_row INTEGER, change_receipt INTEGER, change_row INTEGER)
    """)
    for attribute in tracked:
        connection.execute(f"INSERT INTO {table} {intervals(golden, attribute)}")


def intervals(golden: Golden, attribute: Attribute) -> str:
    """Return the SELECT of one attribute's intervals.

    Each change begins a value; what was before the first one is its old content. The value of today is the one the
    rule chose: it replaces the writing of the last change, or begins on the day it was recorded if it says otherwise.
    """
    identity = golden.id
    return f"""
        WITH lived AS (
            SELECT {identity}, coalesce(founded_date, {BEGINNING}) AS born, coalesce(closed_date, {END}) AS died
            FROM life
        ), changed AS (
            SELECT c.*, greatest(c.change_date, l.born) AS began, l.born, row_number() OVER (
                PARTITION BY {identity} ORDER BY change_date, serial, source, receipt, source_row
            ) AS turn
            FROM change c JOIN lived l USING ({identity})
            WHERE attribute = {literal(attribute.name)}
        ), last_change AS (
            SELECT {identity}, max(began) AS last_began, arg_max(new_value, turn) AS last_value
            FROM changed JOIN lived USING ({identity}) WHERE began < died GROUP BY {identity}
        ), today AS (
            SELECT g.*, l.born, coalesce(last_began, l.born) AS last_began,
                coalesce(n.normal, g.value) = coalesce(m.normal, last_value) AS same
            FROM {golden.candidates} g JOIN lived l USING ({identity}) LEFT JOIN last_change c USING ({identity})
                LEFT JOIN normal_value n ON n.attribute = g.attribute AND n.value = g.value
                LEFT JOIN normal_value m ON m.attribute = g.attribute AND m.value = c.last_value
            WHERE g.attribute = {literal(attribute.name)} AND place = 1
        ), point AS (
            SELECT {identity}, born AS began, 0 AS turn, old_value AS value, source, receipt, source_row,
                NULL::INTEGER AS change_receipt, NULL::INTEGER AS change_row
            FROM changed WHERE turn = 1
            UNION ALL
            SELECT {identity}, began, turn, new_value, source, receipt, source_row, receipt, source_row FROM changed
            UNION ALL
            SELECT {identity},
                CASE WHEN recorded_date > last_began AND NOT coalesce(same, true)
                    THEN recorded_date ELSE last_began END,
                2147483647, value, source, receipt, source_row, NULL, NULL
            FROM today
        ), moment AS (
            SELECT {identity}, began, max(turn) AS turn, arg_max(change_receipt, turn) AS change_receipt,
                arg_max(change_row, turn) AS change_row
            FROM point GROUP BY {identity}, began
        ), lasting AS (
            SELECT p.* EXCLUDE (change_receipt, change_row), m.change_receipt, m.change_row, l.died,
                lead(p.began) OVER (PARTITION BY {identity} ORDER BY p.began) AS next_began
            FROM point p JOIN moment m USING ({identity}, began, turn) JOIN lived l USING ({identity})
            WHERE p.began < l.died
        )
        SELECT {identity}, {literal(attribute.name)}, value, nullif(began, {BEGINNING}),
            nullif(coalesce(next_began, died), {END}), source, receipt, source_row, change_receipt, change_row
        FROM lasting ORDER BY {identity}, began
    """  # noqa: S608 - names and rules of the base, which is code
