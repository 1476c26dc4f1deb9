"""Signing in: one-time passwords, the lock, sessions that end on the server, the key file."""

import stat
import time
from pathlib import Path

import pytest

from dashboards import accounts
from dashboards.app import make_app
from dashboards.secret import secret_key
from datasets.errors import DatasetsError
from datasets.ledger import open_ledger

from .conftest import HOST, NAME, PASSWORD, sign_in


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    accounts.prepare(tmp_path)
    return tmp_path


def test_a_password_is_only_known_as_argon2(fresh: Path) -> None:
    password = accounts.create_user(fresh, "li", "economist")
    assert len(password.replace("-", "")) == 16
    stored = (
        (fresh / "ledger.db").read_bytes() + (fresh / "ledger.db-wal").read_bytes()
        if (fresh / "ledger.db-wal").exists()
        else (fresh / "ledger.db").read_bytes()
    )
    assert password.encode() not in stored
    assert b"$argon2id$" in stored


def test_an_unknown_role_is_refused(fresh: Path) -> None:
    with pytest.raises(DatasetsError, match="king") as refused:
        accounts.create_user(fresh, "li", "king")
    assert "leader, economist" in refused.value.text.en


@pytest.mark.parametrize("name", ["", " ", "a b", "li;", "x" * 65, "=1+1", "li\n"])
def test_a_name_is_a_word(fresh: Path, name: str) -> None:
    with pytest.raises(DatasetsError, match="letters"):
        accounts.create_user(fresh, name, "leader")


def test_the_ledger_is_private(fresh: Path) -> None:
    accounts.create_user(fresh, "张三.li-1", "leader")
    assert {stat.S_IMODE(path.stat().st_mode) for path in fresh.glob("ledger.db*")} == {0o600}


def test_right_wrong_and_unknown(fresh: Path) -> None:
    password = accounts.create_user(fresh, "li", "leader")
    assert accounts.sign_in(fresh, "li", "no") is accounts.Refusal.WRONG
    assert accounts.sign_in(fresh, "wang", password) is accounts.Refusal.WRONG
    user = accounts.sign_in(fresh, "li", password)
    assert isinstance(user, accounts.User)
    assert user.must_change
    assert accounts.user_of(fresh, user.token) == user


def test_five_failures_lock_even_the_right_password(fresh: Path) -> None:
    password = accounts.create_user(fresh, "li", "leader")
    for _ in range(accounts.MOST_ATTEMPTS):
        assert accounts.sign_in(fresh, "li", "no") is accounts.Refusal.WRONG
    assert accounts.sign_in(fresh, "li", password) is accounts.Refusal.LOCKED
    assert isinstance(accounts.sign_in(fresh, "li", accounts.create_user(fresh, "li", "leader")), accounts.User)


def test_the_lock_opens_after_a_while(fresh: Path, monkeypatch) -> None:
    password = accounts.create_user(fresh, "li", "leader")
    for _ in range(accounts.MOST_ATTEMPTS):
        accounts.sign_in(fresh, "li", "no")
    later = time.time() + accounts.LOCKED_SECONDS + 1
    monkeypatch.setattr(accounts.time, "time", lambda: later)
    assert isinstance(accounts.sign_in(fresh, "li", password), accounts.User)


def test_a_session_ends_by_time_and_by_a_new_password(fresh: Path, monkeypatch) -> None:
    user = accounts.sign_in(fresh, "li", accounts.create_user(fresh, "li", "leader"))
    other = accounts.sign_in(fresh, *accounts.demo_credentials(fresh))
    accounts.change_password(fresh, "li", "another long password")
    assert accounts.user_of(fresh, user.token) is None
    assert accounts.user_of(fresh, other.token) is not None
    later = time.time() + accounts.SESSION_SECONDS + 1
    monkeypatch.setattr(accounts.time, "time", lambda: later)
    assert accounts.user_of(fresh, other.token) is None


def test_the_demo_leader_gets_a_new_password_each_time(fresh: Path) -> None:
    name, first = accounts.demo_credentials(fresh)
    _, second = accounts.demo_credentials(fresh)
    assert first != second
    assert accounts.sign_in(fresh, name, first) is accounts.Refusal.WRONG
    assert not accounts.sign_in(fresh, name, second).must_change


def test_what_happened_is_written_down(fresh: Path) -> None:
    accounts.sign_in(fresh, "li", "no")
    accounts.sign_out(fresh, accounts.sign_in(fresh, *accounts.demo_credentials(fresh)))
    connection = open_ledger(fresh, (accounts.SCHEMA,))
    actions = [row["action"] for row in connection.execute("SELECT action FROM audit ORDER BY id")]
    connection.close()
    assert actions == ["sign_in_refused", "password_set", "sign_in", "sign_out"]


def test_a_home_without_a_ledger_knows_nobody(tmp_path: Path) -> None:
    assert accounts.user_of(tmp_path / "nowhere", "token") is None


def test_the_key_is_private_and_stays(tmp_path: Path) -> None:
    key = secret_key(tmp_path)
    assert key == secret_key(tmp_path)
    assert len(key) == 32
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert secret_key(tmp_path / "other") != key
    (tmp_path / "secret_key").write_bytes(b"short")
    with pytest.raises(ValueError, match="damaged"):
        secret_key(tmp_path)


def test_the_form_needs_its_token(anonymous) -> None:
    anonymous.get("/login")
    form = {"name": NAME, "password": PASSWORD}
    assert anonymous.post("/login", data=form, headers={"Origin": HOST}).status_code == 403
    assert sign_in(anonymous, NAME, PASSWORD, token="guess").status_code == 403  # noqa: S106 not a password
    assert sign_in(anonymous, NAME, "wrong password").status_code == 401


def test_the_cookie_is_fastened(anonymous) -> None:
    cookie = sign_in(anonymous, NAME, PASSWORD).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "/\\evil.example", "http://evil.example", "javascript:1", "/\t/evil.example", "/\n/evil.example",
     "\t//evil.example", "/ /evil.example", "/\r\nSet-Cookie: a=b", "/\x7f/evil.example"],
)  # fmt: skip
def test_signing_in_never_leads_away(client, target: str) -> None:
    assert client.get("/login", query_string={"next": target}).location == "/"


def test_signing_out_ends_a_copied_cookie_too(app, client) -> None:
    copied = client.get_cookie("jingwei").value
    assert client.get("/tax").status_code == 200
    assert client.post("/logout", headers={"Origin": HOST}).status_code == 302
    thief = app.server.test_client()
    thief.set_cookie("jingwei", copied)
    assert thief.get("/tax").status_code == 401


def test_a_one_time_password_must_be_changed_first(home: Path, app) -> None:
    password = accounts.create_user(home, "newcomer", "planner")
    client = app.server.test_client()
    sign_in(client, "newcomer", password)
    assert client.get("/tax").location == "/password"
    assert client.get("/_dash-layout").location == "/password"
    page = client.get("/password").get_data(as_text=True)
    token = page.split('name="token" value="')[1].split('"')[0]
    send = {"token": token, "password": "short", "again": "short"}
    assert client.post("/password", data=send, headers={"Origin": HOST}).status_code == 400
    send |= {"password": PASSWORD, "again": PASSWORD + "!"}
    assert client.post("/password", data=send, headers={"Origin": HOST}).status_code == 400
    send |= {"again": PASSWORD, "current": "not the present one"}
    assert client.post("/password", data=send, headers={"Origin": HOST}).status_code == 403
    send |= {"current": password}
    assert client.post("/password", data=send, headers={"Origin": HOST}).location == "/login"
    assert sign_in(client, "newcomer", PASSWORD).location == "/"
    assert client.get("/tax").status_code == 200


def test_two_homes_do_not_share_a_session(client, tmp_path: Path) -> None:
    other = make_app(tmp_path).server.test_client()
    other.set_cookie("jingwei", client.get_cookie("jingwei").value)
    assert other.get("/").status_code == 401
