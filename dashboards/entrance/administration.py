"""The forms of accounts: invited, given a role, reset, locked, unlocked and signed out by an administrator.

What they do is what ``jingwei users`` does, by the same functions; the audit trail says who did it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from flask import Flask, request
from flask_login import current_user

from dashboards import accounts
from dashboards.access import ADMINISTRATORS
from dashboards.entrance.forms import Answer, answered, field, form, way_back
from dashboards.entrance.gate import Gate
from datasets import JingweiError
from datasets.errors import DatasetsError
from datasets.text import Text

PAGE = "/accounts"
INVITE, RESET, STANDING, LOCK, UNLOCK, END = (
    f"{PAGE}/{each}" for each in ("invite", "reset", "standing", "lock", "unlock", "end")
)
_OWN = Text(
    "不能在这里更改自己的账户；请另一位账户管理员来做。",
    "Nobody changes their own account here: ask another administrator.",
)
_ELSEWHERE = Text(
    "这个账户由统一身份认证或目录服务管理，请在那里更改。",
    "This account is kept by the provider or the directory: change it there.",
)

Act = Callable[[Path, str, str], object]
"""What a form does: with the home, about whom, by whom."""


def serve_accounts(server: Flask, gate: Gate, home: Path) -> None:
    """Register the routes; the gate has checked the session, the role and that the form comes from this server."""
    changes: Mapping[str, Act] = {
        STANDING: _stand, LOCK: accounts.disable, UNLOCK: accounts.unlock, END: accounts.end_all,
    }  # fmt: skip
    secrets: Mapping[str, tuple[str, Callable[[Path, str, str], str]]] = {
        INVITE: ("told_invitation", _invite), RESET: ("told_password", _reset),
    }  # fmt: skip
    for path, act in changes.items():
        _register(server, gate, path, partial(_changed, home, act))
    for path, (kind, make) in secrets.items():
        _register(server, gate, path, partial(_told, home, kind, make))


def _register(server: Flask, gate: Gate, path: str, view: Callable[[], Answer]) -> None:
    endpoint = path.strip("/").replace("/", "_")
    server.add_url_rule(path, endpoint, view, methods=["POST"])
    gate.route(endpoint, ADMINISTRATORS)


def _changed(home: Path, act: Act) -> Answer:
    return answered(home, PAGE, lambda: act(home, _other(), current_user.name))


def _told(home: Path, kind: str, make: Callable[[Path, str, str], str]) -> Answer:
    """Return the page that shows a link or a password, once: it is kept nowhere but as a hash."""
    back = way_back(PAGE)
    try:
        name = _other()
        secret = make(home, name, current_user.name)
    except JingweiError as error:
        return form(home, "told", error.text, back=back), 400
    return form(home, "told", name=name, kind=kind, secret=secret, back=back)


def _other() -> str:
    """Return whom the form is about; raise DatasetsError for oneself."""
    name = field("account").strip()
    if name == current_user.name:
        raise DatasetsError(_OWN)
    return name


def _invite(home: Path, name: str, by: str) -> str:
    token = accounts.invite(home, name, field("role"), field("department"), by)
    return f"{request.url_root.rstrip('/')}/invitation/{token}"


def _reset(home: Path, name: str, by: str) -> str:
    """Return a new one-time password for somebody who has an account here; the role stays."""
    standing = _local(home, name).standing
    return accounts.create_user(home, name, standing.role.value, standing.department, by)


def _stand(home: Path, name: str, by: str) -> None:
    _local(home, name)
    said = {each: field(each) for each in ("post", "rank", "duty")}
    accounts.set_role(home, name, field("role"), field("department"), **said, by=by)


def _local(home: Path, name: str) -> accounts.Account:
    found = next((each for each in accounts.accounts(home) if each.name == name), None)
    if found is None or found.origin != "local":
        raise DatasetsError(_ELSEWHERE)
    return found
