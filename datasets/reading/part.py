"""A part: one delivered file as typed rows, with everything the file alone can tell about them.

A folder of up to four Parquet files and a record:

rows.parquet       every record in order: the typed fields, and the delivered texts where a row's own checks failed
faults.parquet     source_row, field, value, rule of what is wrong with rows, told without looking at other files,
                   and whether it is silent: the row's texts do not show it
spellings.parquet  field, text, plain, code, inside, respelled, kept, good, examples: the distinct spellings of
                   identifiers, how many good rows hold each, and the first of them
twins.parquet      the good rows whose key stands more than once in the file
(These three are there only where they hold something.)
part.json          counts, sums, medians and spans (:class:`Part`)
"""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from pydantic import BaseModel, ConfigDict

from datasets.building.collect import Delivery
from datasets.contract import Field, Kind, Source
from datasets.durable import sync_file, write_durably
from datasets.reading.casting import spelling_table
from datasets.reading.judge import Seen, identifiers_of, judge
from datasets.reading.one_pass import ARCHIVE, TEXTS, Misshapen, Unreadable, read
from datasets.reading.remarks import SHOWN, remarks
from datasets.rows import single
from datasets.sql import literal, quoted

ROWS, FAULTS, SPELLINGS, TWINS, RECORD = (
    "rows.parquet",
    "faults.parquet",
    "spellings.parquet",
    "twins.parquet",
    "part.json",
)
FEW = 4 * 1024**2  # bytes of files whose rows are kept in memory while they are looked at
FEWEST_VALUES = 10  # the median of fewer says nothing about the unit


class Amounts(BaseModel):
    """The sums of one field, in its base unit: of all rows that could be read, of the good ones, of the others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    delivered: Decimal
    good: Decimal
    refused: Decimal


class Part(BaseModel):
    """What is known of a part: ``unreadable`` (row, reason) when there is nothing else to know.

    ``beside`` names the files that lie beside the rows. ``months`` counts good rows by month, ``medians`` are of values
    that are not zero, ``span`` is the least and the greatest text of each field of the key among good rows, ``latest``
    the last of each date.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str = ""
    bytes: int = 0
    rows: int = 0
    refused: int = 0
    unreadable: tuple[int, str] | None = None
    months: dict[str, dict[str, int]] = {}
    medians: dict[str, str] = {}
    span: dict[str, tuple[str, str]] = {}
    latest: dict[str, str] = {}
    amounts: dict[str, Amounts] = {}
    remarks: tuple[tuple[str, str, int, tuple[int, ...]], ...] = ()
    beside: tuple[str, ...] = ()


def rows_of(file: str, receipt: int | None = None) -> str:
    """Return a SELECT of a part's records, with their numbers and, if one is given, their receipt."""
    number = f"{receipt}::INTEGER AS receipt, " if receipt is not None else ""
    return (
        f"SELECT {number}(file_row_number + 1)::INTEGER AS source_row, * EXCLUDE (file_row_number) "  # noqa: S608 - from contracts, which are code
        f"FROM read_parquet({literal(file)}, file_row_number = true)"
    )


def make_parts(
    connection: duckdb.DuckDBPyConnection, source: Source, files: Sequence[tuple[Delivery, Path]]
) -> list[Part]:
    """Read and check files, each into its folder; return what is known of each."""
    read_so_far = [(delivery, folder, read(connection, source, delivery, folder / ROWS)) for delivery, folder in files]
    whole = [(each, folder, found) for each, folder, found in read_so_far if not isinstance(found, Unreadable)]
    if whole:
        unjudged = " UNION ALL ".join(rows_of(str(folder / ROWS), each.receipt) for each, folder, _ in whole)
        _at_hand(connection, "unjudged", unjudged, [folder / ROWS for _, folder, _ in whole])
        judge(connection, source, [seen for each, _, found in whole for seen in _seen(each, found)])
    return [_finished(connection, source, *each) for each in read_so_far]


def _at_hand(connection: duckdb.DuckDBPyConnection, name: str, sql: str, files: Sequence[Path]) -> None:
    """Create a view of the rows of files; where they are few they are held in memory, as they are asked often."""
    few = sum(each.stat().st_size for each in files) < FEW
    if few:
        held = quoted(f"rows of {name}")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {held} AS {sql}")
        sql = f"FROM {held}"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {sql}")


def _seen(delivery: Delivery, misshapen: Sequence[Misshapen]) -> list[Seen]:
    lines: list[Seen] = [(delivery.receipt, each.row, None, each.line, "columns") for each in misshapen]
    return lines + [(delivery.receipt, cell.row, cell.header, cell.value, cell.rule) for cell in delivery.bad_cells]


def _finished(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    delivery: Delivery,
    folder: Path,
    found: list[Misshapen] | Unreadable,
) -> Part:
    rows = folder / ROWS
    if isinstance(found, Unreadable):
        rows.unlink(missing_ok=True)
        part = Part(unreadable=(found.row, found.reason))
    else:
        _at_hand(connection, "part", rows_of(str(rows)), [rows])
        connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE own_fault AS
            SELECT * EXCLUDE (receipt) FROM new_fault WHERE receipt = {delivery.receipt}
        """)  # noqa: S608 - a number
        refused = _good(connection)
        part = _examined(connection, source, refused)
        beside = _write(connection, source, folder, refused)
        _leave_out_persons(connection, source, rows)
        part = part.model_copy(update={"beside": beside, "sha256": _sealed(rows), "bytes": rows.stat().st_size})
    write_durably(folder / RECORD, part.model_dump_json())
    return part


def _good(connection: duckdb.DuckDBPyConnection) -> int:
    """Create view ``good`` of the rows without a fault, which most show by their texts; return how many are refused."""
    (refused,) = single(connection, "SELECT count(DISTINCT source_row) FROM own_fault")
    but = ""
    if refused:
        connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE silent_fault AS
            SELECT source_row FROM part WHERE {TEXTS} IS NULL AND source_row IN (SELECT source_row FROM own_fault)
        """)  # noqa: S608 - a constant
        some = connection.execute("SELECT 1 FROM silent_fault LIMIT 1").fetchone()
        but = " AND source_row NOT IN (FROM silent_fault)" if some else ""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW good AS SELECT * FROM part WHERE {TEXTS} IS NULL{but}")  # noqa: S608 - constants
    return int(refused)


def _sealed(rows: Path) -> str:
    """Put finished rows on the disk; return the hash of their bytes."""
    sync_file(rows)
    with rows.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _leave_out_persons(connection: duckdb.DuckDBPyConnection, source: Source, rows: Path) -> None:
    """Write the rows once more without citizens' numbers, should a large source hold some: its parts are published.

    A natural person may pay tax under that number. No base holds it; the landing does.
    """
    for field in identifiers_of(source) if source.large else ():
        name = quoted(field.name)
        found = connection.execute(
            f"SELECT DISTINCT {name} FROM part WHERE {name} IN "  # noqa: S608 - from contracts, which are code
            f"(SELECT text FROM {spelling_table(field)} WHERE kept IS NULL)"
        ).fetchall()
        if found:
            numbers = ", ".join(literal(number) for (number,) in sorted(found))
            personal = f"try_cast({name} AS ENUM ({numbers})) IS NOT NULL"
            kept = f"""
                SELECT * EXCLUDE (source_row) REPLACE (CASE WHEN {personal} THEN NULL ELSE {name} END AS {name},
                    CASE WHEN {personal} AND {TEXTS} IS NOT NULL THEN '[]' ELSE {TEXTS} END AS {TEXTS}) FROM part
            """  # noqa: S608 - as above
            cleaned = rows.with_suffix(".cleaned")
            connection.execute(f"COPY ({kept}) TO {literal(str(cleaned))} ({ARCHIVE})")
            cleaned.replace(rows)


def _examined(connection: duckdb.DuckDBPyConnection, source: Source, refused: int) -> Part:
    amounts = [field.name for field in source.fields if field.kind is Kind.AMOUNT]
    ranged = [field.name for field in source.fields if field.median_range]
    dated = [field.name for field in source.fields if field.kind in (Kind.DATE, Kind.TIME)]
    sums = [f"coalesce(sum({quoted(name)}), 0)" for name in amounts]
    medians = [
        sql
        for name in map(quoted, ranged)
        for sql in (f"(quantile_disc({name}, 0.5) FILTER ({name} <> 0))::TEXT", f"count({name}) FILTER ({name} <> 0)")
    ]
    ends = [sql for name in map(quoted, source.unique) for sql in (f"min({name})::TEXT", f"max({name})::TEXT")]
    last = [f"max({quoted(name)})::TEXT" for name in dated]
    rows, *whole = _asked(connection, ["count(*)", *medians, *sums], "part")
    good = _asked(connection, [*ends, *last, *sums], "good")
    faulty = "(SELECT * FROM part JOIN (SELECT DISTINCT source_row FROM own_fault) USING (source_row))"
    without = _asked(connection, sums, faulty) if refused else [Decimal(0)] * len(sums)
    delivered, kept = whole[len(medians) :], good[len(ends) + len(last) :]
    return Part(
        rows=rows,
        refused=refused,
        months=_months(connection, source),
        medians={
            name: median
            for name, median, count in zip(ranged, whole[: len(medians) : 2], whole[1 : len(medians) : 2], strict=True)
            if count >= FEWEST_VALUES
        },
        span={
            name: (low, high)
            for name, low, high in zip(source.unique, good[: len(ends) : 2], good[1 : len(ends) : 2], strict=True)
            if low is not None
        },
        latest={name: day for name, day in zip(dated, good[len(ends) :], strict=False) if day is not None},
        amounts={
            name: Amounts(delivered=found[0], good=found[1], refused=found[2])
            for name, *found in zip(amounts, delivered, kept, without, strict=True)
        },
        remarks=remarks(connection, source, "good"),
    )


def _asked(connection: duckdb.DuckDBPyConnection, sums: Sequence[str], rows: str) -> list[Any]:
    """Return what aggregates (SQL) give over rows (SQL), all in one pass."""
    return list(single(connection, f"SELECT {', '.join(sums)} FROM {rows}")) if sums else []  # noqa: S608 - from contracts, which are code


def _months(connection: duckdb.DuckDBPyConnection, source: Source) -> dict[str, dict[str, int]]:
    found = {}
    for field in source.fields:
        if field.kind is Kind.MONTH:
            name = quoted(field.name)
            counted = connection.execute(
                f"SELECT {name}::TEXT, count(*) FROM good WHERE {name} IS NOT NULL "  # noqa: S608 - from contracts, which are code
                f"GROUP BY {name} ORDER BY {name}"
            )
            found[field.name] = {month: int(rows) for month, rows in counted.fetchall()}
    return found


def _write(connection: duckdb.DuckDBPyConnection, source: Source, folder: Path, refused: int) -> tuple[str, ...]:
    """Write what lies beside the rows, if there is any; return the names of the files."""
    keys = ", ".join(quoted(name) for name in source.unique)
    spellings = " UNION ALL ".join(_spelled(field) for field in identifiers_of(source))
    several = f"SELECT hash({keys}) AS h FROM good GROUP BY h HAVING count(*) > 1"  # noqa: S608 - from contracts, which are code
    beside = {}
    if refused:
        beside[FAULTS] = f"""
            SELECT *, source_row NOT IN (SELECT source_row FROM part WHERE {TEXTS} IS NOT NULL) AS silent
            FROM own_fault ORDER BY ALL
        """  # noqa: S608 - from contracts, which are code
    if spellings:
        beside[SPELLINGS] = f"FROM ({spellings}) ORDER BY ALL"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE several AS {several}")
    if connection.execute("FROM several LIMIT 1").fetchone():
        beside[TWINS] = f"SELECT * FROM good WHERE hash({keys}) IN (FROM several) ORDER BY source_row"  # noqa: S608 - from contracts, which are code
    for name, sql in beside.items():
        connection.execute(f"COPY ({sql}) TO {literal(str(folder / name))} ({ARCHIVE})")
    return tuple(beside)


EMPTY_SPELLINGS = (
    "SELECT NULL::TEXT AS field, NULL::TEXT AS text, NULL::TEXT AS plain, NULL::TEXT AS code, NULL::TEXT AS inside, "
    "NULL::BOOLEAN AS respelled, NULL::TEXT AS kept, NULL::BIGINT AS good, NULL::INTEGER[] AS examples WHERE false"
)


def _spelled(field: Field) -> str:
    name = quoted(field.name)
    return f"""
        SELECT {literal(field.name)} AS field, s.*, coalesce(good, 0) AS good, examples
        FROM {spelling_table(field)} s LEFT JOIN (
            SELECT {name} AS text, count(*) AS good, min(source_row, {SHOWN}) AS examples
            FROM good GROUP BY {name}
        ) USING (text)
    """  # noqa: S608 - from contracts, which are code
