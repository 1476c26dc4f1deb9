"""From the timetable to the mailbox with nothing left out: a real notebook, a real snapshot, a real server."""

import re
from pathlib import Path

import pypdf
import pytest

import reports
from indicators.warnings.workdays import HERE
from reports.delivery.issue import deliveries, issues
from reports.delivery.office import Office
from reports.delivery.tick import tick
from reports.delivery.versions import correct, withdraw
from reports.shelf import shelved
from tests.reports.trial import GOOD, notebook

from .server import MailServer
from .world import Clock

EDITION = """
key = "trial"
notebook = "trial.ipynb"
languages = ["zh", "en"]
recipients = ["planners"]
time_limit_seconds = 120
title = {zh = "试刊", en = "Trial"}
classification = {zh = "内部", en = "Internal"}
[schedule]
zh = "每月"
en = "monthly"
each = "month"
working_day = 10
at = "09:00"
first = "2026-10"
needs = ["tax_revenue"]
[parameters]
period = "month"
snapshot = "snapshot"
language = "language"
"""


@pytest.fixture
def own_home(published: Path, tmp_path: Path) -> Path:
    """A home of its own ledger over the shared snapshot."""
    home = tmp_path / "own"
    home.mkdir()
    (home / "snapshots").symlink_to(published / "snapshots")
    (home / "CURRENT").write_bytes((published / "CURRENT").read_bytes())
    return home


@pytest.mark.slow
def test_a_due_report_is_run_sent_and_read_by_its_recipient(own_home, tmp_path, monkeypatch):
    monkeypatch.setattr("reports.edition.EDITIONS", tmp_path)
    (tmp_path / "trial.toml").write_text(EDITION, encoding="utf-8")
    (tmp_path / "trial.ipynb").write_text(notebook(GOOD), encoding="utf-8")
    desk = Office(own_home, Clock("2026-11-13T09:00"), reports.editions())
    assert tick(desk) == {"made": 1}
    (made,) = issues(own_home)
    assert made.sentences == ("一句话。", "要点")
    pdf = own_home / made.path
    whole = pdf.read_bytes()
    pdf.chmod(0o600)
    pdf.write_bytes(whole + b"altered")
    to_li = '[planners]\nzh = "规划处"\nen = "Planners"\naddresses = ["li@zone.example"]\n'
    (own_home / "recipients.toml").write_text(to_li, encoding="utf-8")
    with MailServer() as server:
        server.settings(own_home)
        assert tick(desk) == {"sent": 1}
    (mail,) = server.mails
    attached = next(mail.iter_attachments()).get_content()
    assert attached == whole == pdf.read_bytes(), "what was altered was put back before it was sent"
    (tmp_path / "got.pdf").write_bytes(attached)
    assert "试刊" in pypdf.PdfReader(tmp_path / "got.pdf").pages[0].extract_text()
    assert [each.state for each in deliveries(own_home)] == ["sent"]
    made_on = made.made_at.astimezone(HERE)
    correct(own_home, "trial", "2026-10", "出口额口径有误🚀", "zhao", now=desk.clock())
    (own_home / "recipients.toml").unlink()
    assert tick(desk) == {"made": 1}
    _, second = issues(own_home)
    first_page = re.sub(r"\s+", "", pypdf.PdfReader(own_home / second.path).pages[0].extract_text())
    day = f"{made_on.year}年{made_on.month}月{made_on.day}日"
    assert f"更正：本报告为第2版，替代{day}生成的第1版。原因：出口额口径有误□" in first_page
    assert pdf.read_bytes() == whole, "nothing is overwritten"
    runs = {run["id"]: run["became"].zh for run in shelved(own_home)}
    assert (runs[made.run], runs[second.run]) == ("已更正：由第 2 版更正：出口额口径有误🚀", "")
    withdraw(own_home, "trial", "2026-10", "数据有误", "zhao", now=desk.clock())
    assert {run["became"].en for run in shelved(own_home)} >= {"Withdrawn: 数据有误"}
