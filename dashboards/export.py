"""Tables as CSV: the same series the page draws, with lines that say what it is before the columns."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from flask import Flask, Response, abort, request
from flask_login import current_user

import indicators
from dashboards import accounts, queries
from dashboards.access import READERS
from dashboards.gate import Gate
from dashboards.page import pages
from dashboards.parts.provenance import departments, simulated
from dashboards.router import view_of
from dashboards.shell import SIMULATED
from dashboards.view import View
from datasets.text import Text

PATH = "/export.csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WORDS = {
    "indicator": Text("指标", "indicator"),
    "unit": Text("单位", "unit"),
    "source": Text("来源", "source"),
    "snapshot": Text("快照", "snapshot"),
    "filters": Text("筛选", "filters"),
    "basis": Text("口径", "basis"),
    "label": Text("标注", "label"),
    "none": Text("无", "none"),
    "cumulative": Text("累计", "year to date"),
    "month": Text("当月", "month"),
    "period": Text("月份", "period"),
    "value": Text("数值", "value"),
    "yoy": Text("同比", "yoy"),
    "published": Text("公布值", "Published figures"),
    "delivered": Text("部门数据", "Departments' data"),
}


def serve_export(server: Flask, gate: Gate, home: Path) -> None:
    """Register the route."""

    def export() -> Response:
        page = pages().get("/" + request.args.get("page", ""))
        if page is None or not page.access.admits(current_user.role):
            abort(404)
        view = view_of(home, page, request.query_string.decode(), current_user.reader)
        key, by = (
            request.args.get("indicator", ""),
            tuple(dict.fromkeys(filter(None, request.args.get("by", "").split(",")))),
        )
        if key not in indicators.catalogue() or not set(by) <= set(indicators.catalogue()[key].dimensions):
            abort(400)
        accounts.record(home, current_user.name, "export", request.query_string.decode()[:500])
        response = Response(
            "\ufeff" + table(view, key, by), mimetype="text/csv", content_type="text/csv; charset=utf-8"
        )
        response.headers["Content-Disposition"] = f'attachment; filename="{key}-{view.snapshot}.csv"'
        return response

    server.add_url_rule(PATH, "export", export)
    gate.route("export", READERS)


def link(view: View, key: str, *by: str) -> str:
    """Return the address of the table behind a chart of this view."""
    page = view.path.strip("/")
    where = dict(view.where(indicators.catalogue()[key].dimensions))
    return replace(view, carried=()).href(PATH, **where, page=page, indicator=key, by=",".join(by))


def table(view: View, key: str, by: tuple[str, ...]) -> str:
    """Return the text of the file, values in the base unit, without the byte order mark."""
    definition = indicators.catalogue()[key]
    where = view.where(definition.dimensions)
    found = queries.series(view, key, by, where)
    words = {name: queries.labels(view, name) for name in by}
    said = {name: view.say(text) for name, text in _WORDS.items()}
    lines: list[list[str]] = [
        [f"# {said['indicator']}", f"{view.say(definition.name)} ({key})"],
        [f"# {said['unit']}", str(definition.unit)],
        [f"# {said['basis']}", said["cumulative" if view.cumulative else "month"]],
        [f"# {said['filters']}", _filters(view, where) or said["none"]],
        [f"# {said['source']}", departments(view, key)],
        [f"# {said['snapshot']}", view.snapshot],
        [f"# {said['label']}", _standing(view, key)],
    ]
    names = [part for name in by for part in (f"{name}_code", view.say(indicators.DIMENSIONS[name].name))]
    lines.append([said["period"], *names, said["value"], said["yoy"]])
    for row in found.to_dict("records"):
        codes = [part for name in by for part in (row[name], words[name].get(row[name], ""))]
        lines.append([row["period"].strftime("%Y-%m"), *codes, _number(row["value"]), _number(row["yoy"])])
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(map(_safe, lines))
    return out.getvalue()


def _standing(view: View, key: str) -> str:
    if simulated(view, key):
        return view.say(SIMULATED)
    printed = isinstance(indicators.catalogue()[key], indicators.Published)
    return view.say(_WORDS["published" if printed else "delivered"])


def _filters(view: View, where: Iterable[tuple[str, str]]) -> str:
    return "; ".join(
        f"{view.say(indicators.DIMENSIONS[name].name)}={queries.labels(view, name).get(code, code)}"
        for name, code in where
    )


def _number(value: float) -> str:
    return "" if value != value else repr(float(value))  # noqa: PLR0124 NaN is the one number unlike itself


def _safe(cells: list[str]) -> list[str]:
    """Return cells a spreadsheet will not run: text that begins like a formula gets an apostrophe."""
    return [f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell for cell in cells]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
