"""Intervals from the errors of the backtest: conformal, multiplicative, widening, never below nought.

Analytic intervals promise 95 % and hold 56 to 95; the errors a method made on this very series are kept.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from indicators.forecast.backtest import Backtest

Vector = npt.NDArray[np.float64]

_NEIGHBOURS = 2  # horizons on either side whose errors are pooled


@dataclass(frozen=True)
class Scores:
    """Absolute errors, origins × months ahead, each divided by the size of its forecast."""

    errors: Vector
    floor: float

    @classmethod
    def of(cls, test: Backtest, floor: float) -> "Scores":
        """Return the scores of a backtest; ``floor`` is the least size an error is divided by."""
        return cls(np.abs(test.came - test.said) / np.maximum(np.abs(test.said), floor), floor)

    @classmethod
    def of_sums(cls, test: Backtest, floor: float) -> "Scores":
        """Return the scores of the sums of the first months, for one month, two months and so on."""
        months = np.arange(1, test.said.shape[1] + 1)
        said, came = np.cumsum(test.said, axis=1), np.cumsum(test.came, axis=1)
        return cls(np.abs(came - said) / np.maximum(np.abs(said), floor * months), floor)

    def widths(self, level: float, horizon: int, *, widening: bool = True) -> Vector:
        """Return the half-width, relative to the forecast, for each month ahead.

        Months beyond the backtest widen with the square root of time.
        """
        ahead = self.errors.shape[1]
        found = np.array([_quantile(self._near(step), level) for step in range(ahead)])
        if widening:
            found = np.maximum.accumulate(found)
        beyond = found[-1] * np.sqrt(np.arange(ahead + 1, horizon + 1) / ahead)
        return np.r_[found, beyond][:horizon]

    def _near(self, step: int) -> Vector:
        return self.errors[:, max(0, step - _NEIGHBOURS) : step + _NEIGHBOURS + 1].ravel()

    def coverage(self, level: float) -> float:
        """Return the share of months inside intervals made from the other origins; NaN below three origins."""
        count = len(self.errors)
        if count < 3:  # noqa: PLR2004
            return float("nan")
        inside = [
            self.errors[each]
            <= Scores(np.delete(self.errors, each, axis=0), self.floor).widths(level, np.size(self.errors[each]))
            for each in range(count)
        ]
        return float(np.mean(inside))


def _quantile(scores: Vector, level: float) -> float:
    """Return the conformal quantile; where the sample is too small for the level, the worst error and a quarter."""
    ordered = np.sort(scores)
    place = int(np.ceil((len(ordered) + 1) * level))
    return float(ordered[place - 1]) if place <= len(ordered) else float(ordered[-1] * 1.25)


def band(mean: Vector, widths: Vector, floor: npt.NDArray[Any] | float, *, above_zero: bool) -> tuple[Vector, Vector]:
    """Return the interval's ends around a forecast."""
    half = widths * np.maximum(np.abs(mean), floor)
    low = mean - half
    return (np.maximum(low, 0.0) if above_zero else low), mean + half
