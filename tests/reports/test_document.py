"""From a notebook's outputs to the blocks of a document: all of them, or an error that says which would be lost."""

from collections import defaultdict

import pytest
from python_calamine import CalamineWorkbook

from indicators.display import CHART, COVER, HEADING, TABLE, WORDS
from indicators.sentences.describe import describe
from reports import DocumentIncomplete
from reports.document import Chart, Document, Heading, Paragraph, Run, Table, read
from reports.layout import laid
from reports.workbook import workbook

FIGURE = {"data": [{"type": "bar", "x": ["东区", "西区"], "y": [3, 1]}], "layout": {}}
ABOUT = {"caption": "税收", "note": "", "alt": "条形图", "key": "tax"}
ROWS = {"columns": [{"label": "街区", "number": False}, {"label": "亿元", "number": True}], "rows": [["东区", "3.0"]]}


def shown(*outputs):
    return {"cells": [{"outputs": [{"output_type": "display_data", "metadata": {}, **each} for each in outputs]}]}


def chart(figure=FIGURE, **changes):
    return {"data": {CHART: figure}, "metadata": {CHART: {**ABOUT, **changes}}}


def table(**changes):
    return {"data": {TABLE: {**ROWS, "caption": "各街区", "note": "", "key": "blocks", **changes}}}


def words(text):
    return {"data": {WORDS: text}}


def test_every_kind_of_output_becomes_its_block_in_order():
    found = read(
        shown(words("## 税收"), words("税收 **3.0 亿元**，见[图](#tax)。"), chart(), table(), words("- 一\n- 二"))
    )
    assert [type(block) for block in found.blocks] == [Heading, Paragraph, Chart, Table, Paragraph]
    assert found.blocks[1].items[0] == (
        Run("税收 "),
        Run("3.0 亿元", bold=True),
        Run("，见"),
        Run("图", key="tax"),
        Run("。"),
    )
    assert (len(found.charts), len(found.tables)) == (1, 1)
    assert found.blocks[4].listed


def test_the_cover_takes_its_sentences_and_points():
    cover = {"sentences": ["税收 **1** 亿元。"], "highlights": [{"text": "税收", "key": "tax"}]}
    found = read(shown({"data": {COVER: cover, WORDS: "…"}}, chart()))
    assert found.sentences == ((Run("税收 "), Run("1", bold=True), Run(" 亿元。")),)
    assert found.highlights == (((Run("税收"),), "tax"),)


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        ([{"data": {"text/html": "<table>", "text/plain": "…"}}], "text/html"),
        ([{"data": {"image/png": "…"}}], "image/png"),
        ([chart(alt="")], "alt"),
        ([chart(caption="")], "caption"),
        ([chart(figure={"data": [{"type": "bar", "x": ["东区"], "y": [None]}], "layout": {}})], "empty"),
        ([chart(figure={"data": [], "layout": {}})], "empty"),
        ([chart(figure={"data": [{"type": "bar", "x": ["东区"], "y": [1], "visible": False}], "layout": {}})], "empty"),
        ([chart(figure={"data": [{"type": "bar", "x": ["东区"], "y": [1], "opacity": 0}], "layout": {}})], "empty"),
        ([chart(figure={"data": [{"x": [1, 2], "y": [1, 2], "mode": "none"}], "layout": {}})], "empty"),
        ([chart(figure={"data": [{"type": "scattergl", "x": [1], "y": [1]}], "layout": {}})], "cannot be drawn"),
        ([chart(figure={"data": FIGURE["data"], "layout": {"yaxis": {"range": [100, 200]}}})], "within the range"),
        ([table(rows=[])], "empty"),
        ([table(rows=[["东区"]])], "width"),
        ([chart(), chart()], "tax"),
        ([words("见[图](#missing)")], "missing"),
    ],
)
def test_what_would_be_lost_or_empty_is_an_error(outputs, said):
    with pytest.raises(DocumentIncomplete, match=said):
        read(shown(*outputs))


def test_plain_text_and_prints_are_not_part_of_a_report():
    printed = {"output_type": "stream", "name": "stdout", "text": "working"}
    assert read(shown(printed, {"data": {"text/plain": "42"}})).blocks == ()
    assert read(shown({"data": {HEADING: "税收", "text/html": "<b>税收</b>"}})).blocks == ()


def test_the_description_of_a_chart_names_its_ends_and_extremes():
    line = {
        "type": "scatter",
        "x": ["2026-01-01", "2026-02-01", "2026-03-01"],
        "y": [1.0, 3.0, 2.0],
        "customdata": [["2026年1月", "1.00 亿元"], ["2026年2月", "3.00 亿元"], ["2026年3月", "2.00 亿元"]],
    }
    said = describe({"data": [line], "layout": {}}, "税收收入", "zh")
    assert said == (
        "折线图：税收收入。自2026年1月的 1.00 亿元 到2026年3月的 2.00 亿元，最高 3.00 亿元（2026年2月），最低 1.00 亿元（2026年1月）。"
    )


def test_the_description_of_bars_ranks_them():
    bars = {"type": "bar", "orientation": "h", "y": ["West", "East"], "x": [1.0, 3.0], "customdata": ["1", "3"]}
    said = describe({"data": [bars], "layout": {}}, "Tax", "en")
    assert said == "Bar chart: Tax. East 3, West 1."


def test_a_crowded_table_keeps_its_numbers_whole_and_shares_the_rest_among_its_texts():
    columns = (
        ("Application", False),
        ("Department", False),
        *((f"{name} (thousand yuan)", True) for name in ("Asked for", "Cut", "Left")),
    )
    long = "Urban Management and Law Enforcement Bureau"
    crowded = Table(columns, ((long, long, "11,950.0", "7,440.0", "4,510.0"),), "", "", "t")
    assert [each["wide"] for each in laid(crowded, {})["columns"]] == [36, 36, -9, -9, -9]
    roomy = Table(columns[:3], ((long, "Health", "11,950.0"),), "", "", "t")
    assert [each["wide"] for each in laid(roomy, {})["columns"]] == [len(long), 0, 0]


def test_a_column_of_one_unit_is_numbers_in_the_workbook_and_amounts_that_do_not_add_up_are_words(tmp_path):
    columns = (("季度", False), ("税收", True), ("同比", True), ("杂", True))
    rows = (
        ("一", "147.7 亿元", "+5.4%", "3 个"),
        ("二", "−1,184.5 亿元", "—", "2.5 亿元"),
        ("三", "138 亿元", "7", "1/907"),
    )
    document = Document(blocks=(Table(columns, rows, "How the departments' records were joined", "", "key"),))
    said = defaultdict(str, words=defaultdict(str, about="说明"), date=[2026, 10, 31])
    (tmp_path / "tables.xlsx").write_bytes(workbook(document, said))
    book = CalamineWorkbook.from_path(str(tmp_path / "tables.xlsx"))
    assert book.sheet_names[1] == "1 How the departments records", "no word is cut"
    assert book.get_sheet_by_index(1).to_python()[3:] == [
        ["一", 147.7, 0.054, "3 个"],
        ["二", -1184.5, "—", "2.5 亿元"],
        ["三", 138.0, 7.0, "1/907"],
    ]
