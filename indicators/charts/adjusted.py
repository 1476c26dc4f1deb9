"""A seasonally adjusted series: above, what was there and what is left; below, what the festival and season took."""

from typing import Any, Protocol

import numpy as np
import pandas as pd

from datasets.text import Language, Text
from indicators.charts import palette
from indicators.charts.frame import Figure, bounds, days, layout, legend, numbers, time_axis, value_axis
from indicators.charts.scale import scale_of
from indicators.figures import Scale, percent
from indicators.periods import period_label

_RAW = Text("原值", "as reported")
_ADJUSTED = Text("季节调整后", "seasonally adjusted")
_TREND = Text("趋势", "trend")
_REMOVED = Text("剔除的春节与工作日效应", "festival and workdays, taken out")
_SPLIT, _GAP = 0.36, 0.08


class Adjusted(Protocol):
    """What a chart needs of an adjustment."""

    @property
    def frame(self) -> pd.DataFrame:
        """Return period, value, trend, festival, workday and adjusted, one row a month."""
        ...

    @property
    def multiplicative(self) -> bool:
        """Return whether the effects are factors."""
        ...


def adjusted(
    found: Adjusted, *, unit: str, language: Language = "zh", months: int | None = 120, height: int = 420
) -> Figure:
    """Return two plots of one time axis: the series before and after, and the calendar effect that was removed."""
    rows = found.frame.dropna(subset=["value"]).sort_values("period")
    rows = rows.tail(months) if months else rows
    scale = scale_of([*rows["value"], *rows["adjusted"]], unit, language)
    lines = [("value", _RAW, palette.INK_3, 1.0), ("trend", _TREND, palette.BAND_80, 3.0)]
    lines.append(("adjusted", _ADJUSTED, palette.JING, 2.0))
    traces = [_line(rows, *each, scale, language) for each in lines]
    traces.append(_effect(rows, scale, language, multiplicative=found.multiplicative))
    low, high = bounds([*rows["value"], *rows["adjusted"]])
    names = [each[1].in_language(language) for each in lines] + [_REMOVED.in_language(language)]
    figure = layout(
        height,
        meta={"unit": scale.unit},
        showlegend=True,
        legend=legend(names),
        xaxis=time_axis(rows["period"], language),
        yaxis={**value_axis(low, high, scale), "domain": [_SPLIT + _GAP, 1.0]},
        yaxis2=_below(traces[-1], scale, multiplicative=found.multiplicative),
    )
    figure["xaxis"] = {**figure["xaxis"], "anchor": "y2"}
    figure["margin"] = {**figure["margin"], "t": 40}
    return {"data": traces, "layout": figure}


def _line(
    rows: pd.DataFrame, column: str, name: Text, colour: str, width: float, scale: Scale, language: Language
) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name.in_language(language),
        "x": days(rows["period"]),
        "y": numbers(rows[column]),
        "line": {"color": colour, "width": width},
        "customdata": [
            [period_label(period, language), str(scale.figure(value))]
            for period, value in zip(rows["period"], rows[column], strict=True)
        ],
        "hovertemplate": f"%{{customdata[0]}} {name.in_language(language)} <b>%{{customdata[1]}}</b><extra></extra>",
    }


def _effect(rows: pd.DataFrame, scale: Scale, language: Language, *, multiplicative: bool) -> dict[str, Any]:
    if multiplicative:
        removed = rows["festival"] * rows["workday"] - 1
        said = [percent(each, language) for each in removed]
    else:
        removed = rows["festival"] + rows["workday"]
        said = [str(scale.figure(each, signed=True)) for each in removed]
    name = _REMOVED.in_language(language)
    periods = [period_label(each, language) for each in rows["period"]]
    return {
        "type": "bar",
        "name": name,
        "yaxis": "y2",
        "x": days(rows["period"]),
        "y": numbers(removed),
        "marker": {"color": palette.INK_2},
        "customdata": [list(pair) for pair in zip(periods, said, strict=True)],
        "hovertemplate": f"%{{customdata[0]}} {name} <b>%{{customdata[1]}}</b><extra></extra>",
    }


def _below(effect: dict[str, Any], scale: Scale, *, multiplicative: bool) -> dict[str, Any]:
    known = np.array([each for each in effect["y"] if each is not None] or [0.0])
    low, high = min(float(known.min()), 0.0), max(float(known.max()), 0.0)
    axis = value_axis(low, high or 1.0, Scale(0.01, "%") if multiplicative else scale, count=3)
    return {**axis, "domain": [0.0, _SPLIT]}
