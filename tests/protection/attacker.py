"""An attacker who knows every published number and every sum, and asks a solver what the rest may be.

Written apart from the protector: it goes from the inner cells of the tables, not from the protector's system.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import lil_array

from datasets.protection import Cell, CountTable, Protected


def _above(dimension, code):
    while code != "all":
        yield code
        code = dimension.parents.get(code, "all")
    yield "all"


def _named(table: CountTable, codes: Sequence[str]) -> Cell:
    return tuple(sorted((each.key, code) for each, code in zip(table.dimensions, codes, strict=True) if code != "all"))


class Attacker:
    """Unknown are the inner cells of every table; known are the published cells, each a sum of inner ones.

    Tables say the same of a cell they share, published or not.
    """

    def __init__(self, tables: Sequence[CountTable], published: Mapping[Cell, Protected]) -> None:
        self.members: dict[Cell, list[list[int]]] = {}
        start = 0
        for table in tables:
            inner = list(product(*(each.codes for each in table.dimensions)))
            here: dict[Cell, list[int]] = {}
            for number, codes in enumerate(inner, start=start):
                for up in product(*(_above(each, code) for each, code in zip(table.dimensions, codes, strict=True))):
                    here.setdefault(_named(table, up), []).append(number)
            for cell, numbers in here.items():
                self.members.setdefault(cell, []).append(numbers)
            start += len(inner)
        rows: list[tuple[dict[int, float], float]] = []
        for cell, several in self.members.items():
            if published[cell].count is not None:
                rows += [(dict.fromkeys(numbers, 1.0), float(published[cell].count)) for numbers in several]
            else:
                rows += [
                    ({**dict.fromkeys(several[0], 1.0), **dict.fromkeys(other, -1.0)}, 0.0) for other in several[1:]
                ]
        self.matrix = lil_array((len(rows), start))
        self.values = np.array([value for _, value in rows])
        for at, (weights, _) in enumerate(rows):
            for number, weight in weights.items():
                self.matrix[at, number] = weight
        self.matrix = self.matrix.tocsr()

    def interval(self, cell: Cell) -> tuple[float, float]:
        """Return the least and the most the cell may hold (the most may be infinite)."""
        cost = np.zeros(self.matrix.shape[1])
        cost[self.members[cell][0]] = 1.0
        ends = []
        for sign in (1.0, -1.0):
            found = linprog(sign * cost, A_eq=self.matrix, b_eq=self.values, bounds=(0, None), method="highs")
            ends.append(sign * found.fun if found.status == 0 else -sign * np.inf)
            assert found.status in (0, 3), found.message
        return ends[0], ends[1]

    def leaks(self, published: Mapping[Cell, Protected], width: float) -> Iterator[tuple[Cell, float, float]]:
        """Yield the withheld cells that are known better than to ``width``."""
        for cell, shown in published.items():
            if shown.count is None:
                low, high = self.interval(cell)
                if high - low < width - 1e-6:
                    yield cell, low, high
