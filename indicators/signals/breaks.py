"""Breaks: where the mean of a model's one-step errors changed, found exactly; never looked for in levels.

The cost of a segment is its squared distance to its mean; the segmentation with the least total cost plus a penalty
for each break is found by dynamic programming (Jackson et al. 2005), which needs no pruning at a few hundred months.
"""

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]

_SHORTEST = 6  # months a new regime must have lasted
_PENALTY = 4.0  # times log n robust variances; false breaks on white noise stay below one series in twenty


def breaks(residuals: Vector, shortest: int = _SHORTEST, penalty: float = _PENALTY) -> list[int]:
    """Return the first places of new segments, in rising order; nothing when no mean changed."""
    values = np.asarray(residuals, dtype=float)
    n = len(values)
    spread = _variance(values)
    if n < 2 * shortest or spread == 0:
        return []
    price = penalty * np.log(n) * spread
    sums, squares = np.r_[0.0, np.cumsum(values)], np.r_[0.0, np.cumsum(values**2)]
    best, before = np.full(n + 1, np.inf), np.zeros(n + 1, dtype=int)
    best[0] = -price
    for end in range(shortest, n + 1):
        starts = np.arange(end - shortest + 1)
        length = end - starts
        cost = squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / length
        total = best[starts] + cost + price
        at = int(np.argmin(total))
        best[end], before[end] = total[at], starts[at]
    found: list[int] = []
    place = int(before[n])
    while place > 0:
        found.append(place)
        place = int(before[place])
    return found[::-1]


def _variance(values: Vector) -> float:
    """Return the variance of white noise behind a mean that moves, from differences: a break counts in one of them."""
    apart = np.abs(np.diff(values))
    return float((1.4826 * np.median(apart)) ** 2 / 2) if len(apart) else 0.0
