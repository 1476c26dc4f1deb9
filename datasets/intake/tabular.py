"""Tabular text: a CSV file as records, and any table's records in the readable form of the contract."""

import csv
import mmap
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from datasets.contract import Field, Kind, Source
from datasets.intake.drift import compare
from datasets.intake.formats import Percent
from datasets.intake.table import BadCell, Day, Opened, Records, Refused, Remark, Table
from datasets.reading.decoding import MARK, blocks, decide_encoding, transcode
from datasets.reading.heading import Heading, find_heading, plain, require_delimiter
from datasets.text import Text


def records_of(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (number, cells) of each record of a text file in which anything is said; raise Refused for odd quotes."""
    number = 0
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as content:
        records = (record for record in csv.reader(content, delimiter=delimiter, strict=True) if any(record))
        try:
            for number, record in enumerate(records, start=1):
                yield number, record
        except csv.Error as error:
            raise Refused("unreadable", _unreadable(number, str(error))) from error


def _unreadable(row: int, reason: str) -> Text:
    """Return why a file cannot be divided into records from ``row`` on (1 follows the titles)."""
    if "field larger" in reason:
        most = csv.field_size_limit()
        return Text(
            f"第 {row} 行有一个值超过 {most:,} 个字符，多半是引号不成对，无法读取；请重新导出。",
            f"unreadable from row {row} on: a value of more than {most:,} characters, most likely an odd quote; "
            "export it again.",
        )
    return Text(
        f"第 {row} 行起引号不成对，无法读取；请重新导出。",
        f"unreadable from row {row} on: an odd quote; export it again.",
    )


def open_text(path: Path, source: Source, out: Path, part: str = "") -> Opened:
    """Return a text file opened for reading; raise Refused."""
    if path.stat().st_size == 0:
        raise Refused("empty_file", Text("文件是空的；请确认导出。", "the file is empty; check the export."))
    encoding, remarks = decide_encoding(path, source.encoding, [field.header for field in source.fields])
    table = Table(
        part=part,
        encoding=encoding,
        records=lambda: records_of(path, encoding, source.delimiter),
        remarks=(*remarks, *_cut_off(path)),
    )
    heading = find_heading(table.records(), source)
    if len(heading.titles) <= 1 < len(source.fields):
        require_delimiter("".join(heading.titles), source)
    if not heading.straight(source) or _holds_blank_records(path, source.delimiter):
        return write_readable(table, heading, source, out)
    if encoding == "utf-8" and not next(blocks(path)).startswith(MARK):
        _link(path, out)
    else:
        transcode(path, encoding, out)
    columns = tuple(name for name in heading.fields if name)
    return Opened(part=part, encoding=encoding, path=out, columns=columns, remarks=table.remarks)


def _holds_blank_records(path: Path, delimiter: str) -> bool:
    """Return whether some line may hold delimiters and nothing else, as a spreadsheet writes its blank rows."""
    blank = rb"\n(?:" + re.escape(delimiter.encode()) + rb")+\r?(?:\n|\Z)"
    with path.open("rb") as content, mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return re.search(blank, text) is not None


def _cut_off(path: Path) -> tuple[Remark, ...]:
    """Return a remark if the last line has no end, as when a file was cut off while it was copied."""
    with path.open("rb") as content:
        content.seek(-1, os.SEEK_END)
        if content.read(1) in b"\r\n":
            return ()
    text = Text(
        "最后一行没有换行符；如文件传输中断，请核对最后一行并重新提供。",
        "the last line has no line end; if the file was cut off, check its last row and deliver it again.",
    )
    return (Remark(rule="no_last_line_end", text=text, severity="info"),)


def _link(landed: Path, readable: Path) -> None:
    try:
        os.link(landed, readable)
    except OSError:  # a file system without hard links
        shutil.copyfile(landed, readable)


def write_readable(table: Table, heading: Heading, source: Source, out: Path) -> Opened:
    """Write a table's rows to ``out`` as the contract's columns; return it opened. Raise Refused for drift."""
    drift = compare(heading, source)
    columns = {name: place for place, name in enumerate(heading.fields) if name}
    fields = [(field, columns.get(field.name)) for field in source.fields]
    bad_cells: list[BadCell] = []
    percents = 0
    with out.open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written, delimiter=source.delimiter, lineterminator="\n")
        writer.writerow([field.header for field, _ in fields])
        for row, (place, cells) in enumerate(rows_below(table.records(), heading), start=1):
            writer.writerow(_by_contract(cells, fields, heading))
            bad_cells += _bad_cells(table, heading, place, row, cells)
            percents += any(isinstance(cell, Percent) for cell in cells)
    return Opened(
        part=table.part,
        encoding=table.encoding,
        path=out,
        columns=tuple(field.name for field, _ in fields),
        remarks=(*table.remarks, *heading.remarks, *drift, *_percentages(percents)),
        bad_cells=tuple(bad_cells),
    )


def _percentages(rows: int) -> tuple[Remark, ...]:
    if not rows:
        return ()
    text = Text(
        f"{rows:,} 行有百分比格式的单元格，按显示读取（0.119 显示为 11.9%，读作 11.9%）。",
        f"{rows:,} rows have cells with a percentage format; read as they are shown (0.119 shows as 11.9 %).",
    )
    return (Remark(rule="percentages", severity="info", text=text, row_count=rows),)


def rows_below(records: Records, heading: Heading) -> Records:
    """Yield the records that follow the heading."""
    return ((place, cells) for place, cells in records if place > heading.last)


def _by_contract(cells: Sequence[str], fields: Sequence[tuple[Field, int | None]], heading: Heading) -> Sequence[str]:
    """Return the contract's columns of a record; one with too few or too many cells keeps a width that shows."""
    titled = len(heading.titles)
    if not titled <= len(cells) <= heading.width or any(cell.strip() for cell in cells[titled:]):
        return [*cells, *[""] * (len(fields) + 1 - len(cells))] if len(cells) != len(fields) else [*cells, ""]
    return [_shown(cells[place], field) if place is not None else "" for field, place in fields]


def _shown(cell: str, field: Field) -> str:
    """Return a cell as its column shows it.

    A spreadsheet's date has no day in a month's column and a time in a time's; a percentage has no sign where the title
    has it.
    """
    if isinstance(cell, Day):
        if field.kind is Kind.MONTH and cell.endswith("-01"):
            return cell[:7]
        if field.kind is Kind.TIME:
            return f"{cell} 00:00"
    if isinstance(cell, Percent) and "%" in plain(field.header):
        return cell.removesuffix("%")
    return cell


def _bad_cells(table: Table, heading: Heading, place: int, row: int, cells: Sequence[str]) -> Iterator[BadCell]:
    if not table.bad:
        return
    for column, title in enumerate(heading.titles):
        rule = table.bad.get((place, column))
        if rule and heading.fields[column]:
            yield BadCell(row=row, header=title, value=cells[column] if column < len(cells) else "", rule=rule)
