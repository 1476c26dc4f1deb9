"""Remarks: what a steward should know about identifiers and texts of rows that were taken all the same."""

from collections.abc import Iterator
from itertools import combinations

import duckdb

from datasets.casting import literal, quoted, spared, spelling_table
from datasets.contract import Field, Kind, Source
from datasets.identifiers import IDENTIFIER_KINDS
from datasets.rows import single
from datasets.wording import is_doubtful, is_stray, misread, utf_8_seen_as_gbk

SHOWN = 5  # row numbers named in a finding; the quarantine has them all
REMARKS = frozenset(
    {"spelling", "doubtful_number", "codes_disagree", "untrimmed_text", "doubtful_characters", "other_encoding"}
)
_HOLDS_AN_ORGANISATION_CODE = (Kind.ORGANISATION_CODE, Kind.CREDIT_CODE, Kind.TAXPAYER_NUMBER)

Remark = tuple[str, str, int, list[int]]  # rule, field, rows, the first of them


def remarks(connection: duckdb.DuckDBPyConnection, source: Source, rows: str) -> list[Remark]:
    """Return which of the rows (SQL) are respelled, taken with a doubtful number, or name two organisations at once."""
    found: list[Remark] = []
    for field in source.fields:
        if field.kind in IDENTIFIER_KINDS:
            found += _rows(connection, rows, "spelling", field.header, _join(field), "respelled AND code IS NOT NULL")
            if spared(source, field):
                found += _rows(connection, rows, "doubtful_number", field.header, _join(field), "code IS NULL")
    for one, other in _pairs(source):
        joins = f"{_join(one, 'one')} {_join(other, 'other')}"
        found += _rows(
            connection, rows, "codes_disagree", f"{one.header} + {other.header}", joins, "one.inside <> other.inside"
        )
    for field in source.fields:
        if field.kind is Kind.TEXT:
            found += _odd_texts(connection, rows, field)
    return found


def _odd_texts(connection: duckdb.DuckDBPyConnection, rows: str, field: Field) -> list[Remark]:
    """Return which rows hold stray blanks, doubtful characters or UTF-8 read as GBK, each spelling looked at once."""
    name = quoted(field.name)
    looks = {
        "untrimmed_text": is_stray("text"),
        "doubtful_characters": is_doubtful("text"),
        "other_encoding": f"regexp_matches(text, {literal(utf_8_seen_as_gbk())})",
    }
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE odd_text AS
        WITH spelled AS MATERIALIZED (SELECT DISTINCT {name} AS text FROM {rows} t)
        FROM (SELECT text, {", ".join(f"{sql} AS {rule}" for rule, sql in looks.items())} FROM spelled)
        WHERE {" OR ".join(looks)}
    """)  # noqa: S608 - from contracts, which are code
    suspects = connection.execute("SELECT text FROM odd_text WHERE other_encoding").fetchall()
    sound = [text for (text,) in suspects if misread(text) is None]
    connection.execute("UPDATE odd_text SET other_encoding = false WHERE text IN (SELECT unnest(?::TEXT[]))", [sound])
    if not single(connection, "SELECT count(*) FROM odd_text")[0]:
        return []
    return [
        remark
        for rule in looks
        for remark in _rows(connection, rows, rule, field.header, f"JOIN odd_text o ON t.{name} = o.text", f"o.{rule}")
    ]


def _pairs(source: Source) -> Iterator[tuple[Field, Field]]:
    """Yield the pairs of fields that name the row's own organisation; one with an attribute names another."""
    own = [each for each in source.fields if each.kind in _HOLDS_AN_ORGANISATION_CODE and each.attribute is None]
    return combinations(own, 2)


def _join(field: Field, alias: str = "s") -> str:
    return f"JOIN {spelling_table(field)} AS {alias} ON t.{quoted(field.name)} = {alias}.text"


def _rows(
    connection: duckdb.DuckDBPyConnection, rows: str, rule: str, header: str, joins: str, condition: str
) -> list[Remark]:
    count, first = single(
        connection,
        f"SELECT count(*), min(source_row, {SHOWN}) FROM {rows} t {joins} WHERE {condition}",  # noqa: S608 - from contracts
    )
    return [(rule, header, count, first)] if count else []
