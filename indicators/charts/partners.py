"""Trading partners as bubbles over the continents, without any border: a schematic, never a map of territories.

``world/land.json`` holds the outlines of land (Natural Earth 1:110 m, public domain, simplified), and
``world/partner_place.csv`` one point for each partner of the customs' list, both in the Natural Earth projection
(Patterson and Savric) about 150 degrees east, in radii of the earth.
"""

import csv
import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from datasets.text import Language, Text
from indicators.charts import palette
from indicators.charts.areas import finite_values
from indicators.charts.frame import Figure, layout
from indicators.charts.scale import scale_of

_LARGEST = 44  # pixels across
_LEAST = 4
_NAMED = 8
_PIXELS = 150.0  # to a unit of the plane, on a screen of usual size
_LINE, _CHARACTER, _GAP = 13.0, 12.0, 4.0
_SIDES = ("middle right", "middle left", "top center", "bottom center")
_EDGE = (-2.78, 2.78, -1.05, 1.46)
_HERE = Text("开发区", "The zone")


def partner_map(
    values: Mapping[str, float | None],
    *,
    unit: str,
    names: Mapping[str, str],
    here: tuple[float, float] = (-0.455, 0.688),
    language: Language = "zh",
    notes: Mapping[str, str] | None = None,
    height: int = 380,
) -> Figure:
    """Return bubbles whose areas are in proportion to the values, partner code → value; the largest are named.

    ``here`` is where the zone lies (TEDA unless said otherwise); ``notes`` adds words to a partner's hover. A click
    reports the partner's code as the trace's ``meta``. Partners without a place (others, unknown) are left out.
    """
    known = {code: value for code, value in finite_values(values).items() if value > 0 and code in places()}
    ordered = sorted(known.items(), key=lambda row: (-row[1], row[0]))
    scale = scale_of(list(known.values()), unit, language)
    sizes = {code: max(_LARGEST * math.sqrt(value / ordered[0][1]), _LEAST) for code, value in ordered}
    words = {code: names.get(code, code) for code, _ in ordered}
    sides = _sides([(*places()[code], sizes[code], words[code]) for code, _ in ordered])
    traces: list[Figure] = [_outline(ring) for ring in land()]
    for at, (code, value) in enumerate(ordered):
        said = f"{words[code]} <b>{scale.figure(value)}</b> {(notes or {}).get(code, '')}"
        side = sides[at] if at < len(sides) else None
        traces.append(_bubble(code, sizes[code], said, words[code] if side else "", side or _SIDES[0]))
    traces.append(_origin(here, _HERE.in_language(language)))
    left, right, low, high = _EDGE
    figure = layout(
        height,
        meta={"unit": scale.unit},
        hovermode="closest",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"visible": False, "zeroline": False, "fixedrange": True, "range": [left, right], "constrain": "domain"},
        yaxis={
            "visible": False,
            "zeroline": False,
            "fixedrange": True,
            "range": [low, high],
            "scaleanchor": "x",
            "constrain": "domain",
        },
    )
    return {"data": traces if ordered else [], "layout": figure}


@cache
def land() -> list[list[list[float]]]:
    """Return the outlines of land as rings of x and y."""
    text = (files("indicators") / "charts" / "world" / "land.json").read_text(encoding="utf-8")
    rings: list[list[list[float]]] = json.loads(text)
    return rings


@cache
def places() -> dict[str, tuple[float, float]]:
    """Return x and y of every partner that has a place."""
    text = (files("indicators") / "charts" / "world" / "partner_place.csv").read_text(encoding="utf-8")
    return {row["code"]: (float(row["x"]), float(row["y"])) for row in csv.DictReader(text.splitlines())}


def _sides(named: Sequence[tuple[float, float, float, str]]) -> list[str | None]:
    """Return on which side of its bubble each of the first (x, y, size, word) has room for its name, or None."""
    found: list[str | None] = []
    taken = [_square(x, y, size) for x, y, size, _ in named]
    for x, y, size, word in named[:_NAMED]:
        boxes = {side: _box(x * _PIXELS, y * _PIXELS, size / 2, word, side) for side in _SIDES}
        free = next((side for side, box in boxes.items() if not any(_meet(box, other) for other in taken)), None)
        found.append(free)
        if free is not None:
            taken.append(boxes[free])
    return found


def _square(x: float, y: float, size: float) -> tuple[float, float, float, float]:
    """Return the square about a bubble, but for its corners, which names keep clear of."""
    half = size * 0.42
    return x * _PIXELS - half, y * _PIXELS - half, x * _PIXELS + half, y * _PIXELS + half


def _box(x: float, y: float, radius: float, word: str, side: str) -> tuple[float, float, float, float]:
    width = sum(_CHARACTER if ord(each) > 0x2E80 else _CHARACTER * 0.55 for each in word)  # noqa: PLR2004 CJK begins
    across = {"middle right": x + radius + _GAP, "middle left": x - radius - _GAP - width}.get(side, x - width / 2)
    up = {"top center": y + radius, "bottom center": y - radius - _LINE}.get(side, y - _LINE / 2)
    return across, up, across + width, up + _LINE


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _outline(ring: list[list[float]]) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in ring],
        "y": [y for _, y in ring],
        "fill": "toself",
        "fillcolor": palette.LAND,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _bubble(code: str, size: float, said: str, name: str, side: str) -> dict[str, Any]:
    x, y = places()[code]
    return {
        "type": "scatter",
        "mode": "markers+text" if name else "markers",
        "meta": code,
        "x": [x],
        "y": [y],
        "text": [name],
        "textposition": side,
        "textfont": {"size": 11, "color": palette.INK},
        "marker": {
            "size": round(size, 1),
            "color": palette.JING,
            "opacity": 0.62,
            "line": {"width": 1, "color": "#fff"},
        },
        "customdata": [said],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _origin(here: tuple[float, float], word: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [here[0]],
        "y": [here[1]],
        "marker": {"size": 7, "color": palette.RISE, "symbol": "diamond"},
        "customdata": [word],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
