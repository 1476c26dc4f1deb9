"""Saved views: one's own or shared with a role, opened by their address, changed by their owner alone."""

import json

import pytest

from dashboards import accounts
from dashboards.page import pages
from dashboards.router import view_of
from dashboards.views import saved
from dashboards.views.saved import ViewRefused

from .conftest import HOST, NAME, PASSWORD, sign_in
from .test_topics import plain

OTHER = "economist.li"


@pytest.fixture
def mine(home, client):
    """Forms sent by the leader, and what is kept; nothing is left afterwards."""

    def send(action: str, **form: str):
        return client.post(f"/views/{action}", data=form, headers={"Origin": HOST})

    yield send
    for each in saved.seen_by(home, NAME, ""):
        saved.delete(home, NAME, each.id)
    saved.start_at(home, NAME, None)


@pytest.fixture
def shown(registered, call):
    """The page of saved views as a browser receives it."""
    frame = next(body for output, body in registered.items() if "frame.children" in output)
    inputs = [{**each, "value": "/views" if each["property"] == "pathname" else ""} for each in frame["inputs"]]
    return lambda client: json.dumps(call(client, {**frame, "inputs": inputs}).json, ensure_ascii=False)


def test_a_view_is_kept_shown_renamed_and_deleted(home, client, mine, shown) -> None:
    answer = mine("save", name=" 汽车 业 ", note="看同比", address="/tax?industry=automotive&strange=1&why=tax_revenue")
    assert (answer.status_code, answer.location) == (303, "/views?lang=zh&said=done")
    (kept,) = saved.seen_by(home, NAME, "leader")
    assert (kept.name, kept.address, kept.role) == ("汽车 业", "/tax?industry=automotive", "")
    assert "汽车 业" in shown(client)
    done = view_of(home, pages()["/views"], "?said=done")
    assert "已完成" in str(plain(pages()["/views"].body(done)))
    assert done.href() == "/views", "what is said once is not said again by the links of the page"
    changed = mine("change", id=str(kept.id), name="Cars", note="", role="economist", lang="en")
    assert changed.location == "/views?lang=en&said=done"
    assert saved.seen_by(home, OTHER, "economist")[0].name == "Cars"
    assert saved.seen_by(home, OTHER, "planner") == []
    assert "Cars" in shown(client)
    assert mine("delete", id=str(kept.id)).status_code == 303
    assert "Cars" not in shown(client)


def test_another_persons_view_is_read_and_not_changed(app, home, client, shown) -> None:
    accounts.create_user(home, OTHER, "economist")
    accounts.change_password(home, OTHER, PASSWORD)
    other = app.server.test_client()
    sign_in(other, OTHER, PASSWORD)
    saved.save(home, OTHER, "给领导", "", "/trade", "leader")
    (kept,) = saved.seen_by(home, OTHER, "economist")
    assert "给领导" in shown(client)
    for action in ("change", "delete"):
        form = {"id": str(kept.id), "name": "x"}
        assert client.post(f"/views/{action}", data=form, headers={"Origin": HOST}).status_code == 400
    assert saved.seen_by(home, OTHER, "economist") == [kept]
    assert other.post("/views/delete", data={"id": str(kept.id)}, headers={"Origin": HOST}).status_code == 303


def test_the_starting_page_is_where_signing_in_leads(app, home, mine) -> None:
    mine("start", address="/map?street=E03B")
    assert saved.start_of(home, NAME) == "/map?street=E03B"
    fresh = app.server.test_client()
    assert sign_in(fresh, NAME, PASSWORD).location == "/map?street=E03B"
    mine("start", address="")
    assert saved.start_of(home, NAME) == "/"


@pytest.mark.parametrize(
    ("action", "form"),
    [
        ("save", {"name": "x", "address": "//evil.example/tax"}),
        ("save", {"name": "x", "address": "https://evil.example/tax"}),
        ("save", {"name": "x", "address": "javascript:alert(1)"}),
        ("save", {"name": "x", "address": "/nowhere"}),
        ("save", {"name": "x", "address": "/tax?snapshot=../x"}),
        ("save", {"name": "\u202e \x00", "address": "/tax"}),
        ("save", {"name": "x" * 65, "address": "/tax"}),
        ("save", {"name": "x", "role": "king", "address": "/tax"}),
        ("save", {}),
        ("change", {"id": "1 OR 1=1", "name": "x"}),
        ("change", {"id": "99999999999999999999", "name": "x"}),
        ("delete", {"id": "-1"}),
        ("start", {"address": "/\\evil.example"}),
    ],
)
def test_what_is_no_view_is_refused(home, mine, action, form) -> None:
    assert mine(action, **form).status_code == 400
    assert saved.seen_by(home, NAME, "leader") == []
    assert saved.start_of(home, NAME) == "/"


def test_a_form_from_elsewhere_keeps_nothing(home, client, anonymous) -> None:
    form = {"name": "x", "address": "/tax"}
    assert client.post("/views/save", data=form, headers={"Origin": "https://evil.example"}).status_code == 403
    assert anonymous.post("/views/save", data=form, headers={"Origin": HOST}).status_code == 401
    assert saved.seen_by(home, NAME, "leader") == []


def test_hostile_names_are_words(client, mine, shown) -> None:
    mine("save", name="<script>alert(1)</script>", note="=HYPERLINK()", address="/tax")
    assert '"children": "<script>alert(1)</script>"' in shown(client)  # a text of React's, which escapes it


def test_there_is_an_end_to_saving(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(saved, "MOST", 2)
    for each in range(saved.MOST):
        saved.save(tmp_path, "li", str(each), "", "/tax")
    with pytest.raises(ViewRefused, match="最多"):
        saved.save(tmp_path, "li", "one more", "", "/tax")
