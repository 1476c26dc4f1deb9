"""The filters of a view: lists to choose from, and chips that say what is filtered, each the way to free it."""

from collections.abc import Iterable
from typing import Any

from dashboards.asking import queries
from dashboards.parts.controls import chooser, destination
from dashboards.views.comparison import COMPARE, choices, comparison, spoken
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import DIMENSIONS, catalogue
from indicators.definition import AnyIndicator, Protected
from indicators.dimensions import NO_EMPLOYER

_COMPARE = Text("比较", "Compare")
_CLEAR = Text("全部清除", "Clear all")
_FREE = Text("取消这一筛选", "Remove this filter")
_IDLE = Text("此处不适用", "not applied here")
_FILTERED = Text("筛选", "Filtered by")


def filters(view: View, key: str) -> Any:
    """Return the lists of an indicator's dimensions and of comparisons, and the chips below them."""
    definition = catalogue()[key]
    lists = [
        chooser(view, name, view.say(DIMENSIONS[name].name), _codes(view, definition, name))
        for name in definition.dimensions
    ]
    return html.Div([html.Div([*lists, _comparisons(view, definition)], className="filters"), chips(view, definition)])


def chips(view: View, definition: AnyIndicator | None = None) -> Any:
    """Return a chip for each filter, pale where it means nothing to the indicator; None without filters."""
    applied = definition.dimensions if definition else ()
    found = [_chip(view, name, code, idle=name not in applied) for name, code in _filtered(view)]
    if definition and (against := comparison(view, definition)).kind:
        found.append(_removable(view, COMPARE, view.say(_COMPARE), spoken(view, against), idle=False))
    if not found:
        return None
    if len(found) > 1:
        names = [name for name, _ in _filtered(view)] + [COMPARE]
        found.append(dcc.Link(view.say(_CLEAR), href=view.without(*names), className="clear"))
    return html.Div(found, className="chips", role="group", **{"aria-label": view.say(_FILTERED)})


def spoken_filters(view: View, dimensions: Iterable[str]) -> list[str]:
    """Return the filters among some dimensions in words: 行业=汽车制造."""
    return [
        f"{view.say(DIMENSIONS[name].name)}={queries.labels(view, name).get(code, code)}"
        for name, code in view.where(dimensions)
    ]


def _filtered(view: View) -> list[tuple[str, str]]:
    return [(name, code) for name, code in (*view.choices, *view.carried) if name in DIMENSIONS]


def _chip(view: View, name: str, code: str, *, idle: bool) -> Any:
    word = queries.labels(view, name).get(code, code)
    return _removable(view, name, view.say(DIMENSIONS[name].name), word, idle=idle)


def _removable(view: View, name: str, title: str, word: str, *, idle: bool) -> Any:
    said = [html.Small(title), f" {word}"] + ([html.Small(view.say(_IDLE))] if idle else [])
    free = dcc.Link("×", href=view.without(name), title=f"{view.say(_FREE)}: {word}")
    return html.Span([*said, free], className="chip idle" if idle else "chip")


def _codes(view: View, definition: AnyIndicator, dimension: str) -> dict[str, str]:
    found = queries.labels(view, dimension)
    persons = isinstance(definition, Protected)
    return {code: word for code, word in found.items() if persons or code != NO_EMPLOYER}


def _comparisons(view: View, definition: AnyIndicator) -> Any:
    """Return the list of what values may be compared with."""
    asked = view.chosen(COMPARE) if comparison(view, definition).kind else None
    groups = [
        html.Optgroup(
            [html.Option(word, value=code, selected=code == (asked or "")) for code, word in words.items()],
            label=title,
        )
        for title, words in choices(view, definition)
    ]
    about = {**destination(view, COMPARE), "aria-label": view.say(_COMPARE)}
    listing = html.Select(groups, key=f"compare-{view.href()}", **about)
    return html.Label([html.Span(view.say(_COMPARE)), listing], className="chooser" + (" set" if asked else ""))
