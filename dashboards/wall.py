"""The wall: pages one after another on a large screen, with a clock and without anything to press.

The address says which pages and for how long each leaf stays: ``/wall?pages=overview,tax&seconds=20``. The browser
turns the leaves and asks for the next page; what it shows stays on the screen while the server cannot be reached.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dashboards.access import READERS, SCREENS, Role
from dashboards.page import Page, pages
from dashboards.shell import badge, freshness
from dashboards.views.view import View, pairs_of
from dashboards.wire.elements import html
from datasets.text import Text

PATH = "/wall"
USUAL = ("overview", "climate", "tax", "trade", "investment", "map")
_SECONDS, _LEAST, _MOST = 20, 1, 3600
_LOST = Text(
    "连接中断，画面停在断开前；正在重连", "Connection lost: the screen shows what was last known; trying again"
)


@dataclass(frozen=True)
class Stage:
    """What an address of the wall asks for: pages in their order, seconds a leaf stays, and the place reached."""

    names: tuple[str, ...]
    seconds: int
    at: int

    @property
    def name(self) -> str:
        """Return the key of the page that is on."""
        return self.names[self.at % len(self.names)] if self.names else ""


def stage(search: str | None, role: Role | None) -> Stage:
    """Return what an address asks for; pages that are not for every reader are passed over, and nobody sees any."""
    said = dict(pairs_of(search))
    # What is written down each time somebody looks is for one reader, not for a room.
    open_to = {each.key for each in pages().values() if SCREENS.admits(role) and _for_a_room(each)}
    asked = [each for each in said.get("pages", "").split(",") if each in open_to]
    names = asked or [each for each in USUAL if each in open_to]
    seconds = _number(said.get("seconds"), _SECONDS)
    return Stage(tuple(names), min(max(seconds, _LEAST), _MOST), _number(said.get("at"), 0))


def _for_a_room(page: Page) -> bool:
    return page.access.roles >= READERS.roles and not page.access.logged


def page_of(found: Stage) -> Page | None:
    """Return the page that is on, None where there is none this role may see."""
    return next((each for each in pages().values() if each.key == found.name), None)


def wall_frame(view: View, page: Page, found: Stage) -> list[Any]:
    """Return the screen: heading and freshness above, the page's own content below, nothing to press."""
    words = {"pages": ",".join(found.names), "seconds": str(found.seconds)}
    kept = {"lang": view.language} if view.language != view.default_language else {}
    about = {
        "data-title": page.title(view),
        "data-language": view.language,
        "data-wall": f"{PATH}?{urlencode(words | kept)}",
        "data-seconds": str(found.seconds),
        "data-at": str(found.at),
        "data-pages": str(len(found.names)),
        "data-lost": view.say(_LOST),
    }
    head = html.Header(
        [html.Div([html.H1(page.title(view)), html.Div(freshness(view), className="sub")]), badge(view)],
        className="top",
    )
    return [html.Main([head, html.Div(page.body(view), className="leaves")], id="main", **about)]


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said is not None and said.isascii() and said.isdigit() and len(said) < 6 else otherwise  # noqa: PLR2004 five digits
