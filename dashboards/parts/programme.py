"""The portfolio: which admissible applications are built, in which variant and year, under a budget."""

import math
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

import datasets
from dashboards.elements import dcc, html
from dashboards.parts.application import knob
from dashboards.parts.docketed import money, money_unit
from dashboards.parts.figures import fact, titled
from dashboards.parts.panel import chart, panel
from dashboards.parts.table import Column, table
from dashboards.view import View
from datasets.text import Text
from indicators import charts
from indicators.appraisal.docket import Docket, docket, state
from indicators.appraisal.portfolio import Plan, listed, planned
from indicators.appraisal.portfolio.model import Project
from indicators.appraisal.portfolio.nested import Place
from indicators.appraisal.programme import ADMISSIBLE, candidates, points

_WAN = 1_000_000  # fen
_STEP = 50
_LEAST_YEARS = 3
VARIANT_NAMES = {
    "full": Text("全额", "in full"),
    "reduced": Text("核减后", "reduced"),
    "staged": Text("分期", "staged"),
}
_CHOSEN, _CHOSEN_OF = Text("入选", "Chosen"), Text("共 {count} 项可以同意", "of {count} that may be approved")
_VALUE, _POINTS = Text("总分值", "Value"), Text("与上界相差不超过 {gap:.2%}", "at most {gap:.2%} below the bound")
_OUT, _OUT_WHY = Text("未过闸门", "Not admissible"), Text("不进入组合", "not in the portfolio")
_BUDGET = Text("每年预算（万元）", "Budget a year (10,000 yuan)")
_BUDGET_PANEL = Text("预算：改动即重算", "Budget: a change plans anew")
_BUDGET_NOTE = Text(
    "预算是假设，{first}—{last} 年每年相同；运维费从建成次年起占用预算，设备占用中心机房的电力和机柜",
    "the budget is supposed, the same in each year {first}–{last}; operation takes from it from the year after "
    "completion, equipment from the centre's power and racks",
)
_SUPPOSED = Text("{value}（假设）", "{value} (supposed)")
_LIST = Text("优先序", "Priority list")
_LIST_NOTE = Text(
    "预算降至此仍保：还能得到资金的最小预算比例", "paid from: the smallest share of the budgets that pays it"
)
_COLUMNS = (
    ("place", Text("位次", "Place"), False),
    ("name", Text("项目", "Project"), False),
    ("variant", Text("方案", "Variant"), False),
    ("start", Text("开工", "Start"), False),
    ("building", Text("建设", "Building"), True),
    ("running", Text("年运维", "Operation a year"), True),
    ("value", Text("分值", "Points"), True),
    ("share", Text("预算降至此仍保", "Paid from"), True),
)
_MONEY = frozenset({"building", "running"})
_SPENT = Text("各年预算的用途", "What each year's budget is for")
_KINDS = {
    "building": Text("建设", "building"),
    "running": Text("运维", "operation"),
    "left": Text("结余", "left"),
}
_NONE = Text("没有可行的组合。", "No plan is possible.")
_EMPTY = Text("没有可以同意的申报。", "No application may be approved.")


def portfolio(view: View, known: Docket) -> list[Any]:
    """Return the plan under the budget of the address: its sums, the list, what each year's budget is for."""
    years = _years(known)
    if not years:
        return [html.P(view.say(_EMPTY), className="notice")]
    approved = sum(each.lines.approved_fen for each in known.opinions.values() if each.outcome in ADMISSIBLE)
    usual = max(_STEP, round(approved / len(years) / 2 / _WAN / _STEP) * _STEP)
    most = max(2 * _STEP, math.ceil(approved / len(years) / _WAN / _STEP) * 2 * _STEP)
    budget = _budget(view.chosen("budget"), usual, most)
    zone = datasets.settings().zone
    plan = _planned(view.home, zone, state(view.home, zone), years, budget)
    head = _budget_panel(view, years, budget, usual, most)
    if plan is None:
        return [head, html.P(view.say(_NONE), className="notice")]
    return [head, _facts(view, known, plan), _list(view, known, plan), _spent(view, plan)]


def _years(known: Docket) -> tuple[int, ...]:
    """Return the years in which what may be approved would begin, three at least."""
    found = []
    for key, each in known.opinions.items():
        proposal = known.proposal(key)
        if each.outcome in ADMISSIBLE and proposal is not None:
            start = proposal.project.start
            found.append(int(start[:4]) if start else each.applied.year)
    return tuple(range(min(found), max(*found, min(found) + _LEAST_YEARS - 1) + 1)) if found else ()


def _budget(said: str | None, usual: int, most: int) -> int:
    """Return the budget of an address in 万元 a year; the usual one where it is no number that can be."""
    return int(said) if said and said.isascii() and said.isdecimal() and 0 < int(said) <= most else usual


@lru_cache(maxsize=16)
def _planned(home: Path, zone: str, state: str, years: tuple[int, ...], budget: int) -> Plan | None:  # noqa: ARG001
    """Return the plan; ``state`` is what the applications were when it was made."""
    known = docket(home, zone)
    pairs = [
        (reading.proposal, known.opinions[key])
        for key, reading in known.readings.items()
        if reading.proposal is not None
    ]
    return planned(candidates(pairs, dict.fromkeys(years, budget * _WAN), known.registers).programme)


@lru_cache(maxsize=16)
def _places(home: Path, zone: str, state: str, years: tuple[int, ...], budget: int) -> tuple[Place, ...]:
    plan = _planned(home, zone, state, years, budget)
    return listed(plan).places if plan is not None else ()


def _budget_panel(view: View, years: tuple[int, ...], budget: int, usual: int, most: int) -> Any:
    asked = None if budget == usual else Decimal(budget)
    said = view.say(_SUPPOSED).format(value=f"{budget:,}")
    slider = knob(view, "budget", view.say(_BUDGET), (_STEP, most, _STEP), float(usual), asked, said)
    note = view.say(_BUDGET_NOTE).format(first=years[0], last=years[-1])
    return panel(view, view.say(_BUDGET_PANEL), html.Div(slider, className="knobs"), note=note, area="what-if")


def _facts(view: View, known: Docket, plan: Plan) -> Any:
    count, out = len(plan.programme.projects), len(known.readings) - len(plan.programme.projects)
    return html.Div(
        [
            fact(view.say(_CHOSEN), str(len(plan.chosen)), view.say(_CHOSEN_OF).format(count=count)),
            fact(view.say(_VALUE), f"{plan.value:,.2f}", view.say(_POINTS).format(gap=plan.gap)),
            fact(view.say(_OUT), str(out), view.say(_OUT_WHY)),
        ],
        className="facts counts money",
    )


def _list(view: View, known: Docket, plan: Plan) -> Any:
    zone, budget = datasets.settings().zone, plan.programme.budgets_fen[0] // _WAN
    places = _places(view.home, zone, state(view.home, zone), plan.programme.years, budget)
    projects = {each.key: each for each in plan.programme.projects}
    keys = {each.number: key for key, each in known.opinions.items()}
    columns = [
        Column(key, titled(view, view.say(name), money_unit(view)) if key in _MONEY else view.say(name), number=number)
        for key, name, number in _COLUMNS
    ]
    rows = [
        _row(view, known, keys[each.project], at, each, projects[each.project]) for at, each in enumerate(places, 1)
    ]
    note = f"{view.say(_LIST_NOTE)}{'；' if view.language == 'zh' else '; '}{view.say(points().reference.text)}"
    return panel(view, view.say(_LIST), table(view, columns, rows), note=note, area="programme")


def _row(view: View, known: Docket, key: str, at: int, place: Place, project: Project) -> list[Any]:
    variant = next(each for each in project.variants if each.key == place.variant)
    link = dcc.Link(view.say(known.name(key)), href=view.href(application=key))
    return [
        str(at),
        html.Div([link, html.Small(key, className="said")]),
        view.say(VARIANT_NAMES[place.variant]),
        str(place.year),
        money(view, sum(variant.spending_fen)),
        money(view, variant.runs(variant.years)),
        f"{place.value:.2f}",
        f"{place.share:.0%}",
    ]


def _spent(view: View, plan: Plan) -> Any:
    spent = {"building": plan.building_fen, "running": plan.running_fen, "left": plan.left_fen}
    frame = pd.DataFrame(
        [
            (pd.Timestamp(year, 1, 1), kind, fen[place] / 100)
            for kind, fen in spent.items()
            for place, year in enumerate(plan.programme.years)
        ],
        columns=["period", "kind", "value"],
    )
    names = {kind: view.say(each) for kind, each in _KINDS.items()}
    drawn = charts.stacked(frame, names, by="kind", unit="yuan", language=view.language, yearly=True, height=280)
    heading = titled(view, view.say(_SPENT), charts.unit_of(drawn))
    return panel(view, heading, chart(view, "portfolio", drawn, heading), png="portfolio")
