"""What a portfolio is planned under: budgets by year, weights, floors, what must be built; all supposed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.parts.application import knob
from dashboards.parts.controls import destination
from dashboards.parts.panel import panel
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators.appraisal.budgeting import STEP, WAN, Range
from indicators.appraisal.choices import named
from indicators.appraisal.docket import Docket
from indicators.appraisal.pack import pack
from indicators.appraisal.portfolio.model import Floor
from indicators.appraisal.programme import ADMISSIBLE, Points, points

ASKED = ("budget", "weights", "floors", "must")
"""What an address may say of a portfolio: 600 or 600-500-400; 1-1-2-1-1-1; 20-0-0-10; numbers with .. between."""

_BETWEEN, _AND = "-", ".."
_LONGEST = 64  # letters that a value of an address may have
_HEAVIEST = 5
_FULL, _FLOOR = 100, (0, 50, 5)  # per cent
_WEIGHT = re.compile(r"\d(\.\d)?")
_PANEL = Text("预算与取向：改动即重算", "Budgets and weights: a change plans anew")
_NOTE = Text(
    "预算是假设，可以各年不同；运维费从建成次年起占用预算，设备占用中心机房的电力和机柜",
    "budgets are supposed, and may differ by year; operation takes from them from the year after completion, equipment "
    "from the centre's power and racks",
)
_EACH, _ONE = Text("每年预算（万元）", "Every year (10,000 yuan)"), Text("{year} 年（万元）", "{year} (10,000 yuan)")
_SUPPOSED, _UNLIKE = Text("{value}（假设）", "{value} (supposed)"), Text("各年不同", "differs by year")
_WEIGHTS = Text("优先条件的权重（分）", "Weights of the conditions for priority (points)")
_FLOORS = Text("各部分的最低占比（占全部支出 %）", "Least shares of the plan's parts (% of all spending)")
_MUST, _ADD = Text("必建", "Must be built"), Text("加一项…", "add one…")
_FREE = Text("取消", "no longer")
_RESET = Text("恢复原值", "As they were")


@dataclass(frozen=True)
class Asked:
    """What is planned under: years, budgets in 万元 by year, weights by condition, floors, what must be built.

    ``shares`` are per cent of all spending by part of the plan's chapter four.
    """

    years: tuple[int, ...]
    budgets: tuple[int, ...]
    weights: tuple[tuple[str, float], ...]
    shares: tuple[tuple[str, int], ...]
    must: tuple[str, ...]

    @property
    def points(self) -> Points:
        """The scale of value with these weights."""
        return points().model_copy(update={"conditions": dict(self.weights)})

    @property
    def floors(self) -> tuple[Floor, ...]:
        """The least shares of spending, of the parts that have one."""
        return tuple(Floor(pack().parts[part], share / _FULL, part) for part, share in self.shares if share)

    @property
    def budgets_fen(self) -> dict[int, int]:
        """The budgets by year, in fen."""
        return {year: budget * WAN for year, budget in zip(self.years, self.budgets, strict=True)}


def asked_of(view: View, known: Docket, years: tuple[int, ...], within: Range) -> Asked:
    """Return what an address asks for; of what cannot be, the usual is supposed."""
    conditions = points().conditions
    said = _numbers(view.chosen("weights"), len(conditions), _WEIGHT)
    weights = [float(each) for each in said] if said and max(map(float, said)) <= _HEAVIEST else conditions.values()
    given = _numbers(view.chosen("budget"), len(years), re.compile(r"\d{1,9}"))
    budgets = [int(each) for each in given]
    if not budgets or max(budgets) > within.most or not any(budgets):
        budgets = [within.usual] * len(years)
    parts = tuple(known.pack.parts)
    least = [int(each) for each in _numbers(view.chosen("floors"), len(parts), re.compile(r"\d{1,2}"))]
    if not least or sum(least) > _FULL:
        least = [0] * len(parts)
    may = {each.number for each in known.opinions.values() if each.outcome in ADMISSIBLE}
    must = [each for each in (view.chosen("must") or "").split(_AND) if each in may]
    return Asked(
        years,
        tuple(budgets),
        tuple(zip(conditions, weights, strict=True)),
        tuple(zip(parts, least, strict=True)),
        tuple(dict.fromkeys(must)),
    )


def _numbers(said: str | None, count: int, form: re.Pattern[str]) -> list[str]:
    """Return so many numbers of an address, one for all or one for each; none where they are otherwise."""
    given = (said or "").split(_BETWEEN)
    if not all(each.isascii() and form.fullmatch(each) for each in given) or len(given) not in {1, count}:
        return []
    return given if len(given) == count else given * count


def assumed(view: View, known: Docket, asked: Asked, within: Range) -> Any:
    """Return the panel of budgets, weights and what must be built."""
    bounds = (0, within.most, STEP)
    alike = len(set(asked.budgets)) == 1
    said = view.say(_SUPPOSED).format(value=f"{asked.budgets[0]:,}") if alike else view.say(_UNLIKE)
    every = _knob(view, "budget", view.say(_EACH), (STEP, within.most, STEP), asked.budgets[0], said, "KEY")
    each = [
        _knob(view, "budget", view.say(_ONE).format(year=year), bounds, budget, f"{budget:,}", _with(asked.budgets, at))
        for at, (year, budget) in enumerate(zip(asked.years, asked.budgets, strict=True))
    ]
    knobs = html.Div([every, *each], className="knobs years")
    parts: list[Any] = [knobs, _weights(view, known, asked), _floors(view, asked), _must(view, known, asked)]
    if any(view.chosen(name) for name in ASKED):
        parts.append(dcc.Link(view.say(_RESET), href=view.href(**dict.fromkeys(ASKED)), className="why"))
    return panel(view, view.say(_PANEL), html.Div(parts), note=view.say(_NOTE), area="what-if")


def _knob(view: View, name: str, title: str, bounds: tuple[int, int, int], at: float, said: str, value: str) -> Any:
    return knob(view, name, title, bounds, float(at), None, said, value)


def _with(values: Sequence[float], place: int) -> str:
    """Return the values of an address with KEY in one place."""
    return _BETWEEN.join("KEY" if at == place else f"{each:g}" for at, each in enumerate(values))


def _weights(view: View, known: Docket, asked: Asked) -> Any:
    names = {each.id: view.say(each.name.text) for each in known.pack.rule}
    values = [value for _, value in asked.weights]
    knobs = [
        _knob(view, "weights", f"{key} {names.get(key, '')}", (0, _HEAVIEST, 1), value, f"{value:g}", _with(values, at))
        for at, (key, value) in enumerate(asked.weights)
    ]
    return _folded(view, "weights", _WEIGHTS, knobs)


def _floors(view: View, asked: Asked) -> Any:
    values = [share for _, share in asked.shares]
    knobs = [
        _knob(view, "floors", named(part, view.language), _FLOOR, share, f"{share} %", _with(values, at))
        for at, (part, share) in enumerate(asked.shares)
    ]
    return _folded(view, "floors", _FLOORS, knobs)


def _folded(view: View, name: str, heading: Text, knobs: list[Any]) -> Any:
    """Return sliders under a heading that opens them; open where the address says something of them."""
    shown = {"open": "open"} if view.chosen(name) else {}
    grid = html.Div(knobs, className="knobs")
    return html.Details([html.Summary(view.say(heading)), grid], className="deciding", key=name, **shown)


def _must(view: View, known: Docket, asked: Asked) -> Any:
    """Return what must be built, each to be let go, and a list to add another."""
    keys = {each.number: key for key, each in known.opinions.items()}
    may = {
        _AND.join((*asked.must, each.number)): f"{each.number} {view.say(known.name(key))}"
        for key, each in known.opinions.items()
        if each.outcome in ADMISSIBLE and each.number not in asked.must
    }
    fits = {code: word for code, word in may.items() if len(code) <= _LONGEST}
    chips = [
        html.Span(
            [
                html.Small(view.say(_MUST)),
                f"{number} {view.say(known.name(keys[number]))}",
                dcc.Link("×", href=_without(view, asked.must, number), title=view.say(_FREE)),
            ],
            className="chip",
        )
        for number in asked.must
    ]
    options = [html.Option(view.say(_ADD), value="", selected=True)]
    options += [html.Option(word, value=code) for code, word in fits.items()]
    about = {**destination(view, "must"), "aria-label": view.say(_MUST)}
    listing = html.Select(options, key=f"must-{view.href()}", **about)
    more = html.Label([html.Span(view.say(_MUST)), listing], className="chooser") if fits else None
    return html.Div([html.Div(chips, className="chips") if chips else None, more])


def _without(view: View, numbers: Sequence[str], one: str) -> str:
    return view.href(must=_AND.join(each for each in numbers if each != one) or None)
