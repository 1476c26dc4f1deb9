"""Remarks: what a steward should know about identifiers and texts of rows that were taken all the same."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

import duckdb

from datasets.contract import Field, Kind, Source
from datasets.reading.casting import spared, spelling_table
from datasets.reading.identifiers import IDENTIFIER_KINDS
from datasets.reading.placeholder import has_placeholders, is_placeholder
from datasets.reading.wording import is_doubtful, is_garbled, is_stray, misread, utf_8_seen_as_gbk
from datasets.rows import single
from datasets.sql import literal, quoted

SHOWN = 5  # row numbers named in a finding; the quarantine has them all
REMARKS = frozenset(
    {"spelling", "doubtful_number", "codes_disagree", "untrimmed_text", "doubtful_characters", "other_encoding"}
    | {"placeholder"}
)
_HOLDS_AN_ORGANISATION_CODE = (Kind.ORGANISATION_CODE, Kind.CREDIT_CODE, Kind.TAXPAYER_NUMBER)

# What may be odd about a text, as SQL; the first is refused, and so is a word for nothing where something is required.
LOOKS: Mapping[str, str] = MappingProxyType(
    {
        "garbled": is_garbled("text"),
        "untrimmed_text": is_stray("text"),
        "doubtful_characters": is_doubtful("text"),
        "other_encoding": f"regexp_matches(text, {literal(utf_8_seen_as_gbk())})",
    }
)
REFUSED = ("garbled", "nothing_required")
REMARKABLE = (*tuple(LOOKS)[1:], "placeholder")

Remark = tuple[str, str, int, list[int]]  # rule, field, rows, the first of them


def remarks(connection: duckdb.DuckDBPyConnection, source: Source, rows: str) -> list[Remark]:
    """Return which of the rows (SQL) are respelled, taken with a doubtful number, or name two organisations at once.

    Odd texts are told as well, of those that ``look_at_texts`` found.
    """
    return _of_identifiers(connection, source, rows) + _of_texts(connection, source, rows)


def _of_identifiers(connection: duckdb.DuckDBPyConnection, source: Source, rows: str) -> list[Remark]:
    asked: list[tuple[str, str, str]] = []
    fields = [field for field in source.fields if field.kind in IDENTIFIER_KINDS]
    for field in fields:
        spelling = spelling_table(field)
        asked.append(("spelling", field.header, f"{spelling}.respelled AND {spelling}.code IS NOT NULL"))
        if spared(source, field):
            asked.append(("doubtful_number", field.header, f"{spelling}.text IS NOT NULL AND {spelling}.code IS NULL"))
    for one, other in _pairs(source):
        differ = f"{spelling_table(one)}.inside <> {spelling_table(other)}.inside"
        asked.append(("codes_disagree", f"{one.header} + {other.header}", differ))
    joins = " ".join(
        f"LEFT JOIN {spelling_table(field)} ON t.{quoted(field.name)} = {spelling_table(field)}.text"
        for field in fields
    )
    return _counted(connection, rows, joins, asked)


def look_at_texts(connection: duckdb.DuckDBPyConnection, source: Source, rows: str) -> None:
    """Create temp table ``odd_text`` (field, text, and what is odd) of the rows (SQL), each spelling looked at once.

    A text is ``garbled`` or only remarkable: it holds stray blanks, doubtful characters or UTF-8 read as GBK, or it
    stands where a department knows nothing, though something may be required there.
    """
    looks = {**LOOKS, "placeholder": _placeholder(source), "nothing_required": _placeholder(source, required=True)}
    spelled = " UNION ALL ".join(
        f"SELECT DISTINCT {literal(field.name)} AS field, {quoted(field.name)} AS text FROM {rows} t"  # noqa: S608 - from contracts
        for field in _texts(source)
    )
    nothing = "SELECT NULL::TEXT AS field, NULL::TEXT AS text WHERE false"
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE odd_text AS
        WITH spelled AS MATERIALIZED ({spelled or nothing})
        FROM (SELECT field, text, {", ".join(f"{sql} AS {rule}" for rule, sql in looks.items())} FROM spelled)
        WHERE {" OR ".join(looks)}
    """)  # noqa: S608 - from contracts, which are code
    suspects = connection.execute("SELECT DISTINCT text FROM odd_text WHERE other_encoding").fetchall()
    sound = [text for (text,) in suspects if misread(text) is None]
    if sound:
        connection.execute(
            "UPDATE odd_text SET other_encoding = false WHERE text IN (SELECT unnest(?::TEXT[]))", [sound]
        )


def odd_fields(connection: duckdb.DuckDBPyConnection, source: Source, odd: str) -> list[Field]:
    """Return the fields of which some text is odd in the way that ``odd`` (SQL over ``odd_text``) says."""
    found = connection.execute(f"SELECT DISTINCT field FROM odd_text WHERE {odd}").fetchall()  # noqa: S608 - constants
    names = {name for (name,) in found}
    return [field for field in _texts(source) if field.name in names]


def _texts(source: Source) -> list[Field]:
    return [field for field in source.fields if field.kind is Kind.TEXT]


def _placeholder(source: Source, *, required: bool = False) -> str:
    """Return SQL over ``field`` and ``text`` that is true where a text is none of the attribute it stands for.

    With ``required`` only where it must not be empty, and is as good as that.
    """
    cases = " ".join(
        f"WHEN {literal(field.name)} THEN {is_placeholder(field.attribute, 'text', empty=required)}"
        for field in _texts(source)
        if field.attribute and has_placeholders(field.attribute) and (field.required or not required)
    )
    return f"CASE field {cases} ELSE false END" if cases else "false"


def _of_texts(connection: duckdb.DuckDBPyConnection, source: Source, rows: str) -> list[Remark]:
    found: list[Remark] = []
    for field in odd_fields(connection, source, " OR ".join(REMARKABLE)):
        join = f"JOIN odd_text o ON o.field = {literal(field.name)} AND t.{quoted(field.name)} = o.text"
        found += _counted(connection, rows, join, [(rule, field.header, f"o.{rule}") for rule in REMARKABLE])
    return found


def _pairs(source: Source) -> Iterator[tuple[Field, Field]]:
    """Yield the pairs of fields that name the row's own organisation; one with an attribute names another."""
    own = [each for each in source.fields if each.kind in _HOLDS_AN_ORGANISATION_CODE and each.attribute is None]
    return combinations(own, 2)


def _counted(
    connection: duckdb.DuckDBPyConnection, rows: str, joins: str, asked: Sequence[tuple[str, str, str]]
) -> list[Remark]:
    """Return the remarks, each asked for as a rule, a title and a condition, that some rows deserve."""
    if not asked:
        return []
    counts = ", ".join(f"count(*) FILTER ({sql}), min(source_row, {SHOWN}) FILTER ({sql})" for _, _, sql in asked)
    counted = single(connection, f"SELECT {counts} FROM {rows} t {joins}")  # noqa: S608 - from contracts
    return [
        (rule, title, count, first)
        for (rule, title, _), count, first in zip(asked, counted[::2], counted[1::2], strict=True)
        if count
    ]
