"""Several indices around a normal of 100 on one axis, each named where it ends."""

from collections.abc import Mapping

import pandas as pd

from datasets.text import Language
from indicators.charts import palette
from indicators.charts.compare import ending, keep_apart
from indicators.charts.frame import Figure, days, layout, numbers, time_axis
from indicators.charts.scale import finite, tick_texts, ticks
from indicators.figures import Scale
from indicators.periods import period_label

_CLOSE = 0.09
_MARKS = 5  # years named: a telephone has room for no more without slanting them


def indices(
    lines: Mapping[str, pd.Series], *, normal: float, language: Language = "zh", height: int = 280, months: int = 96
) -> Figure:
    """Return index lines (by month) with a rule at what is normal."""
    shown = {name: line.dropna().tail(months) for name, line in lines.items()}
    traces: list[Figure] = []
    ends: list[Figure] = []
    for position, (name, line) in enumerate(shown.items()):
        colour = palette.CATEGORICAL[position % 8]
        moments = list(_starts(line))
        told = [[period_label(at, language), f"{value:.1f}"] for at, value in zip(moments, line, strict=True)]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": name,
                "x": days(moments),
                "y": numbers(line),
                "line": {"color": colour, "width": 2.2 if position == 0 else 1.6},
                "customdata": told,
                "hovertemplate": f"{name} <b>%{{customdata[1]}}</b><extra></extra>",
            }
        )
        if len(line):
            ends.append(ending(name, moments[-1], float(line.iloc[-1]), colour))
    values = finite(value for line in shown.values() for value in line)
    low, high = min([normal, *values]), max([normal, *values])
    keep_apart(ends, (high - low) * _CLOSE)
    marks = ticks(low, high)
    figure = layout(
        height,
        xaxis=time_axis([each for line in shown.values() for each in _starts(line)], language, _MARKS),
        yaxis={
            "range": [low - (high - low) * 0.06, high + (high - low) * 0.06],
            "tickvals": marks,
            "ticktext": tick_texts(marks, Scale(1, "")),
            "gridcolor": palette.LINE,
            "zeroline": False,
            "tickfont": {"size": 11, "color": palette.INK_3},
            "fixedrange": True,
        },
        annotations=ends,
        shapes=[
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": normal,
                "y1": normal,
                "line": {"color": palette.INK_3, "width": 1},
            }
        ],
    )
    figure["margin"] = {**figure["margin"], "r": 84}
    return {"data": traces, "layout": figure}


def _starts(line: pd.Series) -> pd.DatetimeIndex:
    return pd.PeriodIndex(line.index).to_timestamp()
