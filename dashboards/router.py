"""From an address to a screen: one callback draws the page, one the side panel; nothing else asks the server."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from dash import Dash, Input, Output, State, dcc, html, no_update
from flask_login import current_user

import datasets
from dashboards import accounts
from dashboards.access import NOBODY, READERS, Reader, Role
from dashboards.accounts import User
from dashboards.explanation import explanation, may_see_rows
from dashboards.gate import Gate
from dashboards.look import look
from dashboards.page import Page, pages
from dashboards.parts.states import broken, missing
from dashboards.shell import frame
from dashboards.travel import snapshot_meant
from dashboards.view import EVERYWHERE, View, month_or, parse
from dashboards.wall import PATH, Stage, page_of, stage, wall_frame
from dashboards.zone import opening
from datasets import DatasetsError
from datasets.text import Language
from indicators import catalogue, notes
from indicators.warnings import version
from indicators.warnings.workdays import today

_SCREENS = 64  # of about a megabyte each
_log = structlog.get_logger(__name__)


def layout() -> Any:
    """Return the empty frame the browser fills from its address."""
    return html.Div(
        [
            dcc.Location(id="address", refresh=False),
            dcc.Store(id="shown"),
            html.Div(id="frame", className="app", children=skeleton()),
            html.Div(id="drawer"),
        ]
    )


def skeleton() -> list[Any]:
    """Return boxes of the final sizes, shown until the first answer arrives."""
    cards = html.Div([html.Div(className="card ghost") for _ in range(10)], className="cards")
    blocks = html.Div([html.Div(className="panel ghost tall") for _ in range(3)], className="grid three")
    return [html.Nav(), html.Main([html.Div(className="ghost line"), html.Div(className="lead ghost"), cards, blocks])]


def route(app: Dash, gate: Gate, home: Path) -> None:
    """Register the two callbacks."""

    @gate.callback(
        app,
        READERS,
        Output("frame", "children"),
        Output("shown", "data"),
        Input("address", "pathname"),
        Input("address", "search"),
        State("shown", "data"),
    )
    def draw(pathname: object, search: object, shown: object) -> tuple[Any, Any]:
        if pathname == PATH:
            found = stage(search if isinstance(search, str) else "", current_user.role)
            on = page_of(found)
            return _guarded(home, on and on.path, search, lambda view, page: _on_wall(view, page, found))
        return _guarded(home, pathname, search, lambda view, page: _page(view, page, shown))

    @gate.callback(app, READERS, Output("drawer", "children"), Input("address", "pathname"), Input("address", "search"))
    def explain(pathname: object, search: object) -> Any:
        if pathname == PATH:
            return None
        return _guarded(home, pathname, search, lambda view, page: (_told(view), page.key))[0]


def view_of(home: Path, page: Page, search: str | None, reader: Reader = NOBODY) -> View:
    """Return the view an address describes; whatever it gets wrong falls back to what is shown by default.

    A snapshot that is not there is an error in words, never another one.
    Until a ``reader`` is named the view is nobody's, and shows nothing restricted.
    """
    settings, seen = datasets.settings(), look()
    found = parse(search)
    current = datasets.current_name(home)
    asked = snapshot_meant(home, found.get("snapshot"))
    snapshot = datasets.open_snapshot(home, asked or current)
    latest = snapshot.as_of.strftime("%Y-%m")
    language: Language = "en" if found.get("lang", settings.language) == "en" else "zh"
    known = {*page.parameters, "why"}
    return View(
        home=home,
        path=page.path,
        snapshot=snapshot.name,
        latest=latest,
        period=month_or(found, latest, opening(settings.zone).first_month),
        cumulative=found.get("basis") != "month",
        language=language,
        default_language=settings.language,
        rise_is_red=seen.rise_is_red,
        theme=seen.theme,
        pinned=asked is not None,
        choices=tuple(sorted((name, value) for name, value in found.items() if name in known)),
        moment=f"{today()} {version(home)} {notes.version(home)} {page.moment(home)}",
        carried=tuple((name, found[name]) for name in EVERYWHERE if name in found and name not in known),
        reader=reader,
    )


def _guarded(
    home: Path, pathname: object, search: object, answer: Callable[[View, Page], tuple[Any, Any]]
) -> tuple[Any, Any]:
    """Return the answer, or a screen that says what happened, what is safe and whom to call."""
    page = pages().get(pathname if isinstance(pathname, str) else "")
    address = search if isinstance(search, str) else ""
    language: Language = "en" if parse(address).get("lang", datasets.settings().language) == "en" else "zh"
    if page is None or not page.access.admits(current_user.role):
        return missing(language), None
    try:
        return answer(view_of(home, page, address, current_user.reader), page)
    except DatasetsError as error:
        return broken(language, error.text), None
    except Exception:  # noqa: BLE001 whatever fails, the reader gets a sentence and the log the trace
        _log.exception("page_failed", path=page.path, search=address)
        return broken(language), None


def _page(view: View, page: Page, shown: object) -> tuple[Any, Any]:
    bare = view.apart_from_why
    key = json.dumps(asdict(bare), default=str, sort_keys=True)
    if shown == key:
        return no_update, no_update
    if page.access.logged:
        accounts.record(view.home, current_user.name, page.key, view.href())
    return _screen(bare, page, current_user.name), key


def _told(view: View) -> Any:
    key = view.chosen("why")
    if key in catalogue() and may_see_rows(view, catalogue()[str(key)]):
        accounts.record(view.home, current_user.name, "source_rows", view.href(why=key))
    return explanation(view)


def _on_wall(view: View, page: Page, found: Stage) -> tuple[Any, Any]:
    return html.Div(wall_frame(view, page, found), className="screen wall"), None


@lru_cache(maxsize=_SCREENS)
def _screen(view: View, page: Page, name: str) -> Any:
    user = User(name, Role(view.reader.role or ""), must_change=False, token="", department=view.reader.department)
    children = frame(view, page, user)
    return html.Div(children, className="screen")
