"""The schematic map: blocks with white seams in five or six stated classes, north up, with a scale bar."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from datasets.text import Language, Text
from indicators.charts import palette
from indicators.charts.areas import finite_values
from indicators.charts.frame import Figure, layout, legend
from indicators.charts.scale import shared_scale
from indicators.figures import MINUS, Scale

_NONE = Text("无数据", "no data")
_TO = Text(" 至 ", " to ")
_SCHEMATIC = Text("示意图", "schematic")
_NORTH = Text("北", "N")
_KILOMETRE = Text("公里", "km")

_METRES_PER_DEGREE = 111_320.0


def block_map(
    geojson: Mapping[str, Any],
    values: Mapping[str, float | None],
    *,
    unit: str,
    names: Mapping[str, str],
    language: Language = "zh",
    classes: int = 5,
    centre: float | None = None,
    selected: str | None = None,
    around: Mapping[str, Any] | None = None,
    height: int = 460,
) -> Figure:
    """Return the blocks (features with property ``code``) filled by class of their value.

    ``names`` maps codes to labels. With ``centre`` the two-hue scale around it is used (growth). ``around`` is a
    feature drawn as a mere outline beneath, as a block is around its parcels.
    A click reports the block's code as the trace's ``meta``.
    """
    known = finite_values(values)
    scale = shared_scale(known.values(), unit, language)
    breaks = class_breaks(list(known.values()), classes, centre)
    colours = _colours(len(breaks) - 1, diverging=centre is not None)
    traces = []
    for feature in geojson["features"]:
        code = str(feature["properties"]["code"])
        value = known.get(code)
        colour = palette.MISSING if value is None else colours[class_of(value, breaks)]
        said = str(scale.figure(value)) if value is not None else _NONE.in_language(language)
        text = f"{names.get(code, code)} <b>{said}</b>"
        traces.append(_block(feature, code, colour, text, chosen=code == selected))
    traces.sort(key=lambda trace: bool(trace["meta"] == selected))  # the chosen outline lies on top
    legends = _legend(breaks, colours, scale, language, missing=len(known) < len(traces))
    beneath = [] if around is None else [around]
    whole = {"features": [*geojson["features"], *beneath]}
    return {
        "data": [*map(_outline, beneath), *traces, *legends],
        "layout": _layout(whole, [each["name"] for each in legends], height, language),
    }


def class_breaks(values: Sequence[float], classes: int = 5, centre: float | None = None) -> list[float]:
    """Return class bounds: equal counts, bounds rounded to two digits so that they can be stated."""
    ordered = sorted(values)
    if not ordered:
        return [0.0, 1.0]
    if centre is not None:
        reach = max(abs(ordered[0] - centre), abs(ordered[-1] - centre)) or 1.0
        return sorted({centre + _rounded(reach * part) for part in (-1, -0.4, -0.1, 0, 0.1, 0.4, 1)})
    inner = {_rounded(ordered[round((len(ordered) - 1) * step / classes)]) for step in range(1, classes)}
    inner = {each for each in inner if ordered[0] < each < ordered[-1]}
    return [ordered[0], *sorted(inner), ordered[-1] if ordered[-1] > ordered[0] else ordered[0] + 1.0]


def class_of(value: float, breaks: Sequence[float]) -> int:
    """Return the class a value belongs to: lower bound included, the last class closed."""
    return max(0, min(len(breaks) - 2, sum(value >= each for each in breaks) - 1))


def _rounded(value: float) -> float:
    if value == 0:
        return 0.0
    return round(value, 1 - math.floor(math.log10(abs(value))))


def _colours(count: int, *, diverging: bool) -> list[str]:
    ramp = palette.DIVERGING if diverging else palette.SEQUENTIAL
    if count == 1:
        return [ramp[len(ramp) // 2]]
    return [ramp[round(position * (len(ramp) - 1) / (count - 1))] for position in range(count)]


def _rings(feature: Mapping[str, Any]) -> list[list[Sequence[float]]]:
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [polygon[0] for polygon in polygons]


def _line(feature: Mapping[str, Any]) -> Figure:
    """Return the rings of a feature as one line, with a gap between two."""
    x: list[float | None] = []
    y: list[float | None] = []
    for ring in _rings(feature):
        x += [*(point[0] for point in ring), None]
        y += [*(point[1] for point in ring), None]
    return {"type": "scatter", "mode": "lines", "x": x[:-1], "y": y[:-1], "showlegend": False}


def _outline(feature: Mapping[str, Any]) -> Figure:
    return {**_line(feature), "line": {"color": palette.LINE, "width": 2}, "hoverinfo": "skip"}


def _block(feature: Mapping[str, Any], code: str, colour: str, text: str, *, chosen: bool) -> Figure:
    return {
        **_line(feature),
        "fill": "toself",
        "fillcolor": colour,
        "line": {"color": palette.INK if chosen else palette.PAPER, "width": 2.5 if chosen else 1.5},
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": text,
        "meta": code,
    }


def _legend(
    breaks: Sequence[float], colours: Sequence[str], scale: Scale, language: Language, *, missing: bool
) -> list[Figure]:
    inner = [_bound(each / scale.factor) for each in breaks[1:-1]]
    dash = "–" if not inner or breaks[1] >= 0 else _TO.in_language(language)
    spans = [f"{low}{dash}{high}" for low, high in pairwise(inner)]
    spans = [f"< {inner[0]}", *spans, f"≥ {inner[-1]}"] if inner else [scale.figure(breaks[0]).number]
    spans[-1] += scale.unit if scale.unit == "%" else f" {scale.unit}"
    entries = list(zip(spans, colours, strict=True))
    if missing:
        entries.append((_NONE.in_language(language), palette.MISSING))
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": span,
            "marker": {"color": colour, "size": 12, "symbol": "square"},
            "showlegend": True,
            "hoverinfo": "skip",
        }
        for span, colour in entries
    ]


def _bound(value: float) -> str:
    """Return a bound of two digits as it is said: 0.003, 7.1, 22, 1,500."""
    places = 0 if value == 0 else max(0, 1 - math.floor(math.log10(abs(value))))
    text = f"{abs(value):,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{MINUS if value < 0 else ''}{text}"


def _layout(geojson: Mapping[str, Any], spans: Sequence[str], height: int, language: Language) -> Figure:
    points = [point for feature in geojson["features"] for ring in _rings(feature) for point in ring]
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    shrink = math.cos(math.radians((south + north) / 2))
    metres = (east - west) * shrink * _METRES_PER_DEGREE
    kilometres = next((each for each in (10, 5, 2, 1, 0.5, 0.2) if each * 1000 <= metres / 4), 0.1)
    length = kilometres * 1000 / (_METRES_PER_DEGREE * shrink)
    base = south - (north - south) * 0.05
    margin = (east - west) * 0.02
    figure = layout(
        height,
        hovermode="closest",
        showlegend=True,
        legend=legend(spans, y=-0.02, yanchor="top", itemsizing="trace"),
        margin={"l": 8, "r": 8, "t": 20, "b": 8},
        xaxis={"visible": False, "fixedrange": True, "range": [west - margin, east + margin]},
        yaxis={
            "visible": False,
            "fixedrange": True,
            "range": [base - (north - south) * 0.04, north],
            "scaleanchor": "x",
            "scaleratio": 1 / shrink,
        },
    )
    figure["shapes"] = [
        {
            "type": "line",
            "x0": east - length,
            "x1": east,
            "y0": base,
            "y1": base,
            "line": {"color": palette.INK_2, "width": 2},
        }
    ]
    paper = {"xref": "paper", "yref": "paper"}
    figure["annotations"] = [
        _note(east - length / 2, base, f"{kilometres:g} {_KILOMETRE.in_language(language)}", "bottom"),
        {**_note(1, 1, f"<b>↑</b> {_NORTH.in_language(language)}", "bottom"), **paper, "xanchor": "right"},
        {**_note(0, 1, _SCHEMATIC.in_language(language), "bottom"), **paper, "xanchor": "left"},
    ]
    return figure


def _note(x: float, y: float, text: str, anchor: str) -> Figure:
    font = {"size": 11, "color": palette.INK_2}
    return {"x": x, "y": y, "text": text, "yanchor": anchor, "showarrow": False, "font": font}
