"""Outliers: single months out of line, and levels that shift, found one after the other (Chang, Tiao and Chen 1988).

They are named and kept: a strike or a crisis is history and stays in the adjusted
series. They are taken out only while season and festival are measured, so that one bad February is no festival.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from indicators.seasonal.airline import LIKELY, Pair, inverse

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]

_MAD = 1.4826
_FEWEST = 5  # a series has at most so many, or one for every
_EVERY = 20  # so many months
_STEADY = 0.8  # nearer to a unit root the unknown start of a series would be felt throughout it


@dataclass(frozen=True)
class Outlier:
    """The month at ``place`` stood alone ("month") or began a new level ("level")."""

    place: int
    kind: Literal["month", "level"]

    def column(self, length: int) -> Vector:
        """Return its regressor: 1 in the month, or from the month on."""
        found = np.zeros(length)
        found[self.place : (self.place + 1 if self.kind == "month" else None)] = 1.0
        return found


def outliers(values: Vector, design: Matrix, pair: Pair = LIKELY) -> tuple[Outlier, ...]:
    """Return the outliers of a series beside the regressors of ``design``, by month, under a pair of the model."""
    pair = (min(pair[0], _STEADY), min(pair[1], _STEADY))
    length = len(values)
    kinds: tuple[Literal["month", "level"], ...] = ("month", "level")
    possible = [Outlier(place, kind) for kind in kinds for place in range(2, length - (kind == "level"))]
    pulses = inverse(np.column_stack([each.column(length) for each in possible]), pair)
    target, known = inverse(values[:, None], pair)[:, 0], inverse(design, pair)
    found: list[Outlier] = []
    for _ in range(min(_FEWEST + length // _EVERY, length // 4)):
        basis = _basis(np.column_stack([known, *(pulses[:, [possible.index(each)]] for each in found)]))
        rest = target - basis @ (basis.T @ target)
        spread = _MAD * float(np.median(np.abs(rest)))
        if spread <= 0:
            break
        size = np.sum(pulses**2, axis=0) - np.sum((basis.T @ pulses) ** 2, axis=0)
        seen = size > 1e-8 * np.sum(pulses**2, axis=0)
        t_values = np.where(seen, np.abs(pulses.T @ rest) / np.sqrt(np.where(seen, size, 1.0)) / spread, 0.0)
        strongest = int(np.argmax(t_values))
        if t_values[strongest] < critical(length):
            break
        found.append(possible[strongest])
    return tuple(sorted(found, key=lambda each: (each.place, each.kind)))


def critical(count: int) -> float:
    """Return the t-value from which a month of a series of ``count`` is an outlier (TRAMO, Gómez and Maravall 1996)."""
    return float(np.clip(3 + 0.0025 * (count - 50), 3.0, 4.0))


def _basis(columns: Matrix) -> Matrix:
    if not columns.shape[1]:
        return np.zeros((len(columns), 0))
    left, weights, _ = np.linalg.svd(columns, full_matrices=False)
    return np.asarray(left[:, weights > 1e-10 * max(float(weights[0]), np.finfo(float).tiny)])
