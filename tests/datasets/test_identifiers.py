"""Check digits agree with python-stdnum on every code hypothesis can think of."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_10

from datasets.contract import Kind
from datasets.reading.identifiers import DIGITS_31, DIGITS_36, MACROS, identifier, organisation_code, plain_spelling
from tests.datasets import tiny

WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@cache
def connection() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect(config={"threads": 1})
    opened.execute(MACROS)
    return opened


def all_judged(kind: Kind, texts: Sequence[str]) -> list[str | None]:
    """Return the organisation code in each text, judged in one query."""
    sql = (
        f"WITH p AS (SELECT n, {plain_spelling(kind)} AS plain FROM (SELECT unnest(?) AS text, unnest(?) AS n)) "
        f"SELECT {organisation_code(kind)} FROM p ORDER BY n"
    )
    return [code for (code,) in connection().execute(sql, [list(texts), list(range(len(texts)))]).fetchall()]


def judged(kind: Kind, text: str) -> str | None:
    return all_judged(kind, [text])[0]


def organisation_check(body: str) -> str:
    total = sum(weight * DIGITS_36.index(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return "0123456789X0"[11 - total % 11]


organisation_bodies = st.text(alphabet=DIGITS_36, min_size=8, max_size=8)
credit_bodies = st.tuples(
    st.text(alphabet=DIGITS_31, min_size=2, max_size=2),
    st.text(alphabet="0123456789", min_size=6, max_size=6),
    st.text(alphabet=DIGITS_31, min_size=9, max_size=9),
).map("".join)


@settings(max_examples=40, deadline=None)
@given(credit_bodies)
def test_exactly_one_check_character_makes_a_credit_code(body: str) -> None:
    good = body + uscc.calc_check_digit(body)
    assert judged(Kind.TAXPAYER_NUMBER, good) == good[8:17]
    others = [body + digit for digit in DIGITS_31 if body + digit != good]
    assert all_judged(Kind.CREDIT_CODE, [good, good.lower(), *others]) == [good[8:17]] * 2 + [None] * 30


@settings(max_examples=40, deadline=None)
@given(organisation_bodies)
def test_exactly_one_check_character_makes_an_organisation_code(body: str) -> None:
    good = body + organisation_check(body)
    spellings = [good, good.lower(), f"{good[:8]}-{good[8]}"]
    assert all_judged(Kind.ORGANISATION_CODE, spellings) == [good] * 3
    others = [body + digit for digit in DIGITS_36 if body + digit != good]
    assert all_judged(Kind.ORGANISATION_CODE, others) == [None] * 35
    assert judged(Kind.TAXPAYER_NUMBER, "120115" + good) == good


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20), st.sampled_from([Kind.ORGANISATION_CODE, Kind.TAXPAYER_NUMBER, Kind.CREDIT_CODE]))
def test_any_other_text_is_no_code(text: str, kind: Kind) -> None:
    code = judged(kind, text.replace("\x00", ""))
    assert code is None or len(code) == 9


# Published examples: GB 32100-2015 and python-stdnum's own tests.
@pytest.mark.parametrize("code", ["91110000600037341L", "91350100M000100Y43", "913100001332054249"])
def test_credit_codes_known_to_stdnum(code: str) -> None:
    assert (judged(Kind.CREDIT_CODE, code) is not None) == uscc.is_valid(code)


@pytest.mark.parametrize("number", range(1, 40))
def test_the_tiny_zones_codes_are_valid(number: int) -> None:
    code = tiny.organisation_code(number)
    assert code == code[:8] + organisation_check(code[:8])
    if code[8] != "X":
        assert uscc.is_valid(tiny.credit_code(number))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.ORGANISATION_CODE),
        ("D2143569-", Kind.ORGANISATION_CODE),
        ("D2143569 X", Kind.ORGANISATION_CODE),
        ("1.2E+17", Kind.TAXPAYER_NUMBER),
        ("A20115D2143569X", Kind.TAXPAYER_NUMBER),
        ("１２３４５６７８９", Kind.ORGANISATION_CODE),
    ],
)
def test_broken_codes_are_refused(text: str, kind: Kind) -> None:
    assert judged(kind, text) is None


def test_the_standards_example() -> None:
    assert judged(Kind.ORGANISATION_CODE, "D2143569-X") == "D2143569X"  # GB 11714-1997, worked example


def canonical(kind: Kind, texts: Sequence[str]) -> list[str | None]:
    """Return each text in the form all spellings share, None where it is wrong."""
    sql = (
        f"WITH p AS (SELECT n, {plain_spelling(kind)} AS plain FROM (SELECT unnest(?) AS text, unnest(?) AS n)) "
        f"SELECT {identifier(kind)} FROM p ORDER BY n"
    )
    return [code for (code,) in connection().execute(sql, [list(texts), list(range(len(texts)))]).fetchall()]


person_bodies = st.builds(
    lambda area, born, sequence: f"{area}{born:%Y%m%d}{sequence:03d}",
    st.integers(110000, 829999),
    st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    st.integers(1, 999),
)


@settings(max_examples=40, deadline=None)
@given(person_bodies)
def test_exactly_one_check_character_makes_a_citizens_number(body: str) -> None:
    """python-stdnum is the oracle for the check character alone: of the county it wants too much."""
    good = body + ric.calc_check_digit(body + "0")
    others = [body + digit for digit in "0123456789X" if body + digit != good]
    short = [body[:6] + body[8:]] if body[6:8] == "19" else []
    found = canonical(Kind.PERSON_NUMBER, [good, good.lower(), *short, *others])
    assert found == [good] * (2 + len(short)) + [None] * 10
    if judged(Kind.TAXPAYER_NUMBER, good) is None:  # one in thirty would also do as a credit code, and is taken for it
        assert canonical(Kind.TAXPAYER_NUMBER, [good, good + "01"]) == [good] * 2


@pytest.mark.parametrize("body", ["11010119900230001", "11010119901301001", "11010118790101001", "01010119900101001"])
def test_a_citizen_has_a_birth_date_and_a_province(body: str) -> None:
    assert canonical(Kind.PERSON_NUMBER, [body + ric.calc_check_digit(body + "0")]) == [None]
    assert canonical(Kind.PERSON_NUMBER, [body[:6] + body[8:]] if body[6:8] != "18" else ["1"]) == [None]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789", min_size=14, max_size=14))
def test_registration_numbers_follow_mod_11_10(body: str) -> None:
    good = body + mod_11_10.calc_check_digit(body)
    assert canonical(Kind.REGISTRATION_NUMBER, [good, body[:13]]) == [good, body[:13]]
    others = [body + digit for digit in "0123456789" if body + digit != good]
    assert canonical(Kind.REGISTRATION_NUMBER, others) == [None] * 9


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("企合津总字第001234号", Kind.REGISTRATION_NUMBER, "企合津总字第001234号"),
        ("91350100M000100Y43", Kind.REGISTRATION_NUMBER, "91350100M000100Y43"),
        ("1201911234", Kind.REGISTRATION_NUMBER, None),
        ("1207240001", Kind.CUSTOMS_CODE, "1207240001"),
        ("12072w0001", Kind.CUSTOMS_CODE, "12072W0001"),
        ("120724000", Kind.CUSTOMS_CODE, None),
        ("1207A4000 ", Kind.CUSTOMS_CODE, None),
        ("91350100M000100Y4301", Kind.TAXPAYER_NUMBER, "M000100Y4"),
    ],
)
def test_numbers_without_a_check_digit_are_judged_by_shape(text: str, kind: Kind, read: str | None) -> None:
    assert canonical(kind, [text]) == [read]
