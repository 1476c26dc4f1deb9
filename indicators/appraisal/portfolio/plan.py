"""The plan: which variant of which project begins when, what that costs each year, and how good it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from datasets import Text
from indicators.appraisal.portfolio.matrix import Column, Model, cost, model
from indicators.appraisal.portfolio.model import Programme
from indicators.appraisal.portfolio.solver import GAP, LIMIT, solved

_YUAN = 100


@dataclass(frozen=True)
class Choice:
    """One decision: project, variant, year of the start, how many times."""

    project: str
    variant: str
    year: int
    copies: int
    value: float


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is decided: choices, their value, the bound that cannot be surpassed, the gap between, and money by year.

    ``building_fen`` and ``running_fen`` are whole fen by year; ``left_fen`` what each budget leaves (with carry-over:
    what all budgets up to then leave). ``ended`` is how the search ended.
    """

    programme: Programme
    choices: tuple[Choice, ...]
    value: float
    bound: float
    gap: float
    ended: str
    building_fen: tuple[int, ...]
    running_fen: tuple[int, ...]
    left_fen: tuple[int, ...]

    @property
    def chosen(self) -> frozenset[str]:
        """The projects that are done."""
        return frozenset(choice.project for choice in self.choices)

    def sentence(self) -> Text:
        """Return one sentence: how many projects, their value, the gap."""
        count, total = len(self.chosen), len(self.programme.projects)
        return Text(
            f"{total} 个项目入选 {count} 个，总价值 {self.value:,.3f}，与上界相差不超过 {self.gap:.2%}。",
            f"{count} of {total} projects are chosen, worth {self.value:,.3f}, at most {self.gap:.2%} below the bound.",
        )


def planned(programme: Programme, *, gap: float = GAP, limit: float = LIMIT, known: Plan | None = None) -> Plan | None:
    """Return the best plan within the gap; None where no plan meets every condition (see :mod:`elastic`).

    A ``known`` plan that still meets every condition is kept if the search finds nothing better: so a larger budget
    never lowers the value, whatever the gap.
    """
    asked = model(programme)
    found = solved(asked, gap=gap, limit=limit)
    if found.counts is not None and not meets(asked, found.counts):  # by less than the solver's tolerance, a fen
        found = solved(model(programme, [max(0, each - _YUAN) for each in programme.budgets_fen]), gap=gap, limit=limit)
    if found.counts is None:
        return None
    counts, value = found.counts, float(found.counts @ asked.values)
    if known is not None:
        kept = _counts(asked, known)
        if kept is not None and kept @ asked.values > value:
            counts, value = kept, float(kept @ asked.values)
    left = max(0.0, found.bound - value) / abs(value) if value else found.gap
    return _plan(asked, counts, value, max(found.bound, value), left, found.ended)


def _plan(asked: Model, counts: np.ndarray, value: float, bound: float, gap: float, ended: str) -> Plan:
    programme = asked.programme
    taken = [(asked.columns[place], int(counts[place])) for place in np.flatnonzero(counts)]
    span = range(len(programme.years))
    building = tuple(sum(many * one.variant.spends(year - one.start) for one, many in taken) for year in span)
    running = tuple(sum(many * one.variant.runs(year - one.start) for one, many in taken) for year in span)
    return Plan(
        programme=programme,
        choices=tuple(_choice(programme, one, many) for one, many in taken),
        value=value,
        bound=bound,
        gap=gap,
        ended=ended,
        building_fen=building,
        running_fen=running,
        left_fen=_left(programme, [a + b for a, b in zip(building, running, strict=True)]),
    )


def _choice(programme: Programme, one: Column, many: int) -> Choice:
    worth = programme.worth(one.variant, one.start) * many
    return Choice(one.project.key, one.variant.key, programme.years[one.start], many, worth)


def _left(programme: Programme, spent: Sequence[int]) -> tuple[int, ...]:
    left = [budget - each for budget, each in zip(programme.budgets_fen, spent, strict=True)]
    return tuple(int(each) for each in np.cumsum(left)) if programme.carry_over else tuple(left)


def _counts(asked: Model, known: Plan) -> np.ndarray | None:
    """Return a known plan as counts of this model, or None if it does not fit it."""
    wanted = {(choice.project, choice.variant, choice.year): choice.copies for choice in known.choices}
    counts = np.zeros(len(asked.columns))
    for place, column in enumerate(asked.columns):
        year = asked.programme.years[column.start]
        counts[place] = wanted.pop((column.project.key, column.variant.key, year), 0)
    return None if wanted or not meets(asked, counts) else counts


def meets(asked: Model, counts: np.ndarray) -> bool:
    """Return whether counts meet every condition; money is added up in whole fen, so not one too much passes."""
    programme = asked.programme
    taken = [(asked.columns[place], int(counts[place])) for place in np.flatnonzero(counts)]
    spent = [sum(many * cost(one, year) for one, many in taken) for year in range(len(programme.years))]
    if min(_left(programme, spent)) < 0:
        return False
    for row in asked.rows:
        if row.kind == "budget":
            continue
        value = sum(counts[place] * number for place, number in row.coefficients)
        if not row.least - 1e-6 <= value <= row.most + 1e-6:
            return False
    return True
