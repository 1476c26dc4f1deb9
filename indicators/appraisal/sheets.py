"""A filled form's sheets before their values are read: what would break a reader, and what a reader does not see."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from posixpath import normpath

from datasets import Text
from datasets.intake.archive import opened
from datasets.intake.table import Refused
from datasets.intake.unseen import struck_styles, unseen_in
from indicators.appraisal.findings import Finding, Severity
from indicators.errors import QuestionError

ROWS, COLUMNS, BYTES = 5_000, 200, 20_000_000
"""The largest sheet of a form: one cell in the far corner would ask for more memory than there is."""

_SHEET = re.compile(r"<(?:\w+:)?sheet ([^>]*)>")
_TARGET = re.compile(r"<(?:\w+:)?Relationship ([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+\d+:[A-Z]+\d+)"')
_SHOWN = 5

Place = tuple[int, int]
"""A cell: row and column, from nought."""


@dataclass
class Looked:
    """What was seen of a workbook: its findings, and by sheet the cells whose values are not to be believed."""

    findings: list[Finding] = field(default_factory=list)
    bad: dict[str, set[Place]] = field(default_factory=dict)


def looked_at(path: Path) -> Looked:
    """Return what is wrong with the sheets of a workbook; raise ``QuestionError`` for one that must not be read."""
    if not zipfile.is_zipfile(path):
        raise QuestionError(Text("不是 XLSX 工作簿", "it is no XLSX workbook"))
    try:
        with opened(path) as archive:
            styles = _member(archive, "xl/styles.xml")
            sheets = [(name, _member(archive, member), hidden) for name, member, hidden in _sheets(archive)]
    except Refused as refused:
        raise QuestionError(refused.text) from refused
    found, struck = Looked(), struck_styles(styles)
    for name, xml, hidden in sheets:
        _require_small(name, xml)
        _look(found, name, xml, struck)
        if hidden:
            found.findings.append(_told(name, "hidden_sheet", _HIDDEN_SHEET, "warning"))
    return found


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        about = archive.getinfo(name)
    except KeyError:
        return b""
    if about.file_size > BYTES:
        raise QuestionError(
            Text(
                f"“{name}”解压后超过 {BYTES:,} 字节，不是申报表",
                f"{name!r} unpacks to over {BYTES:,} bytes: no form does",
            )
        )
    return archive.read(name)


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str, bool]]:
    """Yield name, member and whether it is hidden of each sheet."""
    book, relations = (
        _member(archive, each).decode("utf-8", "replace") for each in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    )
    targets = {}
    for each in _TARGET.findall(relations):
        about = dict(_ATTRIBUTE.findall(each))
        targets[about.get("Id", "")] = about.get("Target", "")
    for each in _SHEET.findall(book):
        about = dict(_ATTRIBUTE.findall(each))
        target = targets.get(about.get("r:id", ""), "")
        member = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
        yield unescape(about.get("name", "")), member, about.get("state", "visible") != "visible"


def _require_small(name: str, xml: bytes) -> None:
    places = {(letters, len(row), row) for letters, row, _, _ in _CELL.findall(xml)}
    rows = [int(row) for _, _, row in places] + [int(each) for each in _ROW.findall(xml)]
    columns = [_column(letters) for letters, _, _ in places]
    if max(rows, default=0) > ROWS or max(columns, default=0) >= COLUMNS:
        raise QuestionError(
            Text(
                f"工作表“{name}”超过 {ROWS:,} 行或 {COLUMNS} 列；请清除表外的单元格",
                f"the sheet {name!r} has more than {ROWS:,} rows or {COLUMNS} columns; clear what is outside the form",
            )
        )


def _look(found: Looked, name: str, xml: bytes, struck: frozenset[int]) -> None:
    bad = found.bad.setdefault(name, set())
    kinds: dict[str, list[str]] = {"error_value": [], "formula_without_value": [], "formula": []}
    for letters, row, attributes, content in _CELL.findall(xml):
        kind = _fault(attributes, content)
        if kind is not None:
            kinds[kind].append(f"{letters.decode()}{row.decode()}")
            if kind != "formula":
                bad.add((int(row) - 1, _column(letters)))
    kinds["merged_cells"] = [each.decode() for each in _MERGED.findall(xml)]
    unseen = unseen_in(xml, struck)
    warned = {
        "formula": kinds.pop("formula"),
        "hidden_cells": [*map(str, unseen.rows), *unseen.columns],
        "struck_out": [*map(str, unseen.struck)],
    }
    for severity, kinds_of in (("error", kinds), ("warning", warned)):
        for kind, places in kinds_of.items():
            if places:
                said = ", ".join(places[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
                found.findings.append(
                    _told(name, kind, _SAID[kind], "error" if severity == "error" else "warning", said)
                )


def _fault(attributes: bytes, content: bytes) -> str | None:
    if b't="e"' in attributes:
        return "error_value"
    value = re.search(rb"<v[^>]*>(.*?)</v>", content, re.DOTALL)
    if b"<f" not in content or b"<is>" in content:
        return None
    return "formula" if value is not None and value.group(1) else "formula_without_value"


def _told(sheet: str, kind: str, said: tuple[Text, Text], severity: Severity, places: str = "") -> Finding:
    message, remedy = said
    return Finding(
        path=sheet.partition(" ")[0],
        kind=kind,
        message=Text(
            f"工作表“{sheet}”{message.zh.format(places=places)}", f"sheet {sheet!r}: {message.en.format(places=places)}"
        ),
        remedy=remedy,
        severity=severity,
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


_SAID = {
    "error_value": (
        Text("的 {places} 是错误值，按未填处理", "{places} hold an error and count as not given"),
        Text("改正公式，或直接填值", "correct the formula, or give the value"),
    ),
    "formula_without_value": (
        Text(
            "的 {places} 是没有算出值的公式，按未填处理",
            "{places} hold a formula without its value and count as not given",
        ),
        Text(
            "在表格软件里打开、保存后再申报，或直接填值", "open and save it in a spreadsheet program, or give the value"
        ),
    ),
    "formula": (
        Text(
            "的 {places} 是公式，按存盘时算出的值读取",
            "{places} hold formulas, read by the values they were saved with",
        ),
        Text("核对这些值；最好直接填值", "check these values; better give them as they are"),
    ),
    "merged_cells": (
        Text(
            "的 {places} 是合并单元格，只有左上角一格有值，其余按未填处理",
            "{places} are merged: only the first cell has a value, the others count as not given",
        ),
        Text("取消合并，逐格填写", "unmerge them and fill in each cell"),
    ),
    "hidden_cells": (
        Text(
            "的 {places} 行或列是隐藏的，内容照常读取",
            "rows or columns {places} are hidden; they were read all the same",
        ),
        Text("不作数的请删除，作数的请取消隐藏", "delete them if they should not count, else unhide them"),
    ),
    "struck_out": (
        Text("的第 {places} 行有删除线，内容照常读取", "rows {places} are struck out; they were read all the same"),
        Text("不作数的请删除", "delete them if they no longer hold"),
    ),
}
_HIDDEN_SHEET = (
    Text("是隐藏的，内容照常读取", "it is hidden, and was read all the same"),
    Text("不作数的请删除，作数的请取消隐藏", "delete it if it should not count, else unhide it"),
)
