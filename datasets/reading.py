"""Reading: one pass over a source's files, from text to typed rows that remember where they stood."""

import csv
import mmap
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import duckdb

from datasets.casting import checks, literal, quoted, text_of, typed
from datasets.collect import Delivery
from datasets.contract import Source
from datasets.finding import Finding, file_finding
from datasets.rows import append
from datasets.text import Text

# ``typed`` keeps the order of files and records, so that a row's id tells its record number; rows that
# broke a check also keep their text.

LONGEST_LINE = 131_072  # bytes; Python's reader, by which rows are shown again, takes no longer field
SHOWN = 1_000  # characters of a misshapen line that the quarantine repeats


def read(
    connection: duckdb.DuckDBPyConnection, source: Source, deliveries: Sequence[Delivery]
) -> tuple[list[Delivery], list[Finding]]:
    """Create temp tables ``typed``, ``beginning`` and ``misshapen``; return the files read and the findings.

    ``typed`` holds receipt, the typed fields, and ``text`` (a struct of the delivered texts, NULL where
    every check of one row was passed). ``beginning`` holds receipt, first (row id of its first record)
    and rows. ``misshapen`` holds receipt and source_row of records with a wrong number of columns, or too long.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE misshapen (receipt INTEGER, source_row INTEGER, line TEXT)")
    files, findings = [each for each in deliveries if each.intake], []
    straight: set[int] = set()
    bad = {each.receipt for each in files if _ends_in_delimiter(each, source)}
    # A row DuckDB stumbles over would be lost, and the numbers after it wrong: read again until it stumbles no more.
    while bad := bad | _read_fast(connection, source, files):
        for each in files:
            if each.receipt in bad:
                once_more = each.receipt in straight
                findings += [_unreadable(each)] if once_more else _straighten(connection, source, each)
        unreadable = {finding.receipt for finding in findings}
        files = [each for each in files if each.receipt not in unreadable]
        straight, bad = straight | bad, set()
    if _interleaved(connection):
        _read_on_one_thread(connection, source, files)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE beginning AS "
        "SELECT receipt, min(rowid) AS first, count(*) AS rows FROM typed GROUP BY receipt"
    )
    return files, findings


def _interleaved(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the rows of one file do not stand together: then row ids would not number them.

    DuckDB's parallel reader keeps the order inside a file; small files may change places with one another.
    """
    apart = connection.execute(
        "SELECT receipt FROM typed GROUP BY receipt HAVING max(rowid) - min(rowid) + 1 <> count(*) LIMIT 1"
    )
    return apart.fetchone() is not None


def _read_on_one_thread(connection: duckdb.DuckDBPyConnection, source: Source, files: Sequence[Delivery]) -> None:
    threads = connection.execute("SELECT current_setting('threads')").fetchone()
    connection.execute("SET threads = 1")
    connection.execute(_statement(source, files))
    connection.execute(f"SET threads = {int(threads[0]) if threads else 1}")


def _ends_in_delimiter(delivery: Delivery, source: Source) -> bool:
    """Return whether a line may end in one delimiter too many: DuckDB takes such a line without a word."""
    last = next(field for field in source.fields if field.name == delivery.columns[-1])
    ending = re.escape(source.delimiter.encode()) * (1 if last.required else 2)
    with delivery.readable.open("rb") as content, mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return re.search(ending + rb"(?:[\r\n]|\Z)", text) is not None


def _read_fast(connection: duckdb.DuckDBPyConnection, source: Source, files: Sequence[Delivery]) -> set[int]:
    """Create ``typed`` by DuckDB's reader; return the receipts of files it stumbled over."""
    for table in ("reject_errors", "reject_scans"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    try:
        connection.execute(_statement(source, files))
    except duckdb.InvalidInputException:  # for example two kinds of line ends in one file
        return {each.receipt for each in files}
    if not files:
        return set()
    rejected = connection.execute(
        "SELECT DISTINCT s.file_path FROM reject_errors e JOIN reject_scans s USING (scan_id, file_id)"
    ).fetchall()
    return {int(Path(path).stem) for (path,) in rejected}


def _statement(source: Source, files: Sequence[Delivery]) -> str:
    conditions = " AND ".join(f"({each.sql})" for each in checks(source))
    texts = ", ".join(f"{quoted(field.name)} := {text_of(field)}" for field in source.fields)
    values = ", ".join(f"{typed(field)} AS {quoted(field.name)}" for field in source.fields)
    names = ", ".join(quoted(field.name) for field in source.fields)
    return f"""
        CREATE OR REPLACE TEMP TABLE typed AS
        WITH delivered AS ({_scans(source, files)}),
        cast_by_contract AS (SELECT *, {values} FROM delivered)
        SELECT receipt, {names}, CASE WHEN NOT ({conditions}) THEN struct_pack({texts}) END AS text
        FROM cast_by_contract
    """  # noqa: S608 - every part comes from contracts, which are code


def _scans(source: Source, files: Sequence[Delivery]) -> str:
    if not files:
        columns = ", ".join(f"NULL::TEXT AS {text_of(field)}" for field in source.fields)
        return f"SELECT 0::INTEGER AS receipt, {columns} WHERE false"
    # Neighbours with the same order of columns are read together, in parallel.
    groups = groupby(files, key=lambda each: each.columns)
    return " UNION ALL ".join(_scan(source, columns, list(group)) for columns, group in groups)


def _scan(source: Source, columns: Sequence[str], files: Sequence[Delivery]) -> str:
    paths = ", ".join(literal(str(each.readable)) for each in files)
    declared = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
    texts = ", ".join(f"{quoted(field.name)} AS {text_of(field)}" for field in source.fields)
    return f"""
        SELECT parse_filename(filename, true)::INTEGER AS receipt, {texts}
        FROM read_csv([{paths}], columns = {{{declared}}}, auto_detect = false, header = true,
            delim = {literal(source.delimiter)}, quote = '"', escape = '"', strict_mode = true,
            filename = true, store_rejects = true, rejects_limit = 1000, max_line_size = {LONGEST_LINE})
    """  # noqa: S608 - every part comes from contracts, which are code


def _straighten(connection: duckdb.DuckDBPyConnection, source: Source, delivery: Delivery) -> list[Finding]:
    """Rewrite the readable form with an empty record wherever the columns do not fit, so that numbers stay."""
    width = len(delivery.columns)
    intake = delivery.readable
    straight = intake.with_suffix(".straight")
    misshapen: list[tuple[int, int, str]] = []
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
                misshapen += [] if fits else [(delivery.receipt, number, source.delimiter.join(record)[:SHOWN])]
    except csv.Error as error:
        return [_unreadable(delivery, number + 1, str(error))]
    straight.replace(intake)
    append(connection, "misshapen", misshapen)
    return []


def _length(record: Sequence[str]) -> int:
    """Return at least as many bytes as the record takes when it is written with all its quotes."""
    return sum(len(value.encode()) + value.count('"') + len('"",') for value in record) + len("\r\n")


def _unreadable(delivery: Delivery, row: int = 1, reason: str = "") -> Finding:
    """Return the finding that refuses a file which cannot be divided into records from ``row`` on."""
    if "field larger" in reason:
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
