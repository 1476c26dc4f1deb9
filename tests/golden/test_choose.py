"""Golden records: departments' rows in, the chosen value and the reason out."""

from dataclasses import replace

import duckdb
import pytest

from datasets.golden import Agreed, Attribute, Fullest, Golden, Latest, Living, Normal, Prefer, Youngest, choose
from datasets.reading.identifiers import MACROS
from datasets.text import Text

Row = tuple[object, ...]
NAME = Attribute(
    name="name",
    label=Text("名称", "name"),
    normal=Normal.NAME,
    rule=(Prefer(("registry", "tax")), Living(), Youngest()),
)
ADDRESS = Attribute(
    name="address", label=Text("地址", "address"), normal=Normal.ADDRESS, rule=(Latest(), Agreed(), Fullest())
)
PHONE = Attribute(name="phone", label=Text("电话", "phone"), normal=Normal.DIGITS, rule=(Agreed(), Latest()))
CLOSED = Attribute(
    name="closed_date",
    label=Text("注销日期", "closing date"),
    rule=(Prefer(("registry",)), Latest()),
    silence=("registry",),
)


def golden(*attributes: Attribute) -> Golden:
    return Golden(
        subject="entity",
        table="entity",
        records="entity_record",
        links="record_link",
        candidates="entity_value",
        conflicts="conflict",
        attributes=attributes,
    )


def connect(*rows: Row) -> duckdb.DuckDBPyConnection:
    """Rows: source, row, entity, name, address, phone, founded, closed, recorded."""
    connection = duckdb.connect()
    connection.execute(MACROS)
    connection.execute(
        "CREATE TEMP TABLE given (source TEXT, source_row INTEGER, entity_id TEXT, name TEXT, address TEXT, phone TEXT, "
        "founded_date DATE, closed_date DATE, recorded_date DATE)"
    )
    connection.executemany("INSERT INTO given VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("CREATE TEMP TABLE entity_record AS SELECT * EXCLUDE (entity_id), 1 AS receipt FROM given")
    connection.execute("CREATE TABLE record_link AS SELECT source, 1 AS receipt, source_row, entity_id FROM given")
    return connection


def chosen(attribute: Attribute, *rows: Row) -> list[Row]:
    """Value, department and reason of each candidate, the chosen one first."""
    connection = connect(*rows)
    choose(connection, golden(attribute))
    return connection.execute("SELECT value, source, reason FROM entity_value ORDER BY place").fetchall()


def test_the_name_of_the_register_comes_before_that_of_the_tax_bureau() -> None:
    assert chosen(
        NAME,
        ("customs", 1, "A", "泰达电子", None, None, None, None, None),
        ("tax", 1, "A", "天津泰达电子公司", None, None, None, None, None),
        ("registry", 1, "A", "天津泰达电子有限公司", None, None, "2001-01-01", None, None),
    ) == [
        ("天津泰达电子有限公司", "registry", "chosen"),
        ("天津泰达电子公司", "tax", "prefer"),
        ("泰达电子", "customs", "prefer"),
    ]


def test_a_word_for_nothing_is_no_value_whoever_writes_it() -> None:
    assert chosen(
        NAME,
        ("registry", 1, "A", "不详", None, None, "2001-01-01", None, None),
        ("customs", 1, "A", "泰达电子", None, None, None, None, None),
    ) == [("泰达电子", "customs", "chosen")]


def test_the_living_registration_speaks_for_an_enterprise_registered_twice() -> None:
    assert chosen(
        NAME,
        ("registry", 1, "A", "老厂", None, None, "1994-01-01", "1999-05-01", None),
        ("registry", 2, "A", "旧厂", None, None, "1996-01-01", None, None),
        ("registry", 3, "A", "新厂", None, None, "1999-05-01", None, None),
    ) == [
        ("新厂", "registry", "chosen"),
        ("旧厂", "registry", "youngest"),
        ("老厂", "registry", "living"),
    ]


def test_the_latest_address_is_chosen_whoever_recorded_it() -> None:
    assert chosen(
        ADDRESS,
        ("registry", 1, "A", None, "第三大街1号", None, None, None, "2008-01-01"),
        ("social", 1, "A", None, "黄海路9号", None, None, None, "2010-06-30"),
        ("tax", 1, "A", None, "洞庭路5号", None, None, None, None),
    ) == [
        ("黄海路9号", "social", "chosen"),
        ("第三大街1号", "registry", "latest"),
        ("洞庭路5号", "tax", "latest"),
    ]


def test_of_equally_old_addresses_the_one_most_departments_report_is_chosen() -> None:
    rows = chosen(
        ADDRESS,
        ("customs", 1, "A", None, "黄海路9号", None, None, None, "2010-01-01"),
        ("tax", 1, "A", None, "第三大街 １号", None, None, None, "2010-01-01"),
        ("registry", 1, "A", None, "第三大街1号", None, None, None, "2010-01-01"),
    )
    # One blank more makes it no other address; of the two writings the longer is the fuller.
    assert rows == [
        ("第三大街 １号", "tax", "chosen"),
        ("第三大街1号", "registry", "fullest"),
        ("黄海路9号", "customs", "agreed"),
    ]


def test_when_all_else_is_equal_the_order_of_source_receipt_and_row_decides() -> None:
    assert chosen(
        PHONE,
        ("tax", 2, "A", None, None, "66200000", None, None, None),
        ("tax", 1, "A", None, None, "25200000", None, None, None),
    ) == [("25200000", "tax", "chosen"), ("66200000", "tax", "order")]


def test_a_register_without_a_closing_date_says_that_the_enterprise_is_open() -> None:
    assert chosen(
        CLOSED,
        ("tax", 1, "A", None, None, None, None, "2009-12-31", None),
        ("registry", 1, "A", None, None, None, "2001-01-01", None, None),
    ) == [(None, "registry", "chosen"), ("2009-12-31", "tax", "prefer")]


def test_where_the_register_does_not_know_it_the_tax_bureau_says_when_it_closed() -> None:
    assert chosen(CLOSED, ("tax", 1, "A", None, None, None, None, "2009-12-31", None)) == [
        ("2009-12-31", "tax", "chosen")
    ]


def test_foreign_capital_in_words_is_no_candidate_for_an_amount_in_yuan() -> None:
    capital = Attribute(name="phone", label=Text("资本", "capital"), rule=(Latest(),), kind="DECIMAL(18, 2)")
    assert chosen(
        capital,
        ("registry", 1, "A", None, None, "3059万美元", None, None, "2020-01-01"),
        ("tax", 1, "A", None, None, "5000000.00", None, None, None),
    ) == [("5000000.00", "tax", "chosen")]


def test_a_registered_change_is_a_candidate_too() -> None:
    connection = connect(("tax", 1, "A", "旧名", None, None, None, None, None))
    connection.execute(
        "CREATE TEMP TABLE stated AS SELECT 'A' AS entity_id, 'name' AS attribute, '新名' AS value, "
        "DATE '2010-01-01' AS recorded_date, 'registry' AS source, 7 AS receipt, 1 AS source_row"
    )
    choose(connection, replace(golden(NAME), statements="stated"))
    assert connection.execute("SELECT value, source FROM entity_value ORDER BY place").fetchall() == [
        ("新名", "registry"),
        ("旧名", "tax"),
    ]


def test_departments_of_one_group_are_trusted_alike() -> None:
    name = replace(NAME, rule=(Prefer((("registry", "institution"), "tax")), Latest()))
    assert chosen(
        name,
        ("registry", 1, "A", "旧名", None, None, None, None, "2001-01-01"),
        ("institution", 1, "A", "新名", None, None, None, None, "2010-01-01"),
        ("tax", 1, "A", "名", None, None, None, None, "2020-01-01"),
    ) == [("新名", "institution", "chosen"), ("旧名", "registry", "latest"), ("名", "tax", "prefer")]
    names = {key: Text(key, key) for key in ("registry", "institution", "tax")}
    assert name.words(names).en.startswith("name: registry or institution, then tax preferred")


def test_a_loser_agrees_if_it_differs_in_writing_only() -> None:
    connection = connect(
        ("registry", 1, "A", "天津泰达（集团）有限公司", None, None, None, None, None),
        ("tax", 1, "A", "天津泰达(集团)有限责任公司", None, None, None, None, None),
        ("customs", 1, "A", "天津开发区有限公司", None, None, None, None, None),
    )
    choose(connection, golden(NAME))
    assert connection.execute("SELECT source, agrees FROM entity_value ORDER BY place").fetchall() == [
        ("registry", True),
        ("tax", True),
        ("customs", False),
    ]


def test_unknown_and_empty_are_no_candidates() -> None:
    assert chosen(NAME, ("tax", 1, "A", None, None, None, None, None, None)) == []
    assert chosen(NAME, ("tax", 1, "A", "unknown", None, None, None, None, None)) == []


@pytest.mark.parametrize("nothing", ["　　", " ", "\u00a0", "\u200b", "_x0000_"])
def test_what_shows_nothing_is_never_chosen(nothing: str) -> None:
    register = ("registry", 1, "A", nothing, None, None, None, None, None)
    assert chosen(NAME, register, ("tax", 1, "A", "甲公司", None, None, None, None, None)) == [
        ("甲公司", "tax", "chosen")
    ]


@pytest.mark.parametrize("name", ["甲公司 ", "\u3000甲公司", "甲\u200b公司", "甲公司_x0000_"])
def test_signs_nobody_sees_are_no_difference(name: str) -> None:
    connection = connect(
        ("registry", 1, "A", "甲公司", None, None, None, None, None),
        ("tax", 1, "A", name, None, None, None, None, None),
    )
    choose(connection, golden(NAME))
    assert connection.execute("SELECT bool_and(agrees) FROM entity_value").fetchall() == [(True,)]


@pytest.mark.parametrize("threads", [1, 4])
def test_the_choice_depends_neither_on_threads_nor_on_the_order_of_rows(threads: int) -> None:
    rows = [
        ("tax" if n % 3 else "registry", n, f"E{n % 7}", f"名{n % 5}", f"路{n % 4}", None, None, None, None)
        for n in range(500)
    ]
    results = []
    for given in (rows, rows[::-1]):
        connection = connect(*given)
        connection.execute(f"SET threads = {threads}")
        choose(connection, golden(NAME, ADDRESS))
        results.append(connection.execute("FROM entity_value ORDER BY ALL").fetchall())
    assert results[0] == results[1]


def test_a_rule_is_a_sentence_in_both_languages() -> None:
    names = {"registry": Text("工商登记", "register"), "tax": Text("税务", "tax bureau")}
    assert NAME.words(names) == Text(
        "名称：工商登记，其次税务优先；未注销登记优先；最近成立的登记优先；以上相同时按来源、回执、行号先后。",
        "name: register, then tax bureau preferred; a registration not closed preferred; "
        "the latest registration preferred; then the order of source, receipt and row.",
    )
