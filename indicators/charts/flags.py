"""Flags: what people wrote about a month, as small numbered flags on a chart; the words stand beside it."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from indicators.charts import palette
from indicators.charts.frame import Figure, days, number

_POLE, _STEP = 26, 20  # pixels: how high the first flag of a month stands, and each further one above it


class Flag(NamedTuple):
    """A number at a month."""

    period: pd.Timestamp
    number: int


def flagged(figure: Figure, flags: Iterable[Flag], history: pd.DataFrame) -> Figure:
    """Return a figure of ``history`` (period, value) with flags at those of its months that are in sight."""
    values = {pd.Timestamp(p): number(v) for p, v in zip(history["period"], history["value"], strict=True)}
    first = pd.Timestamp(figure["layout"].get("xaxis", {}).get("range", ["1900-01-01"])[0])
    planted: dict[pd.Timestamp, int] = {}
    marks = []
    for each in flags:
        value = values.get(each.period)
        if value is None or each.period < first:
            continue
        at = planted[each.period] = planted.get(each.period, -1) + 1
        marks.append(_mark(each, value, _POLE + at * _STEP))
    if not marks:
        return figure
    layout = {**figure["layout"], "annotations": [*figure["layout"].get("annotations", []), *marks]}
    margin = layout["margin"]
    return {**figure, "layout": {**layout, "margin": {**margin, "t": max(margin["t"], _POLE + _STEP // 2)}}}


def _mark(flag: Flag, value: float, pole: int) -> Figure:
    return {
        "name": "flag",
        "x": days([flag.period])[0],
        "y": value,
        "text": str(flag.number),
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": palette.JING,
        "ax": 0,
        "ay": -pole,
        "bgcolor": palette.PAPER,
        "bordercolor": palette.JING,
        "borderwidth": 1,
        "borderpad": 2,
        "font": {"size": 11, "color": palette.JING},
    }
