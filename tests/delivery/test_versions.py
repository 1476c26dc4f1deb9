"""Withdrawn, corrected, sent again: versions beside one another, and everybody who had the first is told."""

import sqlite3

import pytest

from datasets import audit
from reports.delivery.issue import deliveries, issues, writing
from reports.delivery.tick import tick
from reports.delivery.versions import NothingToChange, correct, resend, withdraw
from reports.delivery.why import why

from .world import an_edition, lay_report

TWO = '[planners]\nzh = "规划处"\nen = "Planners"\naddresses = ["li@zone.example", "wang@zone.example"]\n'
ONE = '[planners]\nzh = "规划处"\nen = "Planners"\naddresses = ["wang@zone.example"]\n'
KEY = ("brief", "2026-10")


@pytest.fixture
def first(office, home, server, addressed):
    """The first version was made; li has it, of wang's nothing is known."""
    addressed(TWO)
    server.moods = ["accept", "drop unkept"]
    assert tick(office()) == {"made": 1, "sent": 1, "unknown": 1}
    return issues(home)[0]


def test_a_correction_is_a_second_version_for_all_who_may_have_the_first(first, office, home, clock, server, addressed):
    addressed(ONE)  # li has left the list meanwhile
    before = (home / first.path).read_bytes()
    assert correct(home, *KEY, "出口额口径有误", "zhao", now=clock()) == 2
    assert tick(office()) == {"made": 1, "sent": 2}
    assert [(each.version, each.state) for each in issues(home)] == [(1, "replaced"), (2, "made")]
    assert (home / first.path).read_bytes() == before
    mail = server.mails[-1]
    assert mail["Subject"].startswith("更正：")
    assert "第 2 版，更正此前发出的版本。原因：出口额口径有误" in mail.get_body().get_content()
    assert next(mail.iter_attachments()).get_filename() == "brief-2026-10.zh.v2.pdf"
    assert {to for _, to in server.accepted} == {"li@zone.example", "wang@zone.example"}
    clock.go_on(days=2)
    assert tick(office()) == {}
    said = "\n".join(each.en for each in why(office(), *KEY))
    assert "zhao asks to correct version 1: 出口额口径有误" in said
    assert "replaced by version 2" in said
    assert [each.detail for each in audit.entries(home, "zhao")] == ["brief 2026-10: 出口额口径有误"]


def test_a_withdrawal_is_told_to_all_who_may_have_it_and_nothing_is_made_again(first, office, home, clock, server):
    assert withdraw(home, *KEY, "数据有误", "zhao", now=clock()) == 1
    assert tick(office()) == {"sent": 2}
    assert {mail["Subject"] for mail in server.mails[-2:]} == {"撤回：试刊brief 2026年10月"}
    assert "原因：数据有误" in server.mails[-1].get_content()
    clock.go_on(days=2)
    assert tick(office()) == {}
    assert (home / first.path).is_file()
    assert correct(home, *KEY, "重算", "zhao", now=clock()) == 2
    assert tick(office()) == {"made": 1, "sent": 2}


@pytest.mark.parametrize("step", [withdraw, correct])
def test_a_step_that_cannot_be_written_into_the_audit_trail_is_not_taken(first, home, clock, step):
    before = (issues(home), deliveries(home))
    with writing(home) as ledger:
        ledger.execute("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
    with pytest.raises(sqlite3.IntegrityError, match="the disk is full"):
        step(home, *KEY, "数据有误", "zhao", now=clock())
    assert (issues(home), deliveries(home)) == before


def test_what_was_not_sent_yet_is_not_sent_after_a_withdrawal(office, home, clock, server, addressed):
    addressed(TWO)
    server.moods = ["refuse", "refuse"]
    tick(office())
    withdraw(home, *KEY, "数据有误", "zhao", now=clock())
    clock.go_on(days=1)
    assert tick(office()) == {}
    assert [each.state for each in deliveries(home)] == ["dropped", "dropped"]
    assert not server.mails


def test_an_issue_withdrawn_while_it_is_handed_over_is_not(office, home, clock, server, addressed):
    addressed(ONE)
    now = clock()
    desk = office(step=lambda name: name == "before the dot" and withdraw(home, *KEY, "数据有误", "zhao", now=now))
    assert tick(desk) == {"made": 1, "dropped": 1}
    assert not server.mails
    assert deliveries(home)[0].state == "dropped"


@pytest.mark.parametrize(("mood", "step"), [("refuse", ""), ("refuse content", "handed")])
def test_an_issue_withdrawn_while_the_server_refuses_it_is_not_tried_again(
    mood, step, office, home, clock, server, addressed
):
    addressed(ONE)

    def meanwhile():
        withdraw(home, *KEY, "数据有误", "zhao", now=clock())

    server.moods = [mood]
    if not step:
        server.meanwhile = meanwhile
    tick(office(step=lambda name: name == step and meanwhile()))
    assert [each.state for each in deliveries(home) if each.kind == "report"] == ["dropped"]
    clock.go_on(days=1)
    tick(office())
    assert {about.split("/")[0] for about, _ in server.accepted} <= {"withdrawal"}


@pytest.mark.parametrize(("step", "laid"), [("before", []), ("handed", [".pdf", ".txt"])])
def test_a_folder_that_is_given_what_was_withdrawn_is_given_the_notice_too(
    step, laid, office, home, clock, tmp_path, addressed
):
    share = tmp_path / "share"
    share.mkdir()
    addressed(f'[planners]\nzh = "a"\nen = "a"\nfolders = ["{share}"]\n')

    def meanwhile(name):
        if name == ("posted" if step == "before" else step):
            withdraw(home, *KEY, "数据有误", "zhao", now=clock())

    tick(office(step=meanwhile))
    tick(office())
    assert sorted(each.suffix for each in share.iterdir()) == laid
    for notice in share.glob("*.txt"):
        zh, en = notice.read_text(encoding="utf-8").splitlines()
        assert zh == "此前发送的《试刊brief》2026年10月（第 1 版）已撤回，请勿再使用。原因：数据有误"
        assert "Trial brief, Oct 2026 (version 1), sent before, is withdrawn" in en


def test_what_is_being_corrected_is_not_sent_any_more(office, home, clock, server, addressed):
    addressed(TWO)
    server.moods = ["accept", "refuse"]
    assert tick(office()) == {"made": 1, "sent": 1, "failed": 1}
    correct(home, *KEY, "出口额口径有误", "zhao", now=clock())
    clock.go_on(days=1)
    assert tick(office(reached="2026-09")) == {"waiting": 1}
    assert tick(office()) == {"made": 1, "sent": 2}
    assert [about[-1] for about, to in server.accepted if to == "wang@zone.example"] == ["2"]


def test_a_withdrawal_reaches_those_who_have_an_earlier_version_only(office, home, clock, server, addressed):
    addressed(TWO)
    tick(office())
    correct(home, *KEY, "出口额口径有误", "zhao", now=clock())
    server.moods = ["accept", "refuse for good"]
    assert tick(office()) == {"made": 1, "sent": 1, "refused": 1}
    withdraw(home, *KEY, "数据有误", "zhao", now=clock())
    assert tick(office()) == {"sent": 2}
    assert "第 2 版及更早的各版" in server.mails[-1].get_content()


def test_an_issue_withdrawn_while_another_is_made_is_not_made(office, home, clock, server, addressed):
    addressed(TWO)
    two = (an_edition("brief"), an_edition("other"))
    assert tick(office(*two, reached="2026-09")) == {"waiting": 2}

    def meanwhile(key, period, **words):
        withdraw(home, "other", period, "数据有误", "zhao", now=clock())
        return lay_report(key, period, **words)

    assert tick(office(*two, make=meanwhile)) == {"made": 1, "stopped": 1, "sent": 2}
    assert [(each.edition, each.state) for each in issues(home)] == [("brief", "made"), ("other", "withdrawn")]


def test_an_issue_withdrawn_while_it_is_made_stays_withdrawn(office, home, clock):
    desk = office(step=lambda name: name == "run" and withdraw(home, *KEY, "数据有误", "zhao", now=clock()))
    tick(desk)
    assert [each.state for each in issues(home)] == ["withdrawn"]


def test_a_person_may_send_again_what_is_unknown(first, office, home, clock, server):
    assert resend(office(), *KEY, "zhao") == 1
    assert tick(office()) == {"sent": 1}
    assert len(server.accepted) == 2
    with pytest.raises(NothingToChange):
        resend(office(), *KEY, "zhao")


@pytest.mark.parametrize(
    "change",
    [
        lambda home, now: withdraw(home, *KEY, " \n", "zhao", now=now),
        lambda home, now: withdraw(home, "brief", "2020-01", "错", "zhao", now=now),
        lambda home, now: correct(home, "other", "2026-10", "错", "zhao", now=now),
        lambda home, now: (correct(home, *KEY, "错", "zhao", now=now), correct(home, *KEY, "错", "zhao", now=now)),
        lambda home, now: (withdraw(home, *KEY, "错", "zhao", now=now), withdraw(home, *KEY, "错", "zhao", now=now)),
    ],
)
def test_what_cannot_be_changed_is_refused_in_words(change, first, home, clock):
    with pytest.raises(NothingToChange) as refused:
        change(home, clock())
    assert refused.value.text.zh
    assert refused.value.text.en


@pytest.mark.parametrize("table", ["report_issue", "report_delivery", "report_step"])
def test_nothing_is_removed_from_the_ledger(table, first, home):
    with pytest.raises(Exception, match="removed"), writing(home) as ledger:
        ledger.execute(f"DELETE FROM {table}")
