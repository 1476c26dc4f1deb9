"""An indicator through time: history in ink, the forecast in blue with its two bands."""

from typing import Any, Protocol

import pandas as pd

from datasets.text import Language, Text
from indicators.charts import palette
from indicators.charts.frame import Figure, bounds, days, known, layout, numbers, time_axis, value_axis
from indicators.charts.scale import scale_of
from indicators.figures import Scale
from indicators.periods import period_label

_FORECAST = Text("预测，80% 与 95% 区间", "forecast, 80% and 95% intervals")
_ACTUAL = Text("实际", "actual")
_EXPECTED = Text("预测", "forecast")
_BETWEEN = Text("80% 区间", "80% interval")
_TO = Text(" 至 ", " to ")


class Carried(Protocol):
    """What a chart needs of a forecast: ``frame`` with period, mean, lo80, hi80, lo95, hi95."""

    @property
    def frame(self) -> pd.DataFrame:
        """Return one row per future month."""
        ...


def trend(
    history: pd.DataFrame,
    forecast: Carried | None = None,
    *,
    unit: str,
    language: Language = "zh",
    months: int | None = 60,
    mark: pd.Timestamp | None = None,
    height: int = 300,
) -> Figure:
    """Return a line of ``history`` (period, value) with an optional fan; ``mark`` rings one month."""
    past = known(history, months)
    future = forecast.frame.sort_values("period") if forecast is not None else past.head(0)
    values = [*past["value"], *(future["hi95"] if len(future) else []), *(future["lo95"] if len(future) else [])]
    scale = scale_of(values, unit, language)
    traces = [*_fan(past, future, scale, language), _line(past, scale, language)]
    if len(future):
        del traces[-1]["hovertemplate"]
        traces[-1]["hoverinfo"] = "skip"
        traces.append(_aim(past, future, scale, language))
    low, high = bounds(values)
    figure = layout(
        height,
        meta={"unit": scale.unit},
        xaxis=time_axis([*past["period"], *(future["period"] if len(future) else [])], language),
        yaxis=value_axis(low, high, scale),
    )
    if len(future) and len(past):
        _rule(figure, past["period"].iloc[-1], language)
    if mark is not None:
        traces += _ring(past, mark, scale)
    return {"data": traces, "layout": figure}


def _line(past: pd.DataFrame, scale: Scale, language: Language) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines" if len(past) > 1 else "markers",  # a single month makes no line
        "marker": {"color": palette.INK, "size": 7},
        "name": _ACTUAL.in_language(language),
        "x": days(past["period"]),
        "y": numbers(past["value"]),
        "line": {"color": palette.INK, "width": 2},
        "customdata": [
            [period_label(p, language), str(scale.figure(v))]
            for p, v in zip(past["period"], past["value"], strict=True)
        ],
        "hovertemplate": "<b>%{customdata[1]}</b><extra></extra>",
    }


def _fan(past: pd.DataFrame, future: pd.DataFrame, scale: Scale, language: Language) -> list[Figure]:
    if not len(future):
        return []
    # The fan opens at the last thing that happened, so that line and bands meet.
    start = past.tail(1).assign(**{name: past["value"].tail(1) for name in ("mean", "lo80", "hi80", "lo95", "hi95")})
    joined = pd.concat([start, future]) if len(past) else future
    traces = [_band(joined, "lo95", "hi95", palette.BAND_95), _band(joined, "lo80", "hi80", palette.BAND_80)]
    dashes: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines",
        "name": _EXPECTED.in_language(language),
        "x": days(joined["period"]),
        "y": numbers(joined["mean"]),
        "customdata": [
            [period_label(p, language), str(scale.figure(v))]
            for p, v in zip(joined["period"], joined["mean"], strict=True)
        ],
        "line": {"color": palette.JING, "width": 2, "dash": "5px,3px"},
        "hoverinfo": "skip",
    }
    return [*traces, dashes]


def _aim(past: pd.DataFrame, future: pd.DataFrame, scale: Scale, language: Language) -> Figure:
    """Return what the pointer finds: one invisible mark a month.

    Were line and forecast pointed at apart, a month ahead would also show the last actual value beside it.
    """
    word, between = _EXPECTED.in_language(language), _BETWEEN.in_language(language)
    said = [f"<b>{scale.figure(value)!s}</b>" for value in past["value"]]
    for mean, low, high in zip(future["mean"], future["lo80"], future["hi80"], strict=True):
        dash = "–" if low >= 0 else _TO.in_language(language)
        span = f"{scale.figure(low).number}{dash}{scale.figure(high)!s}"
        said.append(f"{word} <b>{scale.figure(mean)!s}</b><br>{between} {span}")
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": "aim",
        "x": days([*past["period"], *future["period"]]),
        "y": numbers([*past["value"], *future["mean"]]),
        "marker": {"color": palette.JING, "size": 1, "opacity": 0},
        "text": said,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _band(rows: pd.DataFrame, low: str, high: str, colour: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*days(rows["period"]), *reversed(days(rows["period"]))],
        "y": [*numbers(rows[high]), *reversed(numbers(rows[low]))],
        "fill": "toself",
        "fillcolor": colour,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _rule(figure: Figure, last: Any, language: Language) -> None:
    where = days([pd.Timestamp(last)])[0]
    figure["shapes"] = [
        {
            "type": "line",
            "x0": where,
            "x1": where,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": palette.INK_3, "width": 1, "dash": "2px,3px"},
        }
    ]
    figure["annotations"] = [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "right",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": _FORECAST.in_language(language),
            "showarrow": False,
            "font": {"size": 11, "color": palette.JING},
        }
    ]
    figure["margin"] = {**figure["margin"], "t": 24}


def _ring(past: pd.DataFrame, mark: pd.Timestamp, scale: Scale) -> list[Figure]:
    found = past[past["period"] == mark]
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": days(found["period"]),
            "y": numbers(found["value"]),
            "text": [scale.figure(value).number for value in found["value"]],
            "textposition": "top center",
            "textfont": {"size": 12, "color": palette.INK},
            "marker": {"size": 8, "color": palette.PAPER, "line": {"color": palette.INK, "width": 2}},
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
    ]
