"""The Universal Scalability Law: what the next server adds, and when it takes away."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from datasets import Text
from indicators.errors import QuestionError

_FEWEST = 4
_NO_ALPHA, _NO_BETA = 1e-7, 1e-8


@dataclass(frozen=True)
class Scalability:
    """X(N) = γN / (1 + α(N − 1) + βN(N − 1)) (Gunther 2007): contention α, coherency β, throughput of one γ.

    ``error`` is the root mean square of the residuals, in the unit of throughput.
    """

    alpha: float
    beta: float
    gamma: float
    error: float = 0.0

    def throughput(self, units: float) -> float:
        """Return X(N)."""
        return float(_law(np.array([self.alpha, self.beta, self.gamma]), np.array([float(units)]))[0])

    def efficiency(self, units: float) -> float:
        """Return X(N) / (N γ): what one of N does, against one alone."""
        return self.throughput(units) / (units * self.gamma)

    @property
    def best_units(self) -> float:
        """N* = √((1 − α) / β), beyond which more units carry less; infinite where β is nought."""
        return math.sqrt(max(0.0, 1 - self.alpha) / self.beta) if self.beta > 0 else math.inf

    @property
    def most(self) -> float:
        """The greatest throughput: X(N*), or γ / α where β is nought, or without bound."""
        if self.beta > 0:
            return self.throughput(max(1.0, self.best_units))
        return self.gamma / self.alpha if self.alpha > 0 else math.inf

    def units_for(self, load: float) -> int | None:
        """Return the fewest units that carry a load; None if no number of them does."""
        if load > self.most:
            return None
        top = math.floor(self.best_units) if self.best_units < math.inf else None
        units = 1
        while self.throughput(units) < load * (1 - 1e-12):
            units += 1
            if top is not None and units > max(top, 1):
                return None
        return units


def transformed(units: Sequence[float], throughput: Sequence[float]) -> Scalability:
    """Return the law as Gunther (2007) fits it by hand: least squares of N/C − 1 = (α + β)(N − 1) + β(N − 1)².

    C is throughput over that of one unit, which must have been measured. It weighs small throughputs most, and its α or
    β may be below nought; published figures are often of this way, so it is kept beside :func:`scalability`.
    """
    sizes, rates = np.asarray(units, dtype=float), np.asarray(throughput, dtype=float)
    if len(sizes) != len(rates) or 1 not in sizes or rates.min() <= 0:
        raise QuestionError(
            Text("该法需要一台时的正吞吐量。", "This fit needs the throughput of one unit, above nought.")
        )
    one = float(rates[sizes == 1].mean())
    beyond = sizes - 1
    deviation = sizes * one / rates - 1
    (square, linear), *_ = np.linalg.lstsq(np.column_stack([beyond**2, beyond]), deviation, rcond=None)
    law = np.array([linear - square, square, one])
    error = float(np.sqrt(np.mean((_law(law, sizes) - rates) ** 2)))
    return Scalability(float(linear - square), float(square), one, error)


def scalability(units: Sequence[float], throughput: Sequence[float], *, gamma: float | None = None) -> Scalability:
    """Return the law fitted by least squares of throughput, with α, β ≥ 0 and α ≤ 1 (an unbounded fit can leave them).

    ``gamma`` fixes the throughput of one unit where it was measured by itself. At least four sizes are needed (three
    if ``gamma`` is given). The start is the law's own straight line (N/X − 1/γ against N − 1); the answer is the same
    every time.
    """
    from scipy.optimize import least_squares  # a third of a second that only this fit needs

    sizes, rates = np.asarray(units, dtype=float), np.asarray(throughput, dtype=float)
    if (
        len(sizes) != len(rates)
        or len(np.unique(sizes)) < _FEWEST - (gamma is not None)
        or min(sizes.min(), rates.min()) <= 0
    ):
        raise QuestionError(
            Text(
                "扩展性拟合需要至少四个不同规模的正吞吐量。",
                "A scalability fit needs positive throughputs at four sizes or more.",
            )
        )
    scale = float(rates.max())
    one = gamma / scale if gamma is not None else float((rates / sizes)[np.argmin(sizes)]) / scale
    start, least, most = [0.01, 0.001, one], [0.0, 0.0, 0.0], [1.0, np.inf, np.inf]
    if gamma is not None:
        least[2], most[2] = one * (1 - 1e-12), one * (1 + 1e-12)
    found = least_squares(
        lambda at: _law(at, sizes) - rates / scale,
        start,
        jac=lambda at: _slopes(at, sizes),  # differences instead would leave the seventh digit open
        bounds=(least, most),
        x_scale=(0.1, 0.01, one),
        xtol=1e-15,
        ftol=1e-15,
        gtol=1e-15,
    )
    alpha, beta, ray = (float(each) for each in found.x)
    alpha = 0.0 if alpha < _NO_ALPHA else alpha  # a bound that was reached is told as the bound
    beta = 0.0 if beta < _NO_BETA else beta
    error = float(np.sqrt(np.mean((_law(np.array([alpha, beta, ray]), sizes) - rates / scale) ** 2))) * scale
    return Scalability(alpha, beta, gamma if gamma is not None else ray * scale, error)


def _law(at: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    alpha, beta, gamma = at
    return np.asarray(gamma * sizes / (1 + alpha * (sizes - 1) + beta * sizes * (sizes - 1)))


def _slopes(at: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the law's derivatives by α, β and γ."""
    alpha, beta, gamma = at
    below = 1 + alpha * (sizes - 1) + beta * sizes * (sizes - 1)
    falls = -gamma * sizes * (sizes - 1) / below**2
    return np.column_stack([falls, falls * sizes, sizes / below])
