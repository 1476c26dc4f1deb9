"""The reader that looks whether our files are archivable and accessible finds each thing that is wrong with one."""

import io

import pypdf
import pytest
from pypdf.generic import BooleanObject, ContentStream, NameObject, NumberObject, TextStringObject

from reports import pdf
from tests.reports.conformance import _elements, faults
from tests.reports.test_setting import content

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


@pytest.fixture(scope="module")
def good() -> bytes:
    heading = {"kind": "heading", "level": 1, "text": "税收"}
    table = {"kind": "table", "columns": [{"label": "街区", "number": False, "wide": 0}], "rows": [["东区"], ["西区"]]}
    chart = {"kind": "chart", "svg": PICTURE, "note": "", "alt": "条形图：东区三亿元，西区一亿元。", "caption": "税收"}
    words = {"kind": "paragraph", "listed": False, "items": [[{"text": "东区高于西区。", "bold": False, "key": ""}]]}
    blocks = [heading, words, {**chart, "key": "tax"}, {**table, "caption": "各街区", "note": "", "key": "blocks"}]
    return pdf.compose(content("一句话。", blocks))


def altered(good: bytes, alter) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(good))
    alter(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def element(writer, kind):
    return next(each for each in _elements(writer.root_object["/StructTreeRoot"]) if each["/S"] == kind)


def unmark(writer):
    page = writer.pages[1]
    stream = ContentStream(page.get_contents(), writer)
    stream.operations = [each for each in stream.operations if each[1] not in (b"BDC", b"BMC", b"EMC")]
    page[NameObject("/Contents")] = writer._add_object(stream)


def turn_round(writer):
    document = element(writer, "/Document")
    document["/K"].reverse()


def unembed(writer):
    for page in writer.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            inner["/FontDescriptor"].get_object().pop("/FontFile3", None)
            inner["/FontDescriptor"].get_object().pop("/FontFile2", None)


def silence(writer):
    for page in writer.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font.get_object().pop("/ToUnicode", None)


ALTERED = {
    "the language is en": lambda w: w.root_object.update({NameObject("/Lang"): TextStringObject("en")}),
    "it has no tags": lambda w: w.root_object["/MarkInfo"].update({NameObject("/Marked"): BooleanObject(False)}),
    "instead of its title": lambda w: w.root_object["/ViewerPreferences"].update(
        {NameObject("/DisplayDocTitle"): BooleanObject(False)}
    ),
    "no output intent": lambda w: w.root_object.pop("/OutputIntents"),
    "has /OpenAction": lambda w: w.root_object.update({NameObject("/OpenAction"): NumberObject(1)}),
    "no words for those": lambda w: element(w, "/Figure").pop("/Alt"),
    "a table has no heads": lambda w: [
        each.update({NameObject("/S"): NameObject("/TD")})
        for each in _elements(element(w, "/Table"))
        if each["/S"] == "/TH"
    ],
    "whose head it is": lambda w: element(w, "/TH").pop("/A"),
    "heading levels are skipped": lambda w: element(w, "/H1").update({NameObject("/S"): NameObject("/H3")}),
    "is not inside": unembed,
    "cannot be read out": silence,
    "paints something that is not marked": unmark,
    "another order than it is written": turn_round,
    "not walked in the order": lambda w: next(p for p in w.pages if "/Annots" in p).pop("/Tabs"),
}


def test_a_good_file_has_no_fault(good):
    assert faults(good, "zh") == []


@pytest.mark.parametrize("said", ALTERED)
def test_each_fault_is_found(good, said):
    found = faults(altered(good, ALTERED[said]), "zh")
    assert any(said in each for each in found), found
