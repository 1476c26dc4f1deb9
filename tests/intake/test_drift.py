"""What differs from the contract is told with the contract's line that would follow it."""

from datasets.catalogue import sources
from datasets.contract import Kind
from datasets.intake.drift import compare, infer, likeness
from datasets.intake.table import Refused, Remark
from datasets.reading.heading import find_heading
from tests.datasets.tiny import tiny_zone

TAX = sources()["tax"]


def told(change: dict[str, str | None]) -> Refused | tuple[Remark, ...]:
    """Return what is said of the tax extract after renaming (or, for None, dropping) columns."""
    table = tiny_zone()["tax/2010.csv"]
    for title, new in change.items():
        place = table[0].index(title)
        for number, row in enumerate(table):
            if new is None:
                del row[place]
            elif number == 0:
                row[place] = new
    heading = find_heading(iter(enumerate(table, start=1)), TAX)
    try:
        return (*heading.remarks, *compare(heading, TAX))
    except Refused as refused:
        return refused


def refusal(change: dict[str, str | None]) -> Refused:
    found = told(change)
    assert isinstance(found, Refused)
    return found


def test_a_renamed_column_is_found_by_name_and_content() -> None:
    found = refusal({"入库月份": "所属月份"})
    assert (found.rule, found.field) == ("renamed_column", "入库月份")
    assert 'payment_month: header="入库月份" → header="所属月份"' in found.text.en


def test_two_renamed_columns_are_not_mixed_up() -> None:
    found = refusal({"入库月份": "缴库月份", "纳税人名称": "企业名称全称"})
    assert 'header="入库月份" → header="缴库月份"' in found.text.zh


def test_a_column_that_is_gone_is_not_taken_for_another() -> None:
    found = refusal({"入库月份": None})
    assert (found.rule, found.field) == ("missing_column", "入库月份")
    assert "payment_month: required=False" in found.text.zh


def test_another_unit_is_not_another_name() -> None:
    found = refusal({"入库税额（元）": "入库税额（万元）"})
    assert found.rule == "changed_unit"
    assert "unit=Unit.TEN_THOUSAND_YUAN" in found.text.en


def test_brackets_and_blanks_of_a_title_are_no_change() -> None:
    remarks = told({"入库税额（元）": " 入库税额(元)"})
    assert isinstance(remarks, tuple)
    assert [(each.rule, each.severity) for each in remarks] == [("title_spelling", "info")]


def test_kinds_are_inferred_from_what_is_there() -> None:
    assert infer("日期", ["2010-01-02"]) is Kind.DATE
    assert infer("税额（元）", ["1", "2.5"]) is Kind.AMOUNT
    assert infer("人数", ["1", "2"]) is Kind.COUNT
    assert infer("编号", ["A-1", "B-2"]) is Kind.CODE
    assert infer("备注", []) is Kind.TEXT


def test_content_tells_columns_of_like_names_apart() -> None:
    month = next(field for field in TAX.fields if field.name == "payment_month")
    assert likeness(month, "入库日期", ["2010-06"]) > likeness(month, "入库日期", ["一二三"])
