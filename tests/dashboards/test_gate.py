"""Deny by default: nobody gets what nobody classified, and nobody gets data without signing in."""

import json
import re

import pytest
from dash import Dash, Input, Output, html
from flask import Flask

from dashboards.access import READERS, Access, Role
from dashboards.app import make_app
from dashboards.entrance.gate import CALLBACKS, Gate, Unclassified
from dashboards.wire.statics import DARK_SHEET

from .conftest import HOST, NAME, PASSWORD, sign_in

GUARDED = [
    "/",
    "/tax",
    "/map",
    "/nowhere",
    "/_dash-layout",
    "/_dash-dependencies",
    "/export.csv?page=tax&export=tax_revenue",
    "/vendor/plotly-basic.min.js",
    "/password",
    "/_reload-hash",
]


@pytest.mark.parametrize("path", GUARDED)
def test_nothing_is_shown_before_signing_in(anonymous, path: str) -> None:
    assert anonymous.get(path).status_code == 401
    page = anonymous.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 302
    assert page.location.startswith("/login?next=")


def test_a_head_is_answered_like_a_page(anonymous) -> None:
    assert anonymous.head("/login").status_code == 200
    assert anonymous.head("/tax", headers={"Accept": "text/html"}).location.startswith("/login?next=")


def test_what_is_too_large_is_refused_in_words(anonymous) -> None:
    headers = {"Origin": HOST, "Accept": "text/html"}
    refused = anonymous.post("/login?lang=en", data={"name": "a" * (1 << 20)}, headers=headers)
    assert refused.status_code == 413
    assert "Send less" in refused.get_data(as_text=True)


def test_every_callback_refuses_a_stranger(anonymous, registered, call) -> None:
    assert registered
    for output, body in registered.items():
        assert call(anonymous, body).status_code == 401, output


def test_every_callback_answers_a_reader(client, registered, call) -> None:
    for output, body in registered.items():
        assert call(client, body).status_code == 200, output


def test_every_callback_refuses_another_origin(client, registered, call) -> None:
    for body in registered.values():
        assert call(client, body, origin="http://elsewhere.example").status_code == 403
        assert call(client, body, origin="null").status_code == 403
        assert call(client, body, origin=None).status_code == 403


def malformed(body: dict) -> list[object]:
    return [
        "", "nonsense", b"\xff\xfe", "null", "[]", "1", json.dumps("text"), {}, {"output": 5}, {"output": body["output"]},
        {**body, "inputs": None}, {**body, "inputs": "x"}, {**body, "inputs": []}, {**body, "inputs": [None]},
        {**body, "inputs": body["inputs"][::-1]}, {**body, "inputs": [*body["inputs"], body["inputs"][0]]},
        {**body, "inputs": [{"id": {"a": 1}, "property": "x"}] * len(body["inputs"])},
        {**body, "outputs": None}, {**body, "outputs": {"id": "x", "property": "y"}}, {**body, "outputs": [[]]},
        {**body, "outputs": 3}, {**body, "changedPropIds": 3}, {**body, "changedPropIds": [{}]}, {**body, "state": {}},
    ]  # fmt: skip


def test_a_malformed_body_is_the_readers_fault(client, registered, call) -> None:
    for body in registered.values():
        for broken in malformed(body):
            assert call(client, broken).status_code == 400, broken


@pytest.mark.parametrize(
    "value", [None, 5, [], {}, "/", "?period=;DROP TABLE&lang=%00", "?" + "a=1&" * 40, "?period=9999-99", "?why=x"]
)
def test_strange_values_never_break_a_callback(client, registered, call, value: object) -> None:
    for body in registered.values():
        strange = {**body, "inputs": [{**each, "value": value} for each in body["inputs"]]}
        assert call(client, strange).status_code == 200


def test_an_unknown_callback_is_refused(client, registered, call) -> None:
    body = next(iter(registered.values()))
    assert call(client, {**body, "output": "secrets.children"}).status_code == 403


def test_a_callback_nobody_classified_keeps_the_app_from_starting(home, monkeypatch) -> None:
    from dashboards import app as module

    def careless(app: Dash, gate: Gate, home: object) -> None:
        app.callback(Output("a", "children"), Input("b", "children"))(lambda value: value)

    monkeypatch.setattr(module, "route", careless)
    with pytest.raises(Unclassified, match=r"a\.children"):
        make_app(home)


def test_a_route_nobody_classified_keeps_the_app_from_starting(home, monkeypatch) -> None:
    from dashboards import app as module

    def careless(server: Flask, gate: Gate) -> None:
        server.add_url_rule("/secrets", "secrets", lambda: "x")

    monkeypatch.setattr(module, "serve_statics", careless)
    with pytest.raises(Unclassified, match="secrets"):
        make_app(home)


def test_a_callback_added_after_the_start_is_refused(home, call) -> None:
    app = make_app(home)
    app.callback(Output("late", "children"), Input("address", "search"))(lambda value: value)
    client = app.server.test_client()
    sign_in(client, NAME, PASSWORD)
    inputs = [{"id": "address", "property": "search", "value": ""}]
    body = {"output": "late.children", "outputs": {"id": "late", "property": "children"}, "inputs": inputs}
    assert call(client, body).status_code == 403


def test_a_role_is_kept_out_of_what_is_not_for_it(tmp_path) -> None:
    gate, app = (
        Gate(),
        Dash(__name__, server=Flask("x", static_folder=None), assets_folder=str(tmp_path), pages_folder=""),
    )
    app.layout = html.Div(id="a")
    stewards = Access(frozenset({Role.STEWARD}))
    gate.callback(app, stewards, Output("a", "children"), Input("a", "title"))(lambda value: value)
    assert gate.callbacks["a.children"] == stewards
    assert not stewards.admits(Role.LEADER)
    assert not stewards.admits(None)
    assert READERS.admits(Role.LEADER)


def test_methods_that_write_exist_nowhere_else(app) -> None:
    writing = {
        rule.endpoint for rule in app.server.url_map.iter_rules() if rule.methods & {"POST", "PUT", "PATCH", "DELETE"}
    }
    signing = {"login", "logout", "logout_everywhere", "password", "invitation"}
    saving = {"view_saved", "view_changed", "view_deleted", "start_chosen"}
    managing = {f"accounts_{each}" for each in ("invite", "reset", "standing", "lock", "unlock", "end")}
    watching = {"watch_act", "watch_note", "watch_withdraw"}
    reviewing = {"review_decided", "application_filed"}
    assert writing == {CALLBACKS, "report_start", *watching, *signing, *saving, *managing, *reviewing}


def test_headers_on_every_answer(anonymous, client) -> None:
    for answer in (anonymous.get("/login"), client.get("/"), client.get("/nowhere"), anonymous.get("/")):
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe-eval" not in policy
        assert "http" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self' 'sha256-" in policy
        assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


def test_what_a_document_names_is_kept_and_the_document_is_not(client) -> None:
    names = re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css)[^"]*)"', client.get("/").get_data(as_text=True))
    assert {each.split("?")[0] for each in names} > {
        f"/bundles/{each}" for each in ("pages.css", "pages.js", "first.js")
    }
    for name in set(names) - {DARK_SHEET}:
        with client.get(name) as answer:
            assert answer.status_code == 200, name
            assert answer.cache_control.max_age >= 30_000_000, name


def test_no_machine_protocol_beside_the_gate(client) -> None:
    assert client.post("/_mcp", headers={"Origin": "http://localhost"}).status_code in {403, 404, 405}


def test_the_page_names_no_other_server(client) -> None:
    text = client.get("/").get_data(as_text=True)
    config = json.loads(text.split('id="_dash-config" type="application/json">')[1].split("</script>")[0])
    sources = [part.split('"')[0] for part in text.split('src="')[1:]]
    assert sources
    assert all(source.startswith(("/", "data:")) for source in sources)
    assert config.get("requests_pathname_prefix") == "/"
