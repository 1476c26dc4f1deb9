"""A home lost and restored: accounts, audit, custody, outbox and filed applications are back, and no mail goes twice."""

import datetime as dt
import hashlib
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import jingwei
from dashboards import accounts
from dashboards.accounts import sessions
from datasets import audit
from datasets.safekeeping import BackupRefused, backup, check, restore
from indicators.appraisal.docket import files
from indicators.appraisal.filing import file_application
from reports import custody, ledger
from reports.delivery.issue import deliveries, issues
from reports.delivery.tick import tick
from reports.delivery.versions import resend
from reports.run import Run

from .world import PAGE, PDF, an_edition

ONE = Path(__file__).parents[2] / "datasets" / "zones" / "teda" / "applications" / "2008-001.toml"
TO_LI = '[planners]\nzh = "规划处"\nen = "Planners"\naddresses = ["li@zone.example", "wang@zone.example"]\n'
MADE = dt.datetime(2026, 11, 13, 2, tzinfo=dt.UTC)


def sealed(edition_key, period, *, home, snapshot, language, parameters, corrects=None) -> Run:
    """Make a report as a run does, in custody."""
    words = {"edition": edition_key, "period": period, "language": language, "snapshot": snapshot, "parameters": "{}"}
    number = ledger.begin(home, **words)
    stem = home / "reports" / edition_key / period / snapshot / language
    made = custody.keep(home, number, stem, {"pdf": PDF + period.encode(), "html": PAGE.encode()})
    digest = hashlib.sha256(made["pdf"].read_bytes()).hexdigest()
    ledger.finish(home, number, "done", path=str(made["pdf"].relative_to(home)), sha256=digest, message=None)
    return Run(edition_key, period, language, snapshot, made["pdf"], made["html"], digest)


@pytest.fixture
def lived(office, home, server, addressed):
    """A home in use: an account, an application, a report in custody, one mail sent and one still to be."""
    addressed(TO_LI)
    password = accounts.create_user(home, "li", "planner")
    file_application(home, "teda", ONE.name, ONE.read_bytes(), "li")
    server.moods = ["accept", "refuse"]
    assert tick(office(make=sealed)) == {"made": 1, "sent": 1, "failed": 1}
    return password


@pytest.fixture
def in_use(office, home, addressed):
    """A home with a report in custody that nobody was sent."""
    addressed(TO_LI.replace("planners", "others"))
    tick(office(make=sealed))


def test_a_restored_home_is_the_one_that_was_lost(lived, home, tmp_path):
    made = backup(home, tmp_path / "copies", keys=tmp_path / "stick", now=MADE)
    before = (issues(home), deliveries(home), audit.verify(home).seal, accounts.accounts(home))
    shutil.rmtree(home)
    assert restore(made.folder, home, keys=made.keys) == ("keys", "office", "secret_key")  # which it never had
    assert (issues(home), deliveries(home), audit.verify(home).seal, accounts.accounts(home)) == before
    assert audit.verify(home).broken is None
    assert custody.check(home) == []
    assert sessions.check(home, "li", lived) == "li"
    filed, simulated = files(home, "teda")
    assert ([each.read_bytes() for each in filed], simulated) == ([ONE.read_bytes()], False)
    assert (home / "ledger.db").stat().st_mode & 0o777 == 0o600


def test_what_the_lost_home_may_have_mailed_is_unknown_and_waits_for_a_person(
    lived, office, home, clock, server, tmp_path
):
    made = backup(home, tmp_path / "copies", keys=tmp_path / "stick", now=MADE)
    clock.set("2026-12-15T09:00")
    desk = office(reached="2026-11", make=sealed)
    assert tick(desk) == {"made": 1, "sent": 3}, "wang's of October, and both of November"
    shutil.rmtree(home)
    restore(made.folder, home, keys=made.keys, now=clock())
    assert tick(desk) == {"made": 1}
    assert sorted(each.state for each in deliveries(home)) == ["sent", "unknown", "unknown", "unknown"]
    assert max(server.accepted.values()) == 1
    assert resend(desk, "brief", "2026-10", "zhao") == 1
    assert tick(desk) == {"sent": 1}, "a person decided so, and it holds"
    clock.set("2027-01-18T09:00")
    assert tick(office(reached="2026-12", make=sealed)) == {"made": 1, "sent": 2}, "from then on all is as before"


def test_a_second_backup_shares_what_did_not_change_unless_it_was_damaged(in_use, home, tmp_path):
    first = backup(home, tmp_path / "copies", now=MADE)
    second = backup(home, tmp_path / "copies", now=MADE + dt.timedelta(days=1))
    name = next(each.relative_to(first.folder) for each in first.folder.rglob("*.pdf"))
    assert (first.folder / name).samefile(second.folder / name)
    place = second.folder / name
    place.chmod(0o600)
    place.write_bytes(b"rot")
    third = backup(home, tmp_path / "copies", now=MADE + dt.timedelta(days=2))
    assert check(third.folder) == third.files
    with pytest.raises(BackupRefused, match="missing or altered"):
        restore(second.folder, tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_keys_and_what_is_made_again_stay_out(in_use, home, tmp_path):
    (home / "parts").mkdir()
    (home / "parts" / "rows.parquet").write_bytes(b"made again")
    made = backup(home, tmp_path / "copies", now=MADE)
    names = {each.name for each in made.folder.iterdir()}
    assert {"ledger.db", "reports", "copies", "recipients.toml", "mail.toml"} <= names
    assert not names & {"audit_key", "secret_key", "keys", "parts", "tick.lock", "ledger.db-wal"}
    assert "audit_key" in restore(made.folder, tmp_path / "other")


def test_what_cannot_be_is_refused_in_words(in_use, home, tmp_path):
    for into, keys in ((home / "copies", None), (tmp_path / "one", tmp_path / "one" / "keys"), (tmp_path, home)):
        with pytest.raises(BackupRefused):
            backup(home, into, keys=keys)
    with pytest.raises(BackupRefused, match="nothing to keep"):
        backup(tmp_path / "none", tmp_path / "one")
    with pytest.raises(BackupRefused, match="not empty"):
        restore(tmp_path, home)
    with pytest.raises(BackupRefused, match="no whole backup"):
        restore(tmp_path, tmp_path / "other")


def test_the_commands_say_what_they_did(in_use, home, tmp_path, monkeypatch):
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")

    def said(at, *words):
        monkeypatch.setenv("JINGWEI_HOME", str(at))
        answer = CliRunner().invoke(jingwei.app, [str(each) for each in words])
        assert answer.exit_code == 0, answer.output + str(answer.exception)
        return answer.stdout

    said(home, "backup", tmp_path / "first")
    folder = Path(said(home, "backup", tmp_path / "copies", "--keys", tmp_path / "stick").split()[-1])
    keys = tmp_path / "stick" / folder.name
    assert "完好" in said(home, "restore", folder, "--check")
    assert said(tmp_path / "new", "restore", folder, "--keys", keys).strip() == str(tmp_path / "new")
    assert audit.entries(tmp_path / "new", action="restore")[0].detail == folder.name
    assert audit.verify(tmp_path / "new").broken is None
    assert an_edition("brief").key in {each.edition for each in issues(tmp_path / "new")}
