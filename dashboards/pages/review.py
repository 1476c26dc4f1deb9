"""Project review: the queue, one application with verdicts, cuts, need and assumptions, the portfolio of all."""

from pathlib import Path
from typing import Any

import datasets
from dashboards.access import REVIEWS
from dashboards.opinions import ASSUMED, docket_of, supposed_in
from dashboards.page import Page
from dashboards.parts.application import assumptions, facts, lead
from dashboards.parts.board import board
from dashboards.parts.budgets import ASKED
from dashboards.parts.controls import choice_switch
from dashboards.parts.deciding import filing, told
from dashboards.parts.docketed import FILTERS, origin, queue, spoken
from dashboards.parts.programme import portfolio
from dashboards.parts.sizes import cuts, sizes
from dashboards.parts.used import used
from dashboards.parts.verdicts import materials, verdicts
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets import DatasetsError
from datasets.text import Text
from indicators.appraisal.docket import Docket, state

_BACK = Text("回到申报队列", "Back to all applications")
_UNKNOWN = Text("没有这份申报。", "There is no such application.")
_KINDS = {
    "queue": Text("申报队列", "Applications"),
    "portfolio": Text("年度组合", "Portfolio"),
    "board": Text("规划进度", "Programme board"),
    "used": Text("后评价", "Afterwards"),
}
_EMPTY = Text("没有待评审的申报。", "No application stands for review.")


def title(view: View) -> str:
    """Return the heading."""
    key = view.chosen("application")
    if key is None:
        return view.say(PAGE.name)
    docket = docket_of(view)
    return view.joined(key, view.say(docket.name(key))) if key in docket.readings else view.say(PAGE.name)


def body(view: View) -> list[Any]:
    """Return the queue, or the one application the address names."""
    try:
        docket = docket_of(view)
    except DatasetsError as error:  # a zone without registers reviews nothing
        return [html.Section(html.P(view.say(error.text), className="empty"), className="panel")]
    if not docket.readings:
        nothing = html.P(view.say(_EMPTY), className="empty")
        return [
            origin(view, docket),
            told(view),
            filing(view, shipped=docket.shipped),
            html.Section(nothing, className="panel"),
        ]
    key = view.chosen("application")
    if key is None:
        kinds = {code: view.say(word) for code, word in _KINDS.items()}
        part = view.chosen("part") if view.chosen("part") in _KINDS else "queue"
        switch = choice_switch(view, "part", kinds, part or "queue", "queue")
        parts = {"portfolio": portfolio, "board": board, "used": used}
        below = (
            parts[part](view, docket) if part in parts else [filing(view, shipped=docket.shipped), *queue(view, docket)]
        )
        return [origin(view, docket), told(view), switch, *below]
    back = dcc.Link(view.say(_BACK), href=view.href(application=None, **dict.fromkeys(ASSUMED)), className="back")
    if key not in docket.readings:
        return [html.P(view.say(_UNKNOWN), className="notice"), back]
    return [back, *_one(view, docket, key)]


def _one(view: View, docket: Docket, key: str) -> list[Any]:
    supposed = supposed_in(dict(view.choices))
    proposal = docket.proposal(key)
    found = docket.opinion(key, supposed)
    parts = [origin(view, docket), told(view), lead(view, found), facts(view, found, key)]
    if proposal is None:
        return [*parts, *materials(view, found, key)]
    digest = "" if any(supposed.said()) else docket.readings[key].digest
    beside = [*sizes(view, found, key, proposal, docket.pack_under(supposed)), *materials(view, found, key)]
    halves = [html.Div(half, className="stack") for half in (beside[::2], beside[1::2]) if half]
    return [
        *parts,
        assumptions(view, docket, found, key, supposed),
        cuts(view, found, key, proposal),
        html.Div(halves, className="grid review"),
        verdicts(view, found, key, digest),
    ]


def _filters(view: View) -> list[str]:
    """Return the filters of the queue and what is supposed, in words; nothing where there is no docket."""
    try:
        docket = docket_of(view)
    except DatasetsError:
        return []
    supposed = view.say(supposed_in(dict(view.choices)).said())
    return [*spoken(view, docket), *([supposed] if supposed else [])]


def _moment(home: Path) -> str:
    return state(home, datasets.settings().zone)


PAGE = Page(
    key="review",
    path="/review",
    name=Text("项目评审", "Project review"),
    position=14,
    access=REVIEWS,
    parameters=("application", *FILTERS, "sort", "part", "now", "said", *ASKED, *ASSUMED),
    switches=(),
    filters=_filters,
    title=title,
    body=body,
    moment=_moment,
)
