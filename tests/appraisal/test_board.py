"""The programme board: planned months, what happened, and how far a slip runs."""

import pytest

from datasets import Text
from indicators import QuestionError
from indicators.appraisal.pack import pack
from indicators.appraisal.portfolio import Actual, Task, board
from indicators.appraisal.progress import progress
from indicators.appraisal.proposal import Proposal


def task(key, start, months, *after, phase=2008):
    return Task(key=key, name=Text(key, key), start=start, months=months, phase=phase, after=after)


TASKS = (
    task("网络", "2008-01", 6),
    task("中心", "2008-07", 6, ("网络", 0)),
    task("门户", "2009-01", 6, ("中心", 0), phase=2009),
    task("决策", "2010-01", 12, ("中心", 0), ("门户", 2), phase=2010),
    task("标准", "2008-01", 36, phase=None),
)


def test_without_news_everything_is_as_planned():
    found = {each.task.key: each for each in board(TASKS)}
    assert all(each.slip == 0 and each.pushed_by is None and not each.leaves_phase for each in found.values())
    assert found["中心"].expected_end == "2008-12"
    assert (found["决策"].slack, found["门户"].slack, found["中心"].slack) == (0, 4, 4)


def test_a_slip_runs_through_what_follows():
    found = {each.task.key: each for each in board(TASKS, {"网络": Actual("2008-01", "2008-12")})}
    assert [(key, found[key].slip) for key in ("网络", "中心", "门户", "决策")] == [
        ("网络", 6), ("中心", 6), ("门户", 6), ("决策", 2),
    ]  # fmt: skip
    assert [found[key].pushed_by for key in ("中心", "门户", "决策")] == ["网络", "中心", "门户"]
    assert found["决策"].expected_start == "2010-03"
    assert [key for key, each in found.items() if each.leaves_phase] == ["中心", "决策"]


def test_what_has_not_begun_cannot_begin_in_the_past():
    found = {each.task.key: each for each in board(TASKS, {"中心": Actual("2008-07")}, now="2009-03")}
    assert found["网络"].expected_start == "2009-03"
    assert (found["中心"].expected_start, found["中心"].expected_end) == ("2008-07", "2009-03")
    assert found["中心"].slip == 3


def test_a_circle_and_impossible_months_are_told():
    with pytest.raises(QuestionError, match="circle"):
        board([task("甲", "2008-01", 1, ("乙", 0)), task("乙", "2008-01", 1, ("甲", 0))])
    with pytest.raises(QuestionError, match="ended before"):
        board(TASKS, {"网络": Actual("2008-05", "2008-04")})
    with pytest.raises(QuestionError, match="month"):
        board([task("甲", "2008-13", 1)])


def test_the_plan_by_itself_holds_its_phases():
    found = {each.task.key: each for each in progress(pack())}
    assert len(found) == 26
    assert all(each.slip <= 0 and not each.leaves_phase for each in found.values())
    assert (found["T01"].expected_end, found["T02"].expected_start, found["T02"].planned_end) == (
        "2008-06",
        "2008-07",
        "2008-12",
    )
    assert (found["T24"].task.phase, found["T24"].expected_end) == (None, "2010-12")


def test_applications_move_the_tasks_they_serve():
    late = Proposal.model_validate(
        {
            "project": {
                "number": "1",
                "name": "网上审批",
                "department": "GWH",
                "tasks": ("T14", "T26", "规划外"),
                "start": "2009-03",
                "finish": "2010-02",
            }
        }
    )
    found = {each.task.key: each for each in progress(pack(), [late])}
    assert (found["T14"].expected_end, found["T14"].slip, found["T14"].leaves_phase) == ("2010-02", 2, True)
    assert (found["T16"].pushed_by, found["T16"].slip) == ("T14", 8)
    assert found["T26"].slip == 0


def test_what_an_application_gives_is_pushed_by_what_it_follows_and_not_by_today():
    found = {each.task.key: each for each in progress(pack(), [served("T02", "2008-05", "2008-12")], now="2008-09")}
    assert (found["T01"].expected_start, found["T01"].expected_end) == ("2008-09", "2009-02"), "nobody applied for it"
    assert (found["T02"].expected_start, found["T02"].pushed_by, found["T02"].slip) == ("2009-03", "T01", 10)
    assert found["T02"].leaves_phase
    alone = {each.task.key: each for each in progress(pack(), [served("T17", "2008-02", "2008-11")], now="2008-09")}
    assert (alone["T17"].expected_start, alone["T17"].slip) == ("2008-02", -1)
    assert alone["T24"].slip == 0, "what runs through has begun"


def served(task: str, start: str, finish: str) -> Proposal:
    about = {"number": "1", "name": "某系统", "department": "GWH", "tasks": (task,), "start": start, "finish": finish}
    return Proposal.model_validate({"project": about})
