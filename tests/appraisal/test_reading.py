"""Reading applications: every fault is told at once, in words, and none makes a rule pass."""

import datetime as dt
import re
from io import BytesIO

import pytest
import python_calamine
import xlsxwriter

from indicators.appraisal import read, read_text, review
from indicators.appraisal.fen import yuan
from indicators.appraisal.form import FIRST, write_blank
from indicators.appraisal.graph import cycle
from indicators.appraisal.reading import alone, read_bytes
from tests.appraisal.conftest import FOLDER

SOUND = (FOLDER / "2008-003.toml").read_text(encoding="utf-8")


def findings(text: str) -> dict[str, str]:
    return {each.path: each.kind for each in read_text("x.toml", text).findings}


def changed(before: str, after: str) -> str:
    assert before in SOUND
    return SOUND.replace(before, after, 1)


@pytest.mark.parametrize(
    ("before", "after", "path", "kind", "said"),
    [
        ('unit_price = "6.8 万元"', 'unit_price = "-6.8 万元"', "hardware[1].unit_price", "negative", "不得为负"),
        ('unit_price = "6.8 万元"', 'unit_price = "1 万美元"', "hardware[1].unit_price", "money_currency", "币种混用：万美元"),
        ('unit_price = "6.8 万元"', "unit_price = 68000", "hardware[1].unit_price", "money_unit", "没有单位"),
        ('unit_price = "6.8 万元"', 'unit_price = "很多"', "hardware[1].unit_price", "money_format", "无法识别"),
        ('unit_price = "6.8 万元"', 'unit_price = "0.001 元"', "hardware[1].unit_price", "money_fen", "细于一分"),
        ("growth_percent = 20", "growth_percent = 500", "demand.growth_percent", "implausible", "年增长率 500%"),
        ("growth_percent = 20", 'growth_percent = "20"', "demand.growth_percent", "number", "应为数字"),
        ("users = 700", "user = 700", "demand.user", "extra_forbidden", "没有这个字段"),
        ("users = 700", "users = 1.5", "demand.users", "count", "应为整数"),
        ('finish = "2008-12"', 'finish = "2008-02"', "project.finish", "order", "早于开工"),
        ('finish = "2008-12"', 'finish = "2008-13"', "project.finish", "string_pattern_mismatch", "写法不对"),
        ("dependency = []", '[[dependency]]\non = "X"\n[[dependency]]\nof = "X"\non = "2008-003"', "dependency", "cycle", "X"),
        ('hosted = "centre"', 'hosted = "cloud"', "architecture.hosted", "literal_error", "不是可选值"),
        ("virtualised = true", 'virtualised = "yes"', "architecture.virtualised", "bool_type", "应为是或否"),
        ('department = "GSJ"', 'department = "NASA"', "project.department", "code", "没有部门"),
        ("certified_staff = 2", "certified_staff = 20", "operation.certified_staff", "register", "登记册只有 2 人"),
        ("spares = 1", "spares = 99", "hardware[1].spares", "order", "多于数量"),
        ('asset = "ZC0005"', 'asset = "ZC9999"', "reuse[1].asset", "code", "登记册没有资产"),
        ('number = "2008-003"', "", "project.number", "missing", "缺必填项"),
        ('start = "2008-05"', 'start = "9998-05"', "project.start", "implausible", "不在 2003～2018 年之间"),
        ("applied = 2008-03-20", "applied = 2007-06-30", "demand.load", "months", "晚于申报日"),
        ("applied = 2008-03-20", "applied = 2012-01-01", "project.applied", "order", "不在规则包的有效期"),
        ("capacity = 20000", "capacity = 0", "hardware[1].capacity", "zero", "单台能力为零"),
        ('name = "企事业', 'name = "\u202e企事业', "project.name", "unseen", "看不见的字符"),
    ],
)  # fmt: skip
def test_each_fault_is_a_clear_finding(before, after, path, kind, said):
    found = [each for each in read_text("x.toml", changed(before, after)).findings if each.path == path]
    assert [each.kind for each in found] == [kind]
    assert said in found[0].message.zh
    assert found[0].remedy.zh
    assert found[0].remedy.en
    assert path in found[0].message.en


def test_a_misspelt_key_gets_a_suggestion():
    reading = read_text("x.toml", changed("users = 700", "user = 700"))
    assert reading.findings[0].remedy.en == "did you mean users?"


def test_an_empty_load_history_is_told_and_counts_as_unknown():
    start = SOUND.index("load = [")
    reading = read_text("x.toml", SOUND[:start] + "load = []\n" + SOUND[SOUND.index("]\n", start) + 2 :])
    assert [(each.path, each.kind) for each in reading.findings] == [("demand.load", "too_short")]
    opinion = review([reading])[0]
    assert opinion.verdict("D1").result == "unknown"
    assert opinion.outcome == "supplement"


def test_a_measured_load_that_grew_fivefold_is_told_and_counts_as_unknown():
    rows = "".join(
        f'{{ month = "{y}-{m:02d}", p95 = {1000 if y == 2006 else 6000} }},' for y in (2006, 2007) for m in range(1, 13)
    )
    start = SOUND.index("load = [")
    reading = read_text("x.toml", f"{SOUND[:start]}load = [{rows}]\n{SOUND[SOUND.index(']' + chr(10), start) + 2 :]}")
    assert [(each.path, each.kind) for each in reading.findings] == [("demand.load", "implausible")]
    assert "500%" in reading.findings[0].message.zh
    assert review([reading])[0].verdict("S1").result == "unknown"


def test_all_faults_are_told_at_once_and_the_sound_rest_is_reviewed():
    text = (
        changed("users = 700", "users = -1")
        .replace('"6.8 万元"', '"6.8 万美元"')
        .replace("departments = 6", "departmens = 6")
    )
    reading = read_text("x.toml", text)
    assert {each.path for each in reading.findings} == {"demand.users", "hardware[1].unit_price", "demand.departmens"}
    opinion = review([reading])[0]
    assert opinion.verdict("D2").result == "unknown"
    assert opinion.outcome == "supplement"


def test_a_unit_mixed_up_between_funds_and_lines_is_told():
    total = SOUND[SOUND.index('stage = "construction"') :]
    amount = total[total.index('amount = "') + 10 : total.index(' 万元"')]
    found = findings(SOUND.replace(f'amount = "{amount} 万元"', f'amount = "{amount} 元"', 1))
    assert found == {"funding": "unit"}


def test_a_list_that_lost_a_row_is_unknown_as_a_whole():
    opinion = review([read_text("x.toml", changed('source = "zone"', 'source = "moon"'))])[0]
    assert opinion.verdict("G0").result == "unknown"


@pytest.mark.parametrize("text", ["= 3", "[project", "\x00", f"a = {'[' * 500}"])
def test_what_is_no_toml_is_one_finding(text):
    reading = read_text("x.toml", text)
    assert reading.proposal is None
    assert [each.kind for each in reading.findings] == ["file"]
    assert review([reading])[0].outcome == "unreadable"


def test_a_cycle_through_several_applications_is_named(corpus):
    one = changed("dependency = []", '[[dependency]]\non = "B"')
    two = one.replace('"2008-003"', '"B"').replace('on = "B"', 'on = "2008-003"')
    told = review([read_text("a.toml", one), read_text("b.toml", two)])
    assert [each.verdict("H1").result for each in told] == ["fail", "fail"]
    assert "2008-003 → B → 2008-003" in told[0].verdict("H1").reason.en


def test_cycles_are_found_and_diamonds_are_none():
    assert cycle({"a": ("b", "c"), "b": ("d",), "c": ("d",)}) == ()
    assert cycle({"a": ("b",), "b": ("c",), "c": ("b",)}) == ("b", "c", "b")
    assert cycle({"a": ("a",)}) == ("a", "a")


def test_a_blank_form_asks_for_what_must_be_there(tmp_path):
    write_blank(tmp_path / "form.xlsx")
    reading = read(tmp_path / "form.xlsx")
    assert reading.proposal is None
    assert {each.path for each in reading.findings} == {"project"}


def test_a_filled_form_says_what_the_toml_says(tmp_path):
    write_blank(tmp_path / "blank.xlsx")
    blank = python_calamine.CalamineWorkbook.from_path(tmp_path / "blank.xlsx")
    filled = {"project.number": "2008-003", "project.name": "法人库", "project.department": "GSJ", "project.applied": dt.date(2008, 3, 20),
              "architecture.builds": "办公自动化；门户", "architecture.hosted": "中心机房", "project.tasks": "T03；T01", "project.start": "2008-05", "architecture.interfaces": "无", "architecture.virtualised": "是",
              "architecture.standards": "GB/T 21064-2007；GB 17859-1999", "demand.users": 700, "demand.growth_percent": 12.5,
              "operation.yearly_budget": "8.5 万元", "priority.claims": "P1；P6"}  # fmt: skip
    lists = {"hardware": {"name": "服务器", "quantity": 3, "unit_price": "6.8 万元", "capacity": 20000}, "dependency": {"on": "无"}, "demand.load": {"month": dt.date(2007, 12, 1), "p95": 48000.5}}  # fmt: skip
    with xlsxwriter.Workbook(tmp_path / "form.xlsx", {"default_date_format": "yyyy-mm-dd"}) as book:
        for name in blank.sheet_names:
            sheet = book.add_worksheet(name)
            cells = blank.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for row, line in enumerate(cells):
                sheet.write_row(row, 0, line)
                if name == FIRST and line[0] in filled:
                    sheet.write(row, 3, filled[line[0]])
            for key, value in lists.get(name.split(" ")[0], {}).items():
                sheet.write(4, cells[0].index(key), value)
    reading = read(tmp_path / "form.xlsx")
    text = """dependency = []
    [project]
    number = "2008-003"
    name = "法人库"
    department = "GSJ"
    applied = 2008-03-20
    tasks = ["T03", "T01"]
    start = "2008-05"
    [architecture]
    builds = ["office_automation", "portal"]
    hosted = "centre"
    interfaces = []
    virtualised = true
    standards = ["GB/T 21064-2007", "GB 17859-1999"]
    [demand]
    users = 700
    growth_percent = 12.5
    load = [{ month = "2007-12", p95 = 48000.5 }]
    [operation]
    yearly_budget = "85,000 元"
    [priority]
    claims = ["P1", "P6"]
    [[hardware]]
    name = "服务器"
    quantity = 3
    unit_price = { amount = 6.8, unit = "万元" }
    capacity = 20000
    """
    assert reading.findings == ()
    assert reading.proposal == read_text("x.toml", text).proposal


QUANTITY = 1  # the column


def workbook(act=None, name=None, **single) -> bytes:
    """A filled form with two lines of hardware, to one of whose sheets something was done."""
    content, filled = (
        BytesIO(),
        {"project.number": "1", "project.name": "某系统", "project.department": "GSJ", **single},
    )
    write_blank(content)
    blank = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content.getvalue()))
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for title in blank.sheet_names:
            written = book.add_worksheet(title)
            cells = blank.get_sheet_by_name(title).to_python(skip_empty_area=False)
            for row, line in enumerate(cells):
                written.write_row(row, 0, line)
                if title == FIRST and line[0] in filled:
                    written.write(row, 3, filled[line[0]])
            if title.startswith("hardware"):
                for row, line in enumerate([("服务器", 3, "6.8 万元"), ("网关", 1, "2 万元")], start=4):
                    for key, value in zip(("name", "quantity", "unit_price"), line, strict=True):
                        written.write(row, cells[0].index(key), value)
            if act is not None and title.startswith("hardware"):
                act(written)
        if name is not None:
            book.add_worksheet(name).write(0, 0, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("act", "kind", "asked"),
    [
        (None, None, "224,000.00"),
        (lambda sheet: sheet.merge_range(4, 0, 5, 0, "服务器"), "merged_cells", "224,000.00"),
        (
            lambda sheet: sheet.write_formula(4, QUANTITY, "=1+2", None, ""),
            "formula_without_value",
            "20,000.00",
        ),
        (lambda sheet: sheet.write_formula(4, QUANTITY, "=1+2", None, 3), "formula", "224,000.00"),
        (lambda sheet: sheet.write_formula(4, QUANTITY, "=1/0", None, "#DIV/0!"), "error_value", "20,000.00"),
        (lambda sheet: sheet.set_row(5, None, None, {"hidden": True}), "hidden_cells", "224,000.00"),
        (lambda sheet: sheet.hide(), "hidden_sheet", "224,000.00"),
    ],
)
def test_what_a_sheet_hides_or_cannot_say_is_a_finding_in_both_languages(act, kind, asked):
    reading = read_bytes("form.xlsx", workbook(act))
    found = [each for each in reading.findings if each.path == "hardware"]
    assert [each.kind for each in found] == ([kind] if kind else [])
    assert all(all((*each.message, *each.remedy)) for each in found)
    assert yuan(review([reading])[0].requested_fen) == asked


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是 XLSX 工作簿"),
        (b"PK\x03\x04garbage", "不是 XLSX 工作簿"),
        (SOUND.encode(), "不是 XLSX 工作簿"),
        (workbook(lambda sheet: sheet.write(1_048_575, 16_383, "x")), "超过 5,000 行或 200 列"),
    ],
    ids=["nothing", "garbage", "toml", "a cell in the far corner"],
)
def test_a_form_that_must_not_be_read_is_refused_in_both_languages(content, said):
    reading = read_bytes("form.xlsx", content)
    assert reading.proposal is None
    assert said in reading.findings[0].message.zh
    assert not re.search("[一-龥]", reading.findings[0].message.en.replace("hardware 硬件", ""))


def test_dates_as_text_and_sheets_of_nobody_are_told():
    told = {
        each.path: each.kind
        for each in read_bytes("f.xlsx", workbook(name="其他", **{"project.applied": "2008/3/20"})).findings
    }
    assert told == {"project.applied": "date_type", "": "other_sheet"}
    assert read_bytes("f.xlsx", workbook(**{"project.applied": "2008-03-20"})).findings == ()


def test_one_number_in_two_files_is_told_of_both():
    found = alone(
        [read_text("a.toml", SOUND), read_text("b.toml", SOUND), read_text("c.toml", changed("2008-003", "X"))]
    )
    assert [[each.message.en for each in one.findings] for one in found] == [
        ["project.number is that of b.toml too"],
        ["project.number is that of a.toml too"],
        [],
    ]
    assert review(found)[0].outcome == "supplement"
