"""A scenario beside its baseline: the scenario's fan in blue, the baseline as a quiet line."""

from dataclasses import dataclass

import pandas as pd

from datasets.text import Language, Text
from indicators.charts import palette
from indicators.charts.frame import Figure, days, numbers
from indicators.charts.trend import trend

_BASELINE = Text("基线", "baseline")


@dataclass(frozen=True)
class _Carried:
    frame: pd.DataFrame


def what_if(
    history: pd.DataFrame, frame: pd.DataFrame, *, unit: str, language: Language = "zh", height: int = 300
) -> Figure:
    """Return the fan of ``frame`` (period, baseline, mean, lo80 … hi95) after ``history`` (period, value)."""
    drawn = trend(history, _Carried(frame), unit=unit, language=language, months=36, height=height)
    last = history.dropna(subset=["value"]).sort_values("period").tail(1)
    drawn["data"].insert(
        2,
        {
            "type": "scatter",
            "mode": "lines",
            "name": _BASELINE.in_language(language),
            "x": days([*last["period"], *frame["period"]]),
            "y": numbers([*last["value"], *frame["baseline"]]),
            "line": {"color": palette.INK_3, "width": 1.5, "dash": "2px,3px"},
            "hoverinfo": "skip",
        },
    )
    return drawn
