"""Where a change comes from: the parts that moved the whole most, one line for each way to take it apart."""

from collections.abc import Sequence
from typing import Any

from dashboards.asking import queries
from dashboards.parts.apart import Part, additive, others, parts
from dashboards.parts.figures import change, marked, span
from dashboards.parts.panel import panel
from dashboards.views.comparison import comparison
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import DIMENSIONS, QuestionError, catalogue, points
from indicators.definition import AnyIndicator

_TITLE = Text("{name}：变化从哪里来", "{name}: where the change comes from")
_NOTE = Text(
    "同比变动中各部分所占的百分点，同方向最大的在前",
    "Percentage points of the growth each part accounts for, largest in its direction first",
)
_CLICK = Text("点名称按它筛选", "click a name to filter")
_MOST, _WAYS = 3, 4
_LEAST = 0.0005  # below a tenth of a point nothing is shown


def drivers(view: View, key: str, first: Sequence[str] = ()) -> Any:
    """Return the panel, None where there is no growth over the year before or no parts that come to the whole."""
    definition = catalogue()[key]
    whole = queries.latest(view, key, view.where(definition.dimensions))
    if whole is None or not additive(definition) or comparison(view, definition).kind or whole["yoy"] != whole["yoy"]:
        return None
    free = [each for each in definition.dimensions if view.chosen(each) is None]
    ways = list(dict.fromkeys([*(each for each in first if each in free), *free]))[:_WAYS]
    lines = [_line(view, definition, each, rising=whole["yoy"] > 0) for each in ways]
    shown = [each for each in lines if each is not None]
    if not shown:
        return None
    heading = view.say(_TITLE).format(name=view.say(definition.name))
    where = view.where(definition.dimensions)
    moved = marked(view, change(view, definition, whole), key, whole, where, measure="yoy")
    growth = html.Span([span(view, definition, whole), " ", moved], className="against")
    content = html.Div([growth, html.Ul(shown, className="sayings")])
    return panel(view, heading, content, note=view.say(_NOTE), hint=view.say(_CLICK))


def _line(view: View, definition: AnyIndicator, dimension: str, *, rising: bool) -> Any:
    try:
        rows = parts(view, definition.key, dimension)
    except QuestionError:  # of persons, not every table of two filters is published
        return None
    sign = 1 if rising else -1
    moved = [each for each in rows.all if sign * each.pull > _LEAST]
    if not moved:
        return None
    most = sorted(moved, key=lambda each: -sign * each.pull)[:_MOST]
    named = [_part(view, definition.key, dimension, rows.period, each) for each in most]
    return html.Li([html.B(view.say(DIMENSIONS[dimension].name)), html.Span(named, className="told-parts")])


def _part(view: View, key: str, dimension: str, period: Any, part: Part) -> Any:
    moved = html.Span(points(part.pull, view.language), className=f"growth {'up' if part.pull > 0 else 'down'}")
    where = (*others(view, key, dimension), (dimension, part.code))
    marked(view, moved, key, {"period": period, "pull": part.pull}, where, measure="pull")
    return html.Span([dcc.Link(part.name, href=view.href(**{dimension: part.code})), " ", moved])
