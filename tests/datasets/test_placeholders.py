"""Placeholders: words and numbers for nothing are told and are no values; ordinary ones are left alone."""

import duckdb
import pytest

import datasets
from datasets.reading.placeholder import is_placeholder
from datasets.reading.remarks import REMARKABLE, look_at_texts
from datasets.reading.rules import FAULTS

NOTHING = {
    "name": ["无", "-", "不详", "暂无", "测试", "123456", "１２３", "。。", "（无）", "test1", "无字号", " 未知 "],
    "legal_representative": ["无", "-", "不详", "***", "暂无", "000"],
    "address": ["无", "/", "不详", "无固定地址", "123"],
    "phone": ["00000000", "022-00000000", "12345678", "11111111", "022-12345678", "(022)88888888", "13800138000"],
}
SOMETHING = {
    "name": ["无锡精密机械有限公司", "天津不详斋", "一", "测试仪器有限公司", "3M中国", "空港物流"],
    "legal_representative": ["吴无", "王小明", "Nan", "John No"],
    "address": ["第三大街15号", "无瑕街道8号", "12号"],
    "phone": ["022-25325678", "13702111111", "66290000", "02266211111"],
}


@pytest.mark.parametrize("attribute", NOTHING)
def test_words_for_nothing_are_told_from_values(attribute: str) -> None:
    texts = [*NOTHING[attribute], *SOMETHING[attribute]]
    with duckdb.connect() as connection:
        asked = f"SELECT text FROM (SELECT unnest(?::TEXT[]) AS text) WHERE {is_placeholder(attribute, 'text')}"
        found = [text for (text,) in connection.execute(asked, [texts]).fetchall()]
    assert found == NOTHING[attribute]


def test_a_sole_proprietor_needs_no_name_of_its_own() -> None:
    texts = ["无", "-", "有限公司", "无字号", "个体户", "个体工商户"]
    with duckdb.connect() as connection:
        asked = (
            f"SELECT text FROM (SELECT unnest(?::TEXT[]) AS text) WHERE {is_placeholder('name', 'text', empty=True)}"
        )
        assert [text for (text,) in connection.execute(asked, [texts]).fetchall()] == ["无", "-", "有限公司"]


def test_a_register_is_told_which_of_its_texts_stand_for_nothing() -> None:
    source = datasets.sources()["tax_registration"]
    with duckdb.connect() as connection:
        columns = ", ".join(f"'无' AS {field.name}" for field in source.fields)
        connection.execute(f"CREATE TABLE given AS SELECT {columns}")
        look_at_texts(connection, source, "given")
        found = {field for (field,) in connection.execute("SELECT field FROM odd_text WHERE placeholder").fetchall()}
        asked = connection.execute("SELECT DISTINCT field FROM odd_text WHERE nothing_required").fetchall()
    attributes = {field.name: field.attribute for field in source.fields}
    assert sorted(str(attributes[each]) for each in found) == ["address", "legal_representative", "name", "phone"]
    assert {field for (field,) in asked} == {field.name for field in source.fields if field.required} & found
    assert "placeholder" in REMARKABLE
    assert FAULTS["placeholder"].severity == "warning"
