"""The library's addresses: a run's file, and a run begun from a form by somebody with the right to it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from dashboards import accounts
from dashboards.access import PROFILES, READERS, Access, Reader, Role
from dashboards.entrance.forms import led_back
from dashboards.entrance.gate import Gate
from dashboards.exports.press import Library
from datasets import JingweiError
from datasets.text import Text

PAGE = "/reports"
START = "/reports/start"
EDITORS = Access(frozenset({Role.LEADER, Role.PLANNER, Role.ECONOMIST, Role.OPERATOR}))
"""Those who may have a report made now."""

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {"pdf": "application/pdf", "xlsx": _WORKBOOK, **dict.fromkeys(("html", "failure"), "text/html; charset=utf-8")}
_LIBRARIES: dict[Path, Library] = {}


def library_of(home: Path) -> Library | None:
    """Return the library of a home that is served, if the front door handed one in."""
    return _LIBRARIES.get(home)


def runs_of(home: Path, reader: Reader | None = None) -> Sequence[Mapping[str, Any]]:
    """Return the runs of a home that a reader may open, newest first; all of them when nobody is named."""
    library = library_of(home)
    runs = library.runs(home) if library else ()
    return [run for run in runs if reader is None or _may_open(library, run, reader)]


def offered(home: Path) -> Mapping[str, Text]:
    """Return the names of the editions that are made for a month alone; one on an enterprise is begun on its page."""
    library = library_of(home)
    return {key: name for key, name in library.titles().items() if key not in library.restricted()} if library else {}


def issues_of(home: Path, reader: Reader | None = None) -> Sequence[Mapping[str, Any]]:
    """Return how the issues of a home that a reader may open stand, those due last first."""
    library = library_of(home)
    issues = library.issues(home) if library else ()
    return [each for each in issues if reader is None or _may_open(library, each, reader)]


def serve_library(server: Flask, gate: Gate, home: Path, library: Library | None) -> None:
    """Register the routes; without a library there is nothing to fetch and nothing to begin."""
    if library is not None:
        _LIBRARIES[home] = library

    def fetch(number: int, kind: str) -> Response:
        may = library is not None and any(run["id"] == number for run in runs_of(home, current_user.reader))
        path = library.file_of(home, number, kind) if library and may and kind in _KINDS else None
        if path is None:
            abort(404)
        accounts.record(home, current_user.name, "report", f"{number}.{kind}")
        answer = Response(path.read_bytes(), content_type=_KINDS[kind])
        answer.headers["Content-Disposition"] = f"inline; filename={number}-{path.name}"
        return answer

    def begin() -> AnyResponse:
        form, said = request.form, "started"
        words = key, period, language = tuple(form.get(name, "") for name in ("edition", "period", "language"))
        given = {"enterprise": form["enterprise"]} if form.get("enterprise") else {}
        if library is None:
            abort(404)
        if key in library.restricted() and not current_user.reader.may(PROFILES):
            abort(403)
        if _under_way(home, words, given):
            return led_back(PAGE, "already")
        try:
            library.start(home, key, period, language, given)
            accounts.record(home, current_user.name, "report_start", " ".join([*words, *given.values()]))
        except JingweiError:
            said = "refused"
        return led_back(PAGE, said)

    server.add_url_rule("/reports/<int:number>.<string:kind>", "report_file", fetch)
    server.add_url_rule(START, "report_start", begin, methods=["POST"])
    gate.route("report_file", READERS)
    gate.route("report_start", EDITORS)


def _may_open(library: Library | None, run: Mapping[str, Any], reader: Reader) -> bool:
    """Return whether a reader may open a run or an issue: on an enterprise not everybody, of a department no other."""
    if library is None or run["edition"] in library.restricted():
        return reader.may(PROFILES)
    return reader.role is not Role.DEPARTMENT or run["department"] in ("", reader.department)


def _under_way(home: Path, words: tuple[str, ...], given: Mapping[str, str]) -> bool:
    same = [run for run in runs_of(home) if (run["edition"], f"{run['period']:%Y-%m}", run["language"]) == words]
    return any(run["status"] == "running" and given.items() <= run["parameters"].items() for run in same)
