"""Reading: one pass over a delivered file, from text to typed rows in the order in which they were written."""

import csv
import mmap
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from datasets.building.collect import Delivery
from datasets.contract import Source
from datasets.finding import Finding, file_finding
from datasets.reading.casting import checks, text_of, typed
from datasets.sql import literal, quoted
from datasets.text import Text

LONGEST_LINE = 131_072  # bytes; Python's reader, by which rows are shown again, takes no longer field
SHOWN = 1_000  # characters of a misshapen line that the quarantine repeats
TEXTS = quoted("delivered texts")  # a row's texts as a JSON array; NULL where every check of one row was passed
ARCHIVE = (
    "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1"  # as quick to write as uncompressed, and half the size
)


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """Where a file stops being divisible into records, and what the reader said."""

    row: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Misshapen:
    """A record with a wrong number of columns, or far too long."""

    row: int
    line: str


def read(
    connection: duckdb.DuckDBPyConnection, source: Source, delivery: Delivery, rows: Path
) -> list[Misshapen] | Unreadable:
    """Write the file's records to ``rows`` (Parquet: the typed fields and TEXTS), the nth record as the nth row.

    Return the records with a wrong number of columns, which hold no values there, or what makes the file unreadable.
    """
    if delivery.readable.suffix == ".parquet":
        connection.execute(_statement(source, _scan_parquet(source, delivery), rows))
        return []
    if not _ends_in_delimiter(delivery, source) and _read_fast(connection, source, delivery, rows):
        return []
    # A row DuckDB stumbles over would be lost, and the numbers after it wrong.
    misshapen = _straighten(source, delivery)
    if isinstance(misshapen, list) and not _read_fast(connection, source, delivery, rows):
        return Unreadable(row=1, reason="")
    return misshapen


def _ends_in_delimiter(delivery: Delivery, source: Source) -> bool:
    """Return whether a line may end in one delimiter too many: DuckDB takes such a line without a word."""
    last = next(field for field in source.fields if field.name == delivery.columns[-1])
    ending = re.escape(source.delimiter.encode()) * (1 if last.required else 2)
    with delivery.readable.open("rb") as content, mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return re.search(ending + rb"(?:[\r\n]|\Z)", text) is not None


def _read_fast(connection: duckdb.DuckDBPyConnection, source: Source, delivery: Delivery, rows: Path) -> bool:
    """Write the rows by DuckDB's reader; return whether it took every record."""
    for table in ("reject_errors", "reject_scans"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    try:
        connection.execute(_statement(source, _scan_csv(source, delivery), rows))
    except duckdb.InvalidInputException:  # for example two kinds of line ends in one file
        return False
    return connection.execute("SELECT 1 FROM reject_errors LIMIT 1").fetchone() is None


def _statement(source: Source, scan: str, rows: Path) -> str:
    """Return the one streaming pass.

    It holds no join: joins let rows change places, and a row's place is its record number.
    """
    conditions = " AND ".join(f"({each.sql})" for each in checks(source)) or "true"
    texts = ", ".join(text_of(field) for field in source.fields)
    values = ", ".join(f"{typed(field)} AS {quoted(field.name)}" for field in source.fields)
    names = ", ".join(quoted(field.name) for field in source.fields)
    return f"""
        COPY (
            WITH delivered AS ({scan}),
            cast_by_contract AS (SELECT *, {values} FROM delivered)
            SELECT {names}, CASE WHEN NOT ({conditions}) THEN to_json([{texts}])::TEXT END AS {TEXTS}
            FROM cast_by_contract
        ) TO {literal(str(rows))} ({ARCHIVE})
    """  # noqa: S608 - from contracts, which are code


def _scan_csv(source: Source, delivery: Delivery) -> str:
    declared = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in delivery.columns)
    texts = ", ".join(f"{quoted(field.name)} AS {text_of(field)}" for field in source.fields)
    return f"""
        SELECT {texts}
        FROM read_csv({literal(str(delivery.readable))}, columns = {{{declared}}}, auto_detect = false, header = true,
            delim = {literal(source.delimiter)}, quote = '"', escape = '"', strict_mode = true,
            store_rejects = true, rejects_limit = 1000, max_line_size = {LONGEST_LINE})
    """  # noqa: S608 - from contracts, which are code


def _scan_parquet(source: Source, delivery: Delivery) -> str:
    """Return a scan of columns of text, in the order of the delivery's columns, an empty text being no value."""
    place = {name: f"nullif(column{number}, '')" for number, name in enumerate(delivery.columns)}
    texts = ", ".join(f"{place.get(field.name, 'NULL::TEXT')} AS {text_of(field)}" for field in source.fields)
    columns = ", ".join(f"column{number}" for number in range(len(delivery.columns)))
    return f"SELECT {texts} FROM read_parquet({literal(str(delivery.readable))}) AS file({columns})"  # noqa: S608 - from contracts, which are code


def empty(source: Source) -> str:
    """Return a SELECT of no rows with the columns that ``rows`` of a file of the source has."""
    texts = ", ".join(f"NULL::TEXT AS {text_of(field)}" for field in source.fields)
    values = ", ".join(f"{typed(field)} AS {quoted(field.name)}" for field in source.fields)
    return f"SELECT {values}, NULL::TEXT AS {TEXTS} FROM (SELECT {texts}) WHERE false"  # noqa: S608 - from contracts, which are code


def _straighten(source: Source, delivery: Delivery) -> list[Misshapen] | Unreadable:
    """Rewrite the readable form with an empty record wherever the columns do not fit, so that numbers stay."""
    width = len(delivery.columns)
    intake = delivery.readable
    straight = intake.with_suffix(".straight")
    misshapen: list[Misshapen] = []
    number = 0
    try:
        with (
            intake.open(encoding="utf-8", newline="") as content,
            straight.open("w", encoding="utf-8", newline="") as written,
        ):
            writer = csv.writer(written, delimiter=source.delimiter, lineterminator="\n")
            records = (record for record in csv.reader(content, delimiter=source.delimiter, strict=True) if record)
            writer.writerow(next(records))
            for number, record in enumerate(records, start=1):
                fits = len(record) == width and _length(record) <= LONGEST_LINE
                writer.writerow(record if fits else [""] * width)
                line = source.delimiter.join(record)[:SHOWN]
                misshapen += [] if fits else [Misshapen(row=number, line=line)]
    except csv.Error as error:
        return Unreadable(row=number + 1, reason=str(error))
    straight.replace(intake)
    return misshapen


def _length(record: Sequence[str]) -> int:
    """Return at least as many bytes as the record takes when it is written with all its quotes."""
    return sum(len(value.encode()) + value.count('"') + len('"",') for value in record) + len("\r\n")


def unreadable(delivery: Delivery, found: Unreadable) -> Finding:
    """Return the finding that refuses a file which cannot be divided into records."""
    row = found.row
    if "field larger" in found.reason:
        text = Text(
            f"第 {row} 行有一个值超过 {LONGEST_LINE:,} 个字符，多半是引号不成对，无法读取；请重新导出。",
            f"unreadable from row {row} on: a value of more than {LONGEST_LINE:,} characters, most likely an odd "
            "quote; export it again.",
        )
    else:
        text = Text(
            f"第 {row} 行起引号不成对，无法读取；请重新导出。",
            f"unreadable from row {row} on: an odd quote; export it again.",
        )
    return file_finding(delivery.source, delivery.file, delivery.receipt, "unreadable", text)
