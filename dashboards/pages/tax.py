"""Tax: how much, from whom, where, and where the year will end."""

from typing import Any

from dash import html

from dashboards import queries
from dashboards.export import link
from dashboards.page import Page
from dashboards.parts.controls import chooser
from dashboards.parts.figures import amount, growth, span
from dashboards.parts.method import method_note
from dashboards.parts.panel import chart, panel
from dashboards.parts.provenance import why_link
from dashboards.parts.split import split_panel, yearly_panel
from dashboards.view import View
from datasets.text import Text
from indicators import DIMENSIONS, catalogue, charts, figure, percent

KEY = "tax_revenue"
FILTERS = ("tax_type", "industry", "street", "ownership")

_TREND = Text("税收收入（当月，{unit}）", "Tax revenue (month, {unit})")
_TREEMAP = Text("各行业税收占比", "Tax by industry")
_TREEMAP_NOTE = Text("面积为税额，点开按该行业筛选", "Area is tax paid; click to filter by industry")
_TYPES = Text("历年税收构成", "Tax by type through the years")
_TYPES_NOTE = Text("当年为年初至所选月份", "The current year runs to the chosen month")
_STREETS = Text("税收最多的街区", "Blocks that pay most")
_INDUSTRIES = Text("分行业", "By industry")
_OF_ALL = Text("占全区税收", "Share of the zone")
_YEAR_END = Text("预计全年", "Expected for the year")
_INTERVAL = Text("80% 区间 {low}–{high}", "80% interval {low}–{high}")
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
                split_panel(view, KEY, "industry", view.say(_TREEMAP), view.say(_TREEMAP_NOTE), shape="treemap"),
                yearly_panel(view, KEY, "tax_type", view.say(_TYPES), view.say(_TYPES_NOTE)),
                split_panel(view, KEY, "street", view.say(_STREETS), "", shape="bars"),
                split_panel(view, KEY, "industry", view.say(_INDUSTRIES), "", shape="table"),
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
                    html.Small(f"{view.say(definition.name)} · {span(view, definition)}"),
                    html.Div(
                        amount(view, found.value, definition.unit), className="v", **{"data-value": repr(found.value)}
                    ),
                    html.Div([growth(view, found.yoy), why_link(view, KEY)]),
                ]
            )
        )
    if found is not None and whole is not None and where and whole.value:
        share = percent(found.value / whole.value, view.language, signed=False)
        facts.append(html.Div([html.Small(view.say(_OF_ALL)), html.Div(share, className="v")]))
    end = queries.year_end(view, KEY, where) if view.period == view.latest else None
    if end is not None:
        low, high = (figure(each, definition.unit, view.language).number for each in (end.lo80, end.hi80))
        interval = view.say(_INTERVAL).format(low=low, high=high)
        facts.append(
            html.Div(
                [
                    html.Small(f"{view.say(_YEAR_END)} {end.year}"),
                    html.Div(amount(view, end.mean, definition.unit), className="v"),
                    html.Div(interval, className="growth"),
                ]
            )
        )
    return html.Div(facts, className="facts")


def _trend(view: View) -> Any:
    where = view.where(FILTERS)
    history = queries.series(view, KEY, where=where, cumulative=False)
    shown = history[history["period"] <= f"{view.period}-01"]
    ahead = queries.forecast(view, KEY, where) if view.period == view.latest else None
    drawn = charts.trend(shown, ahead, unit=catalogue()[KEY].unit, language=view.language)
    return panel(
        view,
        view.say(_TREND).format(unit=charts.unit_of(drawn)),
        chart(view, "tax-trend", drawn),
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
