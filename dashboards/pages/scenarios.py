"""Scenarios: what if a driver moved — the assumptions by name, the fan beside the baseline, and what it rests on."""

from collections.abc import Mapping
from typing import Any

from dashboards.asking import prospects, queries
from dashboards.page import Page
from dashboards.parts.assumptions import assumed_panel, elasticity_panel, moved_panel, scenario_figure
from dashboards.parts.controls import choice_switch, chooser
from dashboards.parts.figures import amount, fact, phrase, written
from dashboards.parts.panel import chart, empty, panel
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import catalogue, charts, percent
from indicators.scenarios import Outcome, Scenario

_SCENARIO = Text("情景", "Scenario")
_INDICATOR = Text("指标", "Indicator")
_DEFAULT = "export_slump"
_STRENGTHS = {
    "50": Text("幅度减半", "Half as strong"),
    "100": Text("原幅度", "As assumed"),
    "150": Text("1.5 倍", "1.5 times"),
    "200": Text("2 倍", "Twice"),
}
_FAN = Text("{name}：情景与基线（当月，{unit}）", "{name}: scenario and baseline (month, {unit})")
_SUM = Text("未来十二个月", "Next twelve months")
_BASELINE = Text("基线 {value}", "baseline {value}")
_DIFFERENCE = Text("与基线之差", "Against the baseline")
_MADE = Text(
    "情景是假定，不是预测；区间沿用基线预测，并随弹性的不确定而加宽。",
    "A scenario is an assumption, no forecast; the interval is the baseline's, widened by doubt about elasticities.",
)
_EARLIER = Text("情景只从最新月份给出。", "Scenarios start from the latest month only.")


def title(view: View) -> str:
    """Return the heading."""
    return view.joined(view.say(PAGE.name), view.say(_chosen(view).name.text))


def body(view: View) -> list[Any]:
    """Return the page."""
    if view.period != view.latest:
        return [html.P(view.say(_EARLIER), className="notice")]
    chosen = _chosen(view)
    outcomes = prospects.outcomes(view, chosen)
    key = _key(view, outcomes)
    return [
        html.Div(_controls(view, chosen, outcomes, key), className="filters"),
        html.P(view.say(chosen.note.text), className="saying"),
        _facts(view, outcomes[key]),
        html.Div(
            [
                _fan(view, outcomes[key]),
                moved_panel(view, outcomes),
                assumed_panel(view, chosen),
                elasticity_panel(view, outcomes),
            ],
            className="grid tax",
        ),
    ]


def _chosen(view: View) -> Scenario:
    known = prospects.scenarios_of(view)
    named = known.get(view.chosen("scenario") or _DEFAULT) or known[_DEFAULT]
    return named.scaled(int(_strength(view)) / 100)


def _strength(view: View) -> str:
    asked = view.chosen("strength") or "100"
    return asked if asked in _STRENGTHS else "100"


def _key(view: View, outcomes: Mapping[str, Outcome]) -> str:
    asked = view.chosen("indicator") or ""
    return asked if asked in outcomes else next(iter(outcomes))


def _controls(view: View, chosen: Scenario, outcomes: Mapping[str, Outcome], key: str) -> list[Any]:
    named = {name: view.say(each.name.text) for name, each in prospects.scenarios_of(view).items()}
    moved = {name: view.say(catalogue()[name].name) for name in outcomes}
    strengths = {code: view.say(word) for code, word in _STRENGTHS.items()}
    return [
        chooser(view, "scenario", view.say(_SCENARIO), named, everything=False, current=chosen.key),
        chooser(view, "indicator", view.say(_INDICATOR), moved, everything=False, current=key),
        choice_switch(view, "strength", strengths, _strength(view), "100"),
    ]


def _facts(view: View, outcome: Outcome) -> Any:
    unit = catalogue()[outcome.key].unit
    total, baseline = (float(outcome.frame[name].sum()) for name in ("mean", "baseline"))
    before = scenario_figure(view, outcome, "baseline", baseline, html.Span(written(view, baseline, unit)))
    moved = scenario_figure(view, outcome, "change", outcome.change, html.Span(percent(outcome.change, view.language)))
    difference = amount(view, outcome.difference, unit, signed=True)
    return html.Div(
        [
            fact(
                view.say(_SUM),
                scenario_figure(view, outcome, "mean", total, amount(view, total, unit)),
                phrase(view.say(_BASELINE), value=before),
            ),
            fact(
                view.say(_DIFFERENCE),
                scenario_figure(view, outcome, "difference", outcome.difference, difference),
                moved,
            ),
        ],
        className="facts",
    )


def _fan(view: View, outcome: Outcome) -> Any:
    definition = catalogue()[outcome.key]
    history = queries.series(view, outcome.key, cumulative=False)
    drawn = charts.what_if(history, outcome.frame, unit=definition.unit, language=view.language, height=320)
    heading = view.say(_FAN).format(name=view.say(definition.name), unit=charts.unit_of(drawn))
    content = chart(view, "scenario-fan", drawn, heading) if len(outcome.frame) else empty(view)
    return panel(view, heading, content, key=outcome.key, note=view.say(_MADE), png="scenario-fan", area="wide")


PAGE = Page(
    key="scenarios",
    path="/scenarios",
    name=Text("情景", "Scenarios"),
    group=Text("指标", "Indicators"),
    position=27,
    parameters=("scenario", "indicator", "strength"),
    switches=("snapshot", "period"),
    title=title,
    body=body,
)
