"""Signing in and out: plain pages that work without scripts."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user, logout_user

from dashboards import accounts
from dashboards.access import PUBLIC, SCREENS, Access
from dashboards.accounts.sessions import Vouching, check
from dashboards.entrance.forms import Answer, check_token, field, first_page, form, inside, unfit
from dashboards.entrance.gate import Gate
from dashboards.entrance.words import LOGIN_WORDS
from dashboards.outside.settings import Ldap
from dashboards.wall import PATH as WALL
from datasets.errors import DatasetsError


def guard_with_login(server: Flask, gate: Gate, home: Path, directory: Ldap | None = None) -> None:
    """Register the sign-in pages and tell Flask-Login how to find a person, in a directory too if there is one."""
    manager = LoginManager(server)
    manager.user_loader(lambda token: _person(home, directory, token))
    routes: tuple[tuple[str, str, Callable[..., Any], list[str], Access], ...] = (
        ("/login", "login", lambda: _login(home, directory), ["GET", "POST"], PUBLIC),
        ("/logout", "logout", lambda: _logout(home), ["POST"], SCREENS),
        ("/logout-everywhere", "logout_everywhere", lambda: _logout_everywhere(home), ["POST"], SCREENS),
        ("/password", "password", lambda: _password(home), ["GET", "POST"], SCREENS),
        ("/invitation/<string:invitation>", "invitation", lambda invitation: _invitation(home, invitation),
         ["GET", "POST"], PUBLIC),
    )  # fmt: skip
    for path, endpoint, view, methods, access in routes:
        server.add_url_rule(path, endpoint, view, methods=methods)
        gate.route(endpoint, access)


def enter(user: accounts.User) -> None:
    """Give the browser a new session; whatever its cookie held before is forgotten."""
    session.clear()
    session.permanent = True
    login_user(user)


def _person(home: Path, directory: Ldap | None, token: str) -> accounts.User | None:
    user = accounts.user_of(home, token)
    if user is None or user.origin != "ldap":
        return user
    if directory is None:
        return None  # nobody vouches any more
    from dashboards.outside.directory import look_again

    return look_again(home, directory, user)


def _login(home: Path, directory: Ldap | None) -> Answer:
    if request.method != "POST":
        ended = LOGIN_WORDS["wall_ended"] if request.args.get("next", "").startswith(WALL) else None
        next_page = inside(request.args.get("next"))
        return redirect(next_page) if current_user.is_authenticated else form(home, "login", ended)
    check_token()
    name = field("name")
    try:
        found = accounts.sign_in(home, name, field("password"), _elsewhere(home, directory))
    except DatasetsError as error:
        return form(home, "login", error.text, name), 503
    if isinstance(found, accounts.Refusal):
        status = 429 if found is accounts.Refusal.LOCKED else 401
        return form(home, "login", LOGIN_WORDS[found.value], name), status
    enter(found)
    return redirect(first_page(home, found.name, request.args.get("next")))


def _elsewhere(home: Path, directory: Ldap | None) -> Vouching | None:
    if directory is None:
        return None
    from dashboards.outside.directory import vouch

    return partial(vouch, home, directory)


def _logout(home: Path) -> Answer:
    accounts.sign_out(home, current_user)
    logout_user()
    session.clear()
    return redirect(url_for("login"))


def _logout_everywhere(home: Path) -> Answer:
    accounts.end_all(home, current_user.name)
    session.clear()
    return redirect(url_for("login"))


def _password(home: Path) -> Answer:
    if request.method != "POST":
        return form(home, "password", None if current_user.origin == "local" else LOGIN_WORDS["elsewhere"])
    check_token()
    name, first = current_user.name, field("password")
    if problem := unfit(first, field("again")):
        return form(home, "password", problem), 400
    # Whoever finds a desk unlocked must not take the account over; wrong guesses count towards the lock.
    found = check(home, name, field("current"))
    # A password good for one sign-in opens no more sessions, but who is in with it may choose one to keep.
    if isinstance(found, accounts.Refusal) and found is not accounts.Refusal.EXPIRED:
        word = "stranger" if found is accounts.Refusal.WRONG else found.value
        return form(home, "password", LOGIN_WORDS[word]), 403
    accounts.change_password(home, name, first)
    enter(accounts.begin(home, name))
    return redirect("/")


def _invitation(home: Path, invitation: str) -> Answer:
    name = accounts.invited(home, invitation)
    if name is None:
        return form(home, "login", LOGIN_WORDS["uninvited"]), 404
    if request.method != "POST":
        return form(home, "invitation", name=name)
    check_token()
    first = field("password")
    if problem := unfit(first, field("again")):
        return form(home, "invitation", problem, name), 400
    if accounts.accept(home, invitation, first) is None:
        return form(home, "login", LOGIN_WORDS["uninvited"]), 404
    enter(accounts.begin(home, name))
    return redirect("/")
