"""What every chart shares: fonts, margins, the light horizontal grid, months in the reader's words."""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pandas as pd

from datasets.text import Language
from indicators.charts import palette
from indicators.charts.scale import finite, tick_texts, ticks
from indicators.figures import Scale
from indicators.periods import period_label

Figure = dict[str, Any]
"""A plotly figure as plain data: {"data": [...], "layout": {...}}."""

_UPPER = 0.6
_FEW_YEARS = 3
_FIRST_QUARTER = 3  # its last month
_FIRST_CHINESE = 0x2E80


def layout(height: int = 300, **changes: Any) -> Figure:
    """Return the layout every chart begins with."""
    base: Figure = {
        "height": height,
        "autosize": True,
        "margin": {"l": 44, "r": 16, "t": 14, "b": 28},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": palette.FONT, "size": 12, "color": palette.INK_2},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x unified",
        "hoverlabel": {
            "bgcolor": palette.PAPER,
            "bordercolor": palette.LINE,
            "font": {"family": palette.FONT, "size": 12, "color": palette.INK},
        },
        "separators": ".,",
    }
    return {**base, **changes}


def unit_of(figure: Figure) -> str:
    """Return the unit a figure's axis is written in, for its title; empty where it has none."""
    return str(figure["layout"].get("meta", {}).get("unit", ""))


def number(value: float | None) -> float | None:
    """Return a value JSON can carry: a missing number is None, never NaN."""
    return None if value is None or not math.isfinite(value) else float(value)


def numbers(values: Iterable[float]) -> list[float | None]:
    """Return values JSON can carry."""
    return [number(value) for value in values]


def days(periods: Iterable[Any]) -> list[str]:
    """Return the first days of the months as plotly reads them: 2010-06-01."""
    return [_day(period) for period in periods]


@lru_cache(maxsize=8192)
def _day(period: Any) -> str:
    return pd.Timestamp(period).strftime("%Y-%m-%d")


def known(history: pd.DataFrame, most: int | None = None) -> pd.DataFrame:
    """Return the rows that have a value, in the order of time, the last ``most`` of them."""
    rows = history[history["value"].notna()]
    rows = rows if rows["period"].is_monotonic_increasing else rows.sort_values("period")
    return rows.iloc[-most:] if most else rows


def wide(text: str, size: float) -> float:
    """Return about how many pixels a text takes: a Chinese character is square, a Latin one half as wide."""
    return sum(size if ord(each) > _FIRST_CHINESE else size * 0.58 for each in text)


def bounds(values: Iterable[float | None]) -> tuple[float, float]:
    """Return where a line's axis begins and ends: at zero, unless all values lie in the upper part."""
    known = finite(values)
    low, high = min(known, default=0.0), max(known, default=1.0)
    if low == high:  # one value, or always the same
        return min(low, 0.0), max(high, 0.0) or 1.0
    return (low - (high - low) * 0.15, high) if low > high * _UPPER else (min(low, 0.0), max(high, 0.0))


def value_axis(low: float, high: float, scale: Scale, count: int = 5) -> Figure:
    """Return a vertical axis whose ticks were written here, in the chart's one unit."""
    values = ticks(low, high, count)
    room = (high - low) * 0.05
    return {
        "range": [low - room if low < 0 else low, high + room],
        "tickvals": values,
        "ticktext": tick_texts(values, scale),
        "gridcolor": palette.LINE,
        "zeroline": low < 0,
        "zerolinecolor": palette.INK_3,
        "zerolinewidth": 1,
        "tickfont": {"size": 11, "color": palette.INK_3},
        "fixedrange": True,
        "automargin": True,
    }


def time_axis(periods: Iterable[Any], language: Language, most: int = 8) -> Figure:
    """Return a horizontal axis of months: years where there are many, months where there are few."""
    moments = sorted({pd.Timestamp(period) for period in periods})
    if not moments:
        return {"visible": False, "fixedrange": True}
    # A year's first period is its first quarter, or a February that holds January, where no January is told.
    firsts = {moment.year: moment for moment in reversed(moments) if moment.month <= _FIRST_QUARTER}
    whole_years = sorted(firsts.values())
    if len(whole_years) >= _FEW_YEARS:
        marks = whole_years[:: math.ceil(len(whole_years) / most)]
        texts = [str(mark.year) for mark in marks]
    else:
        marks = moments[:: math.ceil(len(moments) / most)]
        texts = [period_label(mark, language) for mark in marks]
    return {
        "type": "date",
        "range": days([moments[0] - pd.Timedelta(days=10), moments[-1] + pd.Timedelta(days=20)]),
        "tickvals": days(marks),
        "ticktext": texts,
        "showgrid": False,
        "linecolor": palette.LINE,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": palette.LINE,
        "tickfont": {"size": 11, "color": palette.INK_3},
        "fixedrange": True,
        "unifiedhovertitle": {"text": "%{x|%Y年%-m月}" if language == "zh" else "%{x|%b %Y}"},
    }


def short(name: str, room: float = 200) -> str:
    """Return a name for a legend, cut where it would take more than its room; the hover has all of it."""
    kept = name
    while wide(kept, 11) > room:
        kept = kept[:-1]
    return name if kept == name else f"{kept.rstrip()}…"


def year_axis(periods: Iterable[Any], language: Language, most: int = 8) -> Figure:
    """Return a horizontal axis for one column a year, each in the first month of its year."""
    moments = sorted({pd.Timestamp(period) for period in periods})
    marks = moments[:: -math.ceil(len(moments) / most)][::-1] if moments else []  # the last one always named
    edge = pd.Timedelta(days=200)
    ends = {"range": days([moments[0] - edge, moments[-1] + edge])} if moments else {}
    texts = {"tickvals": days(marks), "ticktext": [str(mark.year) for mark in marks]}
    said = {"unifiedhovertitle": {"text": "%{x|%Y年}" if language == "zh" else "%{x|%Y}"}}
    return {**time_axis(moments, language), **texts, **ends, **said}


def legend(names: Iterable[str], **changes: Any) -> Figure:
    """Return a legend in quiet rows above the plot; its widths are reckoned here, before any font has loaded."""
    base: Figure = {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1.02,
        "yanchor": "bottom",
        "font": {"size": 11, "color": palette.INK_2},
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
        "entrywidth": max((wide(name, 11) for name in names), default=0) + 8,
        "entrywidthmode": "pixels",
    }
    return {**base, **changes}
