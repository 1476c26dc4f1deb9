"""An outlook: the numbers of one forecast and how they were found, before they are given dates."""

from dataclasses import dataclass, field

import numpy as np

from datasets import Text
from indicators.forecast.backtest import Trial
from indicators.forecast.panel import Vector

_LARGEST = 1e307
_UNKNOWN = float("nan")


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What :class:`~indicators.forecast.result.Forecast` tells, without periods.

    ``mean`` and the half-widths ``narrow`` (80 %), ``wide`` (95 %) and ``summed`` (80 %, of the sum of the first
    moments) have one number a moment ahead, in units of ``scale``; ``above_zero`` cuts what lies below nought.
    ``tested`` is what was said at the origins and what came, in the same units; None where there was no test.
    """

    scale: float

    mean: Vector
    narrow: Vector
    wide: Vector
    summed: Vector
    above_zero: bool
    method: Text
    reason: Text
    error: float = _UNKNOWN
    naive_error: float = _UNKNOWN
    last_value_error: float = _UNKNOWN
    coverage80: float = _UNKNOWN
    coverage95: float = _UNKNOWN
    origins: int = 0
    weights: dict[str, float] = field(default_factory=dict)
    tested: Trial | None = None

    def columns(self) -> tuple[Vector, ...]:
        """Return mean, lo80, hi80, lo95, hi95, sum_lo80, sum_hi80: finite, ordered and nested."""
        mean = np.maximum(self.mean, 0.0) if self.above_zero else self.mean
        total = np.cumsum(mean)
        ends = (
            *self._around(mean, self.narrow),
            *self._around(mean, self.wide),
            *self._around(total, self.summed),
        )
        most = _LARGEST / max(self.scale, 1.0)
        return tuple(np.clip(each, -most, most) * self.scale for each in (mean, *ends))

    def _around(self, middle: Vector, half: Vector) -> tuple[Vector, Vector]:
        low = middle - half
        return np.maximum(low, 0.0) if self.above_zero else low, middle + half
