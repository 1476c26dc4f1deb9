"""Why no plan exists: which conditions must give, and by how much at least."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from datasets import Text
from indicators.appraisal.choices import named
from indicators.appraisal.fen import yuan
from indicators.appraisal.portfolio.matrix import Model, Row, model
from indicators.appraisal.portfolio.model import Programme
from indicators.appraisal.portfolio.solver import GAP, LIMIT, silent, sparse

_WAN = 1_000_000
_SMALL = 1e-6
_LITTLE = 1e-9  # weight of value: it only decides between stretches of one price
_DROPPED = 1_000.0  # giving up a mandatory project weighs more than raising any budget a thousandfold


@dataclass(frozen=True)
class Gives:
    """One condition that must give: its kind, what it is, the year, by how much, and a sentence.

    The amount is in fen for budgets and floors, in the resource's unit for limits, one for a mandatory project.
    """

    kind: str
    name: str
    year: int | None
    amount: float
    sentence: Text


def gives(programme: Programme, *, gap: float = GAP, limit: float = LIMIT) -> tuple[Gives, ...]:
    """Return the conditions that must give for a plan to exist, by elastic relaxation; none where one exists.

    Budgets, limits and floors may stretch, each at the price of its stretch relative to its own size, and mandatory
    projects may be given up at a price above all of these; the sum of prices is least (within the gap). Precedence and
    years do not give. Other ways to stretch may be as cheap: this is one of the least.
    """
    asked = model(programme)
    stretched = [row for row in asked.rows if row.kind in {"budget", "limit", "floor", "mandatory"}]
    counts = _relaxed(asked, stretched, gap=gap, limit=limit)
    if counts is None:
        return ()
    found = []
    for row in stretched:
        value = sum(counts[place] * number for place, number in row.coefficients)
        amount = max(row.least - value, value - row.most)
        if amount > _SMALL:
            found.append(_said(row, float(amount)))
    return tuple(found)


def _relaxed(asked: Model, stretched: Sequence[Row], *, gap: float, limit: float) -> np.ndarray | None:
    """Return the counts of the cheapest stretch."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    width = len(asked.columns)
    stretch = {id(row): width + number for number, row in enumerate(stretched)}
    rows = [_stretchable(row, stretch[id(row)]) if id(row) in stretch else row for row in asked.rows]
    worth = asked.values / max(1.0, np.abs(asked.values).max(initial=1.0))
    prices = np.concatenate([-_LITTLE * worth, [_price(row) for row in stretched]])
    most = [float(column.project.copies) for column in asked.columns] + [np.inf] * len(stretched)
    matrix, least, top = sparse(rows, len(prices))
    with silent():
        answer = milp(
            prices,
            integrality=np.concatenate([np.ones(width), np.zeros(len(stretched))]),
            bounds=Bounds(0, most),
            constraints=LinearConstraint(matrix, least, top),
            options={"mip_rel_gap": gap, "time_limit": limit, "disp": False},
        )
    return None if answer.x is None else np.rint(answer.x[:width])


def _stretchable(row: Row, place: int) -> Row:
    """Return the condition with a column that takes up what it is missed by."""
    return replace(row, coefficients=(*row.coefficients, (place, 1.0 if row.least > -np.inf else -1.0)))


def _price(row: Row) -> float:
    """Return what one unit of stretch costs: one over the condition's own size."""
    if row.kind == "mandatory":
        return _DROPPED
    size = (
        row.most if row.kind in {"budget", "limit"} else max((abs(each) for _, each in row.coefficients), default=1.0)
    )
    return 1.0 / size if size > 0 else 1.0


def _said(row: Row, amount: float) -> Gives:
    if row.kind in {"budget", "floor"}:
        fen = round(amount * _WAN)
        words = {
            "budget": Text(
                f"{row.year} 年预算至少须增加 {yuan(fen)} 元。",
                f"The budget of {row.year} must rise by {yuan(fen)} yuan.",
            ),
            "floor": Text(
                f"“{named(row.name, 'zh')}”的最低占比差 {yuan(fen)} 元。",
                f"The floor of {named(row.name, 'en')} is missed by {yuan(fen)} yuan.",
            ),
        }
        return Gives(row.kind, row.name, row.year, fen, words[row.kind])
    words = {
        "mandatory": Text(f"必建项目“{row.name}”无法安排。", f"The mandatory project {row.name} cannot be placed."),
        "limit": Text(
            f"{row.year} 年“{named(row.name, 'zh')}”上限须增加 {amount:,g}。",
            f"The limit of {named(row.name, 'en')} in {row.year} must rise by {amount:,g}.",
        ),
    }
    return Gives(row.kind, row.name, row.year, amount, words[row.kind])
