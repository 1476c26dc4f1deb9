"""Integrate: checked rows become a base table, linked to the legal entity by organisation code."""

from collections.abc import Sequence

import duckdb

from datasets.casting import in_force, literal, quoted, spelling_table
from datasets.check import Checked
from datasets.contract import Field, Source
from datasets.finding import Finding, taken
from datasets.identifiers import IDENTIFIER_KINDS
from datasets.quarantine import row_finding
from datasets.remarks import SHOWN

ENTITY = "base_legal_entities__entity"
ENTITY_DIMENSIONS = ("industry", "division", "street", "ownership")


def column_of(field: Field) -> str:
    """Return a field's column in the base: coded fields drop ``_code`` and are never NULL."""
    return field.name.removesuffix("_code") if field.code_list else field.name


def integrate(connection: duckdb.DuckDBPyConnection, source: Source, checked: Checked) -> list[Finding]:
    """Create the source's base table from the rows that passed; return the findings on unlinked rows."""
    kept = [field for field in source.fields if field.in_base]
    columns = {column_of(field): _value(field) for field in kept}
    joins = [_spelling_join(field) for field in kept if field.kind in IDENTIFIER_KINDS]
    parents = dict(connection.execute("FROM code_hierarchy").fetchall())
    for field in kept:
        if field.edition_date:
            columns[f"{column_of(field)}_delivered"] = f"t.{quoted(field.name)}"
            joins.append(_edition_join(field))
        if field.code_list in parents:
            columns[parents[field.code_list]] = f"coalesce({_parent(field)}.parent, 'unknown')"
            joins.append(_parent_join(field))
    if source.entity_field:
        _link(connection, source)
        linked = {name: f"coalesce(link.{name}, 'unknown')" for name in ENTITY_DIMENSIONS if name not in columns}
        columns = {"entity_id": "link.entity_id", **columns, **linked}
        joins.append(f"LEFT JOIN link ON t.{quoted(source.entity_field)} = link.text")
    selected = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in columns.items())
    connection.execute(f"""
        CREATE TABLE {source.relation} AS
        SELECT {selected}, t.receipt, (t.rowid - beginning.first + 1)::INTEGER AS source_row
        FROM typed t JOIN beginning USING (receipt) {" ".join(joins)}
        WHERE t.rowid NOT IN (SELECT position FROM fault) AND t.receipt NOT IN (SELECT receipt FROM unusable)
    """)  # noqa: S608 - every part comes from contracts, which are code
    return _unlinked(connection, source, checked) if source.entity_field else []


def _value(field: Field) -> str:
    if field.kind in IDENTIFIER_KINDS:
        return f"{spelling_table(field)}.kept"
    return f"coalesce({_code(field)}, 'unknown')" if field.code_list else _code(field)


def _code(field: Field) -> str:
    """Return SQL for the value; a code of an older edition becomes that of the current one it mainly went to."""
    return f"{_edition(field)}.current_code" if field.edition_date else f"t.{quoted(field.name)}"


def _edition(field: Field) -> str:
    return quoted(f"edition of {field.name}")


def _edition_join(field: Field) -> str:
    day, edition = f"t.{quoted(field.edition_date or '')}", _edition(field)
    current = f"(SELECT * FROM code_conversion WHERE list = {literal(field.code_list or '')} AND place = 1)"  # noqa: S608
    return f"LEFT JOIN {current} AS {edition} ON {edition}.code = t.{quoted(field.name)} AND {in_force(day)}"


def _spelling_join(field: Field) -> str:
    table = spelling_table(field)
    return f"LEFT JOIN {table} ON t.{quoted(field.name)} = {table}.text"


def _parent(field: Field) -> str:
    return quoted(f"parent of {field.name}")


def _parent_join(field: Field) -> str:
    codes = f"(SELECT code, parent FROM code_list WHERE list = {literal(field.code_list or '')})"  # noqa: S608
    return f"LEFT JOIN {codes} AS {_parent(field)} ON {_code(field)} = {_parent(field)}.code"


def _link(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Create temp table ``link``: each spelling of the identifier, its entity and the entity's dimensions."""
    field = next(field for field in source.fields if field.name == source.entity_field)
    dimensions = ", ".join(f"entity.{name}" for name in ENTITY_DIMENSIONS)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE link AS
        SELECT spelling.text, entity.entity_id, {dimensions}
        FROM {spelling_table(field)} AS spelling LEFT JOIN {ENTITY} AS entity ON spelling.inside = entity.entity_id
    """)  # noqa: S608 - every part comes from contracts, which are code


def _unlinked(connection: duckdb.DuckDBPyConnection, source: Source, checked: Checked) -> list[Finding]:
    names = {each.receipt: each.file for each in checked.files}
    header = next(field.header for field in source.fields if field.name == source.entity_field)
    rows: Sequence[tuple[int, int, list[int]]] = connection.execute(f"""
        SELECT receipt, count(*), list_sort(list(source_row))[:{SHOWN}]
        FROM {source.relation} WHERE entity_id IS NULL GROUP BY receipt ORDER BY receipt
    """).fetchall()  # noqa: S608 - every part comes from contracts, which are code
    return [
        row_finding(
            source,
            names[receipt],
            receipt,
            "unlinked",
            header,
            examples,
            count,
            taken(checked.rows[receipt] - checked.refused[receipt]),
        )
        for receipt, count, examples in rows
    ]
