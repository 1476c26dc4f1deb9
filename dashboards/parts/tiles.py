"""Tiles: every indicator of a subject at a glance, each the way to its own details."""

from collections.abc import Sequence
from typing import Any

from dashboards.asking import queries
from dashboards.parts.figures import amount, change, marked, span, spark
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import DIMENSIONS, QuestionError, catalogue
from indicators.definition import AnyIndicator

_BACK = 24
_WHOLE = Text("不受筛选", "not filtered")


def tiles(view: View, keys: Sequence[str], chosen: str) -> Any:
    """Return one tile per indicator that has a value in the view's slice and month; the chosen one is marked."""
    found = [_tile(view, key, on=key == chosen) for key in keys]
    return html.Div([each for each in found if each is not None], className="tiles")


def _tile(view: View, key: str, *, on: bool) -> Any:
    definition = catalogue()[key]
    where = view.where(definition.dimensions)
    try:
        last = queries.latest(view, key, where)
    except QuestionError:  # of persons, not every table of two filters is published
        return None
    if last is None:
        return None
    months = queries.course(view, key, where=where, cumulative=False).values(view.period, _BACK)
    cover = dcc.Link(
        [
            html.H2([view.say(definition.name), _unfiltered(view, definition)]),
            html.Div(marked(view, amount(view, last["value"], definition.unit), key, last, where), className="v"),
            html.Div(
                [
                    marked(view, change(view, definition, last), key, last, where, measure="yoy"),
                    html.Span(span(view, definition, last), className="when"),
                ],
                className="yoy",
            ),
            spark(view, months),
        ],
        href=view.href(indicator=key, sort=None),
    )
    return html.Article(cover, className="tile on" if on else "tile", **{"data-key": key})


def _unfiltered(view: View, definition: AnyIndicator) -> Any:
    """Return the word that a filter does not reach the indicator, which is not told by that dimension."""
    held = [name for name in DIMENSIONS if view.chosen(name) and name not in definition.dimensions]
    return html.Small(view.say(_WHOLE)) if held else None
