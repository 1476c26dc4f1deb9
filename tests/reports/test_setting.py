"""Setting a document: rare characters are set, and nothing is left out without a word."""

import datetime as dt
import io
import re
from typing import Any

import pypdf
import pytest

import reports
from reports import pdf
from reports.correction import Correction
from reports.words import WORDS


def content(text: str, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the least a document can be made of."""
    return {
        "language": "zh",
        "words": {name: each.zh for name, each in WORDS.items()},
        "palette": dict.fromkeys(("ink", "ink-2", "ink-3", "line", "jing"), "#16202e"),
        "title": "试刊",
        "period": "2026年10月",
        "date": [2026, 10, 31],
        "zone": "开发区",
        "author": "经纬",
        "classification": "内部",
        "simulated": True,
        "snapshot": "x",
        "code": "0000-0000-0000-0000",
        "correction": "",
        "as_of": "2026-10-31",
        "sentences": [[{"text": text, "bold": False, "key": ""}]],
        "highlights": [],
        "blocks": blocks,
        "rows": [[place] for place in range(len(blocks))],
        "provenance": [],
    }


def test_rare_characters_are_set():
    made = pdf.compose(content("滘垚㙟䶮", []))
    assert made.startswith(b"%PDF")


def test_a_correction_stands_on_the_first_page_however_long_its_reason():
    said = Correction(3, None, "口径有误" * 200).said("zh")
    assert said.endswith("…")
    whole = {**content("一句话。", []), "correction": said, "highlights": []}
    first, second, *_ = pypdf.PdfReader(io.BytesIO(pdf.compose(whole))).pages
    assert re.sub(r"\s+", "", said) in re.sub(r"\s+", "", first.extract_text())
    assert "目录" in second.extract_text(), "it still is one page"
    moment = dt.datetime(2026, 11, 13, 18, tzinfo=dt.UTC)
    assert Correction(2, moment, "wrong unit").said("en") == (
        "Correction: this is version 2; it replaces version 1, made on 2026-11-14. Why: wrong unit"
    )


def test_a_character_without_a_glyph_stops_the_report():
    with pytest.raises(reports.DocumentIncomplete):
        pdf.compose(content("税收 \U0001f600", []))


def test_an_exhibit_that_is_not_set_stops_the_report():
    table = {"kind": "table", "columns": [{"label": "街区", "number": False, "wide": 0}], "rows": [["东区"]]}
    block = {**table, "caption": "各街区", "note": "", "key": "blocks"}
    whole = content("一", [block])
    assert pdf.compose(whole).startswith(b"%PDF")
    with pytest.raises(reports.DocumentIncomplete, match="holds 0"):
        pdf.compose({**whole, "rows": []})


def test_a_long_table_runs_over_to_the_next_page_whole():
    table = {"kind": "table", "columns": [{"label": "街区", "number": False, "wide": 0}]}
    rows = [[f"第{number}街区"] for number in range(120)]
    whole = content("一", [{**table, "rows": rows, "caption": "各街区", "note": "", "key": "blocks"}])
    pages = pypdf.PdfReader(io.BytesIO(pdf.compose(whole))).pages
    on_pages = ["".join(page.extract_text().split()) for page in pages]
    assert sum("街区" in text for text in on_pages) >= 3
    assert len(pages) >= 4
