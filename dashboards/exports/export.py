"""Exports: a figure as CSV, XLSX or SVG; the whole view as XLSX or as a PDF with its filters printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from flask import Flask, Response, abort, request
from flask_login import current_user

import indicators
from dashboards import accounts
from dashboards.access import READERS
from dashboards.entrance.gate import Gate
from dashboards.exports.downloads import PATH
from dashboards.exports.paper import about, framed, sheet
from dashboards.exports.press import Press
from dashboards.exports.printed import charts_of, links_of, parts_of
from dashboards.exports.tabular import as_csv, tabular
from dashboards.exports.workbook import as_workbook
from dashboards.page import Page, pages
from dashboards.router import view_of
from dashboards.views.view import View
from datasets import JingweiError
from datasets.text import Language

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml; charset=utf-8",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Asked:
    """What is to be exported: a page's view, and the indicator or the chart of it, if not the whole."""

    page: Page
    view: View
    key: str
    by: tuple[str, ...]
    chart: str


def serve_export(server: Flask, gate: Gate, home: Path, press: Press | None = None) -> None:
    """Register the route; without a press there are neither SVG nor PDF."""
    makers: Mapping[str, Callable[[Asked], tuple[str, bytes]]] = {"csv": _csv, "xlsx": _xlsx}
    if press is not None:
        makers = {**makers, "svg": lambda asked: _svg(asked, press), "pdf": lambda asked: _pdf(asked, press)}

    def export(kind: str) -> Response:
        if kind not in makers:
            abort(404)
        try:
            asked = _asked(home)
            name, content = makers[kind](asked)
        except JingweiError as error:
            language: Language = "en" if request.args.get("lang") == "en" else "zh"
            return Response(error.text.in_language(language), 400, content_type="text/plain; charset=utf-8")
        accounts.record(home, current_user.name, "export", f"{kind} {request.query_string.decode()}"[:500])
        response = Response(content, content_type=_TYPES[kind])
        response.headers["Content-Disposition"] = f'attachment; filename="{name}-{asked.view.snapshot}.{kind}"'
        return response

    server.add_url_rule(f"{PATH}.<kind>", "export", export)
    gate.route("export", READERS)


def _asked(home: Path) -> Asked:
    """Return what the address asks for; a page somebody may not see does not exist, an unknown part is a mistake."""
    page = pages().get("/" + request.args.get("page", ""))
    if page is None or not page.access.admits(current_user.role):
        abort(404)
    view = replace(view_of(home, page, request.query_string.decode(), current_user.reader), theme="light")
    key, chart = request.args.get("export", ""), request.args.get("chart", "")
    by = tuple(dict.fromkeys(filter(None, request.args.get("by", "").split(","))))
    known = indicators.catalogue()
    if (key and key not in known) or not set(by) <= set(known[key].dimensions if key else ()):
        abort(400)
    return Asked(page, view, key, by, chart)


def _csv(asked: Asked) -> tuple[str, bytes]:
    if not asked.key:
        abort(400)
    return asked.key, ("\ufeff" + as_csv(tabular(asked.view, asked.key, asked.by))).encode()


def _xlsx(asked: Asked) -> tuple[str, bytes]:
    view = asked.view
    if asked.key:
        wanted = [(view, asked.key, asked.by)]
    else:
        wanted = [_read(asked, link) for link in links_of(asked.page.body(view), f"{PATH}.csv")]
    tables = [tabular(*each) for each in wanted]
    name = asked.key or asked.page.key
    # A page of lists has no table of an indicator: its lists are what can be had.
    lists = [] if tables else [part for part in parts_of(view, asked.page.body(view)) if part["kind"] == "table"]
    return name, as_workbook(view, asked.page.title(view), about(view, asked.page), tables, lists)


def _read(asked: Asked, link: str) -> tuple[View, str, tuple[str, ...]]:
    """Return what a link to a table asks for: its slice may be wider than the view's."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    kept = tuple(item for item in asked.view.choices if query.get(item[0]) == item[1])
    return replace(asked.view, choices=kept), query["export"], tuple(filter(None, query.get("by", "").split(",")))


def _svg(asked: Asked, press: Press) -> tuple[str, bytes]:
    found = charts_of(asked.view, asked.page.body(asked.view)).get(asked.chart)
    if found is None:
        abort(400)
    with press.turn:
        return asked.chart, press.draw(framed(asked.view, found)).encode()


def _pdf(asked: Asked, press: Press) -> tuple[str, bytes]:
    content = sheet(asked.view, asked.page)
    with press.turn:
        return asked.page.key, press.set_pages(content)
