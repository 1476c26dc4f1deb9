"""Coherent forecasts: what adds up in the past adds up ahead, by the reconciliation that did best at the origins.

Forecasts of a whole and of its parts, made one by one, contradict each other. Projecting them on what adds up moves
each as much as it deserves; how much that is, is the method (Wickramasuriya, Athanasopoulos and Hyndman 2019).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from datasets import Text
from indicators.forecast.panel import TINY, Truth, Vector

DEFAULT = "structural"
NAMES = {
    "ols": Text("最小二乘", "least squares"),
    "structural": Text("结构加权", "structural weights"),
    "mint": Text("最小迹收缩", "minimum trace, shrunk"),
    "bottom_up": Text("自下而上", "bottom-up"),
}

_FREE = 1e6  # against 1: how much more a whole moves than its parts when built from below
_FEWEST = 3  # origins before a method can be chosen
_ROUNDS = 20


@dataclass(frozen=True)
class Structure:
    """What adds up to what: ``wholes`` are pairs of a series' place and the places of parts that make it up.

    One whole may be cut in several ways (grouped: by industry and by street), and parts again (hierarchical).
    """

    count: int
    wholes: tuple[tuple[int, tuple[int, ...]], ...]

    def constraints(self) -> Vector:
        """Return the matrix, wholes × series, that gives noughts where all adds up."""
        rows = np.zeros((len(self.wholes), self.count))
        for row, (whole, parts) in enumerate(self.wholes):
            rows[row, whole] = 1.0
            rows[row, list(parts)] = -1.0
        return rows

    def shares(self) -> Vector:
        """Return each series' share of a whole that is cut evenly: the structural variances."""
        found = np.ones(self.count)
        for whole, parts in self.wholes:
            found[list(parts)] = found[whole] / len(parts)
        return found

    def moving(self) -> Vector:
        """Return the variances that leave the change to the wholes."""
        found = np.ones(self.count)
        found[[whole for whole, _ in self.wholes]] = _FREE
        return found


class Chosen(NamedTuple):
    """The method that did best at the origins, and each one's mean error in units of each series' own."""

    method: str
    errors: dict[str, float]


def reconciled(base: Vector, structure: Structure, variance: Vector, fixed: Truth, above_zero: Truth) -> Vector:
    """Return forecasts, series × ahead, that add up and lie nearest to ``base`` by ``variance`` (series × series).

    ``fixed`` series stay; those ``above_zero`` do not fall below nought.
    """
    answer = _projected(base, structure, variance, fixed)
    below = (above_zero & ~fixed)[:, None] & (answer < 0)
    for ahead in np.flatnonzero(below.any(axis=0)):
        answer[:, ahead] = _one(base[:, ahead], structure, variance, fixed, above_zero)
    return answer


def _one(base: Vector, structure: Structure, variance: Vector, fixed: Truth, above_zero: Truth) -> Vector:
    held, values = fixed.copy(), base
    for _ in range(_ROUNDS):
        values = _projected(np.where(held & ~fixed, 0.0, base), structure, variance, held)
        below = above_zero & ~held & (values < 0)
        if not below.any():
            return values
        held = held | below
    return values


def _projected(base: Vector, structure: Structure, variance: Vector, held: Truth) -> Vector:
    rows, loose = structure.constraints(), ~held
    spread = variance * np.outer(loose, loose)
    gain = spread @ rows.T @ np.linalg.pinv(rows @ spread @ rows.T, hermitian=True)
    values = base
    for _ in range(3):  # the last bits
        values = values - gain @ (rows @ values)
    return np.asarray(values)


def variances(method: str, structure: Structure, errors: Vector) -> Vector:
    """Return the matrix by which a method lets series move; ``errors`` are one-origin errors, series × samples."""
    match method:
        case "ols":
            return np.eye(structure.count)
        case "structural":
            return np.diag(structure.shares())
        case "bottom_up":
            return np.diag(structure.moving())
        case _:
            return shrunk_covariance(errors)


def shrunk_covariance(errors: Vector) -> Vector:
    """Return the covariance of errors, series × samples, with correlations shrunk (Schäfer and Strimmer 2005)."""
    count = errors.shape[1]
    size = np.sqrt(np.mean(errors**2, axis=1))
    scaled = errors / np.maximum(size, TINY)[:, None]
    products = scaled[:, None, :] * scaled[None, :, :]
    correlation = products.mean(axis=2)
    doubt = ((products - correlation[:, :, None]) ** 2).sum(axis=2) / (count * max(count - 1, 1))
    apart = ~np.eye(len(errors), dtype=bool)
    total = float((correlation[apart] ** 2).sum())
    shrink = min(1.0, float(doubt[apart].sum()) / total) if total > 0 else 1.0
    kept = np.where(apart, (1 - shrink) * correlation, 1.0)
    return np.asarray(kept * np.outer(size, size))


def choose(said: Vector, came: Vector, structure: Structure, fixed: Truth, above_zero: Truth) -> Chosen:
    """Return the method that erred least at the origins, ``said`` and ``came`` being origins × series × ahead.

    Covariances for one origin come from the others. Without enough origins it is the structural one; bottom-up is
    only chosen where it did best.
    """
    if len(said) < _FEWEST:
        return Chosen(DEFAULT, {})
    usual = np.mean(np.abs(said - came), axis=(0, 2))
    weight = np.where(usual > 0, 1 / np.where(usual > 0, usual, 1.0), 0.0)
    errors = {"none": _error(said, came, weight)}
    for method in NAMES:
        moved = []
        for origin in range(len(said)):
            others = np.delete(came - said, origin, axis=0)
            samples = np.moveaxis(others, 1, 0).reshape(structure.count, -1)
            spread = variances(method, structure, samples)
            moved.append(reconciled(said[origin], structure, spread, fixed, above_zero))
        errors[method] = _error(np.array(moved), came, weight)
    order = [DEFAULT, "mint", "ols", "bottom_up"]
    return Chosen(min(order, key=lambda each: (errors[each], order.index(each))), errors)


def _error(said: Vector, came: Vector, weight: Vector) -> float:
    return float(np.mean(np.mean(np.abs(said - came), axis=(0, 2)) * weight))
