"""Two thousand generated attempts: everybody at every route, callback, page, export and row; nothing leaks, nothing breaks.

Who may see what is written here a second time, by hand: the test holds the code against it, not against itself.
"""

import json
import random
from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple

import pytest

from dashboards import accounts
from dashboards.access import Role
from dashboards.entrance.gate import CALLBACKS
from dashboards.page import pages
from indicators import catalogue

from .conftest import HOST, asked, signed_in

ATTEMPTS = 2000
PUBLIC = {"login", "invitation", "font_sheet", "font", "_dash_assets.static", "/_favicon.ico"}
NOTHING, EVERYTHING = frozenset(), frozenset({"name", "code"})
SEEN = dict.fromkeys(("leader", "economist", "reviewer", "steward"), EVERYTHING) | {"department": frozenset({"name"})}
"""What each role may see on the page of enterprises; the tax bureau gave none of the codes looked for."""

SEES_ROWS = {"leader", "economist", "steward"}
DENIED = "a file of a page that is not for whoever asks"
OUT = ("stranger", "forger", "dismissed")
"""Nobody, somebody with a made-up cookie, and somebody whose account was disabled after signing in."""

HOSTILE = [
    "", "x", "../../ledger.db", "..%2f..%2fsecret_key", "/etc/passwd", "%00", "<script>alert(1)</script>", "'; DROP TABLE user; --",
    "=HYPERLINK(1)", "🈲" * 40, "a" * 3000, "\u202e", "null", "-1", "9999-99", "tax_revenue", "{{7*7}}", "${x}", "*", "经 纬",
]  # fmt: skip
BODIES = [
    "", "nonsense", b"\xff\xfe", "null", "[]", "1", '"text"', "{}", '{"output": 5}', '{"output": []}', '{"output": null}',
    '{"output": "secrets.children"}', '{"output": "..frame.children...users.data.."}', "[" * 5000, '{"a":' * 500, "NaN",
]  # fmt: skip


class Attempt(NamedTuple):
    """Somebody asks for something; ``endpoint`` is the route's, ``seen`` what may be seen of single enterprises."""

    who: str
    method: str
    path: str
    endpoint: str = ""
    body: object = None
    origin: str | None = HOST
    seen: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def people(app, home) -> dict[str, object]:
    """A browser for each role, and for those who are not, no more or not yet in."""
    found = {str(role): signed_in(app, home, f"tries-{role}", role) for role in Role}
    accounts.create_user(home, "tries-newcomer", "leader")
    found["newcomer"] = app.server.test_client()
    with found["newcomer"].session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = accounts.begin(home, "tries-newcomer").token, True
    found |= {"stranger": app.server.test_client(), "forger": app.server.test_client()}
    found["forger"].set_cookie("jingwei", "eyJfdXNlcl9pZCI6ImxlYWRlciJ9.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb")
    found["dismissed"] = signed_in(app, home, "tries-dismissed", "leader")
    accounts.disable(home, "tries-dismissed")
    return found


@pytest.fixture(scope="module")
def names(snapshot) -> dict[str, str]:
    """What identifies single enterprises: their names, their customs codes and their registration numbers."""
    found = snapshot.query(
        "SELECT name AS word, 'name' AS kind FROM base_legal_entities__entity UNION SELECT value, 'code' FROM "
        "base_legal_entities__identifier WHERE scheme IN ('customs_code', 'registration_number') ORDER BY word"
    )
    return {row["word"]: row["kind"] for row in found.to_pylist() if row["word"] and len(row["word"]) > 5}


@pytest.fixture(scope="module")
def entities(snapshot) -> list[str]:
    rows = snapshot.query(
        "SELECT entity_id FROM base_economy__goods_trade WHERE entity_id IS NOT NULL GROUP BY ALL ORDER BY ALL LIMIT 3"
    )
    return rows.column("entity_id").to_pylist()


def routes(app, everybody: list[str]) -> Iterator[Attempt]:
    """Every route, by every method, with and without the right origin, and with hostile words for its parts."""
    methods = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH")
    for rule, who, method in product(app.server.url_map.iter_rules(), everybody, methods):
        if rule.rule == CALLBACKS and method == "POST":
            continue
        for word in HOSTILE[:7] if rule.arguments and method == "GET" else HOSTILE[1:2]:
            path = rule.rule.split("<")[0] + (word if rule.arguments else "")
            # Signing out with the right origin is allowed, and would end the play.
            origin = None if rule.endpoint.startswith("logout") else HOST
            yield Attempt(who, method, path, rule.endpoint, origin=origin)
        yield Attempt(who, method, rule.rule.split("<")[0], rule.endpoint, origin="http://evil.example")


def strange_paths(everybody: list[str]) -> Iterator[Attempt]:
    """Paths that belong to nobody, the machine protocol among them."""
    for path, who in product(
        ("/_mcp", "/_mcp/tools", "/ledger.db", "/secret_key", "/audit_key", "/.git/config", "/assets/../app.py", "//evil",
         "/export.csv/", "/login/x", "/invitation/", "/_dash-config", "/snapshots/CURRENT"), everybody
    ):  # fmt: skip
        yield Attempt(who, "GET", path)
        yield Attempt(who, "POST", path, body={"jsonrpc": "2.0", "id": 1, "method": "tools/list"})


def exports(everybody: list[str]) -> Iterator[Attempt]:
    """Tables by page, indicator and slice; those of enterprises exist on no page."""
    keys = [*list(catalogue())[::7], "taxpayers", *HOSTILE]
    for page, key, who in product((*(each.strip("/") for each in pages()), "x"), keys, everybody):
        for by in ("", "industry", "entity_id,name", "street&street=<b>", "street&layer=land"):
            yield Attempt(who, "GET", f"/export.csv?page={page}&export={key}&by={by}", "export")
    # Of pages that are not for everybody, in every form: nobody else gets any, whatever it would hold.
    closed = [each for each in pages().values() if not each.access.admits(Role.PLANNER)]
    for page, kind, who in product(closed, ("csv", "xlsx", "svg", "pdf"), everybody):
        if who in OUT or (who in set(Role) and not page.access.admits(Role(who))):
            yield Attempt(who, "GET", f"/export.{kind}?page={page.key}&chart=enterprise-tax", DENIED)


def bodies(registered, everybody: list[str]) -> Iterator[Attempt]:
    """Every callback, asked well and badly."""
    for body, who in product([*BODIES, *registered.values()], everybody):
        yield Attempt(who, "POST", CALLBACKS, CALLBACKS, body)
        yield Attempt(who, "POST", CALLBACKS, CALLBACKS, body, origin=None)
    for well, who, word in product(registered, everybody, HOSTILE):
        bad = [{**each, "value": word} for each in registered[well]["inputs"]]
        yield Attempt(who, "POST", CALLBACKS, CALLBACKS, registered[well] | {"inputs": bad})


def views(registered, everybody: list[str], entities: list[str]) -> Iterator[Attempt]:
    """Pages and panels in every role: the rows of one enterprise and those behind one number."""
    searches = [("/enterprises", f"?entity={each}&lang=en") for each in (*entities[:1], "nobody")] + [
        ("/enterprises", "?q=天津"), ("/centre", "")
    ]  # fmt: skip
    for (path, search), who in product(searches, everybody):
        seen = SEEN.get(who, NOTHING) if path == "/enterprises" else NOTHING
        yield Attempt(who, "POST", CALLBACKS, CALLBACKS, asked(registered, "frame", path, search), seen=seen)
    for key, who in product(("tax_revenue", "exports", "top_taxpayers_share"), everybody):
        seen = EVERYTHING if who in SEES_ROWS or (who == "department" and key != "exports") else NOTHING
        body = asked(registered, "drawer", "/tax", f"?why={key}&lang=en&industry=automotive")
        yield Attempt(who, "POST", CALLBACKS, CALLBACKS, body, seen=seen)


def chosen(groups: dict[int, list[Attempt]]) -> list[Attempt]:
    """As many of each group as its number says, by chance, or all where there are no more."""
    dice = random.Random(7)  # noqa: S311 the same attempts at every run
    return [each for most, found in groups.items() for each in dice.sample(found, min(most, len(found)))]


def test_two_thousand_attempts_leak_nothing_and_break_nothing(app, people, registered, names, entities) -> None:
    everybody = list(people)
    looks = list(views(registered, everybody, entities))
    attempts = chosen({
        1000: looks, 300: list(exports(everybody)), 299: list(strange_paths(everybody)),
        650: list(bodies(registered, everybody)), 750: list(routes(app, everybody)),
    })  # fmt: skip
    assert len(attempts) >= ATTEMPTS
    wrong = [(each, found) for each in attempts for found in [fault(people[each.who], each, names)] if found]
    assert wrong == []
    # The names are looked for rightly: where they may be seen, they are.
    shown = [plain(asked_of(people[each.who], each)) for each in looks if each.seen and each.who == "leader"]
    assert any(name in text for text in shown for name in names)


def fault(client, attempt: Attempt, names: dict[str, str]) -> str | None:
    """Return what is wrong with the answer to an attempt."""
    answer = asked_of(client, attempt)
    if answer.status_code >= 500:
        return f"broke: {answer.status_code}"
    inside = answer.status_code == 200 and attempt.method != "OPTIONS" and attempt.endpoint not in PUBLIC
    if inside and attempt.endpoint == DENIED:
        return "gave a file of a page of others"
    if inside and attempt.who in OUT:
        return "let somebody in"
    if inside and attempt.who == "newcomer" and attempt.endpoint != "password":
        return "let in somebody with a one-time password"
    if attempt.method in {"POST", "PUT", "PATCH", "DELETE"} and attempt.origin != HOST and answer.status_code < 400:
        return "obeyed another origin"
    text = plain(answer)
    return next((f"told {each}" for each, kind in names.items() if kind not in attempt.seen and each in text), None)


def asked_of(client, attempt: Attempt):
    send: Callable = client.open
    headers = {"Origin": attempt.origin} if attempt.origin else {}
    if attempt.body is None:
        return send(attempt.path, method=attempt.method, headers=headers)
    text = attempt.body if isinstance(attempt.body, (str, bytes)) else json.dumps(attempt.body)
    return send(attempt.path, method=attempt.method, headers=headers, data=text, content_type="application/json")


def plain(answer) -> str:
    """Return the words of an answer; scripts and fonts come packed, and are the same for everybody."""
    if answer.headers.get("Content-Encoding") or not answer.mimetype.startswith(("text/", "application/json")):
        return ""
    text = answer.get_data(as_text=True)
    return json.dumps(json.loads(text), ensure_ascii=False) if answer.is_json and text else text
