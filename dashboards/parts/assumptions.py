"""What a scenario assumes, whom it moves and by which elasticities: three tables."""

from collections.abc import Mapping
from typing import Any

from dashboards.asking import queries
from dashboards.parts.figures import told, written
from dashboards.parts.panel import panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import catalogue, percent
from indicators.scenarios import Outcome, Scenario
from indicators.scenarios.assumptions import Loss, Shock
from indicators.scenarios.elasticity import Elasticity

_MOVED = Text("谁受影响（未来十二个月合计）", "Who is moved (sum of the next twelve months)")
_MOVED_COLUMNS = (
    ("name", Text("指标", "Indicator"), False),
    ("baseline", Text("基线", "Baseline"), True),
    ("scenario", Text("情景", "Scenario"), True),
    ("change", Text("变动", "Change"), True),
)
_ASSUMED = Text("假定", "Assumptions")
_ASSUMED_COLUMNS = (
    ("what", Text("变动的是", "What moves"), False),
    ("change", Text("偏离基线", "Off the baseline"), True),
    ("first", Text("从第几个月", "From month"), True),
    ("months", Text("持续月数", "For months"), True),
    ("ramp", Text("几个月到位", "Reached within"), True),
)
_FOR_GOOD = Text("一直", "for good")
_KEEP = Text(
    "自己的假定写成 TOML 文件，放进数据目录的 scenarios 文件夹，即按名保存。",
    "Assumptions of your own are kept by name as TOML files in the home's folder scenarios.",
)
_ELASTICITIES = Text("所用弹性", "Elasticities it rests on")
_ELASTICITY_COLUMNS = (
    ("name", Text("跟随的指标", "What follows"), False),
    ("driver", Text("驱动", "Driver"), False),
    ("value", Text("弹性", "Elasticity"), True),
    ("error", Text("标准误", "Standard error"), True),
    ("lag", Text("滞后月数", "Months later"), True),
    ("basis", Text("依据", "Basis"), False),
)
_NONE = Text("这个情景直接按份额计算，不用弹性。", "This scenario works by shares and needs no elasticity.")


def moved_panel(view: View, outcomes: Mapping[str, Outcome]) -> Any:
    """Return the indicators a scenario moves, each a link to its fan."""
    rows = [
        [
            dcc.Link(_name(view, key), href=view.href(indicator=key)),
            *(_sum(view, each, name) for name in ("baseline", "mean")),
            scenario_figure(view, each, "change", each.change, html.B(percent(each.change, view.language))),
        ]
        for key, each in outcomes.items()
    ]
    return panel(view, view.say(_MOVED), table(view, _columns(view, _MOVED_COLUMNS), rows, cards=True))


def scenario_figure(view: View, outcome: Outcome, measure: str, value: float, shown: Any) -> Any:
    """Return the element of a number of a scenario with what it is."""
    named = outcome.scenario
    return told(view, shown, outcome.key, f"scenario.{measure}", value, slice_=f"scenario={named.key}")


def _sum(view: View, outcome: Outcome, name: str) -> Any:
    value = float(outcome.frame[name].sum())
    return scenario_figure(view, outcome, name, value, html.Span(written(view, value, catalogue()[outcome.key].unit)))


def assumed_panel(view: View, chosen: Scenario) -> Any:
    """Return the assumptions: what leaves its baseline, by how much, when and for how long."""
    changes: tuple[Shock | Loss, ...] = (*chosen.shock, *chosen.loss)
    rows = [
        [
            _subject(view, each),
            told(view, html.Span(percent(each.change_percent / 100, view.language)), "assumption", "change_percent",
                 each.change_percent, slice_=f"scenario={chosen.key},at={at}"),
            _whole(view, chosen, at, "first", each.first),
            _whole(view, chosen, at, "months", each.months) if each.months else view.say(_FOR_GOOD),
            _whole(view, chosen, at, "ramp", each.ramp),
        ]
        for at, each in enumerate(changes)
    ]  # fmt: skip
    return panel(view, view.say(_ASSUMED), table(view, _columns(view, _ASSUMED_COLUMNS), rows), note=view.say(_KEEP))


def _whole(view: View, chosen: Scenario, at: int, measure: str, value: int) -> Any:
    about = f"scenario={chosen.key},at={at}"
    return told(view, html.Span(str(value)), "assumption", measure, value, slice_=about)


def elasticity_panel(view: View, outcomes: Mapping[str, Outcome]) -> Any:
    """Return the elasticities with their standard errors and where they come from."""
    rows = [
        [
            _name(view, each.indicator),
            _name(view, each.driver),
            *_elastic(view, each),
            view.say(each.reference),
        ]
        for outcome in outcomes.values()
        for each in outcome.used
    ]
    content = table(view, _columns(view, _ELASTICITY_COLUMNS), rows, cards=True) if rows else html.P(view.say(_NONE))
    return panel(view, view.say(_ELASTICITIES), content, area="wide")


def _columns(view: View, columns: tuple[tuple[str, Text, bool], ...]) -> list[Column]:
    return [Column(key, view.say(title), number=number) for key, title, number in columns]


def _name(view: View, key: str) -> str:
    return view.say(catalogue()[key].name)


def _subject(view: View, change: Shock | Loss) -> str:
    if isinstance(change, Shock):
        return _name(view, change.driver)
    parts = [queries.labels(view, dimension).get(code, code) for dimension, code in change.where.items()]
    return view.joined(_name(view, change.indicator), *parts)


def _elastic(view: View, each: Elasticity) -> list[Any]:
    """Return an elasticity, its standard error and its lag, each with what it is."""
    words = {"value": f"{each.value:.2f}", "error": f"{each.error:.2f}", "lag": str(each.lag)}
    about = f"driver={each.driver}"
    return [
        told(view, html.Span(shown), each.indicator, f"elasticity.{name}", getattr(each, name), slice_=about)
        for name, shown in words.items()
    ]
