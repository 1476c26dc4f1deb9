"""The loop: which step follows which, deadlines in working days, and what is refused in words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import QuestionError
from indicators.warnings import Action, Actor, State, case, open_actions, take
from indicators.warnings.case import urgency
from indicators.warnings.workdays import after, between, is_noticed, is_working

from .conftest import ALL, MONDAY

LEADER, DEPARTMENT = Actor("zhao", "leader"), Actor("wang", "department")
NUMBER = "2026-001"


@pytest.fixture
def act(checked, ledger):
    checked(in_force=ALL)

    def take_one(action, actor=LEADER, **given):
        return take(ledger, NUMBER, action, actor, **{"now": MONDAY, **given})

    return take_one


def test_from_warning_to_assignment_to_answer_and_back(act, ledger):
    assert act(Action.ASSIGN, department="税务局", days=3, text="请核实").state is State.ASSIGNED
    assert act(Action.ANSWER, DEPARTMENT, text="正在核实").state is State.ANSWERED
    assert act(Action.RETURN, text="原因不清", days=2).state is State.RETURNED
    assert act(Action.ANSWER, DEPARTMENT, text="系统停机两天").state is State.ANSWERED
    closed = act(Action.CLOSE, text="同意")
    assert closed.state is State.CLOSED
    assert closed.department == "税务局"
    assert [(each.who, each.action) for each in closed.steps] == [
        ("system", Action.RAISE),
        ("zhao", Action.ASSIGN),
        ("wang", Action.ANSWER),
        ("zhao", Action.RETURN),
        ("wang", Action.ANSWER),
        ("zhao", Action.CLOSE),
    ]
    assert [str(each.deadline) for each in closed.steps if each.deadline] == ["2026-11-05", "2026-11-04"]
    assert case(ledger, NUMBER) == closed
    assert open_actions(closed) == ()


@pytest.mark.parametrize(
    ("action", "given", "said"),
    [
        (Action.ANSWER, {"text": "好"}, "待交办"),
        (Action.RETURN, {"text": "好"}, "待交办"),
        (Action.RAISE, {"text": "好"}, "待交办"),
        (Action.CLOSE, {"text": "  "}, "写明"),
        (Action.ASSIGN, {"department": "气象局"}, "没有部门"),
        (Action.ASSIGN, {"days": 0}, "工作日"),
        (Action.ASSIGN, {"days": 91}, "工作日"),
        (Action.CLOSE, {"text": "字" * 2001}, "2000"),
        (Action.CLOSE, {"text": "好", "seen": 0}, "新的进展"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_leaves_no_step(act, ledger, action, given, said):
    before = case(ledger, NUMBER)
    with pytest.raises(QuestionError) as refused:
        act(action, **given)
    assert said in refused.value.text.zh
    assert case(ledger, NUMBER) == before


def test_a_form_sent_twice_writes_one_step(act, ledger):
    seen = case(ledger, NUMBER).steps[-1].id
    act(Action.ASSIGN, seen=seen)
    with pytest.raises(QuestionError):
        act(Action.ASSIGN, seen=seen)
    assert len(case(ledger, NUMBER).steps) == 2


def test_the_late_come_first_then_red_ones_nobody_has_yet(act, ledger):
    late = act(Action.ASSIGN, days=1)
    fresh = case(ledger, "2026-002")
    assert urgency(late, dt.date(2026, 12, 1)) < urgency(fresh, dt.date(2026, 12, 1))
    assert urgency(fresh, dt.date(2026, 11, 3)) < urgency(late, dt.date(2026, 11, 3))
    assert late.overdue(dt.date(2026, 11, 4))
    assert not late.overdue(dt.date(2026, 11, 3))


@pytest.mark.parametrize(
    ("day", "days", "due"),
    [
        ("2026-09-30", 1, "2026-10-08"),  # the national holiday lies between
        ("2026-09-18", 1, "2026-09-20"),  # a Sunday worked instead
        ("2026-02-13", 2, "2026-02-24"),  # the Saturday before the Spring Festival is worked
        ("2026-11-26", 5, "2026-12-03"),
        ("2027-04-30", 1, "2027-05-05"),  # no notice yet: 1 and 2 May are a weekend, so Monday and Tuesday are off
        ("2028-09-29", 1, "2028-10-06"),  # no notice yet: a Sunday and two festivals on one day bring two days more
        ("2036-01-02", 1, "2036-01-03"),  # beyond the statutory days known: Monday to Friday
    ],
)
def test_a_term_is_counted_in_working_days(day, days, due):
    first, last = dt.date.fromisoformat(day), dt.date.fromisoformat(due)
    assert after(first, days) == last
    assert between(first, last) == days
    assert between(last, first) == -days


@given(st.dates(dt.date(2025, 1, 1), dt.date(2028, 1, 1)), st.integers(1, 90))
def test_a_term_ends_on_a_working_day(day, days):
    assert is_working(after(day, days))
    assert between(day, after(day, days)) == days


def test_a_home_adds_the_notices_of_later_years(tmp_path):
    (tmp_path / "holidays.csv").write_text("first,last,kind\n2031-01-06,2031-01-07,rest\n", encoding="utf-8")
    assert after(dt.date(2031, 1, 3), 1, tmp_path) == dt.date(2031, 1, 8)
    assert [is_noticed(year, tmp_path) for year in (2026, 2030, 2031)] == [True, False, True]


def test_a_notice_of_the_home_takes_the_place_of_the_statutory_days(tmp_path):
    (tmp_path / "holidays.csv").write_text("first,last,kind\n2027-01-04,2027-01-04,rest\n", encoding="utf-8")
    assert not is_working(dt.date(2027, 4, 5))  # Tomb-Sweeping Day, a Monday
    assert is_working(dt.date(2027, 4, 5), tmp_path)
    assert not is_working(dt.date(2026, 10, 7), tmp_path)  # the shipped notices hold
