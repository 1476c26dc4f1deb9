"""The overview: two sentences, ten cards that prove them, what changed, the year ahead, the blocks."""

from typing import Any

from dashboards.asking import queries
from dashboards.asking.zone import opening
from dashboards.exports.downloads import link
from dashboards.page import Page
from dashboards.parts.address import home_of
from dashboards.parts.card import card
from dashboards.parts.climate import strip
from dashboards.parts.lead import change_list, lead
from dashboards.parts.method import method_note
from dashboards.parts.panel import chart, panel
from dashboards.parts.warned import open_warnings
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import catalogue, charts, period_label
from indicators.signals import LIGHT_NAMES
from indicators.zone import zone

_TITLE = Text("{month}经济运行", "The economy in {month}")
_CHANGES = Text("本月变化", "What changed")
_CHANGES_NOTE = Text(
    "当月同比比上月变动多少；最不寻常的在前",
    "How far the month's growth moved from the month before; most unusual first",
)
_TREND = Text("{name}（当月，{unit}）", "{name} (month, {unit})")
_TRADE = Text("进出口（当月，{unit}）", "Exports and imports (month, {unit})")
_LEGEND = Text(
    "灯号：同比在本指标近十年同比中的位次，最高一成为过热，最低一成为过冷",
    "Lights: where growth ranks in the indicator's own last ten years; top tenth hot, bottom tenth cold",
)
_LEAD, _MAPPED, _OUT, _IN = "tax_revenue", "tax_per_mu", "exports", "imports"
_MONTHS = 60
_SHORT = 36
_TALL = 380


def title(view: View) -> str:
    """Return the heading."""
    return view.say(_TITLE).format(month=period_label(view.period, view.language))


def body(view: View) -> list[Any]:
    """Return the page."""
    keys = opening(queries.snapshot_of(view).manifest.zone).headline
    cards = [card(view, key, home_of(view, key)) for key in keys if key in catalogue()]
    lights = [html.Span([html.Span(className=f"dot {name}"), view.say(text)]) for name, text in LIGHT_NAMES.items()]
    return [
        lead(view),
        html.Div([each for each in cards if each is not None], className="cards"),
        html.Div([html.Span(view.say(_LEGEND)), *lights], className="lights"),
        open_warnings(view),
        strip(view),
        html.Div([_changes(view), _trend(view), _blocks(view), _trade(view)], className="grid overview"),
    ]


def _changes(view: View) -> Any:
    return panel(view, view.say(_CHANGES), change_list(view), note=view.say(_CHANGES_NOTE), area="changed")


def _trend(view: View) -> Any:
    definition = catalogue()[_LEAD]
    history = queries.history(view, _LEAD)
    ahead = queries.forecast(view, _LEAD) if view.period == view.latest else None
    drawn = charts.trend(history, ahead, unit=definition.unit, language=view.language, months=_SHORT, height=_TALL)
    name = view.say(_TREND).format(name=view.say(definition.name), unit=charts.unit_of(drawn))
    return panel(
        view,
        name,
        chart(view, "overview-trend", drawn, name),
        key=_LEAD,
        note=method_note(view, ahead),
        csv=link(view, _LEAD),
        png="overview-trend",
        area="trend",
    )


def _blocks(view: View) -> Any:
    definition = catalogue()[_MAPPED]
    rows = queries.course(view, _MAPPED, ("street",), known=False)
    here = zone(queries.snapshot_of(view))
    drawn = charts.block_map(
        here.blocks,
        dict(zip(*rows.lists(rows.within(view.period), "street", "value"), strict=True)),
        unit=definition.unit,
        names=queries.labels(view, "street"),
        language=view.language,
        height=_TALL,
    )
    click = view.href("/map", street="KEY").replace("KEY", "{key}")
    name = view.say(definition.name)
    return panel(
        view,
        name,
        chart(view, "overview-map", drawn, name, click=click),
        key=_MAPPED,
        note=view.say(here.map_label),
        csv=link(view, _MAPPED, "street"),
        png="overview-map",
        area="blocks",
    )


def _trade(view: View) -> Any:
    pair = {view.say(catalogue()[key].name): queries.history(view, key) for key in (_OUT, _IN)}
    drawn = charts.compare(pair, unit=catalogue()[_OUT].unit, language=view.language, months=_MONTHS, height=240)
    name = view.say(_TRADE).format(unit=charts.unit_of(drawn))
    return panel(
        view,
        name,
        chart(view, "overview-trade", drawn, name),
        key=_OUT,
        csv=link(view, _OUT),
        png="overview-trade",
        area="trade",
    )


PAGE = Page(
    key="overview",
    path="/",
    name=Text("总览", "Overview"),
    position=10,
    title=title,
    body=body,
)
