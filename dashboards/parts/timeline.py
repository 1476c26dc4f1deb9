"""A slider through the months or years of a chart: the words follow the hand, the page follows when it rests."""

from typing import Any

import pandas as pd

from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import period_label
from indicators.definition import AnyIndicator

_TIME = Text("时间", "Time")
_ANY = "0000-00"  # stands for every month while an address is made once for all


def timeline(view: View, definition: AnyIndicator, first: pd.Timestamp) -> Any:
    """Return the slider from ``first`` to the latest month, in steps of the indicator; arrow keys move it too.

    It says and changes the month of the address, as the month picker does.
    """
    step = definition.frequency.months
    last = pd.Timestamp(f"{view.latest}-01")
    count = _steps(first, last, step)
    at = min(max(_steps(first, pd.Timestamp(f"{view.period}-01"), step), 0), count)
    about = {
        "data-slide": view.href(period=_ANY),
        "data-now": view.href(period=None),
        "data-first": f"{first:%Y-%m}",
        "data-step": str(step),
        "data-steps": str(count),
        "data-at": str(at),
    }
    start, end = (period_label(each, view.language, frequency=definition.frequency) for each in (first, last))
    return html.Div(
        [
            html.Label([html.Span(view.say(_TIME)), html.Span(className="slide")]),  # the browser puts the slider in
            html.Small([html.Span(start), html.Output(period_label(view.period, view.language)), html.Span(end)]),
        ],
        className="timeline",
        **about,
    )


def _steps(first: pd.Timestamp, last: pd.Timestamp, step: int) -> int:
    return ((last.year - first.year) * 12 + last.month - first.month) // step
