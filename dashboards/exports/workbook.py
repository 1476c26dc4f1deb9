"""Tables as an Excel workbook: numbers as numbers with their units, and a sheet that says what they are."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

import indicators
from dashboards.asking.queries import snapshot_of
from dashboards.exports.printed import Part
from dashboards.exports.tabular import Tabular
from dashboards.views.view import View
from datasets.catalogue import sources
from datasets.text import Text
from indicators.figures import MINUS

_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDTHS = (18, 96)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WORDS = {
    "about": Text("说明", "About"),
    "view": Text("视图", "View"),
    "definition": Text("指标定义", "Definitions"),
    "meaning": Text("含义", "Meaning"),
    "formula": Text("公式", "Formula"),
    "caveat": Text("注意", "Caveat"),
    "owner": Text("负责", "Owner"),
    "files": Text("来源文件", "Files"),
    "rows": Text("{count} 行，sha256 {sha256}", "{count} rows, sha256 {sha256}"),
    "simulated": Text("，模拟数据", ", simulated data"),
}
_NUMBER = re.compile(rf"([+{MINUS}-]?\d[\d,]*(?:\.\d+)?)(%?)")
_FORMATS: Mapping[str, dict[str, object]] = {
    "head": {"bold": True, "bottom": 1, "valign": "top"},
    "title": {"bold": True, "font_size": 13},
    "words": {"text_wrap": True, "valign": "top"},
    "date": {"num_format": "yyyy-mm", "align": "left"},
    "number": {"num_format": "#,##0.00"},
    "share": {"num_format": "0.0%"},
    "whole": {"num_format": "#,##0"},
}


def as_workbook(
    view: View,
    title: str,
    filters: Iterable[tuple[str, str]],
    tables: Sequence[Tabular],
    lists: Sequence[Part] = (),
) -> bytes:
    """Return the workbook: first what it is (view, filters, definitions, files), then a sheet for each table.

    ``lists`` are tables as a page shows them: their numbers are those that stand there, in the unit of the title.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": title, "created": _moment(view)})
        formats = {name: book.add_format(dict(look)) for name, look in _FORMATS.items()}
        _about(view, book.add_worksheet(view.say(_WORDS["about"])), formats, title, filters, tables)
        names = {view.say(_WORDS["about"]).lower()}
        for table in tables:
            whole = " ".join([table.name, *table.titles[2:-2:2]])
            _sheet(book.add_worksheet(_named(whole, names)), formats, table, view)
        for part in lists:
            _list(book.add_worksheet(_named(part["caption"], names)), formats, part)
    return out.getvalue()


def _moment(view: View) -> Any:
    """Return a moment of the snapshot, not of the clock: the same view is the same file."""
    return snapshot_of(view).manifest.built_at.replace(tzinfo=None)


def _about(
    view: View,
    sheet: Any,
    formats: Mapping[str, Any],
    title: str,
    filters: Iterable[tuple[str, str]],
    tables: Sequence[Tabular],
) -> None:
    sheet.set_column(0, 0, _WIDTHS[0])
    sheet.set_column(1, 1, _WIDTHS[1])
    sheet.write_string(0, 0, title, formats["title"])
    line = 2
    for heading, pairs in (
        (view.say(_WORDS["view"]), [*filters]),
        (view.say(_WORDS["definition"]), [pair for table in _once(tables) for pair in _definition(view, table)]),
        (view.say(_WORDS["files"]), _files(view, tables)),
    ):
        sheet.write_string(line, 0, heading, formats["head"])
        sheet.write_blank(line, 1, None, formats["head"])
        for at, (name, said) in enumerate(pairs, start=line + 1):
            sheet.write_string(at, 0, name, formats["words"])
            sheet.write_string(at, 1, said, formats["words"])
        line += len(pairs) + 2


def _once(tables: Sequence[Tabular]) -> list[Tabular]:
    return list({table.key: table for table in tables}.values())


def _definition(view: View, table: Tabular) -> list[tuple[str, str]]:
    found = indicators.catalogue()[table.key]
    words = ("meaning", "formula", "caveat", "owner")
    about = [(view.say(_WORDS[name]), view.say(getattr(found, name))) for name in words]
    return [*table.about, *about, ("", "")]


def _files(view: View, tables: Sequence[Tabular]) -> list[tuple[str, str]]:
    wanted = {name for table in tables for name in indicators.catalogue()[table.key].sources}
    found = []
    for source in snapshot_of(view).manifest.sources:
        for each in source.receipts if source.key in wanted else ():
            told = view.say(_WORDS["rows"]).format(count=f"{each.rows:,}", sha256=each.sha256)
            made_up = view.say(_WORDS["simulated"]) if each.simulated else ""
            found.append((view.say(sources()[source.key].department), f"{each.file}: {told}{made_up}"))
    return found


def _named(said: str, taken: set[str]) -> str:
    """Return a sheet's name no other sheet has: Excel forbids some letters and more than 31 of them."""
    whole = said.translate(_FORBIDDEN)
    name, number = whole[:_LONGEST_NAME], 1
    while name.lower() in taken:
        number += 1
        name = f"{whole[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.lower())
    return name


def _sheet(sheet: Any, formats: Mapping[str, Any], table: Tabular, view: View) -> None:
    unit = f"（{table.unit}）" if view.language == "zh" else f" ({table.unit})"
    titles = [*table.titles[:-2], table.titles[-2] + (unit if table.unit else ""), table.titles[-1]]
    for at, title in enumerate(titles):
        sheet.write_string(0, at, title, formats["head"])
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(titles) - 1, _WIDTHS[0])
    value, growth = len(titles) - 2, len(titles) - 1
    for line, row in enumerate(table.rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(line, at, cell, formats["date"])
            elif isinstance(cell, float):
                look = "share" if at == growth or (at == value and table.share) else "number"
                sheet.write_number(line, at, cell, formats[look])
            elif cell is not None:
                sheet.write_string(line, at, cell)


def _list(sheet: Any, formats: Mapping[str, Any], part: Part) -> None:
    """Write a table of a page; what reads as a number in a column of numbers is one."""
    for at, (title, _) in enumerate(part["columns"]):
        sheet.write_string(0, at, title, formats["head"])
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(part["columns"]) - 1, _WIDTHS[0])
    for line, row in enumerate(part["rows"], start=1):
        for at, (cell, (_, number)) in enumerate(zip(row, part["columns"], strict=True)):
            found = _NUMBER.fullmatch(cell) if number else None
            if found is None:
                sheet.write_string(line, at, cell)
                continue
            value = float(found[1].replace(",", "").replace(MINUS, "-"))
            look = "share" if found[2] else "whole" if "." not in cell else "number"
            sheet.write_number(line, at, value / 100 if found[2] else value, formats[look])
