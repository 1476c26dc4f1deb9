"""Why: what a person is told of a period that is not made, early, on demand, passed over, or of an edition long gone."""

from dataclasses import replace
from pathlib import Path

import pytest

from reports.delivery.office import Reach
from reports.delivery.plan import plan
from reports.delivery.table import spoken, standings
from reports.delivery.tick import tick
from reports.delivery.timer import cron_line, write_units
from reports.delivery.versions import withdraw
from reports.delivery.why import why
from reports.errors import ParameterRefused, UnknownEdition

from .world import MADE_OF, an_edition, lay_report

TO_LI = '[planners]\nzh = "规划处"\nen = "Planners"\naddresses = ["li@zone.example"]\n'


def told(desk, period, key="brief"):
    return "\n".join(each.zh for each in why(desk, key, period))


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2027-02", "2027-02 还没有结束，《试刊brief》将于 2027-03-12 09:00 到期"),
        ("2026-11", "尚未到期"),
        ("2026-10", "已到期，下一次 tick 生成"),
        ("2026-08", "从 2026-09 起生成；更早的可以手工生成：jingwei report run brief --period 2026-08"),
        (
            "2026-09",
            "错过，按规定不补（错过多期时只补最近一期）。仍可手工生成：jingwei report run brief --period 2026-09",
        ),
    ],
)
def test_each_period_has_its_answer_and_what_to_do(period, said, office):
    assert said in told(office(an_edition("brief", first="2026-09")), period)


def test_a_wait_says_what_ends_it_and_a_missing_timer_how_one_is_set(office, home, clock):
    desk = office(reached="2026-09")
    assert "jingwei report timer" in told(office(), "2026-10")
    assert "数据入库（jingwei build）后由下一次 tick 生成" in told(desk, "2026-10")
    tick(desk)
    clock.go_on(hours=2)
    assert "请检查定时器" in told(desk, "2026-10")


@pytest.mark.parametrize("period", ["2026-13", "2026", "2026-08"])
def test_what_is_no_period_is_refused_rather_than_promised(period, office):
    with pytest.raises(ParameterRefused):
        why(office(an_edition("brief", each="quarter", first="2026-09")), "brief", period)
    with pytest.raises(UnknownEdition):
        why(office(), "other", period)


def test_a_run_by_hand_is_told(office, home):
    made = lay_report("brief", "2026-08", home=home, snapshot=MADE_OF, language="zh", parameters={})
    assert "另有手工生成的，最近一次在 20" in told(office(), "2026-08")
    assert str(made.pdf) in told(office(), "2026-08")
    assert "手工" not in told(office(), "2026-10")


def test_issues_of_an_edition_that_is_gone_stay_known(office, home, server, addressed):
    addressed(TO_LI)
    tick(office())
    gone = office(an_edition("other"))
    assert "li@zone.example" in told(gone, "2026-10")
    assert ("brief", "made") in {(each.edition, each.standing.value) for each in plan(gone)}


def test_the_table_says_what_did_not_arrive_notices_of_withdrawal_too(office, home, clock, server, addressed):
    addressed(TO_LI)
    server.moods = ["drop"]
    tick(office())
    table = spoken(standings(office()), "zh")
    assert next(iter(table.why)) == "不明 1"
    withdraw(home, "brief", "2026-10", "数据有误", "zhao", now=clock())
    server.moods = ["refuse for good"]
    tick(office())
    assert next(iter(spoken(standings(office()), "zh").why)) == "数据有误；撤回通知：被拒收 1"
    said = told(office(), "2026-10")
    assert "（撤回通知）：没有送达" in said
    assert "核实" not in said, "whether the report arrived matters no more"


def test_a_report_from_a_snapshot_that_was_rolled_back_is_called_so(office):
    tick(office())
    assert "回退" not in told(office(), "2026-10")
    earlier = replace(office(), reach=lambda _: Reach("2026-09-30-0123456789ab", lambda _: "2026-09"))
    assert f"所用快照 {MADE_OF} 已被回退" in told(earlier, "2026-10")


def test_a_timer_names_this_home_and_this_command(tmp_path):
    home = tmp_path / "a%b c"
    home.mkdir()
    line = cron_line(home, "zh")
    assert line.startswith("*/5 * * * * JINGWEI_HOME='")
    assert r"a\%b c' JINGWEI_LANGUAGE=zh" in line
    assert " report tick >> " in line
    service, timer = (each.read_text(encoding="utf-8") for each in write_units(home, "zh", tmp_path))
    assert f'"JINGWEI_HOME={tmp_path}/a%%b c"' in service
    assert f"User={Path(home).owner()}" in service
    assert "OnCalendar=*:0/5" in timer
