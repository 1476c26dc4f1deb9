"""An indicator split by a dimension: as a treemap, as bars, as a table, or stacked through the years."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import dcc

from dashboards import queries
from dashboards.export import link
from dashboards.parts.figures import change, column, titled
from dashboards.parts.panel import chart, empty, panel
from dashboards.parts.table import Column, table
from dashboards.view import View
from datasets.text import Text
from indicators import DIMENSIONS, Indicator, Protected, Reported, Scale, catalogue, charts, percent, period_label
from indicators.definition import AnyIndicator

_BARS, _LEAST = 17, 0.0005
_KINDS = 6
_YEARS = 12
_DECEMBER = 12
_ROW = 33  # pixels: bars as far apart as the rows of the table beside them
_REST = Text("其他", "Other")
_ALL = Text("合计", "Total")
_ZONE = Text("全区", "The zone")
_COLUMNS = {
    "name": Text("名称", "Name"),
    "value": Text("数值", "Value"),
    "share": Text("占比", "Share"),
    "yoy": Text("同比", "y/y"),
    "pull": Text("拉动（个百分点）", "Contribution (pp)"),
}


def additive(definition: AnyIndicator) -> bool:
    """Return whether the parts of a dimension come to the whole, so that shares of it mean something."""
    return isinstance(definition, Indicator | Protected) or (isinstance(definition, Reported) and definition.flow)


def parts(view: View, key: str, dimension: str) -> pd.DataFrame:
    """Return period, code, name, value, yoy, share and pull of every code in the last period by the view's month.

    ``pull`` is how many points of the whole's growth the part accounts for.
    """
    where = view.where(catalogue()[key].dimensions)
    found = queries.series(view, key, (dimension,), where)
    found = found[(found["period"] <= f"{view.period}-01") & found["value"].notna()]
    now = found[found["period"] == found["period"].max()]
    rows = now.rename(columns={dimension: "code"})[["period", "code", "value", "yoy"]].dropna(subset=["value"])
    rows = rows[rows["value"] != 0].copy()
    before = rows["value"] / (1 + rows["yoy"])
    whole = queries.latest(view, key, where, period=found["period"].max())
    total = rows["value"].sum()
    if isinstance(catalogue()[key], Protected):  # what is withheld is missing from the sum
        total = whole["value"] if whole is not None else float("nan")
    base = whole["value"] / (1 + whole["yoy"]) if whole is not None and whole["yoy"] > -1 else float("nan")
    names = queries.labels(view, dimension)
    rows["name"] = [names.get(code, code) for code in rows["code"]]
    rows["share"] = rows["value"] / total if total else float("nan")
    rows["pull"] = (rows["value"] - before) / base
    return rows.sort_values(["value", "code"], ascending=[False, True])


def split_panel(view: View, key: str, dimension: str, title: str, note: str, *, shape: str) -> Any:
    """Return the split of the view's month in one of three shapes: treemap, bars, table."""
    rows = parts(view, key, dimension)
    if rows.empty:
        content: Any = empty(view)
    elif shape == "table":
        content = _table(view, key, dimension, rows)
    else:
        content = _chart(view, key, dimension, rows, shape, title)
    name = f"{key}-{dimension}-{shape}".replace("_", "-")
    png = name if shape != "table" and not rows.empty else None
    return panel(view, title, content, key=key, note=note, csv=link(view, key, dimension), png=png, area=shape)


def yearly_panel(view: View, key: str, dimension: str, title: str, note: str) -> Any:
    """Return stacked columns of the last years, each to the view's month, the smaller kinds put together."""
    where = view.where(catalogue()[key].dimensions)
    found = queries.series(view, key, (dimension,), where, cumulative=True)
    month = int(view.period[5:7])
    last = pd.Timestamp(f"{view.period}-01")
    rows = found[(found["period"] <= last) & (found["period"].dt.month.isin([month, _DECEMBER]))].copy()
    whole_years = (rows["period"].dt.month == _DECEMBER) & (rows["period"].dt.year < last.year)
    rows = rows[whole_years | (rows["period"] == last)]
    rows["period"] = pd.to_datetime(rows["period"].dt.year.astype(str) + "-01-01")
    rows = rows[rows["period"].dt.year > last.year - _YEARS]
    weights = rows.groupby(dimension)["value"].sum().sort_values(ascending=False)
    names = queries.labels(view, dimension)
    kept = [str(code) for code in weights.index[:_KINDS] if weights[code] > 0]
    rows[dimension] = [code if code in kept else "…" for code in rows[dimension]]
    grouped = rows.groupby(["period", dimension], as_index=False)["value"].sum()
    shown = {code: names.get(code, code) for code in kept}
    if len(weights) > len(kept):
        shown["…"] = view.say(_REST)
    unit = catalogue()[key].unit
    part = "" if month == _DECEMBER else period_label(view.period, view.language, cumulative=True)
    drawn = charts.stacked(
        grouped, shown, by=dimension, unit=unit, language=view.language, yearly=True, height=320, unfinished=part
    )
    name = f"{key}-{dimension}-years".replace("_", "-")
    title = title.replace("{unit}", charts.unit_of(drawn))
    content = chart(view, name, drawn, title) if kept else empty(view)
    return panel(view, title, content, key=key, note=note, csv=link(view, key, dimension), png=name if kept else None)


def _chart(view: View, key: str, dimension: str, rows: pd.DataFrame, shape: str, title: str) -> Any:
    shown = rows[rows["share"] > _LEAST].head(_BARS) if shape == "bars" else rows
    values = dict(zip(shown["name"], shown["value"], strict=True))
    codes = dict(zip(shown["name"], shown["code"], strict=True))
    notes = {name: percent(yoy, view.language) for name, yoy in zip(shown["name"], shown["yoy"], strict=True)}
    unit = catalogue()[key].unit
    name = f"{key}-{dimension}-{shape}".replace("_", "-")
    click = view.href(**{dimension: "KEY"}).replace("KEY", "{key}")
    if shape == "bars":
        drawn = charts.bars(
            values, unit=unit, language=view.language, notes=notes, height=_ROW * (len(values) + 1) + 24
        )
        return chart(view, name, drawn, title)
    drawn = charts.treemap(values, unit=unit, language=view.language, notes=notes, keys=codes, height=320)
    return chart(view, name, drawn, title, click=click)


def _table(view: View, key: str, dimension: str, rows: pd.DataFrame) -> Any:
    definition = catalogue()[key]
    measures = ("share", "yoy", "pull") if additive(definition) else ("yoy",)
    sort = view.chosen("sort") or ""
    by = sort if sort in measures else "value"
    ordered = rows.sort_values([by, "code"], ascending=[False, True], na_position="last")
    shared = column(view, rows["value"], definition.unit)
    columns = [
        Column("name", view.say(DIMENSIONS[dimension].name), number=False),
        Column("value", titled(view, view.say(_COLUMNS["value"]), shared.unit)),
        *(Column(name, view.say(_COLUMNS[name])) for name in measures),
    ]
    cells = [
        [dcc.Link(row["name"], href=view.href(**{dimension: row["code"]})), *_cells(view, definition, row, shared)]
        for row in ordered.to_dict("records")
    ]
    whole = queries.latest(view, key, view.where(definition.dimensions), period=rows["period"].iloc[0])
    total = None
    if whole is not None:
        # The last row shows the whole, and that the parts come to it.
        row = {"value": whole["value"], "yoy": whole["yoy"], "share": rows["share"].sum(), "pull": whole["yoy"]}
        total = [view.say(_ALL if additive(definition) else _ZONE), *_cells(view, definition, row, shared)]
    return table(view, columns, cells, sorted_by=by, total=total)


def _cells(view: View, definition: AnyIndicator, row: Mapping[Any, Any], shared: Scale) -> list[Any]:
    value, moved = shared.figure(row["value"]).number, change(view, definition, row, word=False)
    if not additive(definition):
        return [value, moved]
    share = percent(row["share"], view.language, signed=False)
    return [value, share, moved, percent(row["pull"], view.language).rstrip("%")]
