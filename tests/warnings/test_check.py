"""The check: a warning continues under its number, clears itself with a word why, and never doubles."""

import datetime as dt
import sqlite3

import pytest

from datasets import open_ledger
from indicators.warnings import Action, Actor, State, cases, escalate, take, told, version

from .conftest import ALL, MONDAY, NONE, rule

PLANNER = Actor("li", "planner")


def test_the_same_warning_continues_under_its_number(checked, ledger):
    first = checked(in_force=ALL)
    before = cases(ledger)
    second = checked(in_force=ALL)
    assert first == {"raised": len(before)}
    assert second == {"continued": len(before)}
    assert cases(ledger) == before
    assert [each.number for each in before] == [f"2026-{at:03d}" for at in range(1, len(before) + 1)]
    assert {each.state for each in before} == {State.OPEN}
    assert all(each.latest.bounds.zh and each.responsible for each in before)


def test_a_condition_that_is_gone_clears_its_warning_and_says_why(checked, ledger):
    checked(in_force=ALL)
    count = len(cases(ledger))
    assert checked(in_force=NONE) == {"cleared": count}
    assert checked(in_force=NONE) == {}
    cleared = cases(ledger)[0]
    assert cleared.state is State.CLEARED
    assert "已回到界限以内" in cleared.steps[-1].text.zh
    assert "within the bounds" in cleared.steps[-1].text.en
    checked(in_force=ALL)
    again = cases(ledger)[count]
    assert again.identity == cleared.identity
    assert again.follows == cleared.number
    assert again.state is State.OPEN


def test_what_a_department_owes_is_not_cleared_away(checked, ledger):
    checked(in_force=ALL)
    number = cases(ledger)[0].number
    take(ledger, number, Action.ASSIGN, PLANNER, now=MONDAY)
    checked(in_force=NONE)
    found = cases(ledger)[0]
    assert found.state is State.ASSIGNED
    assert found.gone
    assert take(ledger, number, Action.ANSWER, Actor("wang", "department"), text="已补报").state is State.ANSWERED


def test_an_answered_warning_whose_condition_is_gone_closes_itself(checked, ledger):
    checked(in_force=ALL)
    number = cases(ledger)[0].number
    take(ledger, number, Action.ASSIGN, PLANNER, now=MONDAY)
    take(ledger, number, Action.ANSWER, Actor("wang", "department"), text="已补报")
    checked(in_force=NONE)
    assert cases(ledger)[0].state is State.CLEARED


def test_what_a_person_closed_stays_closed_until_it_grows_worse_or_comes_back(checked, ledger):
    checked(in_force=ALL)
    count = len(cases(ledger))
    first = cases(ledger)[0]
    take(ledger, first.number, Action.CLOSE, PLANNER, text="口径调整，不需办理")
    checked(in_force=ALL)
    assert len(cases(ledger)) == count
    assert cases(ledger)[0].state is State.CLOSED
    assert checked(in_force=rule(-0.5, -0.4))["worsened"] == count - 1
    assert cases(ledger)[count].follows == first.number
    assert cases(ledger)[1].latest.light == "yellow", "a second look at one snapshot adds no sight"
    assert cases(ledger)[1].steps[-1].action is Action.WORSEN


def test_a_closed_one_that_goes_and_comes_back_is_a_new_warning(checked, ledger):
    checked(in_force=ALL)
    first, count = cases(ledger)[0], len(cases(ledger))
    take(ledger, first.number, Action.CLOSE, PLANNER, text="已说明")
    checked(in_force=NONE)
    assert cases(ledger)[0].state is State.CLOSED
    checked(in_force=ALL)
    assert cases(ledger)[count].follows == first.number


def test_a_snapshot_of_an_earlier_day_changes_nothing(checked, ledger, snapshot):
    checked(in_force=NONE)
    with open_ledger(ledger) as connection:
        connection.execute("INSERT INTO warning_check (snapshot, as_of, at) VALUES ('later', '2999-01-01', '')")
    assert checked(in_force=ALL) == {}
    assert cases(ledger) == ()


def test_a_late_department_is_reported_upwards_once_a_term(checked, ledger):
    checked(in_force=ALL)
    number = cases(ledger)[0].number
    due = take(ledger, number, Action.ASSIGN, PLANNER, days=5, now=MONDAY).deadline
    assert due == dt.date(2026, 11, 9)
    in_time, late = (dt.datetime.combine(due + dt.timedelta(days=more), dt.time(3), dt.UTC) for more in (0, 1))
    assert escalate(ledger, in_time) == 0
    assert escalate(ledger, late) == 1
    assert escalate(ledger, late) == 0
    assert cases(ledger)[0].escalated
    take(ledger, number, Action.ASSIGN, PLANNER, days=5, now=late)
    assert not cases(ledger)[0].escalated


def test_nothing_written_is_ever_changed_or_removed(checked, ledger):
    checked(in_force=ALL)
    with open_ledger(ledger) as connection:
        for table in ("warning", "warning_sight", "warning_step", "warning_check"):
            for sql in (f"UPDATE {table} SET rowid = 999 WHERE rowid = 1", f"DELETE FROM {table}"):
                with pytest.raises(sqlite3.IntegrityError, match="is not"):
                    connection.execute(sql)


def test_reading_writes_nothing_and_the_version_tells_of_every_step(checked, ledger):
    assert cases(ledger) == ()
    assert version(ledger) == ""
    assert not ledger.exists()
    checked(in_force=ALL)
    before = version(ledger)
    take(ledger, "2026-001", Action.CLOSE, PLANNER, text="不需办理")
    assert version(ledger) != before


def test_a_check_is_told_in_one_sentence():
    assert (
        told({"raised": 2, "continued": 1, "worsened": 1}).zh
        == "预警：新增 2 条，延续 2 条，自动解除 0 条，逾期上报 0 条"
    )
