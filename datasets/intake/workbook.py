"""Workbooks: the sheets of an XLSX file as the text a department sees in them."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from posixpath import normpath
from xml.etree.ElementTree import ParseError, fromstring

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from datasets.contract import Source
from datasets.intake.archive import opened
from datasets.intake.formats import Format, Shows, formats_of, formatted
from datasets.intake.richtext import mixed_cells, mixed_strings
from datasets.intake.table import Day, Records, Refused, Remark, Table
from datasets.intake.unseen import Unseen, remarks, struck_styles, unseen_in
from datasets.reading.heading import Heading, find_heading
from datasets.text import Text

CELLS = 60_000_000  # a sheet's used rectangle; one cell in the far corner makes a bomb
LOST = 10**15  # a spreadsheet keeps fifteen digits
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"([^>]*?)(/>|>(.*?)</c>)', re.DOTALL)
_WIDE = re.compile(rb'<c r="([A-Z]{2,3})\d')
_LAST = re.compile(rb'<row [^>]*?r="(\d+)"')


@dataclass(frozen=True, kw_only=True)
class Faults:
    """What a reader of values alone does not see of a sheet, by (row, column) from 1 and 0.

    ``cells`` must not be believed: the text and its rule; ``shown`` are numbers whose format shows another text.
    """

    cells: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    unseen: Unseen = field(default_factory=Unseen)


def sheets(path: Path, source: Source) -> tuple[list[tuple[Table, Heading]], tuple[Remark, ...]]:
    """Return the visible sheets whose heading is the source's, and remarks on the others; raise Refused if none is."""
    faults = _faults(path)
    try:
        book = CalamineWorkbook.from_path(path)
        return _matching(book, faults, source)
    except CalamineError as error:
        raise Refused(
            "unreadable_workbook",
            Text(f"工作簿无法读取（{error}）；请重新保存。", f"the workbook cannot be read ({error}); save it again."),
        ) from error


def _matching(
    book: CalamineWorkbook, faults: dict[str, Faults], source: Source
) -> tuple[list[tuple[Table, Heading]], tuple[Remark, ...]]:
    found: list[tuple[Table, Heading]] = []
    others: list[tuple[int, str, Table, Heading | Refused]] = []
    hidden: list[Remark] = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        table = _table(book.get_sheet_by_name(meta.name), faults.get(meta.name, Faults()))
        try:
            heading: Heading | Refused = find_heading(table.records(), source)
        except Refused as refused:
            heading = refused
        known = sum(name is not None for name in heading.fields) if isinstance(heading, Heading) else 0
        if meta.visible != SheetVisibleEnum.Visible:
            hidden += [_hidden(meta.name)] if isinstance(heading, Heading) else []
        elif isinstance(heading, Heading) and known * 2 >= len(source.fields):
            found.append((table, heading))
        else:
            others.append((known, meta.name, table, heading))
    if not found:
        found = [_least_bad(others, hidden)]
    unread = tuple(_unread(name) for known, name, _, head in others if isinstance(head, Heading) and len(found) and
                   all(name != each.part for each, _ in found))  # fmt: skip
    return found, (*hidden, *unread)


def _least_bad(
    others: Sequence[tuple[int, str, Table, Heading | Refused]], hidden: Sequence[Remark]
) -> tuple[Table, Heading]:
    """Return the sheet that is most like the contract, for ``compare`` to say what it lacks."""
    filled = [(known, table, heading) for known, _, table, heading in others if isinstance(heading, Heading)]
    if filled:
        _, table, heading = max(filled, key=lambda each: each[0])
        return table, heading
    if hidden:
        raise Refused("hidden_sheet", hidden[0].text)
    raise Refused("empty_file", Text("工作簿没有数据行；请确认导出。", "the workbook holds no rows; check the export."))


def _hidden(name: str) -> Remark:
    text = Text(
        f"隐藏的工作表“{name}”未读取；如应采用，请取消隐藏后重新提供。",
        f"the hidden sheet {name!r} was not read; unhide it and deliver again if it should be.",
    )
    return Remark(rule="hidden_sheet", text=text)


def _unread(name: str) -> Remark:
    text = Text(f"工作表“{name}”不合合同表头，未读取。", f"the sheet {name!r} has another heading; it was not read.")
    return Remark(rule="other_sheet", text=text)


def _table(sheet: CalamineSheet, faults: Faults) -> Table:
    bad = {place: rule for place, (_, rule) in faults.cells.items()}
    first = sheet.start[1] if sheet.start else 0
    bad = {(row, column - first): rule for (row, column), rule in bad.items()}
    bad |= _merged(sheet, first)
    texts = faults.shown | {place: text for place, (text, _) in faults.cells.items()}
    shown = {(row, column - first): text for (row, column), text in texts.items()}
    records = partial(_records, sheet, shown)
    return Table(part=sheet.name, encoding="xlsx", records=records, bad=bad, remarks=remarks(sheet.name, faults.unseen))


def _merged(sheet: CalamineSheet, first: int) -> dict[tuple[int, int], str]:
    """Return the cells of merged areas; those of the heading and above it are never asked for."""
    return {
        (row + 1, column - first): "merged_cells"
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        for row in range(top, bottom + 1)
        for column in range(left, min(right, left + 1000) + 1)
    }


def _records(sheet: CalamineSheet, shown: dict[tuple[int, int], str]) -> Records:
    rows_shown = {row for row, _ in shown}
    for row, values in enumerate(sheet.iter_rows(), start=1):
        cells = [text_of(value) for value in values]
        if row in rows_shown:
            cells = [shown.get((row, column), cell) for column, cell in enumerate(cells)]
        if any(cell.strip() for cell in cells):
            yield row, cells


def text_of(value: object) -> str:
    """Return a cell as its reader sees it; a number of more than fifteen digits is shown as the loss it is."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            return _number(value)
        case dt.datetime():
            text = value.isoformat(sep=" ")
            return Day(text[:10]) if value.time() == dt.time() else text.removesuffix(":00")
        case dt.date():
            return Day(value.isoformat())
        case _:
            return str(value)


def _number(value: float) -> str:
    if abs(value) >= LOST:
        return f"{value:.5E}".replace("E+0", "E+")
    if value == int(value):
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")


def _faults(path: Path) -> dict[str, Faults]:
    """Return, by sheet, what a reader of values alone does not see: errors, formulas without a value, formats."""
    found: dict[str, Faults] = {}
    with opened(path) as archive:
        styles, shared = (
            archive.read(name) if name in archive.namelist() else b""
            for name in ("xl/styles.xml", "xl/sharedStrings.xml")
        )
        formats, struck, mixed = formats_of(styles), struck_styles(styles), mixed_strings(shared)
        for name, member in _members(archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")):
            if member in archive.namelist():
                xml = archive.read(member)
                _require_small(name, xml)
                found[name] = _faults_in(xml, formats, struck, mixed)
    return found


def _faults_in(xml: bytes, formats: Mapping[int, Format], struck: frozenset[int], mixed: Mapping[int, str]) -> Faults:
    cells, shown = dict(_bad(xml)), {}
    for row, letters, text in mixed_cells(xml, mixed):
        cells.setdefault((row, _column(letters)), (text, "several_styles"))
    for (row, letters), how, number in formatted(xml, formats):
        place = (row, _column(letters))
        if how.shows is Shows.OTHERWISE:
            cells.setdefault(place, (how.text(number), "shown_otherwise"))
        else:
            shown[place] = how.text(number)
    return Faults(cells=cells, shown=shown, unseen=unseen_in(xml, struck))


def _members(workbook: bytes, relations: bytes) -> Iterator[tuple[str, str]]:
    """Yield (sheet name, member) from the workbook's own list."""
    damaged = Refused("unreadable_workbook", Text("工作簿已损坏；请重新保存。", "a damaged workbook; save it again."))
    if b"<!DOCTYPE" in workbook + relations:
        raise damaged
    try:
        targets = {each.get("Id"): each.get("Target", "") for each in fromstring(relations)}  # noqa: S314 no DOCTYPE
        root = fromstring(workbook)  # noqa: S314 no DOCTYPE, so no entities
    except ParseError as error:
        raise damaged from error
    for sheet in root.iter():
        if sheet.tag.endswith("}sheet"):
            target = targets.get(next((value for key, value in sheet.items() if key.endswith("}id")), ""), "")
            yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")


def _require_small(name: str, xml: bytes) -> None:
    wide = max((_column(each) for each in set(_WIDE.findall(xml))), default=25)
    tail = xml[xml.rfind(b"<row ") :] if b"<row " in xml else b""
    last = int(found.group(1)) if (found := _LAST.match(tail)) else 0
    if (wide + 1) * last > CELLS:
        raise Refused(
            "sheet_too_large",
            Text(
                f"工作表“{name}”占 {last:,} 行 {wide + 1:,} 列；请删去表外单元格或分开提供。",
                f"the sheet {name!r} spans {last:,} rows and {wide + 1:,} columns; clear cells outside the table.",
            ),
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _bad(xml: bytes) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    if b't="e"' not in xml and b"</f></c>" not in xml and b"/></c>" not in xml:
        return
    for found in _CELL.finditer(xml):
        letters, row, attributes, _, content = found.groups()
        value = re.search(rb"<v[^>]*>(.*?)</v>", content or b"", re.DOTALL)
        place = (int(row), _column(letters))
        if b't="e"' in attributes:
            yield place, (value.group(1).decode() if value else "#ERROR", "error_value")
        elif content and b"<f" in content and b"<is>" not in content and (value is None or not value.group(1)):
            yield place, ("", "formula_without_value")
