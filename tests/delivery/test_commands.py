"""The commands of planners: what they print and with which exit code."""

import json
from threading import Event

import pytest
from typer.testing import CliRunner

import reports.commands
from reports.delivery.issue import deliveries, issues
from reports.delivery.loop import keep_ticking
from reports.delivery.tick import at_work, tick

from .world import an_edition

TO_LI = """
[planners]
zh = "规划处"
en = "Planners"
addresses = ["li@zone.example"]
[leaders]
zh = "领导"
en = "Leaders"
"""


@pytest.fixture
def run(home, monkeypatch):
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")
    monkeypatch.setenv("COLUMNS", "300")

    def words(*given, code=0):
        answer = CliRunner().invoke(reports.commands.app, ["report", *given])
        assert answer.exit_code == code, answer.output + str(answer.exception)
        return answer.output

    return words


def test_without_a_snapshot_everything_waits_and_says_so(run):
    assert "等待数据 " in run("tick")
    rows = json.loads(run("status", "monthly_brief", "--format", "json"))
    waiting = [row for row in rows if row["state"] == "等待数据"]
    assert {row["edition"] for row in waiting} == {"monthly_brief"}
    assert waiting[0]["why"] == "还没有发布任何快照"
    assert "没有生成：还没有发布任何快照" in run("why", "monthly_brief", "2026-10")
    assert "未到期" in run("due")
    assert "经济运行月报" in run("why", "monthly_brief", "2020-01")
    assert "没有要做的" in run("deliver")


def test_two_ticks_at_once_and_the_second_does_nothing(run, home, office):
    with at_work(home) as ours:
        assert ours
        assert tick(office()) is None
        assert "另一个 tick 正在工作" in run("tick")
    assert issues(home) == ()


def test_what_was_refused_is_told_by_the_exit_code_and_sent_again_on_demand(run, office, home, server, addressed):
    addressed(TO_LI)
    server.moods = ["refuse for good"]
    tick(office(an_edition("monthly_brief")))
    assert [each.state for each in deliveries(home)] == ["refused"]
    assert "1 件由下一次 tick 重寄" in run("resend", "monthly_brief", "2026-10", "--to", "li@zone.example")
    server.moods = ["refuse for good"]
    assert "被拒收 1 件" in run("deliver", code=1)
    run("resend", "monthly_brief", "2026-10")
    assert "送达 1 件" in run("deliver")
    assert "第 2 版" in run("correct", "monthly_brief", "2026-10", "--because", "口径有误")
    assert "撤回 2 份" in run("withdraw", "monthly_brief", "2026-10", "--because", "数据有误")
    assert "送达 1 件" in run("deliver")
    assert [mail["Subject"] for mail in server.mails] == ["经济运行月报 2026年10月", "撤回：经济运行月报 2026年10月"]


def test_the_loop_ticks_until_it_is_told_to_stop_and_goes_on_after_an_error(office, home):
    said, stop, seen = [], Event(), []

    def say(text):
        said.append(text.zh)
        if len(said) == 2:
            stop.set()

    def step(name):
        seen.append(name)
        if len(seen) == 1:
            raise OSError("disk")

    keep_ticking(office(step=step), say, stop, pause=0.01)
    assert said == ["disk", "生成 1 份"]
