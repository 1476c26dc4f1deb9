"""A cell is the text its reader sees: percentages, padded codes, scaled numbers, hidden rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from datasets.catalogue import sources
from datasets.intake.formats import Format, Shows, shows
from datasets.intake.richtext import mixed_cells, mixed_strings
from datasets.intake.trial import Trial, bench, examine_file

TITLES = ["报表行号", "统计时期", "科目编码", "累计完成（万元）", "同比增减（%）", "数据状态", "发布日期"]
CODES = {
    "General": None,
    "#,##0.00_ ;[Red]-#,##0.00 ": None,
    '_ * #,##0.00_ ;_ * "-"??_ ;_ @_ ': None,
    "[$¥-804]#,##0.00": None,
    "yyyy-mm-dd": None,
    '0.0"%"': None,
    "0.0%": Shows.PERCENT,
    "0%;[Red]-0%": Shows.PERCENT,
    "00": Shows.PADDED,
    "#,##0,": Shows.OTHERWISE,
    "0.0,,": Shows.OTHERWISE,
    '0!.0,"万"': Shows.OTHERWISE,
    '[>=10000]0!.0000"万元";0': Shows.OTHERWISE,
    ";;;": Shows.OTHERWISE,
}


@pytest.mark.parametrize("code", CODES)
def test_what_a_format_does_to_a_number(code: str) -> None:
    assert shows(code) is CODES[code]


def test_a_padded_number_is_shown_with_its_noughts() -> None:
    assert Format(code="000", shows=Shows.PADDED).text("7") == "007"
    assert Format(code="0.0%", shows=Shows.PERCENT).text("0.119") == "11.9%"


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    path = tmp_path / "fiscal_revenue.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("表")
        percent, padded, scaled = (made.add_format({"num_format": code}) for code in ("0.0%", "000", "#,##0,"))
        sheet.write_row(0, 0, TITLES)
        for row in range(1, 21):
            sheet.write_row(
                row,
                0,
                [f"R{row:03d}", f"{2010 - (row - 1) // 10}年1-{row % 10 + 2}月", "", 2000 + row, "", "1", "2010-12-20"],
            )
            sheet.write_number(row, 2, 101, padded)
            sheet.write_number(row, 4, 0.119, percent)
        sheet.write_number(7, 3, 2_345_678, scaled)
        struck, raised = made.add_format({"font_strikeout": True}), made.add_format({"font_script": 1})
        sheet.write_rich_string(9, 3, struck, "19", "20", raised, " ")
        sheet.write_rich_string(10, 3, "2010", raised, "1")
        sheet.write_number(5, 3, 2005, made.add_format({"font_strikeout": True}))
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(6, 6, None, None, {"hidden": True})
    (tmp_path / "open").mkdir()
    with bench("teda") as connection:
        source = sources()["fiscal_revenue"]
        yield examine_file(connection, source, path, home=tmp_path / "home", folder=tmp_path / "open")


def test_a_percentage_is_read_as_it_is_shown_and_a_padded_code_too(trial: Trial) -> None:
    found = trial.connection.execute("SELECT DISTINCT growth_percent, fiscal_item_code FROM accepted").fetchall()
    assert found == [(11.9, "101")]
    assert trial.accepted == 17


def test_a_scaled_number_refuses_its_row_and_hidden_cells_are_named(trial: Trial) -> None:
    said = {each.rule: each for each in trial.findings}
    assert (said["shown_otherwise"].rows, said["shown_otherwise"].field) == ((7,), "累计完成（万元）")
    assert (said["hidden_cells"].severity, said["hidden_cells"].row_count) == ("warning", 1)
    assert "第 4 （共" not in said["hidden_cells"].message.zh
    assert "第 4 行（共 1 行）、第 G 列" in said["hidden_cells"].message.zh
    assert "columns G" in said["hidden_cells"].message.en
    assert said["percentages"].row_count == 20


def test_a_cell_struck_out_in_part_or_with_a_footnotes_mark_refuses_its_row(trial: Trial) -> None:
    """``~~19~~20`` is no 1920, and 2010 with a raised 1 no 20101."""
    mixed = next(each for each in trial.findings if each.rule == "several_styles")
    assert (mixed.severity, mixed.rows, mixed.field) == ("error", (9, 10), "累计完成（万元）")


def test_letters_in_several_styles_that_all_count_are_no_fault() -> None:
    plain, bold = b"<r><t>20</t></r>", b"<r><rPr><b/></rPr><t>10</t></r>"
    square = b'<r><t>m</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>'
    kept = b'<r><rPr><strike val="0"/></rPr><t>5</t></r>'
    gone = b"<r><rPr><strike/></rPr><t xml:space='preserve'>a &amp; </t></r><r><t>b</t></r>"
    shared = (
        b"<sst><si/>" + b"".join(b"<si>" + each + b"</si>" for each in (plain + bold, square, kept, gone)) + b"</sst>"
    )
    assert mixed_strings(shared) == {4: "a & b"}
    sheet = b'<c r="AB7" s="1" t="s"><v>4</v></c><c r="A8" t="s"><v>3</v></c>'
    assert list(mixed_cells(sheet, {4: "a & b"})) == [(7, b"AB", "a & b")]
    inline = b'<c r="B2" t="inlineStr"><is>' + gone + b"</is></c>"
    assert list(mixed_cells(inline, {})) == [(2, b"B", "a & b")]


def test_a_row_that_is_struck_out_is_read_and_named(trial: Trial) -> None:
    struck = next(each for each in trial.findings if each.rule == "struck_out")
    assert (struck.severity, struck.row_count) == ("warning", 1)
    assert "第 6 行（共 1 行）有加删除线的内容" in struck.message.zh
    assert "as the sheet numbers them" in struck.message.en
