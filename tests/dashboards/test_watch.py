"""Warnings where people act on them: the queue by address, one warning's page, and the forms with their rights."""

import json
import re

import pytest

from dashboards import accounts
from dashboards.access import Reader, Role
from dashboards.watch.rights import concerns, may_act, may_remark
from datasets import audit
from indicators import labels, notes, warnings
from indicators.warnings import Action, Actor, State
from indicators.warnings.duty import departments
from indicators.warnings.loop import ALLOWED
from indicators.warnings.reading import Subject

from .conftest import HOST, NAME, PASSWORD, sign_in

EVIL = "<img src=x onerror=alert(1)> =HYPERLINK(1)"


@pytest.fixture(scope="module")
def raised(home, snapshot):
    """The small zone's warnings, in this worker's own ledger."""
    warnings.check(home, snapshot)
    return [each for each in warnings.cases(home) if not each.over]


@pytest.fixture
def shown(client, registered, call):
    """What the page of an address holds, as the browser gets it."""

    def page(search: str, who=client, path: str = "/watch") -> str:
        body = next(each for output, each in registered.items() if "frame.children" in output)
        values = {"pathname": path, "search": search}
        inputs = [{**each, "value": values.get(each["property"])} for each in body["inputs"]]
        answer = call(who, {**body, "inputs": inputs})
        assert answer.status_code == 200
        return json.dumps(answer.get_json(), ensure_ascii=False)

    return page


def post(client, number: str, action: str, origin: str | None = HOST, seen: int | None = None, **form: str):
    asked = {"warning": number, "action": action} | ({"seen": str(seen)} if seen else {})
    return client.post("/watch/act", query_string=asked, data=form, headers={"Origin": origin} if origin else {})


def test_the_queue_is_filtered_by_the_address(raised, shown):
    everything = shown("")
    assert all(each.number in everything for each in raised)
    department = raised[0].department
    narrowed = shown(f"?department={department}")
    for each in raised:
        assert (f'"{each.number}"' in narrowed) == (each.department == department), each.number
    red = shown("?light=red&lang=en")
    for each in raised:
        assert (f'"{each.number}"' in red) == (each.latest.light == "red"), each.number
    assert "No warning fits." in shown("?state=closed&lang=en")


def test_the_overview_says_who_must_act(raised, shown):
    page = shown("?lang=en", path="/")
    assert "Waiting for leaders" in page
    assert "/watch?lang=en&warning=" in page


def test_a_warning_of_each_rule_has_a_page_with_bounds_and_history_in_both_languages(raised, shown):
    for each in {each.rule: each for each in raised}.values():
        for language in ("zh", "en"):
            page = shown(f"?warning={each.number}&lang={language}")
            assert json.dumps(each.latest.bounds.in_language(language), ensure_ascii=False)[1:-1] in page
            assert ("办理经过" if language == "zh" else "What happened") in page
    assert "没有这条预警" in shown("?warning=1999-001")


def test_a_leader_assigns_and_the_same_form_does_it_only_once(raised, client, home, shown):
    number, seen = raised[-1].number, raised[-1].steps[-1].id
    first = post(client, number, "assign", seen=seen, department="税务局", days="3", text=EVIL)
    again = post(client, number, "assign", seen=seen, department="财政局", days="3")
    found = warnings.case(home, number)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.location.endswith("said=done")
    assert again.location.endswith("said=refused")
    assert (found.state, found.department, len(found.steps)) == (State.ASSIGNED, "税务局", 2)
    assert EVIL in json.loads(shown(f"?warning={number}"), strict=False).__repr__()
    assert audit.entries(home, NAME, "warning_assign")[0].detail.startswith(f"{number} 税务局")
    assert "refused" in post(client, number, "close", text=" ").location


def test_only_the_department_itself_answers_and_sees_only_its_own(raised, app, home, shown):
    mine = next(each for each in raised if each.state is State.OPEN)
    accounts.create_user(home, "tax-wang", "department", "税务局")
    accounts.change_password(home, "tax-wang", PASSWORD)
    wang = app.server.test_client()
    assert sign_in(wang, "tax-wang", PASSWORD).status_code == 302
    warnings.take(home, mine.number, Action.ASSIGN, Actor("li", "planner"), department="财政局")
    assert post(wang, mine.number, "answer", text="不归我们").status_code == 403
    assert "与您的部门无关" in shown(f"?warning={mine.number}", wang)
    warnings.take(home, mine.number, Action.ASSIGN, Actor("li", "planner"), department="税务局")
    assert "提交反馈" in shown(f"?warning={mine.number}", wang)
    assert post(wang, mine.number, "close", text="好了").status_code == 403
    assert post(wang, mine.number, "answer", text="已核实").location.endswith("said=done")
    assert warnings.case(home, mine.number).state is State.ANSWERED


def test_a_form_from_elsewhere_or_of_a_stranger_does_nothing(raised, client, anonymous, home):
    number, before = raised[1].number, warnings.version(home)
    assert post(client, number, "close", origin="http://elsewhere.example", text="x").status_code == 403
    assert post(client, number, "close", origin=None, text="x").status_code == 403
    assert post(anonymous, number, "close", text="x").status_code == 401
    assert post(client, number, "answer", text="x").status_code == 403
    for number_, action in (("1999-001", "close"), (number, "raise"), (number, ""), (number, "nothing"), ("", "")):
        assert post(client, number_, action, text="x").status_code in {403, 404}
    client.get("/watch/act", query_string={"warning": number, "action": "close", "text": "x"})
    assert warnings.version(home) == before


def test_a_leaders_annotation_is_a_flag_on_the_chart_and_words_beside_it(client, app, home, snapshot, shown):
    def note(who, origin: str | None = HOST, **form: str):
        asked = {"indicator": "fdi_used", "slice": "", "back": "/investment?indicator=fdi_used"}
        headers = {"Origin": origin} if origin else {}
        return who.post("/watch/note", query_string=asked, data=form, headers=headers)

    written = {"kind": "annotation", "period": "2026-05", "text": EVIL}
    assert note(client, **written).location == "/investment?indicator=fdi_used"
    page = shown("?indicator=fdi_used", path="/investment")
    assert '"name": "flag"' in page
    assert json.dumps(EVIL) in page
    narrower = shown(
        f"?indicator=fdi_used&industry={next(iter(labels(snapshot, 'industry', 'zh')))}", path="/investment"
    )
    assert "fdi-used-course" in narrower
    assert '"name": "flag"' not in narrower
    assert audit.entries(home, NAME, "note_annotation")[0].detail.startswith("fdi_used 2026-05")
    mine = notes.notes(home, Subject("indicator", "fdi_used"))[-1].id
    gone = client.post(f"/watch/withdraw?indicator=fdi_used&note={mine}&back=//elsewhere", headers={"Origin": HOST})
    assert gone.location == "/"
    assert '"name": "flag"' not in shown("?indicator=fdi_used", path="/investment")
    accounts.create_user(home, "economist-liu", "economist")
    accounts.change_password(home, "economist-liu", PASSWORD)
    liu = app.server.test_client()
    assert sign_in(liu, "economist-liu", PASSWORD).status_code == 302
    before = notes.version(home)
    assert note(liu, **written).status_code == 403
    assert note(client, origin=None, **written).status_code == 403
    assert note(client, kind="withdrawal", text="x").status_code == 400
    assert client.post("/watch/note?indicator=none", headers={"Origin": HOST}).status_code == 404
    assert notes.version(home) == before
    assert "写批示" not in shown("?indicator=fdi_used", liu, path="/investment")


@pytest.mark.parametrize("role", Role)
def test_who_may_do_what(role, raised):
    case, own = raised[0], Reader(role, raised[0].department)
    other = Reader(role, next(name for name in departments() if name != case.department))
    leads = role in {Role.LEADER, Role.PLANNER}
    for action in Action:
        assert may_act(own, action, case) == (
            role is Role.DEPARTMENT if action is Action.ANSWER else leads and action in ALLOWED
        )
        assert may_act(other, action, case) == (leads and action in ALLOWED and action is not Action.ANSWER)
    assert may_remark(own) == leads
    assert concerns(other, case) == (role is not Role.DEPARTMENT)


@pytest.mark.browser
def test_a_leader_assigns_on_the_page(raised, visit, home, server):
    number = next(each.number for each in warnings.cases(home) if each.state is State.OPEN)
    page = visit(f"/watch?warning={number}&lang=en", width=390)
    page.click("summary:text-is('Assign')")
    page.select_option("select[name=department]", "税务局")
    page.fill("form[action*='action=assign'] textarea", EVIL)
    page.click("form[action*='action=assign'] button")
    page.wait_for_selector("[role=status]")
    assert "Saved" in page.inner_text("[role=status]")
    assert page.inner_text(".step-line.assign .words") == EVIL
    assert re.search(r"Tax Bureau due \d{4}-\d\d-\d\d", page.inner_text(".step-line.assign .term"))
    assert page.locator(".history img").count() == 0
