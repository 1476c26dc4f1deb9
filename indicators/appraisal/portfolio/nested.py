"""A priority list that survives budget cuts: what a smaller budget still pays for is paid for by every larger one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from datasets import Text
from indicators.appraisal.portfolio.matrix import Column, Model, Row, cost, model
from indicators.appraisal.portfolio.model import Programme
from indicators.appraisal.portfolio.plan import Plan
from indicators.appraisal.portfolio.solver import GAP, LIMIT, solved
from indicators.errors import QuestionError


@dataclass(frozen=True)
class Level:
    """A budget that may come, by year in fen, and how probable it is (any weights: they are made to add up to one)."""

    budgets_fen: tuple[int, ...]
    probability: float


@dataclass(frozen=True)
class Place:
    """A place on the list: project, variant, year of the start, and the smallest budget that pays it.

    ``level`` counts the budgets from nought; ``share`` is that budget over the largest one, all years together.
    """

    project: str
    variant: str
    year: int
    level: int
    value: float
    share: float = 1.0


@dataclass(frozen=True)
class Priorities:
    """The list, most needed first; projects of one level follow precedence and then value for money.

    ``values`` are what each level's part of the list is worth, ``expected`` their mean by probability, ``unlisted``
    what not even the largest budget pays for.
    """

    places: tuple[Place, ...]
    values: tuple[float, ...]
    expected: float
    gap: float
    unlisted: tuple[str, ...]


def cut_levels(programme: Programme, shares: Sequence[float] = (0.7, 0.8, 0.9, 1.0)) -> tuple[Level, ...]:
    """Return the programme's budgets cut to some shares, each as probable as the others."""
    return tuple(Level(tuple(int(each * share) for each in programme.budgets_fen), 1.0) for share in sorted(shares))


def listed(plan: Plan, shares: Sequence[float] = (0.7, 0.8, 0.9, 1.0), *, gap: float = GAP) -> Priorities:
    """Return what a plan has chosen as a list that survives cuts of its budgets, with its variants and starts.

    The largest share is the plan itself, so the list holds every project of the plan and no other. Shares too small for
    the plan's mandatory projects are left out.
    """
    programme = plan.programme
    chosen = {choice.project: choice for choice in plan.choices}
    kept = tuple(
        replace(
            project,
            variants=tuple(each for each in project.variants if each.key == chosen[project.key].variant),
            starts=(chosen[project.key].year,),
            copies=chosen[project.key].copies,
        )
        for project in programme.projects
        if project.key in chosen
    )
    levels = cut_levels(programme, shares)
    for first in range(len(levels) - 1):
        try:
            return prioritised(replace(programme, projects=kept), levels[first:], gap=gap)
        except QuestionError:  # mandatory projects alone are too much for this share
            continue
    return prioritised(replace(programme, projects=kept), levels[-1:], gap=gap)


def prioritised(programme: Programme, levels: Sequence[Level], *, gap: float = GAP, limit: float = LIMIT) -> Priorities:
    """Return the list with the greatest expected value over the budgets that may come.

    Levels are given from the smallest on, none smaller in any year than the one before it. One model chooses for all
    levels at once; a choice (project, variant, start) of one level is a choice of every larger one (Koç and Morton
    2015, Prioritization via stochastic optimization). Raises where even the smallest budget allows no plan.
    """
    if any(np.any(np.array(low.budgets_fen) > high.budgets_fen) for low, high in pairwise(levels)):
        raise QuestionError(Text("各级预算应由小到大。", "The levels of budget must rise."))
    weights = np.array([level.probability for level in levels])
    weights = weights / weights.sum()
    blocks = [model(programme, level.budgets_fen) for level in levels]
    width = len(blocks[0].columns)
    together = Model(
        programme,
        tuple(column for block in blocks for column in block.columns),
        np.concatenate([weight * block.values for weight, block in zip(weights, blocks, strict=True)]),
        (*_shifted(blocks, width), *_nests(len(levels), width)),
    )
    found = solved(together, gap=gap, limit=limit)
    if found.counts is None:
        raise QuestionError(
            Text(
                "最小一级预算下没有可行方案：请先看哪项约束须放宽。",
                "The smallest budget allows no plan: see what must give.",
            )
        )
    counts = found.counts.reshape(len(levels), width)
    taken = [(blocks[0].columns[place], int(np.argmax(counts[:, place] > 0))) for place in np.flatnonzero(counts[-1])]
    totals = [sum(level.budgets_fen) for level in levels]
    places = tuple(
        replace(place, share=totals[place.level] / totals[-1] if totals[-1] else 1.0)
        for place in _placed(programme, taken)
    )
    values = tuple(float(each @ blocks[0].values) for each in counts)
    names = {place.project for place in places}
    unlisted = tuple(project.key for project in programme.projects if project.key not in names)
    return Priorities(places, values, float(weights @ np.array(values)), found.gap, unlisted)


def _shifted(blocks: Sequence[Model], width: int) -> list[Row]:
    return [
        replace(row, coefficients=tuple((place + level * width, number) for place, number in row.coefficients))
        for level, block in enumerate(blocks)
        for row in block.rows
    ]


def _nests(levels: int, width: int) -> list[Row]:
    """Return the conditions that what one level chooses, the next one chooses too."""
    return [
        Row("nest", "", None, ((level * width + place, 1.0), ((level + 1) * width + place, -1.0)), -np.inf, 0.0)
        for level in range(levels - 1)
        for place in range(width)
    ]


def _placed(programme: Programme, taken: Sequence[tuple[Column, int]]) -> tuple[Place, ...]:
    """Return the places by level and then value for money, each behind what must come before it."""
    column = {one.project.key: one for one, _ in taken}
    first = {one.project.key: level for one, level in taken}
    before = {key: [each.project for each in one.project.after] for key, one in column.items()}
    keys = sorted(column, key=lambda key: (first[key], -_worth(programme, column[key]), key))
    return tuple(
        Place(
            key,
            column[key].variant.key,
            programme.years[column[key].start],
            first[key],
            programme.worth(column[key].variant, column[key].start),
        )
        for key in _sound(keys, before)
    )


def _sound(keys: Sequence[str], before: dict[str, list[str]]) -> list[str]:
    """Return keys in their order, each moved behind what comes before it."""
    found: list[str] = []
    waiting = list(keys)
    while waiting:
        ready = next(key for key in waiting if all(each in found for each in before[key]))
        found.append(ready)
        waiting.remove(ready)
    return found


def _worth(programme: Programme, column: Column) -> float:
    money = sum(cost(column, year) for year in range(len(programme.years)))
    return programme.worth(column.variant, column.start) / money if money else np.inf
