"""Amounts side by side: ranked bars, columns through time, stacked columns, lines to compare."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from datasets.text import Language
from indicators.charts import palette
from indicators.charts.frame import (
    Figure,
    bounds,
    days,
    layout,
    number,
    numbers,
    time_axis,
    value_axis,
    wide,
)
from indicators.charts.scale import scale_of
from indicators.periods import period_label

_CLOSE = 0.08


def bars(
    values: Mapping[str, float | None],
    *,
    unit: str,
    language: Language = "zh",
    notes: Mapping[str, str] | None = None,
    selected: str | None = None,
    height: int | None = None,
) -> Figure:
    """Return ranked horizontal bars, label → value, with the number at the end of each bar.

    ``notes`` adds a few grey words behind a number (its growth); ``selected`` darkens one bar.
    """
    rows = sorted(((k, v) for k, v in values.items() if number(v) is not None), key=lambda row: row[1] or 0.0)
    amounts = [float(value or 0.0) for _, value in rows]
    scale = scale_of(amounts, unit, language)
    behind = [
        f"<b>{scale.figure(v).number}</b>" + _note(notes, name) for (name, _), v in zip(rows, amounts, strict=True)
    ]
    colours = [palette.JING if selected in (None, name) else palette.SEQUENTIAL[2] for name, _ in rows]
    longest = max([*amounts, 0.0])
    trace: Figure = {
        "type": "bar",
        "orientation": "h",
        "x": amounts,
        "y": [name for name, _ in rows],
        "text": behind,
        "textposition": "outside",
        "textfont": {"size": 11, "color": palette.INK_2},
        "cliponaxis": False,
        "marker": {"color": colours},
        "customdata": [str(scale.figure(value)) for value in amounts],
        "hovertemplate": "%{y} <b>%{customdata}</b><extra></extra>",
    }
    figure = layout(
        height or 28 * len(rows) + 24,
        meta={"unit": scale.unit},
        bargap=0.42,
        hovermode="closest",
        margin={"l": 8, "r": 12, "t": 6, "b": 6},
        xaxis={"visible": False, "fixedrange": True, "range": [min([*amounts, 0.0]) * 1.3, longest * 1.42 or 1.0]},
        yaxis={
            "automargin": True,
            "fixedrange": True,
            "type": "category",
            "ticks": "",
            "ticksuffix": "\N{EN SPACE}",
            "tickfont": {"size": 12, "color": palette.INK},
            "showgrid": False,
        },
    )
    return {"data": [trace], "layout": figure}


def _year(period: pd.Timestamp, language: Language) -> str:
    return period_label(str(period.year), language)


def _note(notes: Mapping[str, str] | None, name: str) -> str:
    found = (notes or {}).get(name)
    return f"  <span style='color:{palette.INK_3}'>{found}</span>" if found else ""


def columns(
    history: pd.DataFrame, *, unit: str, language: Language = "zh", yearly: bool = False, height: int = 260
) -> Figure:
    """Return columns through time from ``history`` (period, value), on a zero baseline."""
    rows = history.dropna(subset=["value"]).sort_values("period")
    scale = scale_of(rows["value"], unit, language)
    said = _year if yearly else period_label
    trace: Figure = {
        "type": "bar",
        "x": days(rows["period"]),
        "y": numbers(rows["value"]),
        "marker": {"color": [palette.SEQUENTIAL[2]] * max(len(rows) - 1, 0) + [palette.JING]},
        "customdata": [
            [said(p, language), str(scale.figure(v))] for p, v in zip(rows["period"], rows["value"], strict=True)
        ],
        "hovertemplate": "%{customdata[0]} <b>%{customdata[1]}</b><extra></extra>",
    }
    low, high = min([0.0, *rows["value"]]), max([0.0, *rows["value"]])
    axis = time_axis(rows["period"], language)
    if yearly and len(rows):
        marks = list(rows["period"])[:: max(1, round(len(rows) / 8))]
        edge = pd.Timedelta(days=200)
        span = days([rows["period"].iloc[0] - edge, rows["period"].iloc[-1] + edge])
        axis = {**axis, "tickvals": days(marks), "ticktext": [str(mark.year) for mark in marks], "range": span}
    return {
        "data": [trace],
        "layout": layout(
            height, meta={"unit": scale.unit}, bargap=0.35, xaxis=axis, yaxis=value_axis(low, high, scale)
        ),
    }


def stacked(
    parts: pd.DataFrame,
    names: Mapping[str, str],
    *,
    by: str,
    unit: str,
    language: Language = "zh",
    height: int = 300,
    yearly: bool = False,
) -> Figure:
    """Return stacked columns from ``parts`` (period, ``by``, value); codes in the order of ``names``."""
    totals = parts.groupby("period")["value"].sum()
    scale = scale_of(totals, unit, language)
    said = _year if yearly else period_label
    traces = []
    for position, (code, name) in enumerate(names.items()):
        rows = parts[parts[by] == code].sort_values("period")
        told = [[said(p, language), str(scale.figure(v))] for p, v in zip(rows["period"], rows["value"], strict=True)]
        traces.append(
            {
                "type": "bar",
                "name": name,
                "x": days(rows["period"]),
                "y": numbers(rows["value"]),
                "marker": {"color": palette.CATEGORICAL[position % 8], "line": {"width": 0}},
                "customdata": told,
                "hovertemplate": f"%{{customdata[0]}} {name} <b>%{{customdata[1]}}</b><extra></extra>",
            }
        )
    axis = time_axis(totals.index, language)
    if yearly:
        edge = pd.Timedelta(days=200)
        marks = sorted(totals.index)
        span = days([marks[0] - edge, marks[-1] + edge]) if marks else []
        axis = {**axis, "tickvals": days(marks[::2]), "ticktext": [str(m.year) for m in marks[::2]], "range": span}
    figure = layout(
        height,
        meta={"unit": scale.unit},
        barmode="stack",
        bargap=0.3,
        hovermode="closest",
        showlegend=True,
        legend=legend(names.values()),
        xaxis=axis,
        yaxis=value_axis(min([0.0, *totals]), max([0.0, *totals]), scale),
    )
    figure["margin"] = {**figure["margin"], "t": 44}
    return {"data": traces, "layout": figure}


def compare(
    lines: Mapping[str, pd.DataFrame], *, unit: str, language: Language = "zh", height: int = 300, months: int = 60
) -> Figure:
    """Return several series (period, value) on one scale, each named at its end."""
    shown = {name: rows.dropna(subset=["value"]).sort_values("period").tail(months) for name, rows in lines.items()}
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
            ends.append(_end(name, rows, colour))
    periods = [period for rows in shown.values() for period in rows["period"]]
    low, high = bounds(values)
    _apart(ends, (high - low) * _CLOSE)
    figure = layout(
        height,
        meta={"unit": scale.unit},
        xaxis=time_axis(periods, language),
        yaxis=value_axis(low, high, scale),
        annotations=ends,
    )
    figure["margin"] = {**figure["margin"], "r": 96}
    return {"data": traces, "layout": figure}


def _apart(ends: list[Figure], least: float) -> None:
    """Shift the names of lines that end side by side, so that both can be read."""
    ordered = sorted(ends, key=lambda end: float(end["y"] or 0.0))
    for below, above in pairwise(ordered):
        if above["y"] - below["y"] < least:
            below["yshift"], above["yshift"] = -7, 7


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


def top(values: Mapping[str, float], most: int) -> Sequence[str]:
    """Return the keys of the largest values, largest first, ties by key."""
    return [key for key, _ in sorted(values.items(), key=lambda row: (-row[1], row[0]))[:most]]


def _end(name: str, rows: pd.DataFrame, colour: str) -> Figure:
    return {
        "x": days(rows["period"].tail(1))[0],
        "y": number(rows["value"].iloc[-1]),
        "xanchor": "left",
        "xshift": 6,
        "showarrow": False,
        "text": name,
        "font": {"size": 11, "color": colour},
    }
