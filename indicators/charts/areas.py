"""Amounts as areas: a squarified treemap and the schematic map, both drawn as plain polygons.

Neither needs a map library or a basemap, so they look the same in a browser and on paper.
The treemap follows Bruls, Huizing and van Wijk, Squarified Treemaps (2000).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from datasets.text import Language, Text
from indicators.charts import palette
from indicators.charts.frame import Figure, layout, number, wide
from indicators.charts.scale import scale_of

_DARK = 3
_CHOSEN = 5
_LINE, _EDGE = 17, 3
_WHOLE = 3  # characters of a Chinese word that is not broken
_SHARE = Text("占", "share ")


class Box(NamedTuple):
    """A rectangle: left, bottom, width, height."""

    x: float
    y: float
    width: float
    height: float


def treemap(
    values: Mapping[str, float | None],
    *,
    unit: str,
    language: Language = "zh",
    notes: Mapping[str, str] | None = None,
    keys: Mapping[str, str] | None = None,
    selected: str | None = None,
    height: int = 300,
    width: int = 460,
) -> Figure:
    """Return rectangles in proportion to the positive values, label → value, the largest first.

    ``width`` is the narrowest the chart is expected to be: a label that would not fit is left to
    the hover. ``keys`` gives what a click on a rectangle reports, by label; ``selected`` keeps the colour of one
    and pales the rest.
    """
    rows = sorted(((k, float(v)) for k, v in values.items() if v is not None and v > 0), key=lambda r: (-r[1], r[0]))
    total = sum(value for _, value in rows)
    scale = scale_of([value for _, value in rows], unit, language)
    boxes = squarify([value for _, value in rows], Box(0, 0, width, height)) if total else []
    traces, labels = [], []
    for (name, value), box in zip(rows, boxes, strict=True):
        share = f"{value / total:.1%}"
        depth = max(1, min(5, round(5 * (value / rows[0][1]) ** 0.5)))
        if selected is not None:
            depth = _CHOSEN if name == selected else 1
        said = f"{name} <b>{scale.figure(value)!s}</b><br>{_SHARE.in_language(language)}{share}"
        note = (notes or {}).get(name)
        traces.append(
            _tile(box, palette.SEQUENTIAL[depth], said + (f"<br>{note}" if note else ""), (keys or {}).get(name))
        )
        labels += _label(box, name, f"<b>{scale.figure(value).number}</b>  {share}", light=depth >= _DARK)
    figure = layout(
        height,
        hovermode="closest",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"visible": False, "range": [0, width], "fixedrange": True},
        yaxis={"visible": False, "range": [0, height], "fixedrange": True},
        annotations=labels,
    )
    return {"data": traces, "layout": figure}


def squarify(values: Sequence[float], box: Box) -> list[Box]:
    """Return one rectangle per positive value (largest first) that together fill the box."""
    factor = box.width * box.height / sum(values) if values else 0.0
    areas = [value * factor for value in values]
    placed: list[Box] = []
    while areas:
        side = min(box.width, box.height)
        taken = 1
        while taken < len(areas) and _worst(areas[: taken + 1], side) <= _worst(areas[:taken], side):
            taken += 1
        row, areas = areas[:taken], areas[taken:]
        boxes, box = _lay(row, box)
        placed += boxes
    return placed


def _worst(row: Sequence[float], side: float) -> float:
    thickness = sum(row) / side
    return max(max(thickness**2 / area, area / thickness**2) for area in row)


def _lay(row: Sequence[float], box: Box) -> tuple[list[Box], Box]:
    boxes, offset = [], 0.0
    if box.width >= box.height:
        thickness = sum(row) / box.height
        for area in row:
            long = area / thickness
            boxes.append(Box(box.x, box.y + box.height - offset - long, thickness, long))
            offset += long
        return boxes, Box(box.x + thickness, box.y, box.width - thickness, box.height)
    thickness = sum(row) / box.width
    for area in row:
        long = area / thickness
        boxes.append(Box(box.x + offset, box.y + box.height - thickness, long, thickness))
        offset += long
    return boxes, Box(box.x, box.y, box.width, box.height - thickness)


def _tile(box: Box, colour: str, said: str, key: str | None) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [box.x, box.x + box.width, box.x + box.width, box.x, box.x],
        "y": [box.y, box.y, box.y + box.height, box.y + box.height, box.y],
        "fill": "toself",
        "fillcolor": colour,
        "line": {"color": palette.PAPER, "width": 1.5},
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": said,
        "meta": key,
    }


def _label(box: Box, name: str, amount: str, *, light: bool) -> list[Figure]:
    """Return the name, on two lines if it must be, and below it the amount, as far as there is room."""
    room, colour = box.width - 6, palette.PAPER if light else palette.INK
    lines = _lines(name, room)
    if lines and wide(amount.replace("<b>", "").replace("</b>", ""), 11) <= room:
        lines.append(f"<span style='font-size:11px'>{amount}</span>")
    shown = lines[: int((box.height - _EDGE) // _LINE)]
    if not shown or (len(_lines(name, room)) > len(shown)):
        return []
    where = {"x": box.x + 2, "y": box.y + box.height - 1, "xanchor": "left", "yanchor": "top", "align": "left"}
    return [{**where, "text": "<br>".join(shown), "showarrow": False, "font": {"size": 12, "color": colour}}]


def _lines(name: str, room: float) -> list[str]:
    """Return the name on one line or two that fit, or nothing."""
    if wide(name, 12) <= room:
        return [name]
    if " " not in name and (name.isascii() or len(name) <= _WHOLE):
        return []
    words: list[str] = name.split(" ") if " " in name else list(name)
    gap = " " if " " in name else ""
    splits = [[gap.join(words[:at]), gap.join(words[at:])] for at in range(1, len(words))]
    fitting = [pair for pair in splits if max(wide(part, 12) for part in pair) <= room]
    return min(fitting, key=lambda pair: abs(wide(pair[0], 12) - wide(pair[1], 12)), default=[])


def finite_values(values: Mapping[str, float | None]) -> dict[str, float]:
    """Return the entries that are numbers."""
    return {key: float(value) for key, value in values.items() if value is not None and number(value) is not None}
