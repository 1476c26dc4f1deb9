"""Tax: how much, from whom, where, and where the year will end."""

from dataclasses import replace
from typing import Any

from dash import html

from dashboards import queries
from dashboards.export import link
from dashboards.page import Page
from dashboards.parts.controls import chooser
from dashboards.parts.figures import amount, growth, interval, span
from dashboards.parts.method import method_note
from dashboards.parts.panel import chart, panel
from dashboards.parts.provenance import why_link
from dashboards.parts.split import split_panel, yearly_panel
from dashboards.view import View
from datasets.text import Text
from indicators import DIMENSIONS, catalogue, charts, percent

KEY = "tax_revenue"
_TOP = "tax_concentration"
FILTERS = ("tax_type", "industry", "street", "ownership")

_TREND = Text("税收收入（当月，{unit}）", "Tax revenue (month, {unit})")
_SHARES = Text("税收构成：按{dimension}", "Tax by {dimension}")
_SHARES_NOTE = Text("面积为税额；点一块即按它筛选", "Area is tax paid; click a part to filter by it")
_TYPES = Text("历年税收：按{dimension}（{unit}）", "Tax through the years by {dimension} ({unit})")
_TYPES_NOTE = Text("最后一根为年初至所选月份", "The last column runs to the chosen month")
_LARGEST = Text("税收排名：按{dimension}", "Tax ranked by {dimension}")
_GROWTH = Text("增长与拉动：按{dimension}", "Growth and contributions by {dimension}")
_OF_ALL = Text("占全区税收", "Share of the zone")
_YEAR_END = Text("预计全年", "Expected for the year")
_INTERVAL = Text("80% 区间 {interval}", "80% interval {interval}")
_CLEAR = Text("清除筛选", "Clear filters")


def title(view: View) -> str:
    """Return the heading."""
    return view.say(Text("税收", "Tax"))


def body(view: View) -> list[Any]:
    """Return the page."""
    return [
        _filters(view),
        _facts(view),
        html.Div(
            [
                _trend(view),
                _split(view, "treemap", _SHARES, _SHARES_NOTE, "industry", "street", "ownership"),
                _years(view),
                _split(view, "bars", _LARGEST, None, "street", "industry", "ownership"),
                _split(view, "table", _GROWTH, None, "industry", "tax_type", "street"),
            ],
            className="grid tax",
        ),
    ]


def _filters(view: View) -> Any:
    choosers = [chooser(view, name, view.say(DIMENSIONS[name].name), queries.labels(view, name)) for name in FILTERS]
    chosen = bool(view.where(FILTERS))
    clear = html.A(view.say(_CLEAR), href=view.href(**dict.fromkeys(FILTERS)), className="clear") if chosen else None
    return html.Div([*choosers, clear], className="filters")


def _facts(view: View) -> Any:
    where = view.where(FILTERS)
    definition = catalogue()[KEY]
    found, whole = queries.point(view, KEY, where), queries.point(view, KEY)
    facts = []
    if found is not None:
        facts.append(
            html.Div(
                [
                    html.Small(view.joined(view.say(definition.name), span(view, definition))),
                    html.Div(amount(view, found.value, definition.unit), className="v"),
                    html.Div([growth(view, found.yoy), why_link(view, KEY)]),
                ]
            )
        )
        facts += [_other_basis(view, where), _concentration(view, where)]
    if found is not None and whole is not None and where and whole.value:
        share = percent(found.value / whole.value, view.language, signed=False)
        facts.append(html.Div([html.Small(view.say(_OF_ALL)), html.Div(share, className="v")]))
    end = queries.year_end(view, KEY, where) if view.period == view.latest else None
    if end is not None:
        sure = view.say(_INTERVAL).format(interval=interval(view, end.lo80, end.hi80, definition.unit))
        facts.append(
            html.Div(
                [
                    html.Small(f"{view.say(_YEAR_END)} {end.year}"),
                    html.Div(amount(view, end.mean, definition.unit), className="v"),
                    html.Div(sure, className="growth"),
                ]
            )
        )
    return html.Div(facts, className="facts")


def _other_basis(view: View, where: tuple[tuple[str, str], ...]) -> Any:
    """Return the same tax on the basis the switch does not show: the month beside the sum to date, or the reverse."""
    other = replace(view, cumulative=not view.cumulative)
    found = queries.point(other, KEY, where)
    if found is None:
        return None
    definition = catalogue()[KEY]
    return html.Div(
        [
            html.Small(span(other, definition)),
            html.Div(amount(view, found.value, definition.unit), className="v"),
            growth(view, found.yoy),
        ]
    )


def _concentration(view: View, where: tuple[tuple[str, str], ...]) -> Any:
    """Return how much of the tax the largest payers pay, where the slice allows the question."""
    found = queries.point(view, _TOP, where)
    if found is None:
        return None
    definition = catalogue()[_TOP]
    return html.Div(
        [
            html.Small(view.say(definition.name)),
            html.Div(amount(view, found.value, definition.unit), className="v"),
            html.Div(why_link(view, _TOP)),
        ],
        className="top-share",
    )


def _free(view: View, *dimensions: str) -> str:
    """Return the first dimension that is not filtered down to one code already."""
    return next((each for each in dimensions if view.chosen(each) is None), dimensions[0])


def _split(view: View, shape: str, title: Text, note: Text | None, *dimensions: str) -> Any:
    dimension = _free(view, *dimensions)
    heading = view.say(title).format(dimension=_spoken(view, dimension))
    return split_panel(view, KEY, dimension, heading, view.say(note) if note else "", shape=shape)


def _years(view: View) -> Any:
    dimension = _free(view, "tax_type", "industry", "ownership")
    heading = view.say(_TYPES).replace("{dimension}", _spoken(view, dimension))
    return yearly_panel(view, KEY, dimension, heading, view.say(_TYPES_NOTE))


def _spoken(view: View, dimension: str) -> str:
    name = view.say(DIMENSIONS[dimension].name)
    return name if view.language == "zh" else name.lower()


def _trend(view: View) -> Any:
    where = view.where(FILTERS)
    history = queries.series(view, KEY, where=where, cumulative=False)
    shown = history[history["period"] <= f"{view.period}-01"]
    ahead = queries.forecast(view, KEY, where) if view.period == view.latest else None
    drawn = charts.trend(shown, ahead, unit=catalogue()[KEY].unit, language=view.language)
    heading = view.say(_TREND).format(unit=charts.unit_of(drawn))
    return panel(
        view,
        heading,
        chart(view, "tax-trend", drawn, heading),
        key=KEY,
        note=method_note(view, ahead),
        csv=link(view, KEY),
        png="tax-trend",
        area="wide",
    )


PAGE = Page(
    key="tax",
    path="/tax",
    name=Text("税收", "Tax"),
    group=Text("指标", "Indicators"),
    position=20,
    parameters=(*FILTERS, "sort"),
    title=title,
    body=body,
)
