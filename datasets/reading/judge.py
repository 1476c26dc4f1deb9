"""Judging: what is wrong with each row of files just read, told without looking at other files.

All the new files of a source are judged together: to plan the check digits takes longer than to compute them.
"""

from collections.abc import Sequence

import duckdb

from datasets.contract import Field, Kind, Source
from datasets.reading.casting import Check, cause, checks, spared, spelling_table, text_of
from datasets.reading.identifiers import (
    IDENTIFIER_KINDS,
    identifier,
    organisation_code,
    person_taxpayer,
    plain_spelling,
)
from datasets.reading.one_pass import TEXTS
from datasets.reading.remarks import REFUSED, look_at_texts, odd_fields
from datasets.rows import append
from datasets.sql import literal, quoted

Seen = tuple[int, int, str | None, str, str]  # receipt, source_row, field, value, rule


def judge(connection: duckdb.DuckDBPyConnection, source: Source, seen: Sequence[Seen]) -> None:
    """Create temp table ``new_fault`` over view ``unjudged``, and one of the spellings of each identifier.

    ``seen`` are the faults that opening and reading the files has shown.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE new_fault "
        "(receipt INTEGER, source_row INTEGER, field TEXT, value TEXT, rule TEXT)"
    )
    append(connection, "new_fault", seen)
    _faulty_rows(connection, source)
    for field in identifiers_of(source):
        _spellings(connection, field)
        _refuse_spellings(connection, source, field)
    look_at_texts(connection, source, "unjudged")
    for rule in REFUSED:
        for field in odd_fields(connection, source, rule):
            _refuse_odd(connection, field, rule)


def _faulty_rows(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    texts = ", ".join(f"texts[{place}] AS {text_of(field)}" for place, field in enumerate(source.fields, start=1))
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE faulty AS
        WITH refused AS (
            SELECT *, from_json({TEXTS}, '["VARCHAR"]') AS texts FROM unjudged
            WHERE {TEXTS} IS NOT NULL
                AND (receipt, source_row) NOT IN (SELECT (receipt, source_row) FROM new_fault)
        ) SELECT *, {texts} FROM refused
    """)  # noqa: S608 - from contracts, which are code
    if not connection.execute("SELECT 1 FROM faulty LIMIT 1").fetchone():
        return
    told = ", ".join(f"CASE WHEN NOT ({each.sql}) THEN {_told(source, each)} END" for each in checks(source))
    connection.execute(f"""
        INSERT INTO new_fault
        WITH found AS (SELECT receipt, source_row, unnest([{told}]) AS fault FROM faulty)
        SELECT receipt, source_row, fault.field, fault.value, fault.rule FROM found WHERE fault IS NOT NULL
    """)  # noqa: S608 - from contracts, which are code


def _told(source: Source, failed: Check) -> str:
    header = failed.field.header if failed.field else _headers_in(source, failed.sql)
    value = text_of(failed.field) if failed.field else _values_in(source, failed.sql)
    return f"{{field: {literal(header)}, value: {value}, rule: {failed.rule}}}"


def _fields_in(source: Source, sql: str) -> list[Field]:
    return [field for field in source.fields if field.name in sql]


def _headers_in(source: Source, sql: str) -> str:
    return " + ".join(field.header for field in _fields_in(source, sql))


def _values_in(source: Source, sql: str) -> str:
    texts = ", ".join(f"coalesce({text_of(field)}, '')" for field in _fields_in(source, sql))
    return f"concat_ws(' + ', {texts})"


def identifiers_of(source: Source) -> list[Field]:
    """Return the fields whose values are judged once per distinct spelling."""
    return [field for field in source.fields if field.kind in IDENTIFIER_KINDS]


def _refuse_odd(connection: duckdb.DuckDBPyConnection, field: Field, rule: str) -> None:
    """Refuse the rows whose text was read in a wrong encoding, or says nothing where something is required."""
    connection.execute(f"""
        INSERT INTO new_fault
        SELECT t.receipt, t.source_row, {literal(field.header)}, o.text, {literal(rule)}
        FROM unjudged t JOIN odd_text o ON o.field = {literal(field.name)} AND t.{quoted(field.name)} = o.text
        WHERE o.{rule}
    """)  # noqa: S608 - from contracts, which are code


def _spellings(connection: duckdb.DuckDBPyConnection, field: Field) -> None:
    """Judge an identifier once per distinct spelling: check digits are dear, spellings few.

    ``code`` is the identifier in its one form, NULL if wrong; ``inside`` the organisation code it holds; ``kept`` what
    a base may hold: not the citizen's number of a natural person who pays tax.
    """
    table, name = spelling_table(field), quoted(field.name)
    personal = person_taxpayer() if field.kind is Kind.TAXPAYER_NUMBER else "NULL::TEXT"
    code = identifier(field.kind)
    if code in (organisation_code(field.kind), f"coalesce({organisation_code(field.kind)}, {personal})"):
        code = "coalesce(inside, personal)"
    # In steps: what is mentioned twice would be planned twice, and planning is what takes the time.
    steps = {
        "written": f"SELECT DISTINCT {name} AS text FROM unjudged WHERE {name} IS NOT NULL",  # noqa: S608 - from contracts
        "spelt": f"SELECT text, {plain_spelling(field.kind)} AS plain FROM written",  # noqa: S608 - as above
        "holding": f"SELECT *, {organisation_code(field.kind)} AS inside, {personal} AS personal FROM spelt",  # noqa: S608 - as above
        table: f"""
            SELECT text, plain, {code} AS code, inside, plain <> text AS respelled,
                CASE WHEN inside IS NOT NULL OR personal IS NULL THEN plain END AS kept
            FROM holding
        """,  # noqa: S608 - as above
    }
    for step, sql in steps.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {step} AS {sql}")


def _refuse_spellings(connection: duckdb.DuckDBPyConnection, source: Source, field: Field) -> None:
    """Refuse the rows whose identifier is wrong; master data without need of it may keep the row (see the remarks)."""
    table, name = spelling_table(field), quoted(field.name)
    tolerated = "rule NOT IN ('check_digit', 'stray_blank', 'apostrophe')" if spared(source, field) else "true"
    connection.execute(f"""
        INSERT INTO new_fault
        WITH wrong AS (
            SELECT text AS {text_of(field)}, text FROM {table} WHERE code IS NULL
        ), named AS (SELECT text, {cause(field, "check_digit")} AS rule FROM wrong)
        SELECT t.receipt, t.source_row, {literal(field.header)}, n.text, rule
        FROM unjudged t JOIN named n ON t.{name} = n.text WHERE {tolerated}
    """)  # noqa: S608 - every part comes from contracts, which are code
