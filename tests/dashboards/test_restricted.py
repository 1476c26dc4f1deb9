"""What only some may see: single enterprises and source rows; a department sees its own; each look is written down."""

import io
import json
import zipfile

import pytest

from dashboards import accounts
from dashboards.access import NOBODY, Reader, Role
from dashboards.exports.paper import sheet
from dashboards.page import pages
from dashboards.router import view_of
from datasets import audit
from indicators.enterprises.enterprise import search
from indicators.errors import QuestionError

from .conftest import asked, signed_in

SEES_ENTERPRISES = {"leader", "economist", "reviewer", "steward", "department"}
SEES_ROWS = {"leader", "economist", "steward", "department"}


@pytest.fixture(scope="module")
def entity(snapshot) -> dict:
    """An enterprise that pays tax and trades."""
    return snapshot.query("""
        SELECT e.entity_id, e.name, e.address FROM base_legal_entities__entity e
        WHERE entity_id IN (SELECT entity_id FROM base_economy__goods_trade)
        AND entity_id IN (SELECT entity_id FROM base_economy__tax_payment WHERE paid_yuan > 0)
        AND entity_id IN (SELECT entity_id FROM base_legal_entities__record_link WHERE source = 'tax_registration')
        AND e.address IS NOT NULL ORDER BY e.entity_id LIMIT 1""").to_pylist()[0]


@pytest.mark.parametrize("role", list(Role))
def test_single_enterprises_are_for_some_roles(app, home, registered, call, entity, role: Role) -> None:
    client = signed_in(app, home, f"sees-{role}", role)
    before = len(audit.entries(home, f"sees-{role}", "enterprises"))
    text = call(client, asked(registered, "frame", "/enterprises", f"?entity={entity['entity_id']}")).get_data(True)
    assert (json.dumps(entity["name"]) in text or entity["name"] in text) == (role in SEES_ENTERPRISES)
    written = audit.entries(home, f"sees-{role}", "enterprises")[: -before or None]
    assert [entity["entity_id"] in each.detail for each in written] == ([True] if role in SEES_ENTERPRISES else [])


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.WALL}))
def test_source_rows_are_for_some_roles(app, home, registered, call, role: Role) -> None:
    client = signed_in(app, home, f"sees-{role}", role)
    text = call(client, asked(registered, "drawer", "/tax", "?why=tax_revenue&lang=en")).get_data(True)
    assert "Where this number comes from" in text
    assert ("Line" in text, "with the right alone" in text) == ((True, False) if role in SEES_ROWS else (False, True))
    assert bool(audit.entries(home, f"sees-{role}", "source_rows")) == (role in SEES_ROWS)


@pytest.mark.parametrize("role", list(Role))
def test_a_file_holds_what_its_reader_may_see(app, home, snapshot, entity, role: Role) -> None:
    client = signed_in(app, home, f"sees-{role}", role)
    if role not in SEES_ENTERPRISES:
        for kind in ("csv", "xlsx", "svg", "pdf"):
            asked_for = {"page": "enterprises", "entity": entity["entity_id"], "chart": "enterprise-tax", "export": "x"}
            refused = client.get(f"/export.{kind}", query_string=asked_for)
            assert refused.status_code == (403 if role is Role.WALL else 404), kind
    held = snapshot.query("""
        SELECT e.name, p.street FROM base_geography__land_parcel p JOIN base_legal_entities__entity e USING (entity_id)
        ORDER BY p.area_square_metre DESC, p.parcel_code LIMIT 1""").to_pylist()[0]
    reader = Reader(role, "税务局" if role is Role.DEPARTMENT else "")
    asked_for = f"?layer=land&street={held['street']}"
    content = str(sheet(view_of(home, pages()["/map"], asked_for, reader), pages()["/map"]))
    assert (held["name"] in content) == (role in SEES_ENTERPRISES - {"department"}), "the tax bureau knows no parcels"
    if role in {Role.PLANNER, Role.DEPARTMENT}:
        book = client.get(f"/export.xlsx{asked_for}&page=map")
        with zipfile.ZipFile(io.BytesIO(book.data)) as parts:
            assert not [name for name in parts.namelist() if held["name"].encode() in parts.read(name)]


def test_a_department_sees_the_rows_it_delivered(app, home, registered, call) -> None:
    client = signed_in(app, home, "sees-department", Role.DEPARTMENT)  # of the tax bureau
    trade = call(client, asked(registered, "drawer", "/trade", "?why=exports&lang=en")).get_data(True)
    assert "with the right alone" in trade
    assert "Line" not in trade


def test_a_department_sees_of_an_enterprise_what_it_delivered(home, snapshot, entity) -> None:
    page = pages()["/enterprises"]
    search_words = f"?entity={entity['entity_id']}&lang=en"
    shown = {}
    for reader in (Reader(Role.STEWARD), Reader(Role.DEPARTMENT, "税务局"), Reader(Role.DEPARTMENT, "海关")):
        shown[reader.department] = str(page.body(view_of(home, page, search_words, reader)))
    for word, sees in (("Exports", {"", "海关"}), ("enterprise-tax", {"", "税务局"}), ("Registered capital", {""})):
        assert {key for key, text in shown.items() if word in text} == sees, word
    stranger = Reader(Role.DEPARTMENT, "林业和园林局")
    with pytest.raises(QuestionError, match="no entity"):
        page.body(view_of(home, page, search_words, stranger))
    assert search(snapshot, entity["name"], own=stranger.own) == []
    assert search(snapshot, entity["name"], own=Reader(Role.DEPARTMENT, "税务局").own)


def test_a_department_finds_nobody_by_the_numbers_of_others(snapshot) -> None:
    number = snapshot.query("""
        SELECT i.value FROM base_legal_entities__identifier i JOIN base_legal_entities__record_link l USING (entity_id)
        WHERE i.scheme = 'customs_code' AND l.source = 'tax_registration' ORDER BY 1 LIMIT 1""").to_pylist()[0]["value"]
    assert search(snapshot, number)
    assert not search(snapshot, number, own=Reader(Role.DEPARTMENT, "税务局").own)
    assert search(snapshot, number, own=Reader(Role.DEPARTMENT, "海关").own)


def test_a_view_is_nobodys_until_a_reader_is_named(home, entity) -> None:
    page = pages()["/enterprises"]
    for words in (f"?entity={entity['entity_id']}", "?q=天津"):
        view = view_of(home, page, words)
        assert view.reader == NOBODY
        with pytest.raises(QuestionError, match="single enterprises"):
            page.body(view)


def test_another_role_holds_at_the_next_click_in_remembered_answers_too(app, home, registered, call, entity) -> None:
    client = signed_in(app, home, "changing", Role.ECONOMIST)
    address = f"?entity={entity['entity_id']}"
    first = call(client, asked(registered, "frame", "/enterprises", address))
    shown = first.get_json()["response"]["shown"]["data"]
    assert entity["name"] in str(first.get_json())
    accounts.set_role(home, "changing", "planner")
    for state in (None, shown):
        again = call(client, asked(registered, "frame", "/enterprises", address, state))
        assert entity["name"] not in str(again.get_json())
    panel = call(client, asked(registered, "drawer", "/tax", "?why=tax_revenue&lang=en")).get_data(True)
    assert "with the right alone" in panel
    accounts.disable(home, "changing")
    assert call(client, asked(registered, "frame", "/tax", "")).status_code == 401
