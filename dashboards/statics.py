"""Files that come from npm and from plotly, served from this machine with a long life in the browser's cache."""

import gzip
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, send_from_directory
from plotly.offline import get_plotlyjs_version

from dashboards.access import PUBLIC, READERS
from dashboards.gate import Gate

_MODULES = Path(__file__).resolve().parents[1] / "node_modules"
_FONT = _MODULES / "@fontsource-variable" / "noto-sans-sc"
_PLOTLY = _MODULES / "plotly.js-cartesian-dist-min" / "plotly-cartesian.min.js"
_YEAR = 31_536_000
_HEADER = 200

PLOTLY_PATH = "/vendor/plotly-cartesian.min.js"
FONT_SHEET = "/fonts/noto-sans-sc.css"
DARK_SHEET = "/assets/dark.css"


def scripts() -> list[str]:
    """Return the scripts to load before Dash: a third of plotly, where it is installed; else Dash brings all of it."""
    if not _PLOTLY.is_file():
        return []
    # A bundle of another version than the Python package's would draw other pictures than the reports do.
    with _PLOTLY.open(encoding="utf-8") as file:
        same = f"v{get_plotlyjs_version()}\n" in file.read(_HEADER)
    return [PLOTLY_PATH] if same else []


def serve_statics(server: Flask, gate: Gate) -> None:
    """Register the routes."""

    def font_sheet() -> Response:
        return _lasting(_text("font"), "text/css")

    def font(name: str) -> Response:
        return send_from_directory(_FONT / "files", name, mimetype="font/woff2", max_age=_YEAR)

    def plotly() -> Response:
        return _lasting(_text("plotly"), "text/javascript")

    server.add_url_rule(FONT_SHEET, "font_sheet", font_sheet)
    server.add_url_rule("/fonts/files/<string:name>", "font", font)
    server.add_url_rule(PLOTLY_PATH, "plotly", plotly)
    gate.route("font_sheet", PUBLIC)
    gate.route("font", PUBLIC)
    gate.route("plotly", READERS)


@cache
def _text(what: str) -> bytes:
    """Return a packed file, packed once per process: at every request it would cost more than all else."""
    path = _PLOTLY if what == "plotly" else _FONT / "wght.css"
    return gzip.compress(path.read_bytes(), 9) if path.is_file() else b""


def _lasting(packed: bytes, mimetype: str) -> Response:
    if not packed:
        abort(404)
    response = Response(packed, mimetype=mimetype)
    response.headers["Content-Encoding"] = "gzip"
    response.cache_control.max_age = _YEAR
    response.cache_control.public = True
    return response
