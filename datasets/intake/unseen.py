"""What a sheet hides or strikes out: its reader takes those rows for absent, a reader of values does not."""

import re
from dataclasses import dataclass

from datasets.intake.formats import parsed
from datasets.intake.table import Remark
from datasets.text import Text

SHOWN = 5  # rows and columns that a remark names
NUMBERED = Text("此处为工作表自身的行号。", "Rows are numbered here as the sheet numbers them.")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_ROW = re.compile(rb"<row ([^>]*)>")
_COLUMN = re.compile(rb"<col ([^>]*?)/?>")
_FILLED = re.compile(rb"<c ([^>]*?[^/])>")
_PLACE = re.compile(rb'\br="[A-Z]{1,3}(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """The hidden rows (from 1) and columns (letters) of a sheet, and the rows with letters that are struck out."""

    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    struck: tuple[int, ...] = ()


def unseen_in(xml: bytes, struck: frozenset[int]) -> Unseen:
    """Return what of a sheet is hidden or struck out, given the styles that strike out."""
    rows, columns = _hidden_in(xml)
    return Unseen(rows=rows, columns=columns, struck=_struck_in(xml, struck))


def struck_styles(styles: bytes) -> frozenset[int]:
    """Return the numbers of the styles whose letters are struck out."""
    root = parsed(styles)
    if root is None or b"strike" not in styles:
        return frozenset()
    tag = root.tag.removesuffix("styleSheet")
    off = {"0", "false"}
    fonts = [
        any(each.get("val", "1") not in off for each in font.iterfind(f"{tag}strike"))
        for font in root.iterfind(f"{tag}fonts/{tag}font")
    ]
    styled = enumerate(root.iterfind(f"{tag}cellXfs/{tag}xf"))
    return frozenset(place for place, each in styled if any(fonts[int(each.get("fontId", "0")) :][:1]))


def remarks(name: str, unseen: Unseen) -> tuple[Remark, ...]:
    """Return what the department is told: the rows were read, though its sender may not have meant them."""
    return (*_on_hidden(name, unseen), *_on_struck(name, unseen.struck))


def _on_hidden(name: str, unseen: Unseen) -> tuple[Remark, ...]:
    if not unseen.rows and not unseen.columns:
        return ()
    (rows, more), (columns, beyond) = _named(unseen.rows), _named(unseen.columns)
    zh = [f"第 {rows}{more} 行（共 {len(unseen.rows):,} 行）"] if rows else []
    zh += [f"第 {columns}{beyond} 列"] if columns else []
    en = [f"rows {rows}{more} ({len(unseen.rows):,} in all)"] if rows else []
    en += [f"columns {columns}{beyond}"] if columns else []
    text = Text(
        f"工作表“{name}”中{'、'.join(zh)}是隐藏的，内容照常读取；如不应采用，请删除后重新提供。{NUMBERED.zh}",
        f"{' and '.join(en)} of the sheet {name!r} are hidden; they were read all the same. Delete them and deliver "
        f"again if they should not be. {NUMBERED.en}",
    )
    return (Remark(rule="hidden_cells", text=text, row_count=len(unseen.rows)),)


def _on_struck(name: str, struck: tuple[int, ...]) -> tuple[Remark, ...]:
    if not struck:
        return ()
    rows, more = _named(struck)
    text = Text(
        f"工作表“{name}”中第 {rows}{more} 行（共 {len(struck):,} 行）有加删除线的内容，照常读取；"
        f"如已作废，请删除后重新提供。{NUMBERED.zh}",
        f"rows {rows}{more} ({len(struck):,} in all) of the sheet {name!r} hold struck-out text; they were read all "
        f"the same. Delete them and deliver again if they no longer hold. {NUMBERED.en}",
    )
    return (Remark(rule="struck_out", text=text, row_count=len(struck)),)


def _named(places: tuple[int, ...] | tuple[str, ...]) -> tuple[str, str]:
    return ", ".join(map(str, places[:SHOWN])), " …" if len(places) > SHOWN else ""


def _hidden_in(xml: bytes) -> tuple[tuple[int, ...], tuple[str, ...]]:
    if b'hidden="' not in xml:
        return (), ()
    rows = [re.search(rb'\br="(\d+)"', each) for each in _ROW.findall(xml) if _HIDDEN.search(each)]
    columns = [
        number
        for each in _COLUMN.findall(xml)
        if _HIDDEN.search(each)
        for number in range(_bound(each, b"min"), min(_bound(each, b"max"), _bound(each, b"min") + 1000) + 1)
    ]
    return tuple(int(each.group(1)) for each in rows if each), tuple(map(_letters, columns))


def _struck_in(xml: bytes, styles: frozenset[int]) -> tuple[int, ...]:
    if not any(f's="{style}"'.encode() in xml for style in styles):
        return ()
    rows = set()
    for attributes in _FILLED.findall(xml):
        style, place = _STYLE.search(attributes), _PLACE.search(attributes)
        if style and place and int(style.group(1)) in styles:
            rows.add(int(place.group(1)))
    return tuple(sorted(rows))


def _bound(attributes: bytes, name: bytes) -> int:
    found = re.search(rb"\b" + name + rb'="(\d+)"', attributes)
    return int(found.group(1)) if found else 1


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
