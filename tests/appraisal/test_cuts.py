"""Every yuan that is cut is traced to a formula, its inputs and a clause, and the sums agree to the fen."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets import Text
from indicators import QuestionError
from indicators.appraisal.cuts import Cut, LineOpinion, price_cut, quantity_cut, settled
from indicators.appraisal.fen import fen, yuan

WHY = Text("超过三年需求", "beyond three years' need")


def cut(amount, clause="五(二)"):
    return Cut(amount_fen=amount, reason=WHY, formula="a", inputs=(("a", yuan(amount)),), clause=clause)


LINES = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 10**10), st.integers(0, 10**10)), max_size=20
)


@given(LINES)
@settings(max_examples=40, deadline=None)
def test_line_cuts_add_up_to_the_total_to_the_fen(lines):
    opinions = []
    for place, (requested, ceiling, price, reference) in enumerate(lines):
        approved = min(requested, ceiling)
        found = [
            quantity_cut(requested, approved, price, reason=WHY, clause="五(二)"),
            price_cut(approved, price, reference, reason=WHY, clause="六(二)"),
        ]
        kept = tuple(each for each in found if each is not None and each.amount_fen)
        opinions.append(LineOpinion(line=str(place), requested_fen=requested * price, cuts=kept))
        assert opinions[-1].approved_fen == approved * min(price, reference)
    whole = settled(opinions)
    assert whole.cut_fen == sum(whole.by_clause().values()) == whole.requested_fen - whole.approved_fen
    assert whole.approved_fen == sum(line.approved_fen for line in opinions)


@given(st.integers(1, 500), st.integers(0, 500), st.integers(1, 10**10))
@settings(max_examples=20, deadline=None)
def test_a_reader_can_work_a_cut_out_again(requested, approved, price):
    found = quantity_cut(requested, approved, price, reason=WHY, clause="五(二)")
    if found is None:
        assert approved >= requested
    else:
        names = {name: Decimal(value.replace(",", "")) for name, value in found.inputs}
        assert eval(found.formula, {"__builtins__": {}}, names) * 100 == found.amount_fen  # noqa: S307 - our own formula


def test_a_sentence_and_sums_by_clause():
    whole = settled(
        [
            LineOpinion(line="服务器", requested_fen=1_000_000_00, cuts=(cut(250_000_01), cut(99, "六(二)"))),
            LineOpinion(line="交换机", requested_fen=50_000_00),
        ]
    )
    assert whole.by_clause() == {"五(二)": 25_000_001, "六(二)": 99}
    assert whole.sentence().zh == "申报 1,050,000.00 元，核减 250,001.00 元，建议 799,999.00 元。"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: LineOpinion(line="a", requested_fen=10, cuts=(cut(11),)),
        lambda: LineOpinion(line="a", requested_fen=10, cuts=(cut(0),)),
        lambda: LineOpinion(line="a", requested_fen=10, cuts=(cut(5, ""),)),
    ],
)
def test_a_cut_that_is_not_one_is_refused(wrong):
    with pytest.raises(ValueError, match="line 'a'"):
        wrong()


def test_two_lines_of_one_name_and_negative_requests_are_told():
    with pytest.raises(QuestionError, match="same name"):
        settled([LineOpinion(line="a", requested_fen=1), LineOpinion(line="a", requested_fen=2)])
    with pytest.raises(QuestionError, match="negative"):
        LineOpinion(line="a", requested_fen=-1)


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        ("12.345", "元", 1235),
        (12.345, "元", 1235),
        ("0.0001", "万元", 100),
        (1, "亿元", 10**10),
        (3, "分", 3),
        (3, "yuan", 300),
    ],
)
def test_amounts_become_whole_fen(amount, unit, expected):
    assert fen(amount, unit) == expected


def test_a_currency_mixed_up_is_told():
    with pytest.raises(QuestionError) as told:
        fen(100, "美元")
    assert "外币" in told.value.text.zh
    with pytest.raises(QuestionError):
        fen("nan")
    assert yuan(-123456) == "-1,234.56"


def test_every_cut_of_the_corpus_names_a_clause_of_its_opinion_in_both_languages(opinions):
    made = [(found, cut) for found in opinions.values() for line in found.lines.lines for cut in line.cuts]
    assert len(made) > 4
    assert all(found.clause_of(cut).en.startswith("plan, ") for found, cut in made)
