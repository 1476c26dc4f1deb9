"""Anomalies: months that came far from what was expected of them, judged by the model's own one-step errors."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]

_NORMAL = 1.4826  # makes the median absolute deviation of a normal distribution its standard deviation
_LEAST = 12


class Unusual(NamedTuple):
    """How unusual the last error is: robust z, and the share of earlier errors that were smaller (0–1)."""

    z: float
    rank: float


def unusual(errors: Vector) -> Unusual:
    """Return how unusual the last of a model's one-step errors is among those before it.

    Below twelve earlier errors both numbers are NaN.
    """
    known = np.asarray(errors, dtype=float)
    last, past = known[-1] if len(known) else np.nan, known[:-1]
    past = past[np.isfinite(past)]
    if len(past) < _LEAST or not np.isfinite(last):
        return Unusual(float("nan"), float("nan"))
    middle = float(np.median(past))
    spread = _NORMAL * float(np.median(np.abs(past - middle)))
    smaller = float(np.mean(np.abs(past - middle) < abs(last - middle)))
    return Unusual((float(last) - middle) / spread if spread > 0 else float("nan"), smaller)
