"""Formats: how a spreadsheet shows the numbers of its cells, where that is not what is stored.

A reader of values alone sees 0.119 where a person sees 11.9 %, and 1234567 where a person sees 1,235 (``#,##0,``).
Formats that only round, group or colour are not looked at: what is stored is then the fuller number.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from xml.etree.ElementTree import Element, ParseError, fromstring

_BUILT_IN = {9: "0%", 10: "0.00%"}  # ECMA-376 part 1, 18.8.30: the only ones of the built-in formats that scale
_QUOTED = re.compile(r'"([^"]*)"|[\\!](.)|\[[^\]]*\]|_.|\*.')  # words, single signs, colours and conditions, spaces
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_SCALE_WORDS = re.compile(r"[万亿千百]|thousand|million|\bK\b|\bM\b")
_CELL = re.compile(rb"<c ([^>]*?)/?>(?:<v>([^<]*)</v>)?")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')


class Shows(StrEnum):
    """What a format does to a number."""

    PERCENT = "percent"
    PADDED = "padded"  # 00 shows 1 as 01
    OTHERWISE = "otherwise"  # another size than what is stored, or nothing


class Percent(str):
    """The text of a percentage as its reader sees it, sign included; a column of per cent shows it without."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True)
class Format:
    """A number format that shows something else than what is stored."""

    code: str
    shows: Shows

    def text(self, value: str) -> str:
        """Return what a reader sees of the stored number, as far as it can be told."""
        if self.shows is Shows.PERCENT:
            shown = (Decimal(f"{float(value):.15g}") * 100).normalize()
            return Percent(f"{shown:f}%")
        if self.shows is Shows.PADDED:
            return f"{int(float(value)):0{len(self.code)}d}" if float(value).is_integer() else value
        return f"{value}（格式 format {self.code}）"


def shows(code: str) -> Shows | None:
    """Return what a format code does to a number, None if it only rounds, groups or colours."""
    sections = code.split(";")
    words = " ".join(one or other for one, other in _QUOTED.findall(code))
    bare = [_QUOTED.sub("\0" if '"' in each or "\\" in each or "!" in each else "", each) for each in sections]
    if any("%" in each for each in bare):
        return Shows.PERCENT
    literal_point = re.search(r'[0#?](?:"\."|[\\!]\.)[0#?]', code)
    if any(_SCALED.search(each) for each in bare) or _SCALE_WORDS.search(words) or literal_point:
        return Shows.OTHERWISE
    if len(sections) > 1 and not sections[0].strip():
        return Shows.OTHERWISE
    return Shows.PADDED if re.fullmatch("0{2,}", code) else None


def formats_of(styles: bytes) -> Mapping[int, Format]:
    """Return the formats of a workbook that show something else than what is stored, by number of the style."""
    root = parsed(styles)
    if root is None:
        return {}
    tag = root.tag.removesuffix("styleSheet")
    codes = _BUILT_IN | {
        int(each.get("numFmtId", "0")): each.get("formatCode", "")
        for each in root.iterfind(f"{tag}numFmts/{tag}numFmt")
    }
    found = {}
    for place, each in enumerate(root.iterfind(f"{tag}cellXfs/{tag}xf")):
        code = codes.get(int(each.get("numFmtId", "0")), "")
        if (does := shows(code)) is not None:
            found[place] = Format(code=code, shows=does)
    return found


def parsed(styles: bytes) -> Element | None:
    """Return the root of a workbook's styles, None if they cannot be read."""
    if b"<!DOCTYPE" in styles:
        return None
    try:
        return fromstring(styles)  # noqa: S314 no DOCTYPE, so no entities
    except ParseError:
        return None


def formatted(xml: bytes, formats: Mapping[int, Format]) -> Iterator[tuple[tuple[int, bytes], Format, str]]:
    """Yield ((row, letters), format, stored number) of each cell of a sheet that shows something else."""
    if not formats or not any(f's="{style}"'.encode() in xml for style in formats):
        return
    for attributes, value in _CELL.findall(xml):
        style = _STYLE.search(attributes)
        if style and value and int(style.group(1)) in formats and b't="' not in attributes.replace(b't="n"', b""):
            place, number = _PLACE.search(attributes), value.decode()
            if place and _is_number(number):
                yield (int(place.group(2)), place.group(1)), formats[int(style.group(1))], number


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
