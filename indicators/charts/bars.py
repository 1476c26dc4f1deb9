"""Amounts side by side: ranked bars, columns through time, stacked columns."""

from collections.abc import Mapping, Sequence
from math import fsum
from operator import itemgetter
from typing import Any

import pandas as pd

from datasets.text import Language
from indicators.charts import palette
from indicators.charts.frame import (
    Figure,
    days,
    known,
    layout,
    legend,
    number,
    numbers,
    short,
    time_axis,
    value_axis,
    wide,
    year_axis,
)
from indicators.charts.scale import scale_of
from indicators.periods import period_label

_LEGEND_WIDTH, _LEGEND_ROWS = 490, 2
_LONG_NAME = 120
_PALE = 0.55
_YEAR_WIDTH = 260 * 24 * 3600 * 1000  # of a column that stands for a year, in the milliseconds of a date axis


def bars(
    values: Mapping[str, float | None],
    *,
    unit: str,
    language: Language = "zh",
    notes: Mapping[str, str] | None = None,
    keys: Mapping[str, str] | None = None,
    selected: str | None = None,
    height: int | None = None,
) -> Figure:
    """Return ranked horizontal bars, label → value, with the number at the end of each bar.

    ``notes`` adds a few grey words behind a number (its growth); ``keys`` gives what a click on a bar reports, by
    label; ``selected`` darkens one bar.
    """
    rows = sorted(((k, v) for k, v in values.items() if number(v) is not None), key=lambda row: row[1] or 0.0)
    amounts = [float(value or 0.0) for _, value in rows]
    scale = scale_of(amounts, unit, language)
    behind = [
        f"<b>{scale.figure(v).number}</b>" + _note(notes, name) for (name, _), v in zip(rows, amounts, strict=True)
    ]
    colours = [palette.JING if selected in (None, name) else palette.SEQUENTIAL[2] for name, _ in rows]
    longest, lowest = max([*amounts, 0.0]), min([*amounts, 0.0])
    # Long names leave a telephone little of its width, of which the number behind the longest bar needs its part.
    long = max((wide(name, 12) for name, _ in rows), default=0.0) > _LONG_NAME
    room, beside = (1.9, 0.55) if long else (1.42, 0.3)  # of the whole length, beside a bar below nought
    left = lowest - beside * (longest - lowest) if lowest < 0 else 0.0
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
    if keys:
        trace["ids"] = [keys.get(name, "") for name, _ in rows]
    figure = layout(
        height or 28 * len(rows) + 24,
        meta={"unit": scale.unit},
        bargap=0.42,
        hovermode="closest",
        margin={"l": 8, "r": 12, "t": 6, "b": 6},
        xaxis={"visible": False, "fixedrange": True, "range": [left, longest * room or 1.0]},
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
    rows = known(history)
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
        "hovertemplate": "<b>%{customdata[1]}</b><extra></extra>",
    }
    low, high = min([0.0, *rows["value"]]), max([0.0, *rows["value"]])
    axis = (year_axis if yearly else time_axis)(rows["period"], language)
    return {
        "data": [trace],
        "layout": layout(
            height, meta={"unit": scale.unit}, bargap=0.35, xaxis=axis, yaxis=value_axis(low, high, scale)
        ),
    }


def _as_years(traces: list[Figure], axis: Figure, last: str, unfinished: str) -> None:
    """Give columns the width of a year, and pale the last one under its own words if its year is not over."""
    for trace in traces:
        trace["width"] = _YEAR_WIDTH
        if unfinished:
            trace["marker"]["opacity"] = [_PALE if day.startswith(last) else 1 for day in trace["x"]]
            for day, told in zip(trace["x"], trace["customdata"], strict=True):
                told[0] = unfinished if day.startswith(last) else told[0]
    if unfinished:
        part = unfinished.replace(f"{last}年", "").replace(last, "").strip()
        axis["ticktext"] = [f"{text}<br>{part}" if text == last else text for text in axis["ticktext"]]


def stacked(
    parts: pd.DataFrame | Mapping[str, Sequence[Any]],
    names: Mapping[str, str],
    *,
    by: str,
    unit: str,
    language: Language = "zh",
    height: int = 300,
    yearly: bool = False,
    unfinished: str = "",
) -> Figure:
    """Return stacked columns from ``parts`` (period, ``by``, value); codes in the order of ``names``.

    ``unfinished`` says of the last year what part of it is known; its column is then drawn paler.
    """
    apart: dict[str, dict[pd.Timestamp, float]] = {code: {} for code in names}
    sums: dict[pd.Timestamp, list[float]] = {}
    for period, code, value in sorted(zip(parts["period"], parts[by], parts["value"], strict=True), key=itemgetter(0)):
        sums.setdefault(period, []).append(value)
        if code in apart:
            apart[code][period] = value
    totals = {period: fsum(values) for period, values in sums.items()}
    scale = scale_of(totals.values(), unit, language)
    said = _year if yearly else period_label
    traces = []
    for position, (code, name) in enumerate(names.items()):
        rows = apart[code]
        told = [[said(period, language), str(scale.figure(value))] for period, value in rows.items()]
        traces.append(
            {
                "type": "bar",
                "name": short(name),
                "meta": code,
                "x": days(rows),
                "y": numbers(rows.values()),
                "marker": {"color": palette.CATEGORICAL[position % 8], "line": {"width": 0}},
                "customdata": told,
                "hovertemplate": f"%{{customdata[0]}} {name} <b>%{{customdata[1]}}</b><extra></extra>",
            }
        )
    axis = (year_axis if yearly else time_axis)(totals, language)
    if yearly:
        _as_years(traces, axis, str(max(totals).year) if totals else "", unfinished)
    figure = layout(
        height,
        meta={"unit": scale.unit},
        barmode="stack",
        bargap=0.3,
        hovermode="closest",
        showlegend=True,
        legend=legend(map(short, names.values())),
        xaxis=axis,
        yaxis=value_axis(min([0.0, *totals.values()]), max([0.0, *totals.values()]), scale),
    )
    # Long names make more rows of legend: the figure grows, the plot does not shrink.
    widest = max((wide(short(name), 11) for name in names.values()), default=0)
    columns_shown = max(1, int(_LEGEND_WIDTH // (widest + 42)))
    rows_shown = -(-len(names) // columns_shown)
    figure["height"] = height + max(0, rows_shown - _LEGEND_ROWS) * 18
    below = 16 if unfinished else 0  # the last year's second line
    figure["margin"] = {**figure["margin"], "t": 14 + 18 * rows_shown, "b": figure["margin"]["b"] + below}
    return {"data": traces, "layout": figure}
