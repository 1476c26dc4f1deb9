"""Signing in: one-time passwords, the lock, sessions that end on the server, the key file."""

import stat
import time
from pathlib import Path

import pytest

from dashboards import accounts
from dashboards.accounts import attempts, passwords
from dashboards.app import make_app
from dashboards.entrance.secret import secret_key
from datasets import audit
from datasets.errors import DatasetsError
from datasets.ledger import open_ledger

from .conftest import HOST, NAME, PASSWORD, sign_in

EARLIER = """
CREATE TABLE user (name TEXT PRIMARY KEY, role TEXT NOT NULL, password_hash TEXT NOT NULL,
    must_change INTEGER NOT NULL, created_at REAL NOT NULL) STRICT;
CREATE TABLE audit (id INTEGER PRIMARY KEY, at REAL NOT NULL, name TEXT NOT NULL, action TEXT NOT NULL,
    detail TEXT NOT NULL) STRICT;
"""


@pytest.fixture
def clock(monkeypatch):
    """Move the time of accounts on by some seconds."""
    shift, true = [0.0], time.time
    monkeypatch.setattr(time, "time", lambda: true() + shift[0])
    return lambda seconds: shift.__setitem__(0, shift[0] + seconds)


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
    for _ in range(attempts.MOST_ATTEMPTS):
        assert accounts.sign_in(fresh, "li", "no") is accounts.Refusal.WRONG
    assert accounts.sign_in(fresh, "li", password) is accounts.Refusal.LOCKED
    accounts.unlock(fresh, "li")
    assert isinstance(accounts.sign_in(fresh, "li", password), accounts.User)


def test_the_wait_doubles_and_opens(fresh: Path, clock) -> None:
    assert [attempts.wait_after(made) for made in (4, 5, 6, 7, 12, 99)] == [0, 60, 120, 240, 3600, 3600]
    password = accounts.create_user(fresh, "li", "leader")
    for _ in range(attempts.MOST_ATTEMPTS):
        accounts.sign_in(fresh, "li", "no")
    clock(59)
    assert accounts.sign_in(fresh, "li", password) is accounts.Refusal.LOCKED
    clock(2)
    assert accounts.sign_in(fresh, "li", "no") is accounts.Refusal.WRONG
    clock(61)
    assert accounts.sign_in(fresh, "li", password) is accounts.Refusal.LOCKED
    clock(61)
    assert isinstance(accounts.sign_in(fresh, "li", password), accounts.User)
    assert accounts.sign_in(fresh, "li", "no") is accounts.Refusal.WRONG  # counted from the beginning again


def test_a_one_time_password_runs_out(fresh: Path, clock) -> None:
    password = accounts.create_user(fresh, "li", "leader")
    clock(passwords.ONE_TIME_SECONDS + 1)
    assert accounts.sign_in(fresh, "li", "no") is accounts.Refusal.WRONG
    assert accounts.sign_in(fresh, "li", password) is accounts.Refusal.EXPIRED
    accounts.change_password(fresh, "li", PASSWORD)
    clock(passwords.ONE_TIME_SECONDS + 1)
    assert isinstance(accounts.sign_in(fresh, "li", PASSWORD), accounts.User)


def test_a_disabled_account_is_out_at_once(fresh: Path) -> None:
    password = accounts.create_user(fresh, "li", "leader")
    user = accounts.sign_in(fresh, "li", password)
    accounts.disable(fresh, "li")
    assert accounts.user_of(fresh, user.token) is None
    assert accounts.sign_in(fresh, "li", password) is accounts.Refusal.WRONG
    assert [each.disabled for each in accounts.accounts(fresh)] == [True]


def test_another_role_holds_in_open_sessions(fresh: Path) -> None:
    user = accounts.sign_in(fresh, "li", accounts.create_user(fresh, "li", "leader"))
    accounts.set_role(fresh, "li", "department", "税务局")
    found = accounts.user_of(fresh, user.token)
    assert (found.role, found.department) == ("department", "税务局")
    for role, department in (("department", ""), ("department", "无此局"), ("leader", "税务局")):
        with pytest.raises(DatasetsError, match="department"):
            accounts.set_role(fresh, "li", role, department)
    with pytest.raises(DatasetsError, match="wang"):
        accounts.set_role(fresh, "wang", "leader")


def test_an_invitation_works_once_and_not_for_ever(fresh: Path, clock) -> None:
    token = accounts.invite(fresh, "li", "planner")
    assert accounts.sign_in(fresh, "li", "") is accounts.Refusal.WRONG
    assert accounts.invited(fresh, token) == "li"
    with pytest.raises(DatasetsError, match="12"):
        accounts.accept(fresh, token, "short")
    newer = accounts.invite(fresh, "li", "planner")
    assert accounts.accept(fresh, token, PASSWORD) is None
    assert accounts.accept(fresh, newer, PASSWORD) == "li"
    assert accounts.accept(fresh, newer, PASSWORD) is None
    assert isinstance(accounts.sign_in(fresh, "li", PASSWORD), accounts.User)
    with pytest.raises(DatasetsError, match="users add"):
        accounts.invite(fresh, "li", "leader")
    late = accounts.invite(fresh, "wang", "leader")
    clock(passwords.ONE_TIME_SECONDS + 1)
    assert accounts.invited(fresh, late) is None
    assert accounts.accept(fresh, late, PASSWORD) is None


def test_the_trail_shows_what_was_done_to_it(fresh: Path) -> None:
    for number in range(4):
        audit.record(fresh, "li", "export", f"{number}")
    assert audit.verify(fresh).broken is None
    assert [each.detail for each in audit.entries(fresh, "li", most=2)] == ["3", "2"]
    for change, line in (
        ("UPDATE audit SET detail = '9' WHERE id = 2", 2),
        ("DELETE FROM audit WHERE id = 1", 2),
        ("UPDATE audit SET mac = ''", 1),
    ):
        connection = open_ledger(fresh)
        connection.execute("BEGIN")
        connection.execute(change)
        connection.commit()
        connection.close()
        assert audit.verify(fresh).broken == line
        restore(fresh)


def restore(home: Path) -> None:
    (home / "ledger.db").unlink()
    (home / "ledger.db-wal").unlink(missing_ok=True)
    for number in range(4):
        audit.record(home, "li", "export", f"{number}")


def test_an_older_ledger_is_brought_up_to_date(tmp_path: Path) -> None:
    connection = open_ledger(tmp_path, (EARLIER,))
    connection.execute("INSERT INTO user VALUES ('li', 'leader', ?, 0, 1.0)", (passwords.hashed(PASSWORD),))
    connection.execute("INSERT INTO audit VALUES (1, 1.0, 'li', 'sign_in', '')")
    connection.commit()
    connection.close()
    assert isinstance(accounts.sign_in(tmp_path, "li", PASSWORD), accounts.User)
    assert audit.verify(tmp_path).broken is None
    assert audit.verify(tmp_path).lines == 2


def test_a_session_ends_by_time_by_a_new_password_and_everywhere(fresh: Path, clock) -> None:
    user = accounts.sign_in(fresh, "li", accounts.create_user(fresh, "li", "leader"))
    other = accounts.sign_in(fresh, *accounts.demo_credentials(fresh))
    accounts.change_password(fresh, "li", "another long password")
    assert accounts.user_of(fresh, user.token) is None
    assert accounts.user_of(fresh, other.token) is not None
    second = accounts.begin(fresh, other.name)
    accounts.end_all(fresh, other.name)
    assert accounts.user_of(fresh, other.token) is accounts.user_of(fresh, second.token) is None
    third = accounts.begin(fresh, other.name)
    clock(accounts.SESSION_SECONDS + 1)
    assert accounts.user_of(fresh, third.token) is None


def test_the_demo_leader_gets_a_new_password_each_time(fresh: Path) -> None:
    name, first = accounts.demo_credentials(fresh)
    _, second = accounts.demo_credentials(fresh)
    assert first != second
    assert accounts.sign_in(fresh, name, first) is accounts.Refusal.WRONG
    assert not accounts.sign_in(fresh, name, second).must_change


def test_what_happened_is_written_down(fresh: Path) -> None:
    accounts.sign_in(fresh, "li", "no")
    accounts.sign_out(fresh, accounts.sign_in(fresh, *accounts.demo_credentials(fresh)))
    actions = [each.action for each in audit.entries(fresh)][::-1]
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
    assert "Secure" not in cookie
    # Behind a proxy that says so, it never leaves by plain HTTP.
    assert "Secure" in anonymous.get("/login", base_url="https://localhost").headers["Set-Cookie"]


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
    before = client.get_cookie("jingwei").value
    assert client.post("/password", data=send, headers={"Origin": HOST}).location == "/"
    assert client.get("/tax").status_code == 200
    old = app.server.test_client()
    old.set_cookie("jingwei", before)
    assert old.get("/tax").status_code == 401  # the session was changed with the password


def test_an_invited_person_chooses_a_password_and_is_in(home: Path, app) -> None:
    token = accounts.invite(home, "guest", "planner")
    client = app.server.test_client()
    assert client.get("/invitation/guess").status_code == 404
    page = client.get(f"/invitation/{token}?lang=en").get_data(as_text=True)
    assert "guest, you are invited" in page
    send = {"token": page.split('name="token" value="')[1].split('"')[0], "password": PASSWORD, "again": "unlike"}
    address = f"/invitation/{token}"
    assert client.post(address, data=send | {"token": "x"}, headers={"Origin": HOST}).status_code == 403
    assert client.post(address, data=send, headers={"Origin": HOST}).status_code == 400
    assert client.post(address, data=send | {"again": PASSWORD}, headers={"Origin": HOST}).location == "/"
    assert client.get("/tax").status_code == 200
    assert client.get(address).status_code == 404


def test_signing_out_everywhere_ends_other_browsers(home: Path, app) -> None:
    accounts.create_user(home, "roamer", "leader")
    accounts.change_password(home, "roamer", PASSWORD)
    first, second = app.server.test_client(), app.server.test_client()
    for each in (first, second):
        sign_in(each, "roamer", PASSWORD)
    assert first.post("/logout-everywhere", headers={"Origin": HOST}).location == "/login"
    assert second.get("/tax").status_code == 401


def test_two_homes_do_not_share_a_session(client, tmp_path: Path) -> None:
    other = make_app(tmp_path).server.test_client()
    other.set_cookie("jingwei", client.get_cookie("jingwei").value)
    assert other.get("/").status_code == 401
