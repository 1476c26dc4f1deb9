"""Persons by age and sex: two sides on one axis, the young at the bottom."""

from collections.abc import Mapping, Sequence

from datasets.text import Language
from indicators.charts import palette
from indicators.charts.frame import Figure, layout, legend
from indicators.charts.scale import scale_of, tick_texts, ticks

_ROOM = 1.08


def pyramid(
    sides: Mapping[str, Mapping[str, float]],
    ages: Sequence[str],
    *,
    unit: str,
    language: Language = "zh",
    height: int = 360,
) -> Figure:
    """Return horizontal bars, side → age → persons; the first side is drawn to the left.

    ``ages`` gives the order from the bottom; an age without a count (withheld) has no bar.
    """
    known = [age for age in ages if any(age in side for side in sides.values())]
    scale = scale_of([value for side in sides.values() for value in side.values()], unit, language)
    longest = max((value for side in sides.values() for value in side.values()), default=0.0)
    traces = []
    for (name, side), sign, colour in zip(sides.items(), (-1, 1), (palette.JING, palette.SEQUENTIAL[2]), strict=False):
        shown = [age for age in known if age in side]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": name,
                "x": [sign * float(side[age]) for age in shown],
                "y": shown,
                "marker": {"color": colour},
                "customdata": [f"{name} {age} <b>{scale.figure(side[age])}</b>" for age in shown],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    rising = ticks(0.0, longest, 2)
    marks = [-each for each in reversed(rising) if each] + rising
    figure = layout(
        height,
        meta={"unit": scale.unit},
        barmode="overlay",
        bargap=0.16,
        hovermode="closest",
        showlegend=True,
        margin={"l": 8, "r": 12, "t": 26, "b": 24},
        legend=legend(sides),
        xaxis={
            "fixedrange": True,
            "range": [-longest * _ROOM or -1, longest * _ROOM or 1],
            "tickvals": marks,
            "ticktext": tick_texts([abs(each) for each in marks], scale),
            "gridcolor": palette.LINE,
            "zerolinecolor": palette.INK_3,
            "tickfont": {"size": 11, "color": palette.INK_3},
        },
        yaxis={
            "automargin": True,
            "fixedrange": True,
            "type": "category",
            "categoryorder": "array",
            "categoryarray": known,
            "ticks": "",
            "ticksuffix": "\N{EN SPACE}",
            "tickfont": {"size": 11, "color": palette.INK},
            "showgrid": False,
        },
    )
    return {"data": traces, "layout": figure}
