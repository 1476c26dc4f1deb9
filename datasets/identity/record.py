"""Records: every row of master data, in one table a subject, made from the contracts alone."""

from collections.abc import Sequence

import duckdb

from datasets.building.integrate import column_of
from datasets.contract import Field, Kind, Source, Subject
from datasets.reading.casting import spelling_table
from datasets.reading.identifiers import IDENTIFIER_KINDS, identifier, organisation_code
from datasets.sql import literal, quoted

ENTITY_COLUMNS = {
    **dict.fromkeys(("organisation_code", "taxpayer_number", "credit_code"), "TEXT"),
    **dict.fromkeys(("registration_number", "customs_code", "codes"), "TEXT"),
    **dict.fromkeys(("name", "former_name", "address", "legal_representative", "phone", "division"), "TEXT"),
    **dict.fromkeys(("street", "registration_type", "head_organisation_code"), "TEXT"),
    "capital_yuan": "DECIMAL(18, 2)",
    "founded_date": "DATE",
    "closed_date": "DATE",
    "employee_count": "BIGINT",
}
PERSON_COLUMNS = {
    **dict.fromkeys(("person_number", "person_number_text", "name", "sex", "address", "phone", "street"), "TEXT"),
    **dict.fromkeys(("education", "marital_status", "household_number", "ethnic_group"), "TEXT"),
    **dict.fromkeys(("residence_type", "employer_code"), "TEXT"),
    "birth_date": "DATE",
}
KEPT = "record of {source}"  # the temp table in which the rows about persons wait to be linked


def gather_entities(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> None:
    """Create temp table ``entity_record`` from the base tables of the sources that describe organisations.

    Identifiers are NULL where they are wrong; ``codes`` are the organisation codes they hold, in a list.
    """
    _unite(connection, "entity_record", {**ENTITY_COLUMNS, "codes": "TEXT[]"}, [_entity(each) for each in sources])


def gather_persons(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> None:
    """Create temp table ``person_record`` from what ``remember`` kept of the sources that describe persons."""
    kept = [f"FROM {quoted(KEPT.format(source=each.key))}" for each in sources]
    _unite(connection, "person_record", PERSON_COLUMNS, kept)


def remember(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Keep a person source's checked rows, names and numbers included, in a temp table until they are linked."""
    if source.subject is not Subject.PERSON:
        return
    chosen = {"serial": f"t.{quoted(source.unique[0])}::TEXT"}
    joins = []
    for field in source.fields:
        table = spelling_table(field)
        if field.kind in IDENTIFIER_KINDS:
            joins.append(f"LEFT JOIN {table} ON t.{quoted(field.name)} = {table}.text")
        if field.kind is Kind.PERSON_NUMBER and field.attribute is None:
            chosen |= {"person_number": f"{table}.code", "person_number_text": f"{table}.plain"}
        elif field.attribute:
            chosen[field.attribute] = f"{table}.inside" if field.kind in IDENTIFIER_KINDS else f"t.{quoted(field.name)}"
    selected = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in chosen.items())
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE {quoted(KEPT.format(source=source.key))} AS
        SELECT {literal(source.key)} AS source, t.receipt, t.source_row, {selected}
        FROM accepted t {" ".join(joins)}
    """)  # noqa: S608 - every part comes from contracts, which are code


def _unite(connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], parts: Sequence[str]) -> None:
    """Create a temp table of all parts, numbered in one order whatever the number of threads."""
    empty = ", ".join(f"NULL::{kind} AS {quoted(name)}" for name, kind in columns.items())
    where = "NULL::TEXT AS source, NULL::INTEGER AS receipt, NULL::INTEGER AS source_row, NULL::TEXT AS serial"
    first = f"SELECT {where}, {empty}"
    union = " UNION ALL BY NAME ".join([f"({first} LIMIT 0)", *(f"({part})" for part in parts)])
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE {table} AS
        SELECT row_number() OVER (ORDER BY source, serial, receipt, source_row) AS record, * FROM ({union})
    """)  # noqa: S608 - every part comes from contracts, which are code


def _entity(source: Source) -> str:
    own = [each for each in source.fields if each.kind in IDENTIFIER_KINDS and not each.attribute and each.in_base]
    chosen = {each.kind.value: _valid(each) for each in own}
    codes = ", ".join(_inside(each) for each in own)
    chosen["codes"] = f"list_sort(list_distinct([{codes}]::TEXT[]))" if own else "[]::TEXT[]"
    for field in source.fields:
        if field.attribute and field.in_base:
            chosen[field.attribute] = _attribute(field)
    first = next((each for each in source.fields if each.name == source.unique[0] and each.in_base), None)
    chosen["serial"] = f"{quoted(column_of(first))}::TEXT" if first else "receipt || ':' || source_row"
    selected = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in chosen.items())
    return f"SELECT {literal(source.key)} AS source, receipt, source_row, {selected} FROM {source.base_table}"  # noqa: S608


def _inside(field: Field) -> str:
    return f"({organisation_code(field.kind).replace('plain', quoted(column_of(field)))})"


def _valid(field: Field) -> str:
    name = quoted(column_of(field))
    return f"CASE WHEN {identifier(field.kind).replace('plain', name)} IS NOT NULL THEN {name} END"


def _attribute(field: Field) -> str:
    if field.kind in IDENTIFIER_KINDS:
        return _inside(field)
    return f"nullif({quoted(column_of(field))}, 'unknown')" if field.code_list else quoted(column_of(field))
