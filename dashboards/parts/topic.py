"""A subject's page: tiles of its indicators, and the chosen one closer: facts, its course, its parts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from dashboards.asking import prospects, queries
from dashboards.asking.courses import Row
from dashboards.exports.downloads import link
from dashboards.parts.apart import additive
from dashboards.parts.drivers import drivers
from dashboards.parts.figures import (
    amount,
    change,
    fact,
    interval,
    marked,
    phrase,
    pieces,
    sliced,
    span,
    titled,
    told,
)
from dashboards.parts.filters import filters
from dashboards.parts.method import method_note
from dashboards.parts.panel import chart, panel
from dashboards.parts.provenance import why_link
from dashboards.parts.split import split_panel, yearly_panel
from dashboards.parts.talk import talk, thread, with_flags
from dashboards.parts.tiles import tiles
from dashboards.views.comparison import COMPARE, base, compared, comparison, other, spoken
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import DIMENSIONS, Frequency, catalogue, charts, percent
from indicators.catalogue import family
from indicators.definition import AnyIndicator
from indicators.targets.words import brief


class Weighed(NamedTuple):
    """A panel and about how high it is, beside others."""

    height: int
    panel: Any


Extra = Callable[[View, str], Any]
PARAMETERS = ("indicator", "sort", COMPARE, *DIMENSIONS)
"""What the address of such a page may carry."""

_SHORT, _LONG = 2, 3
_AREAS = ("industry", "partner")  # many parts, of which a few are large
_MONTH = Text("{name}，当月", "{name}, month")
_SPLIT = Text("{name}：按{dimension}", "{name} by {dimension}")
_YEARS = Text("历年{name}：按{dimension}（{unit}）", "{name} through the years by {dimension} ({unit})")
_YEARS_NOTE = Text("最后一根为年初至所选月份", "The last column runs to the chosen month")
_OF_ALL = Text("占全区", "Share of the zone")
_WHOLE = Text("全区", "The zone")
_YEAR_END = Text("预计全年 {year}", "Expected for {year}")
_STOCK_END = Text("预计 {year} 年末", "Expected at the end of {year}")
_GOAL = Text("全年目标 {year}", "Target for {year}")
_INTERVAL = Text("80% 区间 {interval}", "80% interval {interval}")


def keys_of(name: str, *first: str) -> tuple[str, ...]:
    """Return the indicators of a family, those named first, so that a new one has its place at once."""
    members = [each.key for each in family(name).members]
    return (*first, *(key for key in members if key not in first))


def chosen(view: View, keys: Sequence[str]) -> str:
    """Return the indicator the address asks for, the first of the subject otherwise."""
    asked = view.chosen("indicator")
    return asked if asked is not None and asked in keys else keys[0]


def topic(view: View, keys: Sequence[str], *extra: Extra, wide: Extra | None = None) -> list[Any]:
    """Return the page of a subject; a ``wide`` panel and ``extra`` ones follow the chosen indicator's course."""
    key = chosen(view, keys)
    more = [Weighed(_SHORT, each) for each in (draw(view, key) for draw in extra) if each is not None]
    sides = _balanced([*more, *parts(view, key)])
    return [
        tiles(view, keys, key),
        filters(view, key),
        facts(view, key),
        html.Div([drivers(view, key, _AREAS), course(view, key), wide(view, key) if wide else None], className="stack"),
        html.Div([html.Div(side, className="stack") for side in sides], className="grid two"),
    ]


def _balanced(panels: list[Weighed]) -> list[list[Any]]:
    """Return panels in two columns about as long, the first panel in the left one, each column in reading order."""
    sides: tuple[list[int], list[int]] = ([], [])
    for at in sorted(range(len(panels)), key=lambda at: (-panels[at].height, at)):
        min(sides, key=lambda side: sum(panels[each].height for each in side)).append(at)
    return [
        [panels[at].panel for at in sorted(side)] for side in sorted(sides, key=lambda s: min(s, default=99)) if side
    ]


def facts(view: View, key: str) -> Any:
    """Return the value, the same on the other basis, its share of the zone and where the year will end."""
    definition = catalogue()[key]
    where = view.where(definition.dimensions)
    found = queries.latest(view, key, where)
    if found is None:
        return None
    shown = [
        fact(
            view.joined(view.say(definition.name), span(view, definition, found)),
            marked(view, amount(view, found["value"], definition.unit), key, found, where),
            [_growth(view, definition, found, where), why_link(view, key)],
        ),
        _base(view, key, found),
    ]
    shown += [_other_basis(view, definition, where), _share(view, definition, where, found)]
    shown += [_end(view, key, where), _goal(view, key, where)]
    return html.Div([each for each in shown if each is not None], className="facts")


def _growth(view: View, definition: AnyIndicator, found: Row, where: queries.Where) -> Any:
    shown = change(view, definition, _against(view, definition.key, found), against=_words(view, definition))
    compares = comparison(view, definition).kind
    return shown if compares else marked(view, shown, definition.key, found, where, measure="yoy")


def _against(view: View, key: str, found: Row) -> Row:
    """Return a value with its growth over what the view compares with."""
    if not comparison(view, catalogue()[key]).kind:
        return found
    return {**found, "yoy": compared(view, key, pd.DataFrame([found]))["yoy"].iloc[0]}


def _words(view: View, definition: AnyIndicator) -> str:
    return spoken(view, comparison(view, definition), cumulative=view.cumulative and _has_to_date(definition))


def _base(view: View, key: str, found: Row) -> Any:
    """Return what the value is compared with, where that is one value."""
    under = base(view, key, found["period"])
    return fact(under[0], amount(view, under[1], catalogue()[key].unit)) if under is not None else None


def course(view: View, key: str) -> Any:
    """Return the indicator through time, with its forecast from the latest month."""
    definition = catalogue()[key]
    where = view.where(definition.dimensions)
    shown = queries.until(view, key, where, cumulative=False)
    name, said = f"{key}-course".replace("_", "-"), view.say(definition.name)
    ahead = queries.forecast(view, key, where) if view.period == view.latest else None
    if (beside := other(view, key)) is not None:
        ahead = None
        against = comparison(view, definition)
        names = queries.labels(view, against.dimension)
        own = names.get(view.chosen(against.dimension) or "", view.say(_WHOLE))
        pair = {own: shown, names[against.code]: beside}
        drawn = charts.compare(pair, unit=definition.unit, language=view.language)
    elif definition.frequency is Frequency.YEAR:
        ahead = None
        drawn = charts.columns(shown, unit=definition.unit, language=view.language, yearly=True, height=300)
    else:
        drawn = charts.trend(shown, ahead, unit=definition.unit, language=view.language)
    heading = titled(
        view, view.say(_MONTH).format(name=said) if _has_to_date(definition) else said, charts.unit_of(drawn)
    )
    note = method_note(view, ahead) if ahead is not None else view.say(definition.caveat)
    drawn = with_flags(drawn, thread(view, key, where), shown)
    drawing = panel(
        view,
        heading,
        chart(view, name, drawn, heading, cut=definition.dimensions),
        key=key,
        note=note,
        csv=link(view, key),
        png=name,
        area="wide",
    )
    said_of_it = talk(view, key, where, shown)
    return drawing if said_of_it is None else html.Div([drawing, said_of_it], className="talked")


def parts(view: View, key: str) -> list[Weighed]:
    """Return the panels that take the indicator apart by its dimensions; what is filtered by stays to be let go."""
    definition = catalogue()[key]
    free = definition.dimensions
    if not additive(definition):
        return [_split(view, definition, each, "bars" if at else "table") for at, each in enumerate(free[:2])]
    if not free:
        return []
    area = next((each for each in _AREAS if each in free), free[0])
    ranked = next((each for each in ("street", *free) if each in free and each != area), None)
    panels = [_split(view, definition, area, "treemap")]
    if _has_to_date(definition):
        panels.append(_years(view, definition, free[0]))
    if ranked is not None:
        panels.append(_split(view, definition, ranked, "bars"))
    return [*panels, _split(view, definition, free[0], "table")]


def _split(view: View, definition: AnyIndicator, dimension: str, shape: str) -> Weighed:
    heading = view.say(_SPLIT).format(name=view.say(definition.name), dimension=_spoken(view, dimension))
    drawn = split_panel(view, definition.key, dimension, heading, shape=shape)
    return Weighed(_SHORT if shape == "treemap" else _LONG, drawn)


def _years(view: View, definition: AnyIndicator, dimension: str) -> Weighed:
    words = {"name": view.say(definition.name), "dimension": _spoken(view, dimension), "unit": "{unit}"}
    heading = view.say(_YEARS).format(**words)
    return Weighed(_SHORT, yearly_panel(view, definition.key, dimension, heading, view.say(_YEARS_NOTE)))


def _has_to_date(definition: AnyIndicator) -> bool:
    """Return whether the month and the year to date are two different things."""
    return definition.frequency is Frequency.MONTH and not getattr(definition, "stock", False)


def _spoken(view: View, dimension: str) -> str:
    name = view.say(DIMENSIONS[dimension].name)
    return name if view.language == "zh" else name.lower()


def _other_basis(view: View, definition: AnyIndicator, where: queries.Where) -> Any:
    """Return the month beside the sum to date, or the reverse; None where the two are the same."""
    if not _has_to_date(definition) or view.period.endswith("-01"):
        return None
    other = replace(view, cumulative=not view.cumulative)
    found = queries.latest(other, definition.key, where)
    if found is None:
        return None
    shown = amount(view, found["value"], definition.unit), change(view, definition, found)
    names = zip(shown, ("value", "yoy"), strict=True)
    value, moved = (marked(other, each, definition.key, found, where, measure=name) for each, name in names)
    return fact(span(other, definition, found), value, moved)


def _share(view: View, definition: AnyIndicator, where: queries.Where, found: Row) -> Any:
    whole = queries.latest(view, definition.key) if where and additive(definition) else None
    if whole is None or not whole["value"]:
        return None
    part = found["value"] / whole["value"]
    shown = html.Span(percent(part, view.language, signed=False))
    when = f"{found['period']:%Y-%m}"
    return fact(
        view.say(_OF_ALL),
        told(view, shown, definition.key, "part", part, period=when, slice_=sliced(where)),
    )


def _end(view: View, key: str, where: queries.Where) -> Any:
    end = queries.year_end(view, key, where) if view.period == view.latest else None
    if end is None:
        return None
    definition = catalogue()[key]
    words = _STOCK_END if getattr(definition, "stock", False) else _YEAR_END
    ends = interval(view, key, "year_end", (end.lo80, end.hi80), definition.unit, slice_=sliced(where))
    sure = phrase(view.say(_INTERVAL), interval=ends)
    row = {"period": pd.Timestamp(end.year, 12, 1), "year_end": end.mean}
    value = marked(view, amount(view, end.mean, definition.unit), key, row, where, measure="year_end")
    return fact(view.say(words).format(year=end.year), value, sure)


def _goal(view: View, key: str, where: queries.Where) -> Any:
    """Return the year's target of the whole zone, how much of it has come and how likely the rest is."""
    goal = prospects.goal(view, key) if view.period == view.latest and not where else None
    if goal is None:
        return None
    year = int(view.period[:4])
    row = {"period": pd.Timestamp(year, 12, 1), "goal": goal.goal}
    value = marked(view, amount(view, goal.goal, goal.unit), key, row, where, measure="goal")
    return fact(view.say(_GOAL).format(year=year), value, pieces(view, brief(goal, view.language)))
