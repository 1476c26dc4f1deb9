"""From an address to a screen: one callback draws the page, one the side panel; nothing else asks the server."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import structlog
from dash import Dash, Input, Output, State, no_update
from dash.development.base_component import Component
from flask import abort
from flask_login import current_user

import datasets
from dashboards import accounts
from dashboards.access import NOBODY, SCREENS, Reader, Role
from dashboards.accounts import User
from dashboards.asking.ledger import moment
from dashboards.asking.zone import opening
from dashboards.entrance.gate import Gate
from dashboards.explanation import explanation, may_see_rows
from dashboards.page import Page, pages
from dashboards.parts.states import broken, missing
from dashboards.shell import frame
from dashboards.views.look import look
from dashboards.views.travel import snapshot_meant
from dashboards.views.view import EVERYWHERE, View, month_or, parse
from dashboards.wall import PATH, Stage, page_of, stage, wall_frame
from dashboards.wire.elements import dcc, html
from dashboards.wire.markup import Screen, Unwritable, screen
from dashboards.wire.packed import packed, sent
from datasets import DatasetsError
from datasets.text import Language
from indicators import catalogue

_SCREENS = 512  # of about thirty kilobytes each
_DOCUMENTS = 32  # of about two hundred kilobytes each
_ROOM = Reader(Role.WALL)
"""Whoever signed in: a wall shows a room what every reader may see, and nothing else."""

_log = structlog.get_logger(__name__)


def layout() -> Any:
    """Return the frame of every screen but the first, which is in the document."""
    return html.Div(
        [
            dcc.Location(id="address", refresh=False),
            dcc.Store(id="shown"),
            html.Div(id="frame", className="app"),
            html.Div(id="drawer"),
        ]
    )


def route(app: Dash, gate: Gate, home: Path) -> None:
    """Register the two callbacks."""

    @gate.callback(
        app,
        SCREENS,
        Output("frame", "children"),
        Output("shown", "data"),
        Input("address", "pathname"),
        Input("address", "search"),
        State("shown", "data"),
    )
    def draw(pathname: object, search: object, shown: object) -> tuple[Any, Any]:
        if _is_wall(pathname):
            found = stage(search if isinstance(search, str) else "", current_user.role)
            return _guarded(home, page_of(found), search, _ROOM, lambda view, page: _on_wall(view, page, found))
        drawn, key = _guarded(home, _page_at(pathname), search, None, lambda view, page: _page(view, page, shown))
        if isinstance(drawn, bytes):
            abort(sent(drawn))  # past Dash, which would examine and write anew what is written already
        return drawn, key

    @gate.callback(app, SCREENS, Output("drawer", "children"), Input("address", "pathname"), Input("address", "search"))
    def explain(pathname: object, search: object) -> Any:
        if _is_wall(pathname):
            return None
        return _guarded(home, _page_at(pathname), search, None, lambda view, page: (_told(view), page.key))[0]


def first(home: Path, pathname: str, search: str) -> tuple[Screen | None, str | None]:
    """Return the first screen of an address in writing, and what the browser shows with it; the wall has none."""
    if _is_wall(pathname):
        return None, None
    drawn, key = _guarded(home, _page_at(pathname), search, None, _opened)
    return (screen(drawn) if isinstance(drawn, Component) else drawn), key


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
    carried = [(name, found[name]) for name in EVERYWHERE if name in found and name not in known]
    based = "basis" in page.switches
    return View(
        home=home,
        path=page.path,
        snapshot=snapshot.name,
        latest=latest,
        period=month_or(found, latest, opening(settings.zone).first_month),
        cumulative=based and found.get("basis") != "month",
        language=language,
        default_language=settings.language,
        rise_is_red=seen.rise_is_red,
        theme=seen.theme,
        pinned=asked is not None,
        choices=tuple(sorted((name, value) for name, value in found.items() if name in known)),
        moment=moment(home, page.moment(home)),
        carried=(*carried, *([] if based else [("basis", found.get("basis", ""))])),
        reader=reader,
    )


def _is_wall(pathname: object) -> bool:
    """Return whether a wall is asked for; somebody who is one sees nothing else, whatever the address."""
    return pathname == PATH or current_user.role is Role.WALL


def _page_at(pathname: object) -> Page | None:
    """Return the page of an address, None where there is none or it is not for the reader."""
    page = pages().get(pathname if isinstance(pathname, str) else "")
    return page if page is not None and page.access.admits(current_user.role) else None


def _guarded(
    home: Path,
    page: Page | None,
    search: object,
    reader: Reader | None,
    answer: Callable[[View, Page], tuple[Any, Any]],
) -> tuple[Any, Any]:
    """Return the answer to whoever asks, or to another ``reader``; else a screen that says what happened."""
    address = search if isinstance(search, str) else ""
    language: Language = "en" if parse(address).get("lang", datasets.settings().language) == "en" else "zh"
    if page is None:
        return missing(language), None
    try:
        return answer(view_of(home, page, address, reader or current_user.reader), page)
    except DatasetsError as error:
        return broken(language, error.text, _without_snapshot(page, address)), None
    except Exception:  # noqa: BLE001 whatever fails, the reader gets a sentence and the log the trace
        _log.exception("page_failed", path=page.path, search=address)
        return broken(language), None


def _without_snapshot(page: Page, address: str) -> str | None:
    """Return the address of the same view of the current snapshot, None if it named none."""
    asked = parse(address)
    rest = {name: value for name, value in asked.items() if name != "snapshot"}
    return f"{page.path}?{urlencode(rest)}".rstrip("?") if "snapshot" in asked else None


def _page(view: View, page: Page, shown: object) -> tuple[Any, Any]:
    bare = view.apart_from_why
    key = _key(bare)
    if shown == key:
        return no_update, no_update
    _note(page, view)
    return _packed(bare, page, current_user.name, key), key


def _opened(view: View, page: Page) -> tuple[Screen | None, str | None]:
    """Return a page's screen in writing; None where it holds something that Dash alone can draw."""
    bare = view.apart_from_why
    try:
        written = _written(bare, page, current_user.name)
    except Unwritable:
        return None, None
    _note(page, view)
    return written, _key(bare)


def _note(page: Page, view: View) -> None:
    if page.access.logged or page.restricted(view):
        accounts.record(view.home, current_user.name, page.key, view.href())


def _key(bare: View) -> str:
    """Return what a browser that shows a view says that it shows."""
    return hashlib.sha256(repr(bare).encode()).hexdigest()


def _told(view: View) -> Any:
    key = view.chosen("why")
    if key in catalogue() and may_see_rows(view, catalogue()[str(key)]):
        accounts.record(view.home, current_user.name, "source_rows", view.href(why=key))
    return explanation(view)


def _on_wall(view: View, page: Page, found: Stage) -> tuple[Any, Any]:
    return html.Div(wall_frame(view, page, found), className="screen wall"), None


@lru_cache(maxsize=_SCREENS)
def _packed(view: View, page: Page, name: str, key: str) -> bytes:
    """Return the packed answer to the browser's question for a page; ``key`` is what the browser then shows."""
    return packed(frame={"children": _screen(view, page, name)}, shown={"data": key})


@lru_cache(maxsize=_DOCUMENTS)
def _written(view: View, page: Page, name: str) -> Screen:
    return screen(_screen(view, page, name))


def _screen(view: View, page: Page, name: str) -> Component:
    user = User(name, Role(view.reader.role or ""), must_change=False, token="", department=view.reader.department)
    drawn: Component = html.Div(frame(view, page, user), className="screen")
    return drawn
