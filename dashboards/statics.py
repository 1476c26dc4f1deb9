"""Files that come from npm and from plotly, served from this machine with a long life in the browser's cache."""

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path

import brotli
from flask import Flask, Response, abort, request, send_from_directory
from plotly.offline import get_plotlyjs_version

from dashboards import letters
from dashboards.access import PUBLIC, SCREENS
from dashboards.gate import Gate

_MODULES = Path(__file__).resolve().parents[1] / "node_modules"
_PLOTLY = _MODULES / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
_YEAR = 31_536_000
_HEADER = 200
_FACTORY = b" : this, () => {\n"  # how the bundle hands over the function that makes plotly

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


def serve_statics(server: Flask, gate: Gate) -> None:
    """Register the routes."""

    def font_sheet() -> Response:
        return _lasting(_sheet, "text/css")

    def font(folder: str, name: str) -> Response:
        place = {"files": letters.SLICES / "files", "own": letters.OWN}.get(folder)
        if place is None or not name.endswith(".woff2"):
            abort(404)
        return send_from_directory(place, name, mimetype="font/woff2", max_age=_YEAR)

    def plotly() -> Response:
        return _lasting(_plotly, "text/javascript")

    server.add_url_rule(FONT_SHEET, "font_sheet", font_sheet)
    server.add_url_rule("/fonts/<string:folder>/<string:name>", "font", font)
    server.add_url_rule(PLOTLY_PATH, "plotly", plotly)
    gate.route("font_sheet", PUBLIC)
    gate.route("font", PUBLIC)
    gate.route("plotly", SCREENS)


def pack() -> None:
    """Pack what is packed once for all, so that the workers that are forked afterwards share it."""
    for content in (_plotly, _sheet):
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
