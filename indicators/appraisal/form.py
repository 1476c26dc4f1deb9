"""The form: a workbook with the fields of an application, written blank and read filled."""

import datetime as dt
import re
import tempfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter
from pydantic import BaseModel

from datasets import Text
from indicators.appraisal.choices import code_of, named
from indicators.appraisal.findings import Finding
from indicators.appraisal.kinds import Kind, kind, tables_in
from indicators.appraisal.proposal import Proposal
from indicators.appraisal.sheets import looked_at
from indicators.errors import QuestionError

FIRST = "form 申报表"
_HEAD = ("field", "名称", "name", "填写", "填写说明")
_NONE = {"无", "none"}
_TRUTH: Mapping[str, bool] = {"是": True, "否": False, "true": True, "false": False, "yes": True, "no": False}
_ROWS = 4  # a list's sheet has keys, Chinese and English names and hints above its rows


def _single(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the tables there is one of, with their keys."""
    for key, field in model.model_fields.items():
        table = next(tables_in(field.annotation), None)
        if table is not None and not _many(field.annotation):
            yield key, table


def _many(annotation: Any) -> bool:
    return "tuple[" in str(annotation)


def _lists() -> Iterator[tuple[str, type[BaseModel], str]]:
    """Yield the tables of rows: path, type, Chinese name."""
    for key, field in Proposal.model_fields.items():
        table = next(tables_in(field.annotation), None)
        if table is None:
            continue
        if _many(field.annotation):
            yield key, table, str(field.title)
        for inner, nested in table.model_fields.items():
            below = next(tables_in(nested.annotation), None)
            if below is not None:
                yield f"{key}.{inner}", below, str(nested.title)


def _hint(annotation: Any) -> str:
    found = kind(annotation)
    words = "、".join(named(str(each), "zh") for each in found.choices)
    if found.words:
        return "多项以“；”分隔，没有填“无”" + (f"；可选：{words}" if words else "")
    if found.choices == (True, False):
        return "是 或 否"
    if found.choices:
        return f"可选：{words}"
    return "日期，如 2008-05-01" if found.date else ("整数" if found.step == 1 else "数字" if found.step else "")


def _fields(table: type[BaseModel]) -> Iterator[tuple[str, str, str, str]]:
    """Yield key, names and hint of the fields that are no tables."""
    for key, field in table.model_fields.items():
        if next(tables_in(field.annotation), None) is None:
            hint = "金额须带单位，如 120 万元" if "单位）" in str(field.title) else _hint(field.annotation)
            yield key, str(field.title), str(field.description), ("必填。" if field.is_required() else "") + hint


def write_blank(path: Path | BytesIO) -> None:
    """Write a blank form: one sheet of single fields, one sheet for each table of rows."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        bold, grey = book.add_format({"bold": True}), book.add_format({"font_color": "#666666", "text_wrap": True})
        sheet = book.add_worksheet(FIRST)
        sheet.write_row(0, 0, _HEAD, bold)
        row = 1
        for table, model in _single(Proposal):
            for key, zh, en, hint in _fields(model):
                sheet.write_row(row, 0, (f"{table}.{key}", zh, en))
                sheet.write(row, 4, hint, grey)
                row += 1
        sheet.set_column(0, 3, 30)
        sheet.set_column(4, 4, 60)
        sheet.freeze_panes(1, 0)
        for name, model, title in _lists():
            _write_list(book.add_worksheet(f"{name} {title}"[:31]), model, bold, grey)


def _write_list(sheet: Any, model: type[BaseModel], bold: Any, grey: Any) -> None:
    for column, (key, zh, en, hint) in enumerate(_fields(model)):
        for row, (word, form) in enumerate(((key, bold), (zh, bold), (en, grey), (hint, grey))):
            sheet.write(row, column, word, form)
    sheet.set_column(0, len(model.model_fields), 20)
    sheet.freeze_panes(_ROWS, 0)


def _of_words(found: Kind, word: str) -> Any:
    """Return written words as the field's type has them; what does not fit is left for the finding to show."""
    if found.words:
        words = () if word in _NONE else tuple(each for each in re.split(r"\s*[；;、\n]\s*", word) if each)
        return tuple(map(code_of, words)) if found.choices else words
    if found.choices == (True, False):
        return _TRUTH.get(word.lower(), word)
    if found.choices:
        return code_of(word)
    try:
        return dt.date.fromisoformat(word) if found.date else word
    except ValueError:
        return word


def _value(annotation: Any, cell: Any) -> Any:
    """Return a cell as the field's type has it."""
    found = kind(annotation)
    if isinstance(cell, str):
        return _of_words(found, cell.strip())
    if isinstance(cell, dt.datetime | dt.date):
        day = cell.date() if isinstance(cell, dt.datetime) else cell
        return day if found.date else f"{day:%Y-%m}"
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        number = int(cell) if cell == int(cell) else Decimal(str(cell))
        return number if found.step is not None or found.choices or found.words else str(number)
    return cell


def _annotation(model: type[BaseModel], key: str) -> Any:
    field = model.model_fields.get(key)
    return field.annotation if field is not None else str


def _rows_of(model: type[BaseModel], rows: list[list[Any]]) -> tuple[dict[str, Any], ...] | None:
    """Return the filled rows of a list's sheet: 无 in the first cell is none at all, nothing is not known."""
    keys = [str(each) for each in rows[0]] if rows else []
    filled = [row for row in rows[_ROWS:] if any(cell != "" for cell in row)]
    if not filled:
        return None
    if str(filled[0][0]).strip() in _NONE and not any(cell != "" for cell in filled[0][1:]):
        return ()
    return tuple(
        {key: _value(_annotation(model, key), cell) for key, cell in zip(keys, row, strict=False) if key and cell != ""}
        for row in filled
    )


def filled(content: bytes) -> tuple[dict[str, Any], list[Finding]]:
    """Return the application in a filled form as nested tables, and what is wrong with its sheets.

    Raises ``QuestionError`` where it is no such workbook, or one that must not be read.
    """
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        looked = looked_at(Path(file.name))
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    except python_calamine.CalamineError as error:
        raise QuestionError(Text(f"工作簿读不出：{error}", f"the workbook cannot be read: {error}")) from None
    models = {name: model for name, model, _ in _lists()}
    found: dict[str, Any] = {}
    for sheet in book.sheet_names:
        rows = _cells(book.get_sheet_by_name(sheet), looked.bad.get(sheet, set()))
        name = sheet.split(" ")[0]
        if sheet == FIRST:
            _fill(found, rows)
        elif name in models:
            _place(found, name, _rows_of(models[name], rows))
        elif any(cell != "" for row in rows for cell in row):
            looked.findings.append(_unread(sheet))
    return found, looked.findings


def _cells(sheet: Any, bad: set[tuple[int, int]]) -> list[list[Any]]:
    """Return a sheet's cells, those that are not to be believed empty."""
    return [
        ["" if (row, column) in bad else cell for column, cell in enumerate(cells)]
        for row, cells in enumerate(sheet.to_python(skip_empty_area=False))
    ]


def _fill(found: dict[str, Any], rows: list[list[Any]]) -> None:
    """Put the single fields of the first sheet where their paths say."""
    single, place = dict(_single(Proposal)), _HEAD.index("填写")
    for row in rows[1:]:
        field, cell = str(row[0]) if row else "", row[place] if len(row) > place else ""
        table, _, key = field.partition(".")
        if cell != "" and field:
            found.setdefault(table, {})[key] = _value(_annotation(single.get(table, Proposal), key), cell)


def _unread(sheet: str) -> Finding:
    return Finding(
        path="",
        kind="other_sheet",
        message=Text(
            f"工作表“{sheet}”不是申报表的，没有读取", f"the sheet {sheet!r} is none of the form's; it was not read"
        ),
        remedy=Text("把内容填进申报表的工作表", "fill it into the form's own sheets"),
        severity="warning",
    )


def _place(found: dict[str, Any], name: str, rows: tuple[dict[str, Any], ...] | None) -> None:
    """Put a list's rows where its path says."""
    table, _, inner = name.partition(".")
    if rows is None:
        return
    if inner:
        found.setdefault(table, {})[inner] = rows
    else:
        found[table] = rows
