"""The forms of saved views: kept, renamed, shared, deleted, begun with, each from a form of this very server."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, abort, request
from flask_login import current_user

from dashboards import accounts
from dashboards.access import READERS
from dashboards.entrance.forms import Answer, answered
from dashboards.entrance.gate import Gate
from dashboards.page import pages
from dashboards.parts.share import SAVE
from dashboards.router import view_of
from dashboards.views import saved

CHANGE, DELETE, START = (f"/views/{each}" for each in ("change", "delete", "start"))
PAGE = "/views"


def serve_saving(server: Flask, gate: Gate, home: Path) -> None:
    """Register the routes; the gate has checked the session and that the form comes from this server."""

    def handled(action: str, act: Callable[[Path, str], None]) -> Callable[[], Answer]:
        def kept() -> None:
            act(home, current_user.name)
            accounts.record(home, current_user.name, action, _field("address") or _field("id"))

        return lambda: answered(home, PAGE, kept)

    for path, endpoint, act in (
        (SAVE, "view_saved", _save),
        (CHANGE, "view_changed", _change),
        (DELETE, "view_deleted", _delete),
        (START, "start_chosen", _start),
    ):
        server.add_url_rule(path, endpoint, handled(endpoint, act), methods=["POST"])
        gate.route(endpoint, READERS)


def _save(home: Path, name: str) -> None:
    saved.save(home, name, _field("name"), _field("note"), _address(home, _field("address")), _field("role"))


def _change(home: Path, name: str) -> None:
    saved.change(home, name, _number(), _field("name"), _field("note"), _field("role"))


def _delete(home: Path, name: str) -> None:
    saved.delete(home, name, _number())


def _start(home: Path, name: str) -> None:
    address = _field("address")
    saved.start_at(home, name, _address(home, address) if address else None)


def _address(home: Path, given: str) -> str:
    """Return an address as this server writes it, of a page the person may see; nothing else is ever kept."""
    parts = urlsplit(given)
    page = pages().get(parts.path)
    if page is None or parts.netloc or parts.scheme or not page.access.admits(current_user.role):
        abort(400)
    return view_of(home, page, parts.query, current_user.reader).apart_from_why.href()


def _number() -> int:
    given = _field("id")
    if not (given.isascii() and given.isdecimal() and len(given) < 16):  # noqa: PLR2004 what SQLite can hold
        abort(400)
    return int(given)


def _field(name: str) -> str:
    return request.form.get(name, "")
