"""The portfolio: which admissible applications are built, in which variant and year, under supposed budgets."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

import datasets
from dashboards.parts.budgets import ASKED, Asked, asked_of, assumed
from dashboards.parts.docketed import money, money_unit
from dashboards.parts.figures import fact, titled, told
from dashboards.parts.panel import chart, panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import charts
from indicators.appraisal.budgeting import range_of, years_of
from indicators.appraisal.docket import Docket, docket, state
from indicators.appraisal.fen import yuan
from indicators.appraisal.portfolio import Plan, listed, planned
from indicators.appraisal.portfolio.elastic import Gives, gives
from indicators.appraisal.portfolio.marginal import Marginal, marginals
from indicators.appraisal.portfolio.model import Programme, Project, Variant
from indicators.appraisal.portfolio.nested import Place
from indicators.appraisal.programme import candidates, points

VARIANT_NAMES = {
    "full": Text("全额", "in full"),
    "reduced": Text("核减后", "reduced"),
    "staged": Text("分期", "staged"),
}
_CHOSEN, _CHOSEN_OF = Text("入选", "Chosen"), Text("共 {count} 项可以同意", "of {count} that may be approved")
_VALUE, _POINTS = Text("总分值", "Value"), Text("与上界相差不超过 {gap:.2%}", "at most {gap:.2%} below the bound")
_OUT, _OUT_WHY = Text("未过闸门", "Not admissible"), Text("不进入组合", "not in the portfolio")
_LIST = Text("优先序", "Priority list")
_LIST_NOTE = Text(
    "预算降至此仍保：还能得到资金的最小预算比例；预算越少，名单只会从后往前减，不会换人",
    "paid from: the smallest share of the budgets that pays it; less money only shortens the list, it never swaps one "
    "for another",
)
_REST, _REST_NOTE = (
    Text("未入选", "Not chosen"),
    Text(
        "可以同意，但在这些预算下不建；预算或取向改变后可能入选",
        "they may be approved, and are not built under these budgets",
    ),
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
_YEARS = Text("各年收支与再多一万元的价值", "Year by year, and the value of 10,000 yuan more")
_YEARS_NOTE = Text(
    "影子价格：允许只建一部分时，该年每多 1 万元多得的分；再解：该年多 {step} 元、项目须整项建时，"
    "重新求解实际多得的分，括号里是求解间隙",
    "shadow price: points that 10,000 yuan more in that year bring where parts of projects may be built; solved again: "
    "what {step} yuan more bring where projects are whole, in brackets the gap of the search",
)
_YEAR_COLUMNS = (
    ("year", Text("年度", "Year"), False),
    ("budget", Text("预算（元）", "Budget (yuan)"), True),
    ("building", Text("建设（元）", "Building (yuan)"), True),
    ("running", Text("运维（元）", "Operation (yuan)"), True),
    ("left", Text("结余（元）", "Left (yuan)"), True),
    ("shadow", Text("影子价格（分/万元）", "Shadow price (points)"), True),
    ("resolved", Text("再解多得（分）", "Solved again (points)"), True),
)
_NONE = Text("没有可行的组合：下列条件中至少要放宽这些", "No plan is possible: this much at least must give")
_NONE_NOTE = Text(
    "按放宽幅度之和最小求得；同样小的放宽办法可能不止一种",
    "the least that must give, each against its own size; other ways may be as small",
)
_EMPTY = Text("没有可以同意的申报。", "No application may be approved.")


def portfolio(view: View, known: Docket) -> list[Any]:
    """Return the plan under what the address supposes: its sums, the list, money by year; or why there is none."""
    years = years_of(known)
    if not years:
        return [html.P(view.say(_EMPTY), className="notice")]
    within = range_of(known, years)
    asked = asked_of(view, known, years, within)
    head = assumed(view, known, asked, within)
    zone = datasets.settings().zone
    plan, places, more, why = _planned(view.home, zone, state(view.home, zone), asked)
    if plan is None:
        said = html.Ul([html.Li(view.say(each.sentence)) for each in why], className="told")
        return [head, panel(view, view.say(_NONE), said, note=view.say(_NONE_NOTE), area="programme")]
    lists = [_list(view, known, plan, places), _by_year(view, plan, more), _spent(view, plan), _rest(view, known, plan)]
    return [head, _facts(view, known, plan), *(each for each in lists if each is not None)]


Planned = tuple[Plan | None, tuple[Place, ...], tuple[Marginal, ...], tuple[Gives, ...]]
"""A plan, its list, what more of each budget would bring; where there is none, what must give."""


@lru_cache(maxsize=16)
def _planned(home: Path, zone: str, state: str, asked: Asked) -> Planned:  # noqa: ARG001 what it was planned from
    """Return the plan; ``state`` is what the applications were when it was made."""
    known = docket(home, zone)
    pairs = [
        (reading.proposal, known.opinions[key])
        for key, reading in known.readings.items()
        if reading.proposal is not None
    ]
    programme: Programme = candidates(
        pairs,
        asked.budgets_fen,
        known.registers,
        weights=asked.points,
        floors=asked.floors,
        mandatory=asked.must,
    ).programme
    plan = planned(programme)
    if plan is None:
        return None, (), (), gives(programme)
    return plan, listed(plan).places, marginals(programme, plan), ()


def _facts(view: View, known: Docket, plan: Plan) -> Any:
    count, out = len(plan.programme.projects), len(known.readings) - len(plan.programme.projects)
    chosen = len(plan.chosen)
    return html.Div(
        [
            fact(
                view.say(_CHOSEN),
                _of(view, str(chosen), "chosen", chosen),
                _of(view, view.say(_CHOSEN_OF).format(count=count), "candidates", count),
            ),
            fact(
                view.say(_VALUE),
                _of(view, f"{plan.value:,.2f}", "value", plan.value),
                _of(view, view.say(_POINTS).format(gap=plan.gap), "gap", plan.gap),
            ),
            fact(view.say(_OUT), _of(view, str(out), "inadmissible", out), view.say(_OUT_WHY)),
        ],
        className="facts counts money",
    )


def _of(view: View, shown: str, measure: str, value: float, place: str = "") -> Any:
    """Return the element of a number of the portfolio with what it is: what the address supposes, and the ``place``."""
    about = [f"{name}={view.chosen(name)}" for name in ASKED if view.chosen(name)]
    return told(
        view, html.Span(shown), "portfolio", measure, value, slice_=",".join([*about, place] if place else about)
    )


def _columns(view: View, *without: str) -> list[Column]:
    named = [(key, view.say(name), number) for key, name, number in _COLUMNS if key not in without]
    unit = money_unit(view)
    return [
        Column(key, titled(view, name, unit) if key in _MONEY else name, number=number, short=name)
        for key, name, number in named
    ]


def _list(view: View, known: Docket, plan: Plan, places: tuple[Place, ...]) -> Any:
    projects = {each.key: each for each in plan.programme.projects}
    rows = []
    for at, place in enumerate(places, 1):
        variant = next(each for each in projects[place.project].variants if each.key == place.variant)
        where = f"project={place.project}"
        number, name = _of(view, str(at), "place", at, where), _name(view, known, place.project)
        worth, share = (
            _of(view, f"{place.value:.2f}", "points", place.value, where),
            _of(view, f"{place.share:.0%}", "share", place.share, where),
        )
        first = [number, name, view.say(VARIANT_NAMES[place.variant]), str(place.year)]
        rows.append([*first, *_costs(view, variant, where), worth, share])
    note = f"{view.say(_LIST_NOTE)}{'；' if view.language == 'zh' else '; '}{view.say(points().reference.text)}"
    return panel(view, view.say(_LIST), table(view, _columns(view), rows, cards=True), note=note, area="programme")


def _name(view: View, known: Docket, number: str) -> Any:
    """Return an application's name, which leads to it, above its number."""
    key = next(key for key, each in known.opinions.items() if each.number == number)
    link = dcc.Link(view.say(known.name(key)), href=view.href(application=key))
    return html.Div([link, html.Small(number, className="said")])


def _costs(view: View, variant: Variant, where: str) -> list[Any]:
    costs = {"building_fen": sum(variant.spending_fen), "running_fen": variant.runs(variant.years)}
    return [_of(view, money(view, fen), measure, fen, where) for measure, fen in costs.items()]


def _rest(view: View, known: Docket, plan: Plan) -> Any:
    """Return what may be approved and is not chosen; nothing where all is."""
    left: list[Project] = [each for each in plan.programme.projects if each.key not in plan.chosen]
    rows = []
    for each in left:
        first, where = each.variants[0], f"project={each.key}"
        worth = _of(view, f"{first.value:.2f}", "points", first.value, where)
        rows.append([_name(view, known, each.key), *_costs(view, first, where), worth])
    columns = _columns(view, "place", "variant", "start", "share")
    content = table(view, columns, rows, cards=True)
    return panel(view, view.say(_REST), content, note=view.say(_REST_NOTE), area="rest") if rows else None


def _by_year(view: View, plan: Plan, more: tuple[Marginal, ...]) -> Any:
    """Return each year's money to the fen, and what more of it would bring."""
    rows = []
    for at, each in enumerate(more):
        where = f"year={each.year}"
        fen = {
            "budget_fen": plan.programme.budgets_fen[at],
            "building_fen": plan.building_fen[at],
            "running_fen": plan.running_fen[at],
            "left_fen": plan.left_fen[at],
        }
        resolved = f"{each.resolved:.3f}" + (f" (+{each.noise:.3f})" if each.noise >= _SEEN else "")
        rows.append(
            [
                str(each.year),
                *(_of(view, yuan(value), f"year.{name}", value, where) for name, value in fen.items()),
                _of(view, f"{each.shadow:.4f}", "year.shadow", each.shadow, where),
                _of(view, resolved, "year.resolved", each.resolved, where),
            ]
        )
    columns = [Column(key, view.say(name), number=number) for key, name, number in _YEAR_COLUMNS]
    note = view.say(_YEARS_NOTE).format(step=yuan(more[0].step_fen) if more else "")
    content = table(view, columns, rows, cards=True)
    return panel(view, view.say(_YEARS), content, note=note, area="years")


_SEEN = 0.0005  # points: less is not printed


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
