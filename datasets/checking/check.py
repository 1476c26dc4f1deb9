"""Check: put a source's parts side by side, find what only shows between files, and say what is wrong with which row.

Nothing is repaired. What one file alone can tell is in its part (:mod:`datasets.reading.part`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from datasets.building.parts import Taken
from datasets.checking.horizon import refuse_dates_ahead, refuse_months_ahead
from datasets.checking.magnitude import refuse_magnitudes
from datasets.checking.quarantine import findings_of_rows, quarantine
from datasets.contract import Source
from datasets.finding import Finding
from datasets.intake.plausible import refuse_implausible
from datasets.intake.retyped import refuse_retyped
from datasets.reading.casting import spelling_table
from datasets.reading.judge import identifiers_of
from datasets.reading.one_pass import TEXTS, Unreadable, empty, unreadable
from datasets.reading.part import EMPTY_SPELLINGS, FAULTS, SPELLINGS, TWINS, rows_of
from datasets.rows import append
from datasets.sql import literal, quoted

FAULT = "receipt INTEGER, source_row INTEGER, field TEXT, value TEXT, rule TEXT"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the checks of one source left behind.

    The rows are in the temp views ``typed`` (all of them, with receipt and source_row) and ``accepted``, the others in
    temp tables ``refused`` (receipt, source_row) and ``unusable`` (receipt); ``late`` are the rows that only a look at
    other files refused, ``spelled`` the distinct identifiers of each receipt. ``rows`` and ``refused`` are counts by
    receipt, ``files`` the parts of which rows remain.
    """

    files: Sequence[Taken]
    findings: Sequence[Finding]
    rows: dict[int, int]
    refused: dict[int, int]
    accepted: int


NOTHING = Checked(files=(), findings=(), rows={}, refused={}, accepted=0)


def check(connection: duckdb.DuckDBPyConnection, source: Source, taken: Sequence[Taken]) -> Checked:
    """Check a source's files, write its quarantine, and return what may go on."""
    findings = [
        unreadable(each.delivery, Unreadable(row=each.part.unreadable[0], reason=each.part.unreadable[1]))
        for each in taken
        if each.part.unreadable
    ]
    readable = [each for each in taken if not each.part.unreadable]
    _side_by_side(connection, source, readable)
    findings += refuse_magnitudes(connection, source, readable)
    findings += refuse_retyped(connection, source, [each.delivery for each in readable])
    findings += refuse_implausible(connection, source, [each.delivery for each in readable])
    refuse_months_ahead(connection, source, readable)
    refuse_dates_ahead(connection, source, readable)
    _duplicates(connection, source, readable)
    if source.statistics:
        _second_figures(connection, source, source.statistics.figure)
    connection.execute("CREATE OR REPLACE TEMP TABLE refused AS SELECT DISTINCT receipt, source_row FROM fault")
    connection.execute(f"""
        CREATE OR REPLACE TEMP VIEW accepted AS
        SELECT * FROM typed WHERE {TEXTS} IS NULL AND receipt NOT IN (SELECT receipt FROM unusable)
            AND (receipt, source_row) NOT IN (SELECT (receipt, source_row) FROM refused)
    """)  # noqa: S608 - constants
    findings += findings_of_rows(connection, source, readable)
    quarantine(connection, source)
    return _result(connection, readable, findings)


def _side_by_side(connection: duckdb.DuckDBPyConnection, source: Source, taken: Sequence[Taken]) -> None:
    """Create temp view ``typed`` and tables of what the parts know: ``fault``, ``silent``, ``twin`` and so on."""
    nothing = f"SELECT 0::INTEGER AS receipt, 0::INTEGER AS source_row, * FROM ({empty(source)})"  # noqa: S608 - from contracts, which are code
    rows = [rows_of(str(each.rows), each.delivery.receipt) for each in taken]
    connection.execute(f"CREATE OR REPLACE TEMP VIEW typed AS {' UNION ALL '.join(rows) or nothing}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE fault ({FAULT})")
    connection.execute("CREATE OR REPLACE TEMP TABLE silent (receipt INTEGER, source_row INTEGER)")
    for table in ("twin", "late"):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS FROM ({nothing})")
    connection.execute("CREATE OR REPLACE TEMP TABLE beginning (receipt INTEGER, rows BIGINT)")
    faults, twins, spelled = (_beside(taken, name) for name in (FAULTS, TWINS, SPELLINGS))
    for receipt, path in faults:
        connection.execute(f"INSERT INTO fault SELECT {receipt}, * EXCLUDE (silent) FROM {path}")  # noqa: S608 - a number and a path
        connection.execute(f"INSERT INTO silent SELECT DISTINCT {receipt}, source_row FROM {path} WHERE silent")  # noqa: S608 - as above
    for receipt, path in twins:
        connection.execute(f"INSERT INTO twin SELECT {receipt}, * FROM {path}")  # noqa: S608 - as above
    append(connection, "beginning", [(each.delivery.receipt, each.part.rows) for each in taken])
    found = " UNION ALL ".join(f"SELECT {receipt} AS receipt, * FROM {path}" for receipt, path in spelled)  # noqa: S608 - as above
    nobody = f"SELECT 0 AS receipt, * FROM ({EMPTY_SPELLINGS})"  # noqa: S608 - a constant
    connection.execute(f"CREATE OR REPLACE TEMP TABLE spelled AS {found or nobody}")
    for field in identifiers_of(source):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {spelling_table(field)} AS "  # noqa: S608 - from contracts, which are code
            "SELECT DISTINCT text, plain, code, inside, respelled, kept "
            f"FROM spelled WHERE field = {literal(field.name)} ORDER BY text"
        )


def _beside(taken: Sequence[Taken], name: str) -> list[tuple[int, str]]:
    """Return the receipts of the parts with a file of that name, and the file as SQL."""
    return [
        (each.delivery.receipt, f"read_parquet({literal(str(each.folder / name))})")
        for each in taken
        if name in each.part.beside
    ]


def good_rows() -> str:
    """Return the condition that no fault has been found so far with a row of ``typed``, or with its file."""
    return (
        f"{TEXTS} IS NULL AND (receipt, source_row) NOT IN (SELECT (receipt, source_row) FROM fault) "  # noqa: S608 - from contracts, which are code
        "AND receipt NOT IN (SELECT receipt FROM unusable)"
    )


def _duplicates(connection: duckdb.DuckDBPyConnection, source: Source, taken: Sequence[Taken]) -> None:
    """Refuse all rows of a key with differing content; of equal rows keep the first, by receipt, then by row."""
    for several in _overlapping(source, taken):
        _twins_across(connection, source, several)
    if not connection.execute("SELECT 1 FROM twin LIMIT 1").fetchone():
        return
    keys = ", ".join(quoted(name) for name in source.unique)
    headers = literal(" + ".join(field.header for field in source.fields if field.name in source.unique))
    connection.execute(f"""
        INSERT INTO fault
        WITH suspects AS (SELECT DISTINCT * FROM twin WHERE {good_rows()}), counted AS (
            SELECT *, count(*) OVER key AS alike, count(DISTINCT struct_pack({_pack(source)})) OVER key AS contents,
                row_number() OVER (PARTITION BY {keys} ORDER BY receipt, source_row) AS place
            FROM suspects WINDOW key AS (PARTITION BY {keys})
        )
        SELECT receipt, source_row, {headers}, concat_ws(' + ', {keys}),
            CASE WHEN contents > 1 THEN 'duplicate_key' ELSE 'duplicate_row' END
        FROM counted WHERE alike > 1 AND (contents > 1 OR place > 1)
    """)  # noqa: S608 - from contracts, which are code
    connection.execute("""
        INSERT INTO late SELECT DISTINCT * FROM twin
        WHERE (receipt, source_row) IN (
            SELECT (receipt, source_row) FROM fault WHERE rule IN ('duplicate_key', 'duplicate_row')
        )
    """)


def _second_figures(connection: duckdb.DuckDBPyConnection, source: Source, figure: Sequence[str]) -> None:
    """Refuse all rows that give one figure different values under several keys; of equal ones keep the first."""
    names = ", ".join(quoted(name) for name in figure)
    headers = literal(" + ".join(field.header for field in source.fields if field.name in figure))
    said = ", ".join(
        f"{quoted(field.name)} := {quoted(field.name)}" for field in source.fields if field.name not in source.unique
    )
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE second_figure AS
        WITH figures AS (
            SELECT *, count(*) OVER figure AS alike, count(DISTINCT struct_pack({said})) OVER figure AS contents,
                row_number() OVER (PARTITION BY {names} ORDER BY receipt, source_row) AS place
            FROM typed WHERE {good_rows()} WINDOW figure AS (PARTITION BY {names})
        ) FROM figures WHERE alike > 1 AND (contents > 1 OR place > 1)
    """)  # noqa: S608 - from contracts, which are code
    connection.execute("INSERT INTO late SELECT * EXCLUDE (alike, contents, place) FROM second_figure")
    connection.execute(f"""
        INSERT INTO fault SELECT receipt, source_row, {headers}, concat_ws(' + ', {names}),
            CASE WHEN contents > 1 THEN 'second_figure' ELSE 'duplicate_row' END FROM second_figure
    """)  # noqa: S608 - as above


def _overlapping(source: Source, taken: Sequence[Taken]) -> list[list[int]]:
    """Return groups of receipts that may share a key; files whose keys lie apart are in none."""
    groups: list[list[Taken]] = []
    for each in taken:
        near = [group for group in groups if any(_may_share(source, each, other) for other in group)]
        groups = [group for group in groups if group not in near] + [[each, *(one for group in near for one in group)]]
    return [sorted(each.delivery.receipt for each in group) for group in groups if len(group) > 1]


def _may_share(source: Source, one: Taken, other: Taken) -> bool:
    spans = [(one.part.span.get(name), other.part.span.get(name)) for name in source.unique]
    return all(a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1] for a, b in spans)


def _twins_across(connection: duckdb.DuckDBPyConnection, source: Source, receipts: Sequence[int]) -> None:
    keys = ", ".join(quoted(name) for name in source.unique)
    several = ", ".join(map(str, receipts))
    connection.execute(f"""
        INSERT INTO twin
        WITH near AS (FROM typed WHERE receipt IN ({several})),
        shared AS (SELECT hash({keys}) AS h FROM near GROUP BY h HAVING min(receipt) < max(receipt))
        FROM near WHERE hash({keys}) IN (FROM shared)
    """)  # noqa: S608 - from contracts, which are code


def _pack(source: Source) -> str:
    return ", ".join(f"{quoted(field.name)} := {quoted(field.name)}" for field in source.fields)


def _result(connection: duckdb.DuckDBPyConnection, taken: Sequence[Taken], findings: Sequence[Finding]) -> Checked:
    counts = connection.execute("""
        SELECT receipt, any_value(rows), count(source_row), receipt IN (SELECT receipt FROM unusable)
        FROM beginning LEFT JOIN refused USING (receipt) GROUP BY receipt
    """).fetchall()
    rows = {receipt: total for receipt, total, _, _ in counts}
    refused = {receipt: total if whole else bad for receipt, total, bad, whole in counts}
    return Checked(
        files=[each for each in taken if rows[each.delivery.receipt] > refused[each.delivery.receipt]],
        findings=findings,
        rows=rows,
        refused=refused,
        accepted=sum(rows.values()) - sum(refused.values()),
    )
