"""Dots on a map: single places over the blocks, their areas in proportion to an amount."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from indicators.charts import palette
from indicators.charts.frame import Figure

_LARGEST, _LEAST = 26, 5  # pixels across


class Dot(NamedTuple):
    """A place: longitude, latitude, an amount (None where it is not to be told), its name and its value in words.

    ``address`` is where a click on it leads.
    """

    x: float
    y: float
    amount: float | None
    label: str
    said: str
    address: str


def dotted(figure: Figure, dots: Sequence[Dot], name: str) -> Figure:
    """Return a map with dots on it, the smallest on top so that each can be pointed at.

    ``name`` is what the dots are. A click reports a dot's address as its id.
    """
    ordered = sorted(dots, key=lambda dot: (-(dot.amount or 0.0), dot.label, dot.address))
    amounts = [max(dot.amount or 0.0, 0.0) for dot in ordered]
    most = max(amounts, default=0.0) or 1.0
    trace = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [dot.x for dot in ordered],
        "y": [dot.y for dot in ordered],
        "ids": [dot.address for dot in ordered],
        "customdata": [[dot.label, dot.said] for dot in ordered],
        "hovertemplate": "%{customdata[0]} <b>%{customdata[1]}</b><extra></extra>",
        "marker": {
            "size": [round(max(_LARGEST * math.sqrt(each / most), _LEAST), 1) for each in amounts],
            "color": palette.RISE,
            "opacity": 0.72,
            "line": {"width": 1, "color": palette.PAPER},
        },
        "showlegend": False,
    }
    return {**figure, "data": [*figure["data"], trace] if ordered else figure["data"]}
