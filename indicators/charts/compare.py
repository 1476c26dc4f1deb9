"""Several series on one scale, each named where it ends."""

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from datasets.text import Language
from indicators.charts import palette
from indicators.charts.frame import Figure, bounds, days, known, layout, number, numbers, time_axis, value_axis
from indicators.charts.scale import scale_of
from indicators.periods import period_label

_CLOSE = 0.08


def compare(
    lines: Mapping[str, pd.DataFrame], *, unit: str, language: Language = "zh", height: int = 300, months: int = 60
) -> Figure:
    """Return several series (period, value) on one scale, each named at its end."""
    shown = {name: known(rows, months) for name, rows in lines.items()}
    values = [value for rows in shown.values() for value in rows["value"]]
    scale = scale_of(values, unit, language)
    traces: list[Figure] = []
    ends: list[Figure] = []
    for position, (name, rows) in enumerate(shown.items()):
        colour = palette.CATEGORICAL[position % 8]
        told = [
            [period_label(p, language), str(scale.figure(v))]
            for p, v in zip(rows["period"], rows["value"], strict=True)
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": name,
                "x": days(rows["period"]),
                "y": numbers(rows["value"]),
                "line": {"color": colour, "width": 2},
                "customdata": told,
                "hovertemplate": f"{name} <b>%{{customdata[1]}}</b><extra></extra>",
            }
        )
        if len(rows):
            ends.append(ending(name, rows["period"].iloc[-1], rows["value"].iloc[-1], colour))
    periods = [period for rows in shown.values() for period in rows["period"]]
    low, high = bounds(values)
    keep_apart(ends, (high - low) * _CLOSE)
    figure = layout(
        height,
        meta={"unit": scale.unit},
        xaxis=time_axis(periods, language),
        yaxis=value_axis(low, high, scale),
        annotations=ends,
    )
    figure["margin"] = {**figure["margin"], "r": 96}
    return {"data": traces, "layout": figure}


def keep_apart(ends: list[Figure], least: float) -> None:
    """Shift the names of lines that end side by side, so that both can be read."""
    ordered = sorted(ends, key=lambda end: float(end["y"] or 0.0))
    for below, above in pairwise(ordered):
        if above["y"] - below["y"] < least:
            below["yshift"], above["yshift"] = -7, 7


def ending(name: str, period: object, value: float, colour: str) -> Figure:
    """Return a line's name, written where it ends."""
    return {
        "x": days([period])[0],
        "y": number(value),
        "xanchor": "left",
        "xshift": 6,
        "showarrow": False,
        "text": name,
        "font": {"size": 11, "color": colour},
    }
