"""Files that come from npm and from plotly, served from this machine with a long life in the browser's cache."""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import brotli
from flask import Flask, Response, abort, request, send_from_directory
from plotly.offline import get_plotlyjs_version

from dashboards.access import PUBLIC, SCREENS
from dashboards.entrance.gate import Gate
from dashboards.wire import letters

_MODULES = Path(__file__).resolve().parents[2] / "node_modules"
_PLOTLY = _MODULES / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
_YEAR = 31_536_000
_HEADER = 200
_FACTORY = b" : this, () => {\n"  # how the bundle hands over the function that makes plotly

_ASSETS = Path(__file__).parents[1] / "assets"
_ALONE = "dark.css"  # which the reader's look turns on and off
_AT_ONCE = ("early.js", "first.js")  # what runs where the screen ends, before it is painted for the first time
PLOTLY_PATH = "/vendor/plotly-basic.min.js"
FONT_SHEET = "/fonts/noto-sans-sc.css"
DARK_SHEET = "/assets/dark.css"


def scripts() -> list[str]:
    """Return the scripts to load before Dash: a quarter of plotly if it is installed; else Dash brings all of it."""
    if not _PLOTLY.is_file():
        return []
    # A bundle of another version than the Python package's would draw other pictures than the reports do.
    with _PLOTLY.open(encoding="utf-8") as file:
        same = f"v{get_plotlyjs_version()}\n" in file.read(_HEADER)
    return [f"{PLOTLY_PATH}?v={get_plotlyjs_version()}"] if same else []


@cache
def bundle(name: str) -> str:
    """Return the address of ``pages.css``, ``pages.js`` or ``first.js``, which changes with what they hold."""
    return f"/bundles/{name}?v={hashlib.sha256(_BUNDLES[name]()).hexdigest()[:12]}"


def serve_statics(server: Flask, gate: Gate) -> None:
    """Register the routes."""

    def font_sheet() -> Response:
        return _lasting(_sheet, "text/css")

    def font(folder: str, name: str) -> Response:
        place = {"files": letters.SLICES / "files", "own": letters.OWN}.get(folder)
        if place is None or not name.endswith(".woff2"):
            abort(404)
        return send_from_directory(place, name, mimetype="font/woff2", max_age=_YEAR)

    def bundled(name: str) -> Response:
        if name not in _BUNDLES:
            abort(404)
        return _lasting(_BUNDLES[name], "text/css" if name.endswith(".css") else "text/javascript")

    def plotly() -> Response:
        return _lasting(_plotly, "text/javascript")

    server.add_url_rule(FONT_SHEET, "font_sheet", font_sheet)
    server.add_url_rule("/fonts/<string:folder>/<string:name>", "font", font)
    server.add_url_rule(PLOTLY_PATH, "plotly", plotly)
    server.add_url_rule("/bundles/<string:name>", "bundle", bundled)
    gate.route("bundle", SCREENS)
    gate.route("font_sheet", PUBLIC)
    gate.route("font", PUBLIC)
    gate.route("plotly", SCREENS)


def pack() -> None:
    """Pack what is packed once for all, so that the workers that are forked afterwards share it."""
    for content in (_plotly, _sheet, *_BUNDLES.values()):
        for coding in _CODINGS:
            _packed(content, coding)


_CODINGS = ("br", "gzip")
_BROTLI = 9  # in a quarter of a second; the highest takes four for a hundredth less


def _plotly() -> bytes:
    """Return the script with its one large function in brackets.

    A browser takes that for a function called at once and reads it whole while it waits for other things; without, it
    skims it and reads all of it again when it is called, which holds up the page.
    """
    script = _PLOTLY.read_bytes() if _PLOTLY.is_file() else b""
    head, called, body = script.partition(_FACTORY)
    return head + _FACTORY.replace(b"()", b"(()") + body.removesuffix(b"}));") + b"})));" if called else script


def _sheet() -> bytes:
    return letters.sheet().encode()


def _joined(*names: str) -> bytes:
    return b"\n".join((_ASSETS / name).read_bytes() for name in names)


def _of_kind(suffix: str) -> list[str]:
    found = sorted(each.name for each in _ASSETS.glob(f"*{suffix}"))
    return [name for name in found if name not in {_ALONE, *_AT_ONCE}]


_BUNDLES: Mapping[str, Callable[[], bytes]] = {
    "pages.css": lambda: _joined(*_of_kind(".css")),
    "pages.js": lambda: _joined(*_of_kind(".js")),
    "first.js": lambda: _joined(*_AT_ONCE),
}
"""What many files of ours hold, as one that is fetched at once."""


@cache
def _packed(content: Callable[[], bytes], coding: str) -> bytes:
    """Return packed content: packed at every request it would cost more than all else."""
    text = content()
    if not text:
        return b""
    return bytes(brotli.compress(text, quality=_BROTLI)) if coding == "br" else gzip.compress(text, 9)


def _lasting(content: Callable[[], bytes], mimetype: str) -> Response:
    coding = request.accept_encodings.best_match(_CODINGS, default="gzip") or "gzip"
    packed = _packed(content, coding)
    if not packed:
        abort(404)
    response = Response(packed, mimetype=mimetype)
    response.headers["Content-Encoding"] = coding
    response.headers["Vary"] = "Accept-Encoding"
    response.cache_control.max_age = _YEAR
    response.cache_control.public = True
    return response
