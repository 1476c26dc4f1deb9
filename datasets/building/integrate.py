"""Integrate: checked rows become a base table, linked to the legal entity by organisation code."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from datasets.building.derived import PartUse, Served, digest_of
from datasets.building.parts import PARTS, Taken
from datasets.checking.check import Checked
from datasets.checking.quarantine import row_finding
from datasets.contract import Field, Source
from datasets.durable import link_file
from datasets.finding import Finding, taken
from datasets.reading.casting import TYPES, in_force, spelling_table
from datasets.reading.identifiers import IDENTIFIER_KINDS
from datasets.reading.one_pass import TEXTS
from datasets.reading.part import rows_of
from datasets.reading.remarks import SHOWN
from datasets.sql import literal, quoted

ENTITY = "base_legal_entities__entity"
ENTITY_DIMENSIONS = ("industry", "division", "street", "ownership")


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A base table as SQL over ``t``, the accepted rows: its columns, and the joins they need."""

    columns: dict[str, str]
    joins: list[str]

    def sql(self, rows: str) -> str:
        """Return the SELECT over accepted rows."""
        selected = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in self.columns.items())
        return f"SELECT {selected}, t.receipt, t.source_row FROM ({rows}) t {' '.join(self.joins)}"  # noqa: S608 - from contracts, which are code


@dataclass(frozen=True, kw_only=True)
class Integrated:
    """What became of a source: the findings on its links and, where its rows stay in their parts, what those give."""

    findings: Sequence[Finding]
    served: Served | None


def column_of(field: Field) -> str:
    """Return a field's column in the base: coded fields drop ``_code`` and are never NULL."""
    return field.name.removesuffix("_code") if field.code_list else field.name


def integrate(connection: duckdb.DuckDBPyConnection, source: Source, checked: Checked, staging: Path) -> Integrated:
    """Create the source's base table from the rows that passed; return the findings on unlinked rows, and its parts.

    The rows of a large source stay in their parts, of which the snapshot gets links; its base table is a view.
    """
    served = source.large and bool(checked.files)
    parts: tuple[PartUse, ...] = ()
    if source.entity_field:
        _link(connection, source, lasting=served)
    selection = _selection(connection, source, lasting=served)
    if served:
        rows = _parts(connection, source, checked.files, staging)
        connection.execute(f"CREATE VIEW {source.relation} AS {selection.sql(rows)}")
        parts = _uses(connection, source, checked.files, selection)
    else:
        connection.execute(
            f"CREATE TABLE {source.relation} AS {selection.sql('FROM accepted')} ORDER BY t.receipt, t.source_row"
        )
    return Integrated(
        findings=_unlinked(connection, source, checked) if source.entity_field else [],
        served=Served(rows=checked.accepted, parts=parts) if served else None,
    )


def leave_empty(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Create the base table of a source that did not arrive."""
    kinds = {column_of(field): TYPES.get(field.kind, "TEXT") for field in source.fields}
    names = [*_selection(connection, source, lasting=False).columns]
    columns = ", ".join(f"{quoted(name)} {kinds.get(name, 'TEXT')}" for name in names)
    connection.execute(f"CREATE TABLE {source.relation} ({columns}, receipt INTEGER, source_row INTEGER)")


def _selection(connection: duckdb.DuckDBPyConnection, source: Source, *, lasting: bool) -> Selection:
    kept = [field for field in source.fields if field.in_base]
    columns = {column_of(field): _value(field) for field in kept}
    joins = []
    for field in kept:
        if field.kind in IDENTIFIER_KINDS:
            columns[field.name], join = _plain(connection, source, field, lasting=lasting)
            joins.append(join)
    parents = dict(connection.execute("FROM code_hierarchy").fetchall())
    for field in kept:
        if field.edition_date:
            columns[f"{column_of(field)}_delivered"] = f"t.{quoted(field.name)}"
            joins.append(_edition_join(field))
        if field.code_list in parents:
            columns[parents[field.code_list]] = f"coalesce({_parent(field)}.parent, 'unknown')"
            joins.append(_parent_join(field))
    if source.entity_field:
        linked = {name: f"coalesce(link.{name}, 'unknown')" for name in ENTITY_DIMENSIONS if name not in columns}
        columns = {"entity_id": "link.entity_id", **columns, **linked}
        joins.append(
            f"LEFT JOIN {_link_table(source, lasting=lasting)} link ON t.{quoted(source.entity_field)} = link.text"
        )
    return Selection(columns=columns, joins=joins)


def _value(field: Field) -> str:
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


def _plain(connection: duckdb.DuckDBPyConnection, source: Source, field: Field, *, lasting: bool) -> tuple[str, str]:
    """Return an identifier's standard spelling as SQL, and the join it needs."""
    table = spelling_table(field)
    if lasting:
        table = quoted(f"spelling_{source.key}_{field.name}")
        connection.execute(f"CREATE TABLE {table} AS SELECT text, kept FROM {spelling_table(field)}")  # noqa: S608 - from contracts, which are code
    alias = quoted(f"spelling of {field.name}")
    return f"{alias}.kept", f"LEFT JOIN {table} AS {alias} ON t.{quoted(field.name)} = {alias}.text"


def _parent(field: Field) -> str:
    return quoted(f"parent of {field.name}")


def _parent_join(field: Field) -> str:
    codes = f"(SELECT code, parent FROM code_list WHERE list = {literal(field.code_list or '')})"  # noqa: S608
    return f"LEFT JOIN {codes} AS {_parent(field)} ON {_code(field)} = {_parent(field)}.code"


def _link_table(source: Source, *, lasting: bool) -> str:
    return quoted(f"link_{source.key}") if lasting else "link"


def _link(connection: duckdb.DuckDBPyConnection, source: Source, *, lasting: bool) -> None:
    """Create table ``link``: each spelling of the identifier, its entity and the entity's dimensions."""
    field = next(field for field in source.fields if field.name == source.entity_field)
    dimensions = ", ".join(f"entity.{name}" for name in ENTITY_DIMENSIONS)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE link AS
        SELECT spelling.text, entity.entity_id, {dimensions}
        FROM {spelling_table(field)} AS spelling LEFT JOIN {ENTITY} AS entity ON spelling.inside = entity.entity_id
        ORDER BY spelling.text
    """)  # noqa: S608 - from contracts, which are code
    if lasting:
        named = f"SELECT text FROM {spelling_table(field)} WHERE kept IS NULL"  # noqa: S608 - from a contract
        connection.execute(
            f"CREATE TABLE {_link_table(source, lasting=True)} AS FROM link WHERE text NOT IN ({named}) ORDER BY text"
        )


def _parts(connection: duckdb.DuckDBPyConnection, source: Source, files: Sequence[Taken], staging: Path) -> str:
    """Put the parts beside the snapshot and return the accepted rows, read from there.

    A row that failed its own checks shows by its texts; the others to leave out are in a small table.
    The paths are relative to the snapshot's folder, which whoever opens it names as the place to search.
    """
    excluded = quoted(f"excluded_{source.key}")
    connection.execute(f"""
        CREATE TABLE {excluded} AS
        SELECT receipt, source_row FROM silent UNION SELECT receipt, source_row FROM late ORDER BY ALL
    """)  # noqa: S608 - from contracts, which are code
    left_out = dict(connection.execute(f"SELECT receipt, count(*) FROM {excluded} GROUP BY ALL").fetchall())  # noqa: S608 - from contracts, which are code
    (staging / PARTS).mkdir(exist_ok=True)
    scans = []
    for each in files:
        receipt, name = each.delivery.receipt, f"{PARTS}/{each.part.sha256}.parquet"
        link_file(each.rows, staging / name)
        scan = f"SELECT * FROM ({rows_of(name, receipt)}) WHERE {TEXTS} IS NULL"  # noqa: S608 - from contracts, which are code
        if left_out.get(receipt):
            scan += f" AND source_row NOT IN (SELECT source_row FROM {excluded} WHERE receipt = {receipt})"  # noqa: S608 - from contracts, which are code
        scans.append(scan)
    return " UNION ALL ".join(scans)


def _uses(
    connection: duckdb.DuckDBPyConnection, source: Source, files: Sequence[Taken], selection: Selection
) -> tuple[PartUse, ...]:
    """Return what each part gives; its digest holds its bytes, what is left out of it, and what it is linked to."""
    links = _links(connection, source) if source.entity_field else {}
    excluded = quoted(f"excluded_{source.key}")
    left_out = dict(
        connection.execute(
            f"SELECT receipt, list(source_row ORDER BY source_row) FROM {excluded} GROUP BY receipt"  # noqa: S608 - from contracts, which are code
        ).fetchall()
    )
    shape = [selection.columns, selection.joins]
    return tuple(
        PartUse(
            receipt=each.delivery.receipt,
            digest=digest_of(
                [each.part.sha256, shape, left_out.get(each.delivery.receipt, []), links.get(each.delivery.receipt, "")]
            ),
            years={name: frozenset(int(month[:4]) for month in months) for name, months in each.part.months.items()},
        )
        for each in files
    )


def _links(connection: duckdb.DuckDBPyConnection, source: Source) -> dict[int, str]:
    """Return, by receipt, a digest of the entities and their dimensions that its identifiers lead to."""
    cells = ", ".join(f"coalesce('=' || l.{name}, '-')" for name in ("text", "entity_id", *ENTITY_DIMENSIONS))
    found = connection.execute(f"""
        WITH linked AS (
            SELECT s.receipt, md5_number(concat_ws(chr(31), {cells})) AS m
            FROM spelled s JOIN link l USING (text) WHERE s.field = {literal(source.entity_field or "")}
        )
        SELECT receipt, concat_ws(' ', count(*), sum((m >> 64)::UBIGINT), sum((m & {2**64 - 1}::UHUGEINT)::UBIGINT))
        FROM linked GROUP BY receipt
    """).fetchall()  # noqa: S608 - from contracts, which are code
    return dict(found)


def _unlinked(connection: duckdb.DuckDBPyConnection, source: Source, checked: Checked) -> list[Finding]:
    names = {each.delivery.receipt: each.delivery.file for each in checked.files}
    header = next(field.header for field in source.fields if field.name == source.entity_field)
    field = quoted(source.entity_field or "")
    found = connection.execute(f"""
        WITH strange AS (SELECT text FROM link WHERE entity_id IS NULL),
        late_rows AS (
            SELECT receipt, {field} AS text, list(source_row) AS late, count(*) AS rows FROM late GROUP BY ALL
        ),
        spelt AS (
            SELECT s.receipt, good - coalesce(l.rows, 0) AS rows,
                list_filter(examples, lambda x: NOT list_contains(coalesce(late, []), x)) AS examples
            FROM spelled s JOIN strange USING (text) LEFT JOIN late_rows l USING (receipt, text)
            WHERE s.field = {literal(source.entity_field or "")}
                AND s.receipt NOT IN (SELECT receipt FROM unusable)
        )
        SELECT receipt, sum(rows)::BIGINT, list_sort(flatten(list(examples)))[:{SHOWN}]
        FROM spelt WHERE rows > 0 GROUP BY receipt ORDER BY receipt
    """).fetchall()  # noqa: S608 - from contracts, which are code
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
        for receipt, count, examples in found
    ]
