"""What a stranger's reader finds in a PDF of ours: archivable (PDF/A-2a), accessible (PDF/UA-1), read in order.

veraPDF needs Java and a download that an intranet has not; these are the rules of ISO 19005-2 and ISO 14289-1 that our
files could break, read from the bytes by a library that had no part in setting them.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdf
from pypdf.generic import ContentStream

_HEADING = re.compile(r"/H([1-6])$")
_SHOWS = {b"Tj", b"TJ", b"'", b'"', b"Do", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh"}
"""What paints text, pictures, lines and areas: each must be marked as content or as an artifact."""

_FORBIDDEN = ("/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles")
_LEAST_ALT = 12


def faults(pdf: bytes, language: str) -> list[str]:
    """Return what is wrong with a PDF, in words; an empty list is a good file."""
    document = pypdf.PdfReader(io.BytesIO(pdf))
    root: Any = document.trailer["/Root"]
    tree = list(_elements(root["/StructTreeRoot"])) if "/StructTreeRoot" in root else []
    return [
        *_of_root(document, root, language),
        *_of_tree(tree),
        *_of_fonts(document),
        *_of_marks(document),
        *_of_order(document, root),
        *_of_annotations(document),
    ]


def _of_root(document: pypdf.PdfReader, root: Any, language: str) -> Iterator[str]:
    packet = root["/Metadata"].get_data().decode()
    for name, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        if not re.search(rf'{name}(=["\']|>){value}\b', packet):
            yield f"the metadata do not say {name} {value}"
    if not str(root.get("/Lang", "")).startswith(language):
        yield f"the language is {root.get('/Lang')}, not {language}"
    if not _yes(root.get("/MarkInfo", {}), "/Marked") or "/StructTreeRoot" not in root:
        yield "it has no tags"
    if not _yes(root.get("/ViewerPreferences", {}), "/DisplayDocTitle"):
        yield "a reader shows the file's name instead of its title"
    if not root.get("/OutputIntents"):
        yield "it names no output intent"
    about: Any = document.metadata or {}
    title = str(about.get("/Title", ""))
    if not title or title not in packet:
        yield f"the title {title!r} is not that of the metadata"
    if document.is_encrypted:
        yield "it is encrypted"
    names = root.get("/Names", {})
    yield from (f"it has {each}" for each in _FORBIDDEN if each in root or each in names)


def _of_tree(tree: list[Any]) -> Iterator[str]:
    levels = [int(found[1]) for each in tree if (found := _HEADING.match(str(each["/S"])))]
    if levels and (levels[0] != 1 or any(b > a + 1 for a, b in pairwise(levels))):
        yield f"heading levels are skipped: {levels}"
    for each in tree:
        if each["/S"] == "/Figure" and len(str(each.get("/Alt", "")).strip()) < _LEAST_ALT:
            yield f"a figure has no words for those who cannot see it: {each.get('/Alt')!r}"
        if each["/S"] == "/Table":
            kinds = [str(part["/S"]) for part in _elements(each)]
            if "/TH" not in kinds or "/TR" not in kinds:
                yield "a table has no heads"
        if each["/S"] == "/TH" and not any(str(a.get("/Scope", "")) for a in _attributes(each)):
            yield "a table's head does not say whose head it is"


def _of_fonts(document: pypdf.PdfReader) -> Iterator[str]:
    for page in document.pages:
        for font in _fonts(page.get("/Resources", {}), set()):
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            name = str(font.get("/BaseFont"))
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                yield f"the font {name} is not inside"
            if "/ToUnicode" not in font:
                yield f"the words set in {name} cannot be read out"
            if "NotoSansSC" not in name:
                yield f"the font {name} is not ours"


def _of_marks(document: pypdf.PdfReader) -> Iterator[str]:
    """Yield the pages on which something is painted that is neither content nor an artifact."""
    for number, page in enumerate(document.pages, start=1):
        depth = 0
        for _, operator in ContentStream(page.get_contents(), document).operations:
            depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
            if operator in _SHOWS and depth == 0:
                yield f"page {number} paints something that is not marked"
                break


def _of_order(document: pypdf.PdfReader, root: Any) -> Iterator[str]:
    """Yield the pages on which the tags are not read in the order in which the words are written."""
    kept: list[Any] = list(document.pages)
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(kept, start=1)}
    seen: dict[int, int] = {}
    for page, mark in _marks(root["/StructTreeRoot"], None):
        number = pages[page]
        if mark < seen.get(number, -1):
            yield f"page {number} is read in another order than it is written"
            return
        seen[number] = mark
    yield from (f"page {number} has no tagged word" for number in pages.values() if number not in seen)


def _of_annotations(document: pypdf.PdfReader) -> Iterator[str]:
    for number, page in enumerate(document.pages, start=1):
        found = [each.get_object() for each in page.get("/Annots", [])]
        if found and page.get("/Tabs") != "/S":
            yield f"page {number} is not walked in the order of its tags"
        for each in found:
            if "/URI" in each.get("/A", {}):
                yield f"page {number} points outside"
            flags = int(each.get("/F", 0))
            if not flags & 4 or flags & 0b100011:
                yield f"page {number} has an annotation that is not printed"
            empty = len(set(each["/Rect"][:2]) | set(each["/Rect"][2:])) == 1
            if not empty and "/StructParent" not in each:
                yield f"page {number} has an annotation without a tag"
            if each["/Subtype"] == "/Link" and not each.get("/Contents"):
                yield f"page {number} has a link without words"
            if each["/Subtype"] == "/Widget" and not each.get("/TU"):
                yield f"page {number} has a field without a name to be read out"


def _yes(found: Any, name: str) -> bool:
    """Return whether an entry is true; pypdf's own false is no falsehood to Python."""
    return name in found and found[name] == True  # noqa: E712


def _elements(start: Any) -> Iterator[Any]:
    """Yield the elements below one, in the order of reading."""
    for each in _below(start):
        if isinstance(each, dict) and "/S" in each:
            yield each
            yield from _elements(each)


def _marks(element: Any, page: int | None) -> Iterator[tuple[int, int]]:
    """Yield page (its object's number) and mark of all that is written, in the order of reading.

    A picture is left out: it is read by its words, and its caption before it.
    """
    if element.get("/S") == "/Figure":
        return
    own = element.raw_get("/Pg").idnum if "/Pg" in element else page
    for each in _below(element):
        if isinstance(each, int):
            yield int(own or 0), int(each)
        elif "/MCID" in each:
            yield each.raw_get("/Pg").idnum if "/Pg" in each else int(own or 0), int(each["/MCID"])
        elif "/S" in each:
            yield from _marks(each, own)


def _below(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    return [
        each.get_object() if hasattr(each, "get_object") else each
        for each in (kids if isinstance(kids, list) else [kids])
    ]


def _attributes(element: Any) -> list[Any]:
    found = element.get("/A", [])
    return [each.get_object() for each in (found if isinstance(found, list) else [found])]


def _fonts(resources: Any, seen: set[int]) -> Iterator[Any]:
    """Yield every font, those of pictures within pages too."""
    resources = resources.get_object()
    for each in resources.get("/Font", {}).values():
        yield each.get_object()
    for each in resources.get("/XObject", {}).values():
        if each.idnum not in seen:
            seen.add(each.idnum)
            inner = each.get_object()
            if "/Resources" in inner:
                yield from _fonts(inner["/Resources"], seen)
