"""An indicator split by a dimension: as a treemap, as bars, as a table, or stacked through the years."""

from typing import Any

import pandas as pd
from dash import dcc

from dashboards import queries
from dashboards.export import link
from dashboards.parts.figures import column, growth, titled
from dashboards.parts.panel import chart, empty, panel
from dashboards.parts.table import Column, table
from dashboards.view import View
from datasets.text import Text
from indicators import DIMENSIONS, Scale, catalogue, charts, percent, period_label

_BARS, _LEAST = 17, 0.0005
_KINDS = 6
_YEARS = 12
_DECEMBER = 12
_ROW = 33  # pixels: bars as far apart as the rows of the table beside them
_REST = Text("其他", "Other")
_ALL = Text("合计", "Total")
_COLUMNS = {
    "name": Text("名称", "Name"),
    "value": Text("税额", "Amount"),
    "share": Text("占比", "Share"),
    "yoy": Text("同比", "y/y"),
    "pull": Text("拉动（个百分点）", "Contribution (pp)"),
}


def parts(view: View, key: str, dimension: str) -> pd.DataFrame:
    """Return one row per code of a dimension in the view's month: code, name, value, yoy, share, pull.

    ``pull`` is how many points of the whole's growth the part accounts for.
    """
    where = view.where(catalogue()[key].dimensions)
    found = queries.series(view, key, (dimension,), where)
    now = found[found["period"] == f"{view.period}-01"]
    rows = now.rename(columns={dimension: "code"})[["code", "value", "yoy"]].dropna(subset=["value"])
    rows = rows[rows["value"] != 0].copy()
    total = rows["value"].sum()
    before = rows["value"] / (1 + rows["yoy"])
    whole = queries.point(view, key, where)
    base = whole.value / (1 + whole.yoy) if whole is not None else float("nan")
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
    sort = view.chosen("sort")
    by = sort if sort in {"share", "yoy", "pull"} else "value"
    ordered = rows.sort_values([by, "code"], ascending=[False, True], na_position="last")
    shared = column(view, rows["value"], catalogue()[key].unit)
    columns = [
        Column("name", view.say(DIMENSIONS[dimension].name), number=False),
        Column("value", titled(view, view.say(_COLUMNS["value"]), shared.unit)),
        *(Column(name, view.say(_COLUMNS[name])) for name in ("share", "yoy", "pull")),
    ]
    cells = [
        [
            dcc.Link(row["name"], href=view.href(**{dimension: row["code"]})),
            shared.figure(row["value"]).number,
            percent(row["share"], view.language, signed=False),
            growth(view, row["yoy"], word=False),
            percent(row["pull"], view.language).rstrip("%"),
        ]
        for row in ordered.to_dict("records")
    ]
    return table(view, columns, cells, sorted_by=by, total=_total(view, key, rows, shared))


def _total(view: View, key: str, rows: pd.DataFrame, shared: Scale) -> list[Any]:
    """Return the last row: what the parts come to, so that a reader sees that they do."""
    whole = queries.point(view, key, view.where(catalogue()[key].dimensions))
    yoy = whole.yoy if whole is not None else float("nan")
    return [
        view.say(_ALL),
        shared.figure(rows["value"].sum()).number,
        percent(rows["share"].sum(), view.language, signed=False),
        growth(view, yoy, word=False),
        percent(yoy, view.language).rstrip("%"),
    ]
