"""HiGHS: a model in, the counts of its columns out, and nothing on the terminal."""

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from indicators.appraisal.portfolio.matrix import Model, Row

GAP, LIMIT = 0.005, 30.0
"""Default gap between what was found and what cannot be surpassed, and seconds after which the search ends."""

_EXACT = 150  # columns up to which the optimum itself is sought first
_NODES, _FEW = 1_000, 10  # after which a search ends: unlike seconds, the same on every machine
_INFEASIBLE = 2
_NOTHING = 1e-9
_lock = threading.Lock()


@dataclass(frozen=True)
class Found:
    """What the solver says: counts by column (None where no plan exists), the bound and the gap that is left."""

    counts: np.ndarray | None
    value: float
    bound: float
    gap: float
    ended: str


def solved(model: Model, *, gap: float = GAP, limit: float = LIMIT) -> Found:
    """Return the best counts of a model within the gap; small models are solved to the optimum if it is soon found.

    A gap wider than the default is for what is only compared: the search then ends after a few nodes, gap or no gap.
    ``ended`` is ``optimal``, ``gap``, ``limit`` (nodes or seconds ran out; only where the seconds did may another run
    differ) or ``infeasible``.
    """
    if len(model.columns) <= _EXACT and gap <= GAP:
        found = _milp(model.values, model.rows, _most(model), gap=0.0, limit=limit, nodes=_NODES)
        if found.ended in {"optimal", "infeasible"} or found.gap <= gap:
            return found
    nodes = _NODES if gap <= GAP else _FEW
    return _milp(model.values, model.rows, _most(model), gap=gap, limit=limit, nodes=nodes)


def _most(model: Model) -> np.ndarray:
    return np.array([float(column.project.copies) for column in model.columns])


def _milp(values: np.ndarray, rows: Sequence[Row], most: np.ndarray, *, gap: float, limit: float, nodes: int) -> Found:
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not len(values):
        possible = all(row.least <= 0 <= row.most for row in rows)
        return Found(np.zeros(0) if possible else None, 0.0, 0.0, 0.0, "optimal" if possible else "infeasible")
    options = {"mip_rel_gap": gap, "time_limit": limit, "node_limit": nodes, "disp": False}
    matrix, least, top = sparse(rows, len(values))
    with silent():
        answer = milp(
            -values,
            integrality=np.ones(len(values)),
            bounds=Bounds(0, most),
            constraints=LinearConstraint(matrix, least, top),
            options=options,
        )
    if answer.x is None:
        ended = "infeasible" if answer.status == _INFEASIBLE else "limit"
        return Found(None, 0.0, np.inf, np.inf, ended)
    value = float(-answer.fun)
    bound = value if answer.mip_dual_bound is None else float(-answer.mip_dual_bound)
    left = max(0.0, bound - value) / abs(value) if value else float(bound > value)
    ended = "limit" if answer.status else ("optimal" if left <= _NOTHING else "gap")
    return Found(np.rint(answer.x), value, bound, left, ended)


def sparse(rows: Sequence[Row], width: int) -> tuple[object, np.ndarray, np.ndarray]:
    """Return rows as a sparse matrix with their least and most."""
    from scipy.sparse import csr_array

    numbers = [number for row in rows for _, number in row.coefficients]
    places = [place for row in rows for place, _ in row.coefficients]
    ends = np.cumsum([0, *(len(row.coefficients) for row in rows)])
    matrix = csr_array((numbers, places, ends), shape=(len(rows), width))
    return matrix, np.array([row.least for row in rows]), np.array([row.most for row in rows])


@contextmanager
def silent() -> Iterator[None]:
    """Keep what the solver writes to the process's standard output away from results."""
    with _lock:
        sys.stdout.flush()
        kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)
