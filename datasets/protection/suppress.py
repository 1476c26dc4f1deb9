"""Suppression: which cells of linked tables are not published, so that no small count can be derived.

A cell of 1 to 9 persons is withheld (primary). What else must be withheld (secondary) is found by moves: changes of
cells that leave every published number and every sum as it is and no count below nought. If the true table and the
moved one give the same publication, nobody who has only that publication can tell them apart; a withheld cell that
some moves take up by ``a`` and down by ``b`` is therefore uncertain by at least ``a + b``. The cheapest
move for a batch of cells is a linear programme (Fischetti and Salazar 2000, Kelly, Golden and Assad 1992). A reader
knows that persons are whole: a move that is not is made for fewer cells, at last for one and in whole numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from datasets.errors import DatasetsError
from datasets.protection.policy import Policy, policy
from datasets.protection.table import Cell, CountTable, System, system
from datasets.text import Text

FREE = 1e-4  # what moving a withheld cell costs: a little, or moves would wander
DEARER = 8.0  # how much dearer a margin is than the cells it adds up: readers ask for it first
GRAND_TOTAL = 1e6  # withheld only when there is no other way
NEAR = 1e-6
Vector = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Protected:
    """What may be said of a cell: its count, or None with the reason it is withheld: ``small`` or ``complementary``."""

    count: int | None
    reason: str | None

    @property
    def suppressed(self) -> bool:
        """Return whether the count is withheld."""
        return self.count is None


def protect(tables: Sequence[CountTable], rules: Policy | None = None) -> Mapping[Cell, Protected]:
    """Return every cell of tables that are published together, protected: each other's margins are no way in."""
    rules = rules or policy()
    whole = system(tables)
    withheld = _withheld(whole, rules)
    return {
        cell: Protected(
            count=None if index in withheld else count,
            reason=("small" if _small(whole, index, rules) else "complementary") if index in withheld else None,
        )
        for index, (cell, count) in enumerate(zip(whole.cells, whole.counts, strict=True))
    }


def _small(whole: System, index: int, rules: Policy) -> bool:
    return whole.counts[index] < rules.threshold and index not in whole.shown_empty


def _withheld(whole: System, rules: Policy) -> set[int]:
    """Return the cells to withhold: the small ones, and those that the moves protecting all of them change."""
    withheld = {index for index in range(len(whole.cells)) if _small(whole, index, rules)}
    if not withheld:
        return withheld
    sums = _matrix(whole)
    lines = _lines(whole)
    up, down = np.zeros(len(whole.cells)), np.zeros(len(whole.cells))
    while narrow := [index for index in sorted(withheld) if up[index] + down[index] < rules.width - NEAR]:
        batch = _batch(narrow, lines, whole)
        while (move := _move(whole, sums, withheld, batch, rules.width)) is None:
            batch = batch[: len(batch) // 2]  # fewer cells at once are sooner moved in whole numbers
        up, down = np.maximum(up, move), np.maximum(down, -move)
        withheld |= {int(index) for index in np.flatnonzero(np.abs(move) > NEAR)}
    return withheld


def _lines(whole: System) -> Mapping[int, tuple[int, ...]]:
    """Return the sums in which each cell stands."""
    found: dict[int, list[int]] = {}
    for number, (above, below) in enumerate(whole.sums):
        for index in (above, *below):
            found.setdefault(index, []).append(number)
    return {index: tuple(numbers) for index, numbers in found.items()}


def _batch(narrow: Sequence[int], lines: Mapping[int, tuple[int, ...]], whole: System) -> list[int]:
    """Return cells to move up at once, no two in one sum: together they would ask too much of their neighbours."""
    taken: set[int] = set()
    batch = []
    for index in sorted(narrow, key=lambda each: (-whole.counts[each], each)):
        if taken.isdisjoint(lines.get(index, ())):
            taken.update(lines.get(index, ()))
            batch.append(index)
    return batch


def _matrix(whole: System) -> Any:
    """Return the sums as a sparse matrix over cells going up and cells going down; times the counts it is nought."""
    from scipy.sparse import csr_array, hstack  # slow to import, and readers of a snapshot never need it

    rows, columns, values = [], [], []
    for number, (above, below) in enumerate(whole.sums):
        rows += [number] * (1 + len(below))
        columns += [above, *below]
        values += [-1.0, *([1.0] * len(below))]
    up = csr_array((values, (rows, columns)), shape=(len(whole.sums), len(whole.cells)))
    return hstack([up, -up], format="csr")


def _move(whole: System, sums: Any, withheld: set[int], batch: Sequence[int], width: int) -> Vector | None:
    """Return the cheapest change that takes each cell of the batch up by ``width``, None if that is not whole.

    For one cell alone it is sought in whole numbers, should the first answer not be.
    """
    counts = np.array(whole.counts, dtype=float)
    deepest = max(len(cell) for cell in whole.cells)
    cost = np.array(
        [(log1p(n) + 1) * DEARER ** (deepest - len(cell)) for cell, n in zip(whole.cells, whole.counts, strict=True)]
    )
    cost[[not cell for cell in whole.cells]] = GRAND_TOTAL
    cost[sorted(withheld)] = FREE
    lower, upper = np.zeros(2 * len(counts)), np.full(2 * len(counts), np.inf)
    upper[len(counts) :] = counts  # no count falls below nought
    fixed = sorted(whole.shown_empty)
    upper[fixed] = 0.0
    lower[list(batch)] = width
    upper[[index + len(counts) for index in batch]] = 0.0
    change = _solve(np.tile(cost, 2), sums, lower, upper, whole=False)
    if change is None and len(batch) == 1:
        change = _solve(np.tile(cost, 2), sums, lower, upper, whole=True)
    return None if change is None else change[: len(counts)] - change[len(counts) :]


def _solve(cost: Vector, sums: Any, lower: Vector, upper: Vector, *, whole: bool) -> Vector | None:
    """Return the cheapest change within bounds, None if it is not whole; if it must be ``whole``, the cheapest such."""
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp

    if not sums.shape[0]:
        return lower
    nought = np.zeros(sums.shape[0])
    if whole:
        constraint = LinearConstraint(sums, nought, nought)
        found = milp(cost, constraints=constraint, bounds=Bounds(lower, upper), integrality=np.ones(len(cost)))
    else:
        found = linprog(cost, A_eq=sums, b_eq=nought, bounds=np.column_stack([lower, upper]), method="highs-ds")
    if not found.success:
        raise DatasetsError(
            Text(
                f"人数表无法保密，未发布：{found.message}",
                f"The counts of persons cannot be protected, nothing is published: {found.message}",
            )
        )
    near = np.rint(found.x)
    return np.asarray(near, dtype=float) if whole or np.abs(found.x - near).max() <= NEAR else None
