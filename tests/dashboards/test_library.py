"""The library of reports: what is listed, what is opened, who may begin a run, and that a run is begun."""

import datetime as dt
import hashlib
import time
from pathlib import Path

import pytest

from dashboards import accounts
from reports import ledger, shelf
from reports.delivery import issue
from tests.dashboards.conftest import HOST, PASSWORD, sign_in

BODY = b"%PDF-1.7 of a test"
ASKED = {"edition": "monthly_brief", "period": "2020-05", "language": "zh"}


@pytest.fixture
def run(home: Path):
    """A run in the ledger with its two files; its number and the path of its PDF."""
    number = ledger.begin(home, **ASKED, snapshot="2026-10-31-000000000000", parameters="{}")
    pdf = home / "reports" / "monthly_brief" / "2020-05" / "test" / "zh.pdf"
    pdf.parent.mkdir(parents=True, exist_ok=True)
    pdf.write_bytes(BODY)
    pdf.with_suffix(".html").write_text("<p>页", encoding="utf-8")
    digest = hashlib.sha256(BODY).hexdigest()
    ledger.finish(home, number, "done", path=str(pdf.relative_to(home)), sha256=digest, message=None)
    return number, pdf


@pytest.fixture
def as_role(app, home: Path):
    def make(role: str):
        name = f"library-{role}"
        accounts.create_user(home, name, role, department="海关" if role == "department" else "")
        accounts.change_password(home, name, PASSWORD)
        client = app.server.test_client()
        sign_in(client, name, PASSWORD)
        return client

    return make


def test_a_run_is_listed_and_its_files_open(client, call, registered, run):
    number, _ = run
    body = registered["..frame.children...shown.data.."]
    for each in body["inputs"]:
        each["value"] = "/reports" if each["property"] == "pathname" else ""
    shown = str(call(client, body).get_json())
    assert f"/reports/{number}.pdf" in shown
    assert "经济运行月报" in shown
    pdf = client.get(f"/reports/{number}.pdf")
    assert (pdf.data, pdf.mimetype) == (BODY, "application/pdf")
    assert client.get(f"/reports/{number}.html").get_data(as_text=True) == "<p>页"
    assert client.get(f"/reports/{number}.toml").status_code == 404


def test_a_run_without_an_end_is_listed_among_those_that_have_one(client, call, registered, run, home):
    unended = ASKED | {"period": "2020-07"}
    ledger.begin(home, **unended, snapshot="2026-10-31-000000000000", parameters="{}")
    body = registered["..frame.children...shown.data.."]
    for each in body["inputs"]:
        each["value"] = "/reports" if each["property"] == "pathname" else ""
    shown = str(call(client, body).get_json())
    assert "正在生成" in shown
    assert f"/reports/{run[0]}.pdf" in shown


def test_a_file_that_was_altered_is_not_opened(client, run):
    number, pdf = run
    pdf.write_bytes(BODY + b" and more")
    assert client.get(f"/reports/{number}.pdf").status_code == 404


def test_only_some_may_begin_a_run(as_role, monkeypatch, home):
    begun = []
    monkeypatch.setattr(shelf, "start", lambda *words: begun.append(words))
    answers = {
        role: as_role(role).post("/reports/start", data=ASKED, headers={"Origin": HOST}).status_code
        for role in ("planner", "steward", "department")
    }
    assert answers == {"planner": 303, "steward": 403, "department": 403}
    assert begun == [(home, "monthly_brief", "2020-05", "zh", {})]


def test_a_report_on_an_enterprise_or_a_department_opens_for_those_alone_who_may_see_it(as_role, home, run, client):
    asked = ASKED | {"edition": "enterprise_profile"}
    code = '{"enterprise": "834060704"}'
    about = {"enterprise_profile": code, "department_brief": '{"department": "tax"}'}
    numbers = {}
    for edition, parameters in about.items():
        number = ledger.begin(home, **ASKED | {"edition": edition}, snapshot="x", parameters=parameters)
        ledger.finish(
            home, number, "done", path=_path(home, run), sha256=hashlib.sha256(BODY).hexdigest(), message=None
        )
        numbers[edition] = number
    answers = {
        role: [as_role(role).get(f"/reports/{number}.pdf").status_code for number in numbers.values()]
        for role in ("planner", "steward", "operator", "department")
    }
    assert answers == {"planner": [404, 200], "steward": [200, 200], "operator": [404, 200], "department": [404, 404]}
    assert client.get(f"/reports/{numbers['enterprise_profile']}.pdf").status_code == 200
    asked |= {"enterprise": "834060704"}
    planner = as_role("planner").post("/reports/start", data=asked, headers={"Origin": HOST})
    assert planner.status_code == 403, "who may not see it may not have it made"


def test_the_same_run_is_not_begun_twice(client, home, monkeypatch):
    begun = []
    monkeypatch.setattr(shelf, "start", lambda *words: begun.append(words))
    asked = ASKED | {"edition": "enterprise_profile", "period": "2020-06"}
    ledger.begin(home, **asked, snapshot="x", parameters='{"enterprise": "A1"}')
    said = [
        client.post("/reports/start", data=asked | {"enterprise": each}, headers={"Origin": HOST}).location[-7:]
        for each in ("A1", "B2")
    ]
    assert said == ["already", "started"]
    assert [words[-1] for words in begun] == [{"enterprise": "B2"}]


def _path(home: Path, run: tuple[int, Path]) -> str:
    return str(run[1].relative_to(home))


def test_what_is_no_report_is_refused(client):
    for wrong in (
        {"edition": "../x"},
        {"period": "May"},
        {"language": "fr"},
        {"edition": "tax_analysis"},  # May ends no quarter
        {"period": "2020-05\n--out=/tmp"},
        {"enterprise": "A1"},
    ):
        answer = client.post("/reports/start", data=ASKED | wrong, headers={"Origin": HOST})
        assert answer.location.endswith("said=refused")


def test_a_run_is_begun_in_a_process_of_its_own(home, tmp_path, monkeypatch):
    door = tmp_path / "door.py"
    door.write_text("import os, sys\nprint(*sys.argv[1:], os.environ['JINGWEI_HOME'])", encoding="utf-8")
    monkeypatch.setattr(shelf, "_DOOR", door)
    shelf.start(home, "department_brief", "2020-05", "en", {"department": "tax"})
    log = home / "reports" / "started.log"
    for _ in range(200):
        if log.read_text(encoding="utf-8"):
            break
        time.sleep(0.05)
    assert log.read_text("utf-8") == (
        f"report run department_brief --period 2020-05 --language en --set department=tax {home}\n"
    )


def test_each_issue_is_listed_with_how_it_stands_and_who_has_it(client, call, registered, home, snapshot, run):
    number, pdf = run
    path, digest = str(pdf.relative_to(home)), hashlib.sha256(BODY).hexdigest()
    about = {"edition": "monthly_brief", "period": "2026-10", "variant": "zh", "language": "zh", "parameters": {}}
    due = dt.datetime(2026, 11, 13, 1, tzinfo=dt.UTC)
    texts = {"reason_zh": "", "reason_en": "", "remark": "", "who": ""}
    made = {"run": number, "path": path, "sha256": digest, "snapshot": snapshot.name, "made_at": due}
    with issue.writing(home) as ledger:
        first = issue.add(
            ledger, "report_issue", **about, version=1, due_at=due, noted_at=due, state="made", **made, **texts
        )
        for address, state in (("li@zone.example", "sent"), ("wang@zone.example", "unknown")):
            where = {"channel": "mail", "address": address, "list": "planners", "form": "report"}
            issue.add(ledger, "report_delivery", issue=first, kind="report", created_at=due, state=state, **where)
    body = registered["..frame.children...shown.data.."]
    for each in body["inputs"]:
        each["value"] = "/reports" if each["property"] == "pathname" else ""
    shown = str(call(client, body).get_json())
    assert "各期进展" in shown
    assert "2026年10月 · 中文" in shown
    assert "2026-11-13 09:00" in shown
    assert "已送达 1，不明 1" in shown
    assert shown.index("已送达 1，不明 1") < shown.rindex("未到期"), "what is to come stands last"
    assert "li@zone.example" not in shown
    assert "wang@zone.example 不明" in shown, "who did not get it, and why"
