"""The plan: what is due, what waits for which data, what is passed over; a clock gone wrong leaves nothing behind."""

import pytest

from reports.delivery.issue import issues
from reports.delivery.plan import plan
from reports.delivery.table import spoken, standings
from reports.delivery.tick import tick

from .world import an_edition, lay_report


def stands(desk):
    return {(each.period, each.variant.key): each.standing.value for each in plan(desk)}


def test_before_it_is_due_it_is_to_come(office, clock):
    clock.set("2026-11-13T08:59")
    assert stands(office()) == {("2026-10", "zh"): "coming", ("2026-11", "zh"): "coming"}
    clock.set("2026-11-13T09:00")
    assert stands(office()) == {("2026-10", "zh"): "ready", ("2026-11", "zh"): "coming"}


def test_it_waits_for_the_snapshot_that_covers_it_and_says_for_which_data(office, home, clock):
    desk = office(reached="2026-09")
    assert tick(desk) == {"waiting": 1}
    waiting = next(each for each in plan(desk) if each.period == "2026-10")
    assert waiting.standing.value == "waiting"
    assert "税收收入只到 2026-09" in waiting.reason.zh
    assert "tax revenue reaches 2026-09" in waiting.reason.en.lower()
    clock.go_on(days=2)
    assert tick(office(reached="2026-10"))["made"] == 1
    (made,) = issues(home)
    assert (made.made_at - made.due_at).days == 2


def test_without_needs_it_waits_for_a_snapshot_whose_data_reach_the_period(office, clock):
    clock.set("2026-12-14T09:00")
    desk = office(an_edition("quality", needs=[]))
    assert stands(desk) == {("2026-10", "zh"): "ready", ("2026-11", "zh"): "waiting", ("2026-12", "zh"): "coming"}
    assert "只到 2026-10，还不含 2026-11" in next(each.reason.zh for each in plan(desk) if each.period == "2026-11")


@pytest.mark.parametrize(
    ("policy", "made"),
    [
        ("latest", ["2026-10"]),
        ("all", ["2026-07", "2026-08", "2026-09", "2026-10"]),
        ("none", ["2026-10"]),
    ],
)
def test_missed_periods_are_caught_up_by_the_policy(office, home, policy, made):
    desk = office(an_edition("brief", first="2026-07", catch_up=policy))
    tick(desk)
    assert [each.period for each in issues(home)] == made
    passed = {period for (period, _), standing in stands(desk).items() if standing == "passed"}
    assert passed == {"2026-07", "2026-08", "2026-09"} - set(made)


def test_a_period_that_waited_is_passed_over_once_a_later_one_can_be_made(office, clock, home):
    tick(office(reached="2026-09"))
    clock.set("2026-12-15T09:00")
    tick(office(reached="2026-11"))
    table = {each.period: each.state for each in issues(home)}
    assert table == {"2026-10": "waiting", "2026-11": "made"}
    assert stands(office(reached="2026-11"))["2026-10", "zh"] == "passed"


def test_none_leaves_out_what_is_more_than_a_day_late(office, clock, home):
    desk = office(an_edition("brief", catch_up="none"))
    clock.set("2026-11-15T09:00")
    assert tick(desk) == {}
    clock.set("2026-11-14T08:00")  # the clock was put right
    assert tick(desk)["made"] == 1


def test_a_clock_set_back_makes_nothing_twice_and_one_set_ahead_skips_nothing(office, clock, home):
    desk = office(an_edition("brief", catch_up="latest"))
    clock.set("2027-06-30T12:00")
    assert tick(desk) == {"made": 1, "waiting": 7}, "nothing but October has data"
    clock.set("2026-11-02T12:00")
    assert tick(desk) == {}
    clock.set("2026-12-14T09:00")
    assert tick(office(reached="2026-11"))["made"] == 1
    made = [each.period for each in issues(home) if each.state == "made"]
    assert made == ["2026-10", "2026-11"]


def test_what_failed_is_tried_again_later_and_a_clock_set_back_ends_the_wait(office, clock, home):
    tries = []

    def breaks(*words, **more):
        tries.append(clock())
        if len(tries) < 4:
            raise RuntimeError("cell 7: ZeroDivisionError")
        return lay_report(*words, **more)

    desk = office(make=breaks)
    assert tick(desk)["failed"] == 1
    assert tick(desk) == {}
    assert stands(desk)["2026-10", "zh"] == "failed"
    clock.go_on(minutes=7)
    assert tick(desk)["failed"] == 1
    clock.go_on(minutes=7)
    assert tick(desk) == {}, "the second wait is longer"
    clock.go_on(days=-1, hours=23)
    clock.set("2026-11-13T09:01")
    assert tick(desk)["failed"] == 1, "the clock was set back"
    clock.go_on(hours=7)
    assert tick(desk)["made"] == 1
    assert len(tries) == 4


def test_each_language_and_parameter_that_lists_read_is_one_variant(office, home):
    (home / "recipients.toml").write_text(
        '[planners]\nzh = "规划处"\nen = "Planners"\n'
        '[guests]\nzh = "外方"\nen = "Guests"\nlanguage = "en"\n'
        '[tax]\nzh = "税务局"\nen = "Taxes"\nparameters = {department = "tax"}\n',
        encoding="utf-8",
    )
    desk = office(an_edition("brief", recipients=("planners", "guests", "tax")))
    assert tick(desk)["made"] == 3
    assert {each.variant for each in issues(home)} == {"en", "zh", "zh.department-tax"}
    assert len({each.sha256 for each in issues(home)}) == 3
    table = spoken(standings(desk), "zh")
    assert list(table.state) == ["已生成", "未到期"] * 3


def test_an_edition_whose_timetable_changed_makes_nothing_again_and_keeps_what_was(office, clock, home):
    tick(office(an_edition("brief", first="2026-09", catch_up="all")))
    assert len(issues(home)) == 2
    quarterly = an_edition("brief", each="quarter", first="2026-09")
    assert tick(office(quarterly)) == {}
    assert stands(office(quarterly)) == {
        ("2026-09", "zh"): "made",
        ("2026-10", "zh"): "made",
        ("2026-12", "zh"): "coming",
    }
    clock.set("2027-01-20T09:00")
    assert tick(office(quarterly, reached="2026-12")) == {"made": 1}


def test_what_no_list_reads_any_more_is_not_made_once_its_data_are_there(office, home):
    (home / "recipients.toml").write_text('[planners]\nzh = "a"\nen = "a"\n', encoding="utf-8")
    assert tick(office(reached="2026-09")) == {"waiting": 1}
    (home / "recipients.toml").write_text('[planners]\nzh = "a"\nen = "a"\nlanguage = "en"\n', encoding="utf-8")
    assert tick(office()) == {"made": 1}
    assert stands(office())["2026-10", "zh"] == "passed"
    assert stands(office())["2026-10", "en"] == "made"
