"""Cells in several styles: a part that is struck out, or a raised footnote's digit, is no part of what they say."""

import html
import re
from collections.abc import Iterator, Mapping

_ITEM = re.compile(rb"<si(?: [^>]*)?/>|<si(?: [^>]*)?>(.*?)</si>", re.DOTALL)
_TEXT = re.compile(rb"<t(?: [^>]*)?>(.*?)</t>", re.DOTALL)
_STRUCK = re.compile(rb'<strike(?: val="(?:1|true)")?\s*/>')
_RAISED = re.compile(rb'<vertAlign val="(?:super|sub)script"\s*/>')
_NUMBER = re.compile(r"[\s\d.,，%％+−-]+")
_SHARED = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*?\bt="s"[^>]*>\s*<v>(\d+)</v>')
_INLINE = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*?\bt="inlineStr"[^>]*>\s*<is>(.*?)</is>', re.DOTALL)


def mixed_strings(shared: bytes) -> Mapping[int, str]:
    """Return, by number, the workbook's strings whose letters do not all count, as a reader of values has them."""
    if not _is_suspect(shared):
        return {}
    texts = ((number, _mixed(each.group(1) or b"")) for number, each in enumerate(_ITEM.finditer(shared)))
    return {number: text for number, text in texts if text is not None}


def mixed_cells(xml: bytes, strings: Mapping[int, str]) -> Iterator[tuple[int, bytes, str]]:
    """Yield row (from 1), column's letters and text of the sheet's cells whose letters do not all count."""
    for found in _SHARED.finditer(xml) if strings else ():
        letters, row, number = found.groups()
        if int(number) in strings:
            yield int(row), letters, strings[int(number)]
    for found in _INLINE.finditer(xml) if _is_suspect(xml) else ():
        letters, row, content = found.groups()
        if (text := _mixed(content)) is not None:
            yield int(row), letters, text


def _is_suspect(xml: bytes) -> bool:
    return b"<strike" in xml or b"<vertAlign" in xml


def _mixed(content: bytes) -> str | None:
    """Return the text of a string of which a part is struck out or, in a number, raised or lowered; else None."""
    text = html.unescape(b"".join(_TEXT.findall(content)).decode("utf-8", "replace"))
    raised = _RAISED.search(content) and _NUMBER.fullmatch(text)
    return text if _STRUCK.search(content) or raised else None
