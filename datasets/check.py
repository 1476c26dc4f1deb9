"""Check: find every row that breaks the contract, say so, and keep it out without repairing it."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from datasets.casting import cause, checks, literal, quoted, spared, spelling_table, text_of
from datasets.collect import Delivery
from datasets.contract import Field, Kind, Source
from datasets.finding import Finding
from datasets.horizon import refuse_months_ahead
from datasets.identifiers import IDENTIFIER_KINDS, identifier, organisation_code, person_taxpayer, plain_spelling
from datasets.intake.retyped import refuse_bad_cells, refuse_retyped
from datasets.magnitude import refuse_magnitudes
from datasets.quarantine import findings_of_rows, quarantine
from datasets.reading import read

FAULT = "CREATE OR REPLACE TEMP TABLE fault (position BIGINT, receipt INTEGER, source_row INTEGER, field TEXT, "
FAULT += "value TEXT, rule TEXT)"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the checks of one source left behind.

    The rows themselves are in the temp tables ``typed`` (all of them), ``fault`` (row ids to leave
    out) and ``unusable`` (receipts to leave out). ``rows`` and ``refused`` are counts by receipt.
    """

    files: Sequence[Delivery]
    findings: Sequence[Finding]
    rows: dict[int, int]
    refused: dict[int, int]
    accepted: int


def check(connection: duckdb.DuckDBPyConnection, source: Source, deliveries: Sequence[Delivery]) -> Checked:
    """Read and check a source's files, write its quarantine, and return what may go on."""
    files, findings = read(connection, source, deliveries)
    connection.execute(FAULT)
    _misshapen_rows(connection)
    refuse_bad_cells(connection, files)
    _faulty_rows(connection, source)
    for field in source.fields:
        if field.kind in IDENTIFIER_KINDS:
            _spellings(connection, field)
            _refuse_spellings(connection, source, field)
    refuse_months_ahead(connection, source)
    findings += refuse_magnitudes(connection, source, files)
    findings += refuse_retyped(connection, source, files)
    _duplicates(connection, source)
    findings += findings_of_rows(connection, source, files)
    quarantine(connection, source)
    return _result(connection, files, findings)


def _misshapen_rows(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "INSERT INTO fault SELECT first + source_row - 1, receipt, source_row, NULL, line, 'columns' "
        "FROM misshapen JOIN beginning USING (receipt)"
    )


def _faulty_rows(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    texts = ", ".join(f"t.text.{quoted(field.name)} AS {text_of(field)}" for field in source.fields)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE faulty AS
        SELECT t.rowid AS position, t.*, {texts}, t.rowid - first + 1 AS source_row
        FROM typed t JOIN beginning USING (receipt)
        WHERE t.text IS NOT NULL AND t.rowid NOT IN (SELECT position FROM fault)
    """)  # noqa: S608 - every part comes from contracts, which are code
    for each in checks(source):
        header = literal(each.field.header) if each.field else literal(_headers_in(source, each.sql))
        value = text_of(each.field) if each.field else _values_in(source, each.sql)
        connection.execute(
            f"INSERT INTO fault SELECT position, receipt, source_row, {header}, {value}, {each.rule} "  # noqa: S608
            f"FROM faulty WHERE NOT ({each.sql})"
        )


def _fields_in(source: Source, sql: str) -> list[Field]:
    return [field for field in source.fields if field.name in sql]


def _headers_in(source: Source, sql: str) -> str:
    return " + ".join(field.header for field in _fields_in(source, sql))


def _values_in(source: Source, sql: str) -> str:
    texts = ", ".join(f"coalesce({text_of(field)}, '')" for field in _fields_in(source, sql))
    return f"concat_ws(' + ', {texts})"


def _spellings(connection: duckdb.DuckDBPyConnection, field: Field) -> None:
    """Judge an identifier once per distinct spelling: check digits are dear, spellings few.

    ``code`` is the identifier in its one form, NULL if wrong; ``inside`` the organisation code it holds; ``kept`` what
    a base may hold: not the citizen's number of a natural person who pays tax.
    """
    table, name = spelling_table(field), quoted(field.name)
    personal = person_taxpayer() if field.kind is Kind.TAXPAYER_NUMBER else "NULL"
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE {table} AS
        WITH written AS (SELECT DISTINCT {name} AS text FROM typed WHERE {name} IS NOT NULL),
        plain AS (SELECT text, {plain_spelling(field.kind)} AS plain FROM written),
        judged AS (SELECT *, {identifier(field.kind)} AS code, {organisation_code(field.kind)} AS inside FROM plain)
        SELECT text, plain, code, inside, plain <> text AS respelled,
            CASE WHEN inside IS NOT NULL OR {personal} IS NULL THEN plain END AS kept
        FROM judged
    """)  # noqa: S608 - every part comes from contracts, which are code


def _refuse_spellings(connection: duckdb.DuckDBPyConnection, source: Source, field: Field) -> None:
    """Refuse the rows whose identifier is wrong; master data without need of it may keep the row (see the remarks)."""
    table, name = spelling_table(field), quoted(field.name)
    tolerated = "rule <> 'check_digit'" if spared(source, field) else "true"
    connection.execute(f"""
        INSERT INTO fault
        WITH wrong AS (
            SELECT text AS {text_of(field)}, text FROM {table} WHERE code IS NULL
        ), named AS (SELECT text, {cause(field, "check_digit")} AS rule FROM wrong)
        SELECT t.rowid, receipt, t.rowid - first + 1, {literal(field.header)}, n.text, rule
        FROM typed t JOIN named n ON t.{name} = n.text JOIN beginning USING (receipt) WHERE {tolerated}
    """)  # noqa: S608 - every part comes from contracts, which are code


def _duplicates(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Refuse all rows of a key with differing content; of equal rows keep the first, by receipt, then by row."""
    keys = ", ".join(quoted(name) for name in source.unique)
    names = ", ".join(quoted(field.name) for field in source.fields)
    headers = literal(" + ".join(field.header for field in source.fields if field.name in source.unique))
    good = "rowid NOT IN (SELECT position FROM fault) AND receipt NOT IN (SELECT receipt FROM unusable)"
    connection.execute(f"""
        INSERT INTO fault
        WITH several AS (SELECT hash({keys}) AS h FROM typed WHERE {good} GROUP BY h HAVING count(*) > 1),
        suspects AS (
            SELECT rowid AS position, * FROM typed WHERE {good} AND hash({keys}) IN (SELECT h FROM several)
        ), counted AS (
            SELECT *, count(*) OVER key AS alike, count(DISTINCT struct_pack({_pack(source)})) OVER key AS contents,
                row_number() OVER (PARTITION BY {keys} ORDER BY receipt, position) AS place
            FROM suspects WINDOW key AS (PARTITION BY {keys})
        )
        SELECT position, receipt, position - first + 1, {headers}, concat_ws(' + ', {keys}),
            CASE WHEN contents > 1 THEN 'duplicate_key' ELSE 'duplicate_row' END
        FROM (SELECT position, receipt, {names}, alike, contents, place FROM counted) JOIN beginning USING (receipt)
        WHERE alike > 1 AND (contents > 1 OR place > 1)
    """)  # noqa: S608 - every part comes from contracts, which are code


def _pack(source: Source) -> str:
    return ", ".join(f"{quoted(field.name)} := {quoted(field.name)}" for field in source.fields)


def _result(connection: duckdb.DuckDBPyConnection, files: Sequence[Delivery], findings: Sequence[Finding]) -> Checked:
    counts = connection.execute("""
        SELECT receipt, any_value(rows), count(DISTINCT position),
            receipt IN (SELECT receipt FROM unusable)
        FROM beginning LEFT JOIN fault USING (receipt) GROUP BY receipt
    """).fetchall()
    rows = {receipt: total for receipt, total, _, _ in counts}
    refused = {receipt: total if whole else bad for receipt, total, bad, whole in counts}
    usable = [each for each in files if rows.get(each.receipt, 0) > refused.get(each.receipt, 0)]
    return Checked(
        files=usable,
        findings=findings,
        rows=rows,
        refused=refused,
        accepted=sum(rows.values()) - sum(refused.values()),
    )
