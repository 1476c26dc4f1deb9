"""The size of a request: need against what is asked for, safety factors as a waterfall, ranges of savings."""

from collections.abc import Mapping, Sequence

from datasets.text import Language, Text
from indicators.charts import palette
from indicators.charts.frame import Figure, bounds, layout, legend, numbers, value_axis
from indicators.charts.scale import scale_of
from indicators.figures import Scale

_MEDIAN = Text("需求 P50", "need, P50")
_RANGE = Text("需求 P10—P90", "need, P10 to P90")
_YEAR = Text("第 {} 年", "year {}")
_DASHES = ("4px,3px", "2px,2px", "8px,3px")


def need_ahead(
    years: Sequence[int],
    needs: Sequence[tuple[float, float, float]],
    levels: Mapping[str, float],
    *,
    unit: Text,
    language: Language = "zh",
    height: int = 300,
) -> Figure:
    """Return need by year with its interval (P10, P50, P90), and levels as lines: asked for, ceiling, reused …"""
    low, middle, high = (list(each) for each in zip(*needs, strict=True))
    scale = Scale(1, unit.in_language(language), whole=True)
    labels = [_YEAR.in_language(language).format(year) for year in years]
    band: Figure = {
        "type": "scatter",
        "mode": "lines",
        "name": _RANGE.in_language(language),
        "x": [*labels, *reversed(labels)],
        "y": [*numbers(high), *reversed(numbers(low))],
        "fill": "toself",
        "fillcolor": palette.BAND_80,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    line: Figure = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": _MEDIAN.in_language(language),
        "x": labels,
        "y": numbers(middle),
        "line": {"color": palette.JING, "width": 2},
        "customdata": [f"{scale.figure(m)} ({scale.figure(a).number}–{scale.figure(b).number})" for a, m, b in needs],
        "hovertemplate": "<b>%{customdata}</b><extra></extra>",
    }
    marks = [_level(name, value, labels, place) for place, (name, value) in enumerate(levels.items())]
    names = [_RANGE.in_language(language), _MEDIAN.in_language(language), *levels]
    top = max([*high, *levels.values(), 1.0])
    figure = layout(
        height,
        meta={"unit": scale.unit},
        showlegend=True,
        legend=legend(names),
        margin={"l": 44, "r": 16, "t": 44, "b": 28},
        xaxis={"type": "category", "fixedrange": True, "showgrid": False, "tickfont": {"color": palette.INK_3}},
        yaxis=value_axis(0.0, top, scale),
    )
    return {"data": [band, line, *marks], "layout": figure}


def _level(name: str, value: float, labels: Sequence[str], place: int) -> Figure:
    colour = (palette.RISE, palette.FALL, palette.INK_3)[place % 3]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [labels[0], labels[-1]],
        "y": [value, value],
        "line": {"color": colour, "width": 1.5, "dash": _DASHES[place % 3]},
        "hovertemplate": f"{name} <b>{value:,.0f}</b><extra></extra>",
    }


def waterfall(
    steps: Mapping[str, float], total: str, *, unit: str | Text, language: Language = "zh", height: int | None = None
) -> Figure:
    """Return steps one upon the other, the first from nought, and their sum as the last bar.

    ``unit`` is one of those that charts know, or the word for one of a kind of their own.
    """
    all_values = [*steps.values(), sum(steps.values())]
    scale = Scale(1, unit.in_language(language)) if isinstance(unit, Text) else scale_of(all_values, unit, language)
    base, names, below, sizes = 0.0, [], [], []
    for name, value in steps.items():
        names.append(name)
        below.append(base if value >= 0 else base + value)
        sizes.append(abs(value))
        base += value
    names.append(total)
    below.append(0.0)
    sizes.append(base)
    told = [*steps.values(), base]
    colours = [palette.JING, *[palette.CATEGORICAL[2]] * (len(steps) - 1), palette.INK_2]
    trace: Figure = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": numbers(sizes),
        "base": numbers(below),
        "text": [f"<b>{scale.figure(value).number}</b>" for value in told],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": colours},
        "customdata": [str(scale.figure(value)) for value in told],
        "hovertemplate": "%{y} <b>%{customdata}</b><extra></extra>",
    }
    return {"data": [trace], "layout": _ranked(height or 30 * len(names) + 24, scale, 0.0, max(base, *sizes))}


def ranges(
    rows: Mapping[str, tuple[float, float, float]],
    *,
    unit: str,
    language: Language = "zh",
    height: int | None = None,
) -> Figure:
    """Return a bar from P10 to P90 for each row, its P50 as a mark with the number."""
    ends = [each for row in rows.values() for each in row]
    scale = scale_of(ends, unit, language)
    names = list(rows)
    told = [
        f"{scale.figure(middle)} ({scale.figure(low).number}–{scale.figure(high).number})"
        for low, middle, high in rows.values()
    ]
    bar: Figure = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": numbers(high - low for low, _, high in rows.values()),
        "base": numbers(low for low, _, _ in rows.values()),
        "marker": {"color": palette.SEQUENTIAL[2]},
        "customdata": told,
        "hovertemplate": "%{y} <b>%{customdata}</b><extra></extra>",
    }
    marks: Figure = {
        "type": "scatter",
        "mode": "markers+text",
        "y": names,
        "x": numbers(middle for _, middle, _ in rows.values()),
        "text": [scale.figure(middle).number for _, middle, _ in rows.values()],
        "textposition": "top center",
        "textfont": {"size": 11, "color": palette.INK_2},
        "marker": {"color": palette.JING, "size": 8},
        "hoverinfo": "skip",
    }
    return {
        "data": [bar, marks],
        "layout": _ranked(height or 34 * len(names) + 24, scale, *bounds(ends)),
    }


def _ranked(height: int, scale: Scale, low: float, high: float) -> Figure:
    """Return the layout of horizontal bars in the order given, the first on top."""
    room = (high - low) * 0.2 or 1.0
    return layout(
        height,
        meta={"unit": scale.unit},
        bargap=0.42,
        hovermode="closest",
        margin={"l": 8, "r": 12, "t": 6, "b": 6},
        xaxis={"visible": False, "fixedrange": True, "range": [low - (room if low < 0 else 0), high + room]},
        yaxis={
            "automargin": True,
            "autorange": "reversed",
            "fixedrange": True,
            "type": "category",
            "ticksuffix": "\N{EN SPACE}",
            "tickfont": {"size": 12, "color": palette.INK},
            "showgrid": False,
        },
    )
