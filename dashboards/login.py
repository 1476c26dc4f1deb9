"""Signing in and out: plain pages that work without scripts."""

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, abort, redirect, render_template, request, session, url_for
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response

import datasets
from dashboards import accounts
from dashboards.access import PUBLIC, READERS
from dashboards.gate import Gate
from dashboards.words import LOGIN_WORDS
from datasets.text import Language, Text

_LONGEST = 256


def guard_with_login(server: Flask, gate: Gate, home: Path) -> None:
    """Register the sign-in pages and tell Flask-Login how to find a person."""
    manager = LoginManager(server)
    manager.user_loader(lambda token: accounts.user_of(home, token))
    _routes(server, gate, home)


def _routes(server: Flask, gate: Gate, home: Path) -> None:
    form = partial(_form, home)

    def login() -> str | Response | tuple[str, int]:
        if request.method == "GET":
            return redirect(_inside(request.args.get("next"))) if current_user.is_authenticated else form("login")
        _check_token()
        name, password = (request.form.get(field, "")[:_LONGEST] for field in ("name", "password"))
        found = accounts.sign_in(home, name, password)
        if isinstance(found, accounts.Refusal):
            return form("login", LOGIN_WORDS[found.value], name), 401 if found is accounts.Refusal.WRONG else 429
        session.clear()
        session.permanent = True
        login_user(found)
        return redirect(_inside(request.args.get("next")))

    def logout() -> Response:
        accounts.sign_out(home, current_user)
        logout_user()
        session.clear()
        return redirect(url_for("login"))

    def password() -> str | Response | tuple[str, int]:
        if request.method == "GET":
            return form("password")
        _check_token()
        first, second = (request.form.get(field, "")[:_LONGEST] for field in ("password", "again"))
        if problem := _unfit(first, second):
            return form("password", problem), 400
        # Whoever finds a desk unlocked must not take the account over; wrong guesses count towards the lock.
        known = accounts.sign_in(home, current_user.name, request.form.get("current", "")[:_LONGEST])
        if isinstance(known, accounts.Refusal):
            return form("password", LOGIN_WORDS["locked" if known is accounts.Refusal.LOCKED else "stranger"]), 403
        accounts.change_password(home, current_user.name, first)
        session.clear()
        return redirect(url_for("login"))

    views: tuple[tuple[str, Callable[[], Any], list[str]], ...] = (
        ("login", login, ["GET", "POST"]),
        ("logout", logout, ["POST"]),
        ("password", password, ["GET", "POST"]),
    )
    for name, view, methods in views:
        server.add_url_rule(f"/{name}", name, view, methods=methods)
        gate.route(name, PUBLIC if name == "login" else READERS)


def _form(home: Path, page: str, problem: Text | None = None, name: str = "") -> str:
    language = _language()
    token = session.setdefault("token", secrets.token_urlsafe(24))
    words = {key: text.in_language(language) for key, text in LOGIN_WORDS.items()}
    said = problem.in_language(language) if problem else ""
    return render_template(
        "sign_in.html",
        page=page,
        token=token,
        words=words,
        problem=said,
        name=name,
        language=language,
        simulated=_simulated(home),
    )


def _simulated(home: Path) -> bool:
    """Return whether the current snapshot holds simulated data; before the first one there is nothing to say."""
    try:
        return datasets.open_snapshot(home).manifest.simulated
    except datasets.DatasetsError:
        return False


def _check_token() -> None:
    given, expected = request.form.get("token", ""), session.get("token", "")
    if not expected or not secrets.compare_digest(given.encode(), str(expected).encode()):
        abort(403)


def _unfit(first: str, second: str) -> Text | None:
    if len(first) < accounts.LEAST_LENGTH:
        return LOGIN_WORDS["short"]
    return None if first == second else LOGIN_WORDS["unlike"]


def _inside(target: str | None) -> str:
    """Return the page to go on to, never one of another server.

    Browsers and Werkzeug drop blanks and control characters, so an address that holds one is not what it seems.
    """
    plain = target is not None and all(letter > " " and letter not in "\\\x7f" for letter in target)
    return target if target and plain and target.startswith("/") and not target.startswith("//") else "/"


def _language() -> Language:
    asked = request.args.get("lang") or ("en" if "lang=en" in request.args.get("next", "") else None)
    return "en" if (asked or datasets.settings().language) == "en" else "zh"
