"""The page of accounts: for administrators alone, each step the command line's own and written down with its doer."""

import re

import pytest

from dashboards import accounts
from dashboards.access import Reader, Role
from dashboards.page import pages
from dashboards.router import view_of
from datasets import audit

from .conftest import HOST, PASSWORD, asked, sign_in, signed_in
from .shown import words


@pytest.fixture
def admin(app, home):
    return signed_in(app, home, "keeper", "administrator")


@pytest.fixture
def send(admin):
    def post(action: str, name: str, **form: str):
        return admin.post(f"/accounts/{action}", data={"account": name, **form}, headers={"Origin": HOST})

    return post


def known(home, name: str) -> accounts.Account:
    return next(each for each in accounts.accounts(home) if each.name == name)


def test_only_an_administrator_sees_the_page_or_may_do_anything(app, home, registered, call) -> None:
    accounts.create_user(home, "victim", "planner")
    before = accounts.accounts(home)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        reader = Reader(role, "税务局" if role is Role.DEPARTMENT else "")
        assert pages()["/accounts"].body(view_of(home, pages()["/accounts"], "", reader)) == []
    client = signed_in(app, home, "no-keeper", "leader")
    assert "victim" not in call(client, asked(registered, "frame", "/accounts", "")).get_data(as_text=True)
    for action in ("invite", "reset", "standing", "lock", "unlock", "end"):
        form = {"account": "victim", "role": "leader"}
        assert client.post(f"/accounts/{action}", data=form, headers={"Origin": HOST}).status_code == 403
    assert [each for each in accounts.accounts(home) if each.name != "no-keeper"] == before


def test_the_list_says_who_as_what_and_when(app, home, admin, registered, call) -> None:
    signed_in(app, home, "reader-of-list", "planner")
    accounts.set_role(home, "reader-of-list", "planner", post="科长", rank="正科级", duty="规划")
    said = words(pages()["/accounts"].body(view_of(home, pages()["/accounts"], "", Reader(Role.ADMINISTRATOR))))
    assert "reader-of-list" in said
    assert "科长 · 正科级 · 规划" in said
    answer = call(admin, asked(registered, "frame", "/accounts", ""))
    assert "reader-of-list" in answer.get_data(as_text=True)
    assert known(home, "reader-of-list").signed_in_at is not None
    assert known(home, "reader-of-list").sessions == 1


def test_an_invitation_is_shown_once_and_works_once(app, home, send) -> None:
    answer = send("invite", "invitee", role="planner")
    (link,) = re.findall(r"http://localhost(/invitation/[\w\-]+)", answer.get_data(as_text=True))
    assert answer.headers["Cache-Control"] == "no-store"
    guest = app.server.test_client()
    page = guest.get(link).get_data(as_text=True)
    form = {"token": page.split('name="token" value="')[1].split('"')[0], "password": PASSWORD, "again": PASSWORD}
    assert guest.post(link, data=form, headers={"Origin": HOST}).location == "/"
    assert guest.get(link).status_code == 404
    assert send("invite", "invitee", role="planner").status_code == 400, "there is such an account by now"


def test_what_an_administrator_does_holds_at_once_and_is_written_down(app, home, send) -> None:
    person = signed_in(app, home, "moved", "leader")
    done = send("standing", "moved", role="department", department="税务局", post="科长", rank="", duty="征收")
    assert (done.status_code, done.location) == (303, "/accounts?lang=zh&said=done")
    assert known(home, "moved").standing == accounts.Standing(Role.DEPARTMENT, "税务局", "科长", "", "征收")
    assert person.get("/tax").status_code == 200
    send("end", "moved")
    assert person.get("/tax").status_code == 401
    send("lock", "moved")
    assert accounts.sign_in(home, "moved", PASSWORD) is accounts.Refusal.WRONG
    send("unlock", "moved")
    assert isinstance(accounts.sign_in(home, "moved", PASSWORD), accounts.User)
    password = re.search(r"<code>([\w\-]+)</code>", send("reset", "moved").get_data(as_text=True))[1]
    assert accounts.sign_in(home, "moved", PASSWORD) is accounts.Refusal.WRONG
    assert accounts.sign_in(home, "moved", password).must_change
    lines = [each for each in audit.entries(home, "moved") if each.detail.endswith("by keeper")]
    assert {each.action for each in lines} == {"role", "sign_out_everywhere", "disabled", "unlocked", "password_set"}
    assert audit.verify(home).broken is None


@pytest.mark.parametrize(
    ("action", "name", "form"),
    [
        ("lock", "keeper", {}),
        ("standing", "keeper", {"role": "leader"}),
        ("standing", "kept-outside", {"role": "leader"}),
        ("reset", "kept-outside", {}),
        ("standing", "nobody-known", {"role": "leader"}),
        ("invite", "a b", {"role": "leader"}),
        ("invite", "fresh-one", {"role": "king"}),
        ("invite", "fresh-one", {"role": "department"}),
        ("lock", "<script>", {}),
    ],
)
def test_what_may_not_be_done_is_refused_with_a_reason(home, send, action: str, name: str, form: dict) -> None:
    accounts.keep_outside(home, "kept-outside", accounts.Standing(Role.PLANNER), "oidc")
    before = accounts.accounts(home)
    answer = send(action, name, **form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert 'role="alert"' in page
    assert "<script>" not in page.replace("<script>", "", page.count("<script src"))
    assert accounts.accounts(home) == before


def test_a_password_of_the_demo_opens_one_session_and_may_be_kept(app, tmp_path, home) -> None:
    name, password = accounts.demo_credentials(tmp_path)
    assert not accounts.sign_in(tmp_path, name, password).must_change
    assert accounts.sign_in(tmp_path, name, password) is accounts.Refusal.EXPIRED
    assert accounts.sign_in(tmp_path, name, "another") is accounts.Refusal.WRONG
    # In the same home somebody who is in with it chooses one to keep.
    name, password = accounts.demo_credentials(home)
    client = app.server.test_client()
    assert sign_in(client, name, password).status_code == 302
    page = client.get("/password").get_data(as_text=True)
    form = {"token": page.split('name="token" value="')[1].split('"')[0], "password": PASSWORD, "again": PASSWORD}
    assert client.post("/password", data=form | {"current": "no"}, headers={"Origin": HOST}).status_code == 403
    assert client.post("/password", data=form | {"current": password}, headers={"Origin": HOST}).location == "/"
    assert isinstance(accounts.sign_in(home, name, PASSWORD), accounts.User)


def test_an_account_of_a_wall_sees_walls_and_nothing_else(app, home, registered, call) -> None:
    client = signed_in(app, home, "screen-1", "wall")
    for path in ("/", "/wall", "/tax", "/enterprises", "/accounts", "/views"):
        body = str(call(client, asked(registered, "frame", path, "?pages=tax,enterprises")).get_json())
        assert "data-wall" in body, path
        assert "税收收入" in body
    assert call(client, asked(registered, "drawer", "/tax", "?why=tax_revenue")).get_json()["response"] == {
        "drawer": {"children": None}
    }
    for path in ("/export.csv?page=tax&export=tax_revenue", "/export.pdf?page=tax"):
        assert client.get(path).status_code == 403
    for path in ("/views/save", "/watch/act", "/reports/start", "/accounts/invite"):
        assert client.post(path, data={}, headers={"Origin": HOST}).status_code == 403


def test_a_walls_session_lasts(home, monkeypatch) -> None:
    accounts.create_user(home, "screen-2", "wall")
    wall = accounts.begin(home, "screen-2")
    import time

    true = time.time
    monkeypatch.setattr(time, "time", lambda: true() + accounts.SESSION_SECONDS + 1)
    assert accounts.user_of(home, wall.token) is not None
    monkeypatch.setattr(time, "time", lambda: true() + accounts.WALL_SECONDS + 1)
    assert accounts.user_of(home, wall.token) is None


@pytest.mark.browser
def test_the_page_in_a_real_browser(browser, server, home, accuse) -> None:
    if "keeper-2" not in {each.name for each in accounts.accounts(home)}:
        accounts.create_user(home, "keeper-2", "administrator")
        accounts.change_password(home, "keeper-2", PASSWORD)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
    page.goto(f"{server.url}/login?next=/accounts%3Flang%3Den")
    page.fill("input[name=name]", "keeper-2")
    page.fill("input[name=password]", PASSWORD)
    page.click("form button")
    page.wait_for_selector("main .saved table")
    said = page.inner_text(".below") + page.inner_text("main .saved thead") + page.inner_text("main .saved .note")
    assert not re.search(r"[\u4e00-\u9fff]", said)
    assert accuse(page) == []
    page.fill(".below input[name=account]", "guest-of-browser")
    page.select_option(".below select[name=role]", "planner")
    page.click(".below button")
    page.wait_for_selector(".told code")
    assert "/invitation/" in page.inner_text(".told code")
    assert accuse(page) == []
    page.click(".told a")
    page.wait_for_selector("main .saved >> text=guest-of-browser")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.documentElement.scrollWidth <= 390")
    context.close()
    assert complaints == []
