"""A fan in blue and a line beside it: a scenario with its baseline, an old forecast with what came."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from datasets.text import Language, Text
from indicators.charts import palette
from indicators.charts.compare import ending, keep_apart
from indicators.charts.frame import Figure, days, numbers, wide
from indicators.charts.trend import trend
from indicators.figures import figure
from indicators.periods import period_label

_BASELINE = Text("基线", "baseline")
_SCENARIO = Text("情景", "scenario")
_BANDS = Text("情景，80% 与 95% 区间", "scenario, 80% and 95% intervals")
_LETTER, _CLOSE = 11, 0.07
_CAME = Text("实际", "what came")


@dataclass(frozen=True)
class _Carried:
    frame: pd.DataFrame


def what_if(
    history: pd.DataFrame, frame: pd.DataFrame, *, unit: str, language: Language = "zh", height: int = 300
) -> Figure:
    """Return the fan of ``frame`` (period, baseline, mean, lo80 … hi95) after ``history`` (period, value)."""
    quiet = {"color": palette.INK_3, "width": 1.5, "dash": "2px,3px"}
    drawn = _with(history, frame, "baseline", quiet, _BASELINE, unit=unit, language=language, height=height)
    if len(frame):
        _named(drawn["layout"], frame, language)
    return drawn


def hindsight(
    history: pd.DataFrame, frame: pd.DataFrame, *, unit: str, language: Language = "zh", height: int = 300
) -> Figure:
    """Return the fan of ``frame`` (period, actual, mean, lo80 … hi95) after ``history``, and over it what came."""
    plain = {"color": palette.INK, "width": 2}
    return _with(history, frame, "actual", plain, _CAME, unit=unit, language=language, height=height)


def _named(layout: Figure, frame: pd.DataFrame, language: Language) -> None:
    """Name both lines where they end, and the bands after what they are of."""
    last = frame.iloc[-1]
    pairs = ((_SCENARIO, "mean", palette.JING), (_BASELINE, "baseline", palette.INK_3))
    ends = [ending(name.in_language(language), last["period"], last[column], colour) for name, column, colour in pairs]
    keep_apart(ends, (layout["yaxis"]["range"][1] - layout["yaxis"]["range"][0]) * _CLOSE)
    (bands,) = layout["annotations"]
    layout["annotations"] = [bands | {"text": _BANDS.in_language(language)}, *ends]
    layout["margin"] = layout["margin"] | {"r": max(wide(each["text"], _LETTER) for each in ends) + 10}


def _with(
    history: pd.DataFrame,
    frame: pd.DataFrame,
    column: str,
    line: Mapping[str, object],
    name: Text,
    *,
    unit: str,
    language: Language,
    height: int,
) -> Figure:
    drawn = trend(history, _Carried(frame), unit=unit, language=language, months=36, height=height)
    last = history.dropna(subset=["value"]).sort_values("period").tail(1)
    months, values = [*last["period"], *frame["period"]], [*last["value"], *frame[column]]
    told = [
        [period_label(month, language), str(figure(value, unit, language))]
        for month, value in zip(months, values, strict=True)
    ]
    drawn["data"].insert(
        2,
        {
            "type": "scatter",
            "mode": "lines",
            "name": name.in_language(language),
            "x": days(months),
            "y": numbers(values),
            "line": dict(line),
            "customdata": told,
            "hoverinfo": "skip",
        },
    )
    return drawn
