"""Plain pages and forms: one template, a token against forged forms, addresses that stay inside, one way back."""

import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from flask import abort, current_app, redirect, render_template, request, session, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

import datasets
from dashboards.accounts.passwords import LEAST_LENGTH, LONGEST
from dashboards.entrance.words import LOGIN_WORDS
from dashboards.views.saved import start_of
from datasets import JingweiError
from datasets.text import Language, Text

Answer = str | Response | tuple[str, int]


def form(home: Path, page: str, problem: Text | None = None, name: str = "", **more: object) -> str:
    """Return the page ``login``, ``password``, ``invitation`` or ``told``, with what was wrong with the last try."""
    language = chosen_language()
    return render_template(
        "sign_in.html",
        page=page,
        token=session.setdefault("token", secrets.token_urlsafe(24)),
        words={key: text.in_language(language) for key, text in LOGIN_WORDS.items()},
        problem=problem.in_language(language) if problem else "",
        name=name,
        language=language,
        simulated=_simulated(home),
        sso=url_for("sso", next=request.args.get("next")) if "sso" in current_app.view_functions else "",
        **more,
    )


def answered(home: Path, page: str, act: Callable[[], object]) -> Answer:
    """Return the way back to a page after doing what its form asks, or a plain page that says why it was refused."""
    try:
        act()
    except JingweiError as error:
        return form(home, "told", error.text, back=way_back(page)), 400
    return led_back(page)


def led_back(page: str, said: str = "done", **more: str) -> Response:
    """Return the way back to a page, with a word of what came of the form."""
    return redirect(way_back(page, **more, said=said), code=303)


def way_back(page: str, **more: str) -> str:
    """Return the address of a page in the language of whoever sent the form."""
    return f"{page}?{urlencode({'lang': chosen_language(), **more})}"


def check_token() -> None:
    """Refuse a form that does not come from the page this browser was given."""
    given, expected = request.form.get("token", ""), session.get("token", "")
    if not expected or not secrets.compare_digest(given.encode(), str(expected).encode()):
        abort(403)


def field(name: str) -> str:
    """Return what was typed into a field, cut at the longest that can be right."""
    return request.form.get(name, "")[:LONGEST]


def unfit(first: str, second: str) -> Text | None:
    """Return what is wrong with a new password typed twice, None if nothing is."""
    if len(first) < LEAST_LENGTH:
        return LOGIN_WORDS["short"]
    return None if first == second else LOGIN_WORDS["unlike"]


def inside(target: str | None) -> str:
    """Return the page to go on to, never one of another server.

    Browsers and Werkzeug drop blanks and control characters, so an address that holds one is not what it seems.
    """
    plain = target is not None and all(letter > " " and letter not in "\\\x7f" for letter in target)
    return target if target and plain and target.startswith("/") and not target.startswith("//") else "/"


def first_page(home: Path, name: str, target: str | None) -> str:
    """Return where somebody goes after signing in: where they wanted to, or else the page they chose to begin with."""
    wanted = inside(target)
    return inside(start_of(home, name)) if wanted == "/" else wanted


def chosen_language() -> Language:
    """Return the language the address asks for, or that of the page it leads to."""
    try:
        said = request.values.get("lang")
    except RequestEntityTooLarge:  # a form too large to be read is refused in the language of its address
        said = request.args.get("lang")
    asked = said or ("en" if "lang=en" in request.args.get("next", "") else None)
    return "en" if (asked or datasets.settings().language) == "en" else "zh"


def _simulated(home: Path) -> bool:
    """Return whether the current snapshot holds simulated data; before the first one there is nothing to say."""
    try:
        return datasets.open_snapshot(home).manifest.simulated
    except datasets.DatasetsError:
        return False
