"""The value of one more 万元: by the shadow price of each year's budget, and by solving again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from indicators.appraisal.portfolio.matrix import model
from indicators.appraisal.portfolio.model import Programme
from indicators.appraisal.portfolio.plan import Plan, planned
from indicators.appraisal.portfolio.solver import LIMIT, silent, sparse

WAN = 1_000_000
"""Fen in ten thousand yuan."""

_COARSE = 0.01  # gap of plans that are only held against one another


@dataclass(frozen=True)
class Marginal:
    """One year's budget: the value of one more 万元 by shadow price, and what a step more brings when solved again.

    ``shadow`` is the dual of the budget in the relaxation where parts of projects may be done: a slope, exact for that
    relaxation, above or below what whole projects bring. ``resolved`` is by how much a plan is better, at least: each
    plan is within its gap of the best there is, and ``noise`` is how much more the step may bring.
    """

    year: int
    shadow: float
    step_fen: int
    resolved: float
    noise: float


def marginals(
    programme: Programme, plan: Plan, *, step_fen: int = 100 * WAN, gap: float = _COARSE, limit: float = LIMIT
) -> tuple[Marginal, ...]:
    """Return for each year what more budget would bring; ``step_fen`` is how much more when solving again."""
    shadows = shadow_prices(programme)
    found = []
    for place, year in enumerate(programme.years):
        budgets = tuple(each + (step_fen if place == at else 0) for at, each in enumerate(programme.budgets_fen))
        more = planned(replace(programme, budgets_fen=budgets), gap=gap, limit=limit, known=plan)
        gain = more.value - plan.value if more is not None else 0.0
        noise = more.bound - more.value if more is not None else 0.0
        found.append(Marginal(year, shadows[place], step_fen, gain, noise))
    return tuple(found)


def shadow_prices(programme: Programme) -> tuple[float, ...]:
    """Return the value of one more 万元 in each year's budget where parts of projects may be done (linear duals)."""
    from scipy.optimize import linprog

    asked = model(programme)
    if not asked.columns:
        return (0.0,) * len(programme.years)
    matrix, least, most = sparse(asked.rows, len(asked.columns))
    under, over = most < np.inf, least > -np.inf
    stacked = _stacked(matrix, under, over)
    tops = np.concatenate([most[under], -least[over]])
    with silent():
        answer = linprog(
            -asked.values,
            A_ub=stacked,
            b_ub=tops,
            bounds=[(0, column.project.copies) for column in asked.columns],
            method="highs",
        )
    if answer.x is None:
        return (0.0,) * len(programme.years)
    rows = [row for row, is_under in zip(asked.rows, under, strict=True) if is_under]
    duals = -answer.ineqlin.marginals[: len(rows)]
    own = [float(dual) for row, dual in zip(rows, duals, strict=True) if row.kind == "budget"]
    if programme.carry_over:  # a 万元 of one year is in that year's row and every later one
        own = [float(sum(own[place:])) for place in range(len(own))]
    return tuple(max(0.0, each) for each in own)


def _stacked(matrix: object, under: np.ndarray, over: np.ndarray) -> object:
    from scipy.sparse import vstack

    return vstack([matrix[under], -matrix[over]])  # type: ignore[index]


def curve(
    programme: Programme, shares: Sequence[float] = (0.7, 0.8, 0.9, 1.0, 1.1, 1.2), *, gap: float = _COARSE
) -> tuple[tuple[float, Plan | None], ...]:
    """Return the best plan at budgets cut or raised to some shares, ascending: value never falls as budgets rise."""
    found: list[tuple[float, Plan | None]] = []
    before: Plan | None = None
    for share in sorted(shares):
        budgets = tuple(int(each * share) for each in programme.budgets_fen)
        now = planned(replace(programme, budgets_fen=budgets), gap=gap, known=before)
        found.append((share, now))
        before = now or before
    return tuple(found)
