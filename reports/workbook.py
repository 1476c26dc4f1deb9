"""A report's tables as an Excel workbook: a sheet each, numbers as numbers, and first a sheet that says of what."""

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any, Final

import xlsxwriter

from reports.document import Document, Table

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NUMBER: Final = re.compile(r"([+−-]?)([\d,]+)(?:\.(\d+))?(%| [^\d]+)?")
"""A finished number: sign, digits before and after the point, and a percent sign or a unit."""
_BARE: Final = frozenset({None, "%"})
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDEST, _NARROWEST = 48, 10
_LATIN = 0x2E80


def workbook(document: Document, content: Mapping[str, Any]) -> bytes:
    """Return the workbook of a document as it was laid out; the same document gives the same bytes."""
    out = io.BytesIO()
    year, month, day = content["date"]
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        moment = dt.datetime(year, month, day)  # noqa: DTZ001 the format has no zone
        book.set_properties({"title": content["title"], "author": content["author"], "created": moment})
        looks = _Looks(book)
        words, names = content["words"], set[str]()
        about = book.add_worksheet(_name(words["about"], names))
        _about(about, looks, content)
        for number, table in enumerate(document.tables, start=1):
            sheet = book.add_worksheet(_name(f"{number} {table.caption}", names))
            _sheet(sheet, looks, table, f"{words['table']} {number}  {table.caption}")
    return out.getvalue()


class _Looks:
    """The workbook's formats, each made when it is first needed."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})

    def number(self, pattern: str) -> Any:
        if pattern not in self._made:
            self._made[pattern] = self._book.add_format({"num_format": pattern})
        return self._made[pattern]


def _about(sheet: Any, looks: _Looks, content: Mapping[str, Any]) -> None:
    words = content["words"]
    rows = [
        (words["edition"], content["title"]),
        (words["period"], content["period"]),
        (words["snapshot"], content["snapshot"]),
        (words["as_of"], content["as_of"]),
        (words["code_to_verify"], content["code"]),
        (words["classification"], content["classification"]),
        *([(words["kind"], words["simulated"])] if content["simulated"] else []),
        *([(words["correction"], content["correction"])] if content["correction"] else []),
    ]
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 60, looks.words)
    sheet.write_string(0, 0, f"{content['zone']}  {content['title']}  {content['period']}", looks.title)
    for at, (name, value) in enumerate(rows, start=2):
        sheet.write_string(at, 0, name)
        sheet.write_string(at, 1, value, looks.words)


def _sheet(sheet: Any, looks: _Looks, table: Table, title: str) -> None:
    sheet.write_string(0, 0, title, looks.title)
    for column, (label, of_numbers) in enumerate(table.columns):
        sheet.write_string(2, column, label, looks.head)
        texts = [label, *(row[column] for row in table.rows)]
        width = max(sum(1 if ord(each) < _LATIN else 2 for each in text) for text in texts)
        sheet.set_column(column, column, min(max(width + 2, _NARROWEST), _WIDEST))
        numbers = [_NUMBER.fullmatch(text) if of_numbers else None for text in texts[1:]]
        units = {number[4] for number in numbers if number} - _BARE
        for at, (text, number) in enumerate(zip(texts[1:], numbers, strict=True), start=3):
            if number and (number[4] in _BARE or len(units) == 1):
                sheet.write_number(at, column, *_amount(number, looks))
            else:  # words, or amounts in units that do not add up
                sheet.write_string(at, column, text)
    sheet.freeze_panes(3, 1)
    if table.note:
        sheet.write_string(len(table.rows) + 4, 0, table.note)


def _amount(number: re.Match[str], looks: _Looks) -> tuple[float, Any]:
    """Return what a finished text says as a number, and the format that shows it as it was printed."""
    sign, whole, places, unit = number[1], number[2].replace(",", ""), number[3] or "", number[4] or ""
    share = unit == "%"
    amount = float(f"{'-' if sign in {'−', '-'} else ''}{whole}.{places or 0}{'e-2' if share else ''}")
    shown = f'"{unit}"' if unit and not share else unit
    pattern = f"{'0' if share else '#,##0'}{'.' + '0' * len(places) if places else ''}{shown}"
    return amount, looks.number(f"+{pattern};-{pattern};{pattern}" if sign == "+" else pattern)


def _name(text: str, taken: set[str]) -> str:
    """Return a sheet's name that Excel takes and no other sheet has."""
    whole = " ".join(text.translate(_FORBIDDEN).split())
    name = whole[:_LONGEST_NAME].strip()
    if name[-1:].isascii() and whole[len(name) :][:1].isalpha() and name.count(" ") > 1:  # within a Latin word
        name = name.rpartition(" ")[0]
    if name.lower() in taken:
        name = f"{name[: _LONGEST_NAME - 4]} {len(taken)}"
    taken.add(name.lower())
    return name
