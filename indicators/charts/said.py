"""What was forecast some months before, with its interval, against what came."""

import pandas as pd

from datasets.text import Language, Text
from indicators.charts import palette
from indicators.charts.frame import Figure, bounds, days, layout, legend, numbers, time_axis, value_axis
from indicators.charts.scale import scale_of
from indicators.periods import period_label

_ACTUAL = Text("实际", "actual")
_SAID = Text("{step} 个月前的预测", "forecast {step} months before")
_BAND = Text("当时的 80% 区间", "its 80% interval")


def said_and_came(
    rows: pd.DataFrame, history: pd.DataFrame, *, step: int, unit: str, language: Language = "zh", height: int = 260
) -> Figure:
    """Return the forecasts of ``rows`` (period, mean, lo80, hi80), made ``step`` months before, and ``history``."""
    past = rows.sort_values("period")
    known = history.dropna(subset=["value"]).sort_values("period")
    values = [*known["value"], *past["lo80"], *past["hi80"]]
    scale = scale_of(values, unit, language)
    said = _SAID.in_language(language).format(step=step)
    names = (_BAND.in_language(language), said, _ACTUAL.in_language(language))
    band = {
        "type": "scatter",
        "mode": "lines",
        "name": names[0],
        "x": [*days(past["period"]), *reversed(days(past["period"]))],
        "y": [*numbers(past["hi80"]), *reversed(numbers(past["lo80"]))],
        "fill": "toself",
        "fillcolor": palette.BAND_80,
        "line": {"width": 0, "color": palette.BAND_80},
        "hoverinfo": "skip",
    }

    def line(name: str, frame: pd.DataFrame, column: str, style: Figure) -> Figure:
        told = [
            [period_label(p, language), str(scale.figure(v))]
            for p, v in zip(frame["period"], frame[column], strict=True)
        ]
        return {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": days(frame["period"]),
            "y": numbers(frame[column]),
            "line": style,
            "customdata": told,
            "hovertemplate": f"{name} <b>%{{customdata[1]}}</b><extra></extra>",
        }

    traces = [
        band,
        line(names[1], past, "mean", {"color": palette.JING, "width": 2, "dash": "5px,3px"}),
        line(names[2], known, "value", {"color": palette.INK, "width": 2}),
    ]
    low, high = bounds(values)
    figure = layout(
        height,
        meta={"unit": scale.unit},
        showlegend=True,
        legend=legend(names),
        xaxis=time_axis([*known["period"], *past["period"]], language),
        yaxis=value_axis(low, high, scale),
    )
    figure["margin"] = {**figure["margin"], "t": 34}
    return {"data": traces, "layout": figure}
