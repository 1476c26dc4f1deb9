"""The probability that a sum to come reaches what is needed, from the forecast's own interval of sums.

The half-width of the 80 % interval is a quantile of the errors that the method made, at rolling origins, in sums of
just as many months. A Student distribution with few degrees of freedom stands for the tails that few origins cannot
show. Closed form: the same answer every time.
"""

import numpy as np
import numpy.typing as npt

_FREEDOM = 7  # as many as eight rolling origins leave
_LEVEL = 0.9  # an 80 % interval ends at the 90th percentile
_SURE = 0.999


def probability(needed: float, mean: float, upper80: float) -> float:
    """Return how likely a sum expected at ``mean``, below ``upper80`` nine times of ten, is to reach ``needed``."""
    from scipy.special import stdtr, stdtrit  # dear to import

    if not np.isfinite([needed, mean, upper80]).all():
        return float("nan")
    spread = (upper80 - mean) / stdtrit(_FREEDOM, _LEVEL)
    if spread <= 0:
        return float(mean >= needed)
    found = float(stdtr(_FREEDOM, (mean - needed) / spread))
    return min(max(found, 1 - _SURE), _SURE)


def brier(said: npt.NDArray[np.float64], came: npt.NDArray[np.bool_]) -> float:
    """Return the mean squared distance of probabilities from what came (0 best, 0.25 is a coin)."""
    return float(np.mean((np.asarray(said) - np.asarray(came, dtype=float)) ** 2))
