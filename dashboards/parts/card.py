"""A headline card: light, value, growth, 24 months, and where the year will end."""

from typing import Any

from dashboards.asking import prospects, queries
from dashboards.parts.figures import amount, growth, interval, marked, phrase, pieces, span, spark, told, written
from dashboards.parts.goals import bar
from dashboards.parts.provenance import simulated
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import catalogue
from indicators.definition import AnyIndicator, Published
from indicators.signals import LIGHT_NAMES, light_of_growth
from indicators.targets.words import brief, likely

_MONTHS = 24
_YEARS = 12
_FRESH = 2  # years; a printed figure older than that is set in grey
_WHY = Text("怎么来的", "why")
_WHY_LONG = Text("这个数怎么来的", "Where this number comes from")
_YEAR_END = Text("预计全年 {mean}", "Full year about {mean}")
_STOCK_END = Text("预计年末 {mean}", "End of year about {mean}")
_INTERVAL = Text("80% 区间 {interval}", "80% interval {interval}")
_PRINTED = Text("公布值（非模拟）", "Published (not simulated)")
_NO_LATER = Text("此后年份无公布数", "No later year published")
_YEARLY = Text("{year}年全年", "Whole year {year}")


def card(view: View, key: str, path: str) -> Any:
    """Return the card of an indicator; all of it leads to ``path``, its corner to the side panel."""
    definition = catalogue()[key]
    printed = isinstance(definition, Published)
    last, history = queries.latest(view, key), queries.until(view, key)
    if last is None:
        return None
    light = light_of_growth(history["yoy"].to_numpy()[-_YEARS if printed else 0 :])
    when = view.say(_YEARLY).format(year=last["period"].year) if printed else span(view, definition, last)
    goal = None if printed else prospects.goal(view, key)
    stale = printed and int(view.period[:4]) - last["period"].year > _FRESH
    # A difference, or a printed year without printed growth, has no growth to speak of.
    change = None
    if last["yoy"] == last["yoy"]:
        change = marked(view, growth(view, last["yoy"]), key, last, measure="yoy")
    return html.Article(
        [
            dcc.Link(
                [
                    html.H2([_dot(view, light) if light else None, view.say(definition.name)]),
                    html.Div(marked(view, amount(view, last["value"], definition.unit), key, last), className="v"),
                    html.Div(
                        [change, html.Span(when, className="when" + (" year-tag" if printed else ""))], className="yoy"
                    ),
                    _spark(view, key, definition),
                    bar(goal) if goal else None,
                    html.Div([html.Div(line) for line in _foot(view, key, definition, stale=stale)], className="t"),
                ],
                href=path,
                className="cover",
            ),
            dcc.Link(view.say(_WHY), href=view.href(why=key), className="corner", title=view.say(_WHY_LONG)),
        ],
        className="card stale" if stale else "card",
        **{"data-key": key},
    )


def _dot(view: View, light: str) -> Any:
    return html.Span(className=f"dot {light}", title=view.say(LIGHT_NAMES[light]))


def _spark(view: View, key: str, definition: AnyIndicator) -> Any:
    """Return the last months on their own, whatever the basis: sums to date would only show the calendar."""
    months = _YEARS if isinstance(definition, Published) else _MONTHS
    return spark(view, queries.course(view, key, cumulative=False, known=False).values(view.period, months))


def _foot(view: View, key: str, definition: AnyIndicator, *, stale: bool) -> list[Any]:
    """Return the lines at the bottom: a printed figure's standing, or where the year will end."""
    if isinstance(definition, Published):
        printed = [] if simulated(view, key) else [_PRINTED]
        return [view.say(each) for each in (*printed, *([_NO_LATER] if stale else []))]
    goal = prospects.goal(view, key)
    aimed = [pieces(view, brief(goal, view.language))] if goal is not None else []
    if goal is not None and goal.real:
        aimed.insert(0, pieces(view, likely(goal, view.language)))
    end = queries.year_end(view, key) if view.period == view.latest else None
    if end is None:
        return aimed
    words = _STOCK_END if getattr(definition, "stock", False) else _YEAR_END
    sure = interval(view, key, "year_end", (end.lo80, end.hi80), definition.unit)
    mean = told(view, html.Span(written(view, end.mean, definition.unit)), key, "year_end", end.mean)
    return [phrase(view.say(words), mean=mean), phrase(view.say(_INTERVAL), interval=sure), *aimed]
