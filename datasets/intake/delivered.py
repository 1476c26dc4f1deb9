"""Delivered rows: the text of single records again, from a landed file of any format."""

import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from datasets.contract import Source
from datasets.intake.archive import files_in, name_of, opened, take_out
from datasets.intake.columnar import columnar_rows
from datasets.intake.opening import BETWEEN, form_of
from datasets.intake.table import Records, Table
from datasets.intake.tabular import records_of, rows_below
from datasets.intake.vector import convert
from datasets.intake.workbook import sheets
from datasets.reading.heading import Heading, find_heading

Rows = Iterator[tuple[int, Sequence[str], Sequence[str]]]


def delivered_rows(path: Path, source: Source, file: str, encoding: str, rows: Collection[int]) -> Rows:
    """Yield (row, titles, cells) of the records with these numbers, reading no further than the last.

    ``file`` is the receipt's name of the table: a member of an archive or a sheet stands after its ``!``.
    """
    if form_of(path) != "archive":
        yield from _rows(path, source, file, encoding, rows)
        return
    with opened(path) as archive, tempfile.TemporaryDirectory() as folder:
        for member in files_in(archive):
            name = BETWEEN + name_of(member)
            if file.endswith(name) or f"{name}{BETWEEN}" in file:
                yield from _rows(take_out(archive, member, Path(folder) / "member"), source, file, encoding, rows)
                return


def _rows(path: Path, source: Source, file: str, encoding: str, rows: Collection[int]) -> Rows:
    match form_of(path):
        case "columnar":
            yield from columnar_rows(path, source, rows)
        case "workbook":
            sheet, heading = _sheet(sheets(path, source)[0], file)
            yield from _numbered(sheet.records(), heading, rows)
        case "vector":
            with tempfile.TemporaryDirectory() as folder:
                table = convert(path, source, Path(folder) / "vector.csv")
                yield from _rows(table, source, file, "utf-8", rows)
        case _:
            heading = find_heading(records_of(path, encoding, source.delimiter), source)
            yield from _numbered(records_of(path, encoding, source.delimiter), heading, rows)


def _sheet(found: list[tuple[Table, Heading]], file: str) -> tuple[Table, Heading]:
    return next((each for each in found if file.endswith(BETWEEN + each[0].part)), found[0])


def _numbered(records: Records, heading: Heading, rows: Collection[int]) -> Rows:
    last = max(rows)
    for number, (_, cells) in enumerate(rows_below(records, heading), start=1):
        if number in rows:
            yield number, heading.titles, cells
        if number >= last:
            return
