"""Check characters, against python-stdnum and against the examples of the standards."""

import duckdb
import pytest
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10

from datasets.simulate import scripts


@pytest.fixture(scope="module")
def numbers() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    scripts.run(connection, "numbers")
    return connection


def organisation_is_valid(code: str) -> bool:
    """GB 11714, written out a second time."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    remainder = 11 - sum(int(letter, 36) * weight for letter, weight in zip(code, weights, strict=False)) % 11
    return code[8] == {10: "X", 11: "0"}.get(remainder, str(remainder))


def test_the_example_of_the_standard_has_its_check_character(numbers: duckdb.DuckDBPyConnection) -> None:
    assert numbers.execute("SELECT organisation_check('D2143569')").fetchall() == [("X",)]
    assert numbers.execute("SELECT credit_check('91350100M000100Y4')").fetchall() == [("3",)]
    assert organisation_is_valid("D2143569X")


def test_every_number_in_the_register_is_valid_or_known_to_be_dirty(world: duckdb.DuckDBPyConnection) -> None:
    rows = world.execute('SELECT "注册号", "组织机构代码", "统一社会信用代码" FROM registry').fetchall()
    wrong = 0
    for registration, organisation, credit in rows:
        assert mod_11_10.is_valid(registration.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
        if credit is not None:
            assert uscc.is_valid(credit)
        if organisation is None or not organisation_is_valid(organisation.upper().replace("-", "")):
            wrong += 1
        elif credit is not None:
            assert credit[8:17] == organisation.upper().replace("-", "")
    assert wrong <= 0.02 * len(rows)


def test_taxpayers_change_to_the_credit_code_within_the_years_of_the_reform(world: duckdb.DuckDBPyConnection) -> None:
    first, last = world.execute(
        """SELECT min("入库月份") FILTER (length("纳税人识别号") = 18), max("入库月份") FILTER (length("纳税人识别号") = 15
               AND "纳税人识别号" NOT LIKE '1201155%') FROM tax"""
    ).fetchall()[0]
    assert first >= "2015-10"
    assert last <= "2017-12"
    for (number,) in world.execute('SELECT DISTINCT "纳税人识别号" FROM tax').fetchall():
        if number is not None and len(number) == 18 and number.isascii() and number.isupper():
            assert number.startswith("91120116")


def test_no_two_enterprises_share_a_number(world: duckdb.DuckDBPyConnection) -> None:
    for column in ("注册号", "组织机构代码", "统一社会信用代码"):
        shared = world.execute(
            f'SELECT count("{column}") - count(DISTINCT "{column}") FROM (SELECT DISTINCT * FROM registry)'
        ).fetchall()
        assert shared == [(0,)]
