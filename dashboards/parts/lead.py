"""Sentences on a page: the lead a leader can repeat, and what changed, each with its way to the evidence."""

from typing import Any

from dashboards.asking import queries
from dashboards.parts.address import home_of
from dashboards.parts.figures import pieces
from dashboards.parts.provenance import why_link
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators.sentences.spans import Span

_CHART = Text("看图", "See the chart")
_QUIET = Text("本月没有异常变化。", "Nothing unusual this month.")


def lead(view: View) -> Any:
    """Return the sentences the page begins with."""
    sentences = queries.headline(view)
    return html.Div([html.P(pieces(view, each.spans)) for each in sentences], className="lead")


def change_list(view: View) -> Any:
    """Return the month's changes, the most unusual first."""
    found = queries.changes(view)
    if not found:
        return html.P(view.say(_QUIET), className="empty")
    return html.Ul(
        [
            html.Li(
                [
                    _moved(view, each.figure),
                    html.Span(
                        [
                            html.Span(pieces(view, each.sentence.spans)),
                            html.Span(pieces(view, each.confidence), className="sure") if each.confidence else None,
                            html.Span(_links(view, each.key), className="links"),
                        ]
                    ),
                ]
            )
            for each in found
        ],
        className="changes",
    )


def _moved(view: View, lead: Span) -> Any:
    """Return how far growth moved, its unit small below the number."""
    number, _, unit = lead.text.partition(" ")
    (shown,) = pieces(view, [lead])
    shown.children = [number, html.I(unit)]
    return shown


def _links(view: View, key: str) -> list[Any]:
    return [dcc.Link(view.say(_CHART), href=home_of(view, key, basis="month")), why_link(view, key)]
