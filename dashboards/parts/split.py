"""An indicator split by a dimension: as a treemap, as bars, as a table, or stacked through the years."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import fsum, isnan
from typing import Any

import pandas as pd

from dashboards.asking import queries
from dashboards.exports.downloads import link
from dashboards.parts.apart import Part, Parts, additive, freed, others, parts
from dashboards.parts.figures import change, column, marked, titled
from dashboards.parts.panel import chart, empty, panel
from dashboards.parts.table import RISING, Column, order, table
from dashboards.views.comparison import compared, comparison, spoken
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import (
    DIMENSIONS,
    QuestionError,
    Scale,
    catalogue,
    charts,
    percent,
    period_label,
)
from indicators.definition import AnyIndicator

_BARS, _LEAST = 17, 0.0005
_KINDS = 6
_YEARS = 12
_DECEMBER = "-12"
_ROW = 33  # pixels: bars as far apart as the rows of the table beside them
_REST = Text("其他", "Other")
_CLICK = Text("点一块即按它筛选", "Click a part to filter by it")
_ALL = Text("合计", "Total")
_ALL_AND_WITHHELD = Text("合计（含未公布）", "Total (with what is withheld)")
_ZONE = Text("全区", "The zone")
_COLUMNS = {
    "name": Text("名称", "Name"),
    "value": Text("数值", "Value"),
    "share": Text("占比", "Share"),
    "yoy": Text("同比", "y/y"),
    "pull": Text("拉动（个百分点）", "Contribution (pp)"),
}


def split_panel(view: View, key: str, dimension: str, title: str, *, shape: str) -> Any:
    """Return the split of the view's month in one of three shapes: treemap, bars, table."""
    try:
        rows, reason = parts(view, key, dimension), None
    except QuestionError as error:  # of persons, not every table of two filters is published
        rows, reason = Parts(pd.Timestamp(view.period), ()), error.text
    if not rows.all:
        content: Any = empty(view, reason)
    elif shape == "table":
        content = _table(view, key, dimension, rows)
    else:
        content = _chart(view, key, dimension, rows, shape, title)
    against = comparison(view, catalogue()[key])
    note = spoken(view, against) if against.kind and shape != "table" else ""
    hint = view.say(_CLICK) if shape == "treemap" else ""
    name = f"{key}-{dimension}-{shape}".replace("_", "-")
    png = name if shape != "table" and rows.all else None
    csv = link(freed(view, dimension), key, dimension)
    return panel(view, title, content, key=key, note=note, hint=hint, csv=csv, png=png, area=shape)


def yearly_panel(view: View, key: str, dimension: str, title: str, note: str) -> Any:
    """Return stacked columns of the last years, each to the view's month, the smaller kinds put together."""
    amounts = _by_year(view, key, dimension)
    weights = {
        code: fsum(own.get(code, 0.0) for own in amounts.values())
        for code in {each for own in amounts.values() for each in own}
    }
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    kept = [code for code in ranked[:_KINDS] if weights[code] > 0]
    sums: defaultdict[tuple[int, str], list[float]] = defaultdict(list)
    for year, own in amounts.items():
        for code, value in own.items():
            sums[year, code if code in kept else "…"].append(value)
    years, kinds = zip(*sums, strict=True) if sums else ((), ())
    starts = {year: pd.Timestamp(year, 1, 1) for year in amounts}
    grouped = {
        "period": [starts[year] for year in years],
        dimension: kinds,
        "value": [fsum(each) for each in sums.values()],
    }
    names = queries.labels(view, dimension)
    shown = {code: names.get(code, code) for code in kept}
    if len(weights) > len(kept):
        shown["…"] = view.say(_REST)
    unit = catalogue()[key].unit
    part = "" if view.period.endswith(_DECEMBER) else period_label(view.period, view.language, cumulative=True)
    drawn = charts.stacked(
        grouped, shown, by=dimension, unit=unit, language=view.language, yearly=True, height=320, unfinished=part
    )
    name = f"{key}-{dimension}-years".replace("_", "-")
    title = title.replace("{unit}", charts.unit_of(drawn))
    cut = catalogue()[key].dimensions
    content = chart(view, name, drawn, title, click=dimension, cut=cut) if kept else empty(view)
    csv = link(freed(view, dimension), key, dimension)
    return panel(view, title, content, key=key, note=note, csv=csv, png=name if kept else None)


def _by_year(view: View, key: str, dimension: str) -> dict[int, dict[str, float]]:
    """Return the amounts of the last years by code: of whole years, and of the view's up to its month."""
    course = queries.course(view, key, (dimension,), others(view, key, dimension), cumulative=True, known=False)
    last, found = int(view.period[:4]), {}
    for year in range(last - _YEARS + 1, last + 1):
        rows = course.within(view.period if year == last else f"{year}{_DECEMBER}")
        pairs = zip(*course.lists(rows, dimension, "value"), strict=True)
        found[year] = {code: 0.0 if isnan(value) else value for code, value in pairs}
    return found


def _chart(view: View, key: str, dimension: str, rows: Parts, shape: str, title: str) -> Any:
    shown = [each for each in rows.all if each.share > _LEAST][:_BARS] if shape == "bars" else rows.all
    values = {each.name: each.value for each in shown}
    codes = {each.name: each.code for each in shown}
    notes = {each.name: percent(each.yoy, view.language) for each in shown}
    unit = catalogue()[key].unit
    name = f"{key}-{dimension}-{shape}".replace("_", "-")
    chosen = next((word for word, code in codes.items() if code == view.chosen(dimension)), None)
    about: dict[str, Any] = {"unit": unit, "language": view.language, "notes": notes, "keys": codes, "selected": chosen}
    if shape == "bars":
        drawn = charts.bars(values, **about, height=_ROW * (len(values) + 1) + 24)
    else:
        drawn = charts.treemap(values, **about, height=320)
    return chart(view, name, drawn, title, click=dimension, cut=catalogue()[key].dimensions)


def _table(view: View, key: str, dimension: str, rows: Parts) -> Any:
    definition = catalogue()[key]
    against = comparison(view, definition)
    # What a part adds to growth is said of growth over the year before alone.
    measures = ("share", "yoy", *(() if against.kind else ("pull",))) if additive(definition) else ("yoy",)
    by, rising = order(view.chosen("sort"), ("value", *measures))
    shared = column(view, [each.value for each in rows.all], definition.unit)
    columns = [
        Column("name", view.say(DIMENSIONS[dimension].name), number=False),
        Column("value", titled(view, view.say(_COLUMNS["value"]), shared.unit)),
        *(Column(name, spoken(view, against) if name == "yoy" else view.say(_COLUMNS[name])) for name in measures),
    ]
    slice_ = others(view, key, dimension)
    cells = []
    for part in sorted(rows.all, key=lambda each: _rank(each, by, rising=rising)):
        row = {**part._asdict(), "period": rows.period}
        own = (*slice_, (dimension, part.code))
        cells.append([_name(view, dimension, row), *_cells(view, definition, row, shared, measures, own)])
    total = _total(view, definition, dimension, rows, shared, measures)
    return table(view, columns, cells, sorted_by=f"{RISING}{by}" if rising else by, total=total)


def _rank(part: Part, by: str, *, rising: bool) -> tuple[bool, float, str]:
    """Return where a part stands in the order of a column: what has no number comes last."""
    value: float = getattr(part, by)
    return isnan(value), 0.0 if isnan(value) else value if rising else -value, part.code


def _total(
    view: View, definition: AnyIndicator, dimension: str, rows: Parts, shared: Scale, measures: Sequence[str]
) -> list[Any] | None:
    """Return the last row, which shows the whole, and that the parts come to it."""
    slice_, key = others(view, definition.key, dimension), definition.key
    whole = queries.latest(view, key, slice_, period=rows.period)
    if whole is None:
        return None
    growth = whole["yoy"]
    if comparison(view, definition).kind:
        growth = compared(freed(view, dimension), key, pd.DataFrame([whole]))["yoy"].iloc[0]
    row = {**whole, "yoy": growth, "share": 1.0, "pull": whole["yoy"]}
    listed = fsum(each.share for each in rows.all if not isnan(each.share))
    every = _ALL if listed > 1 - _LEAST else _ALL_AND_WITHHELD
    return [
        view.say(every if additive(definition) else _ZONE),
        *_cells(view, definition, row, shared, measures, slice_, total=True),
    ]


def _name(view: View, dimension: str, row: Mapping[Any, Any]) -> Any:
    """Return a part's name: a click filters by it, a second one frees."""
    on = view.chosen(dimension) == row["code"]
    href = view.href(**{dimension: None if on else row["code"]})
    return dcc.Link(row["name"], href=href, className="chosen" if on else "")


def _cells(
    view: View,
    definition: AnyIndicator,
    row: Mapping[Any, Any],
    shared: Scale,
    measures: Sequence[str],
    where: queries.Where,
    *,
    total: bool = False,
) -> list[Any]:
    said: dict[str, Callable[[], Any]] = {
        "share": lambda: _told("share", html.Span(percent(row["share"], view.language, signed=False))),
        "yoy": lambda: change(view, definition, row, word=False),
        "pull": lambda: _told("pull", html.Span(percent(row["pull"], view.language).rstrip("%"))),
    }

    def _told(measure: str, shown: Any) -> Any:
        if not total:
            return marked(view, shown, definition.key, row, where, measure=measure)
        # All shares come to one, and all that the parts add to growth to the whole's growth.
        whole = {**row, "yoy": row["pull"]}
        return shown if measure == "share" else marked(view, shown, definition.key, whole, where, measure="yoy")

    moved = said["yoy"]()
    if not comparison(view, definition).kind:
        marked(view, moved, definition.key, row, where, measure="yoy")
    said["yoy"] = lambda: moved
    value = html.Span(shared.figure(row["value"]).number)
    return [marked(view, value, definition.key, row, where), *(said[name]() for name in measures)]
