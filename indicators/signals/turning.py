"""Turning points and leads: which of two series moves first, by cross-correlation and by matched peaks and troughs.

Turning points follow Bry and Boschan (1971) on a series already smoothed: extremes of eleven months that alternate,
with phases of at least five and cycles of at least fifteen months.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Vector = npt.NDArray[np.float64]

_HALF = 5
_PHASE = 5
_CYCLE = 15
_FARTHEST = 12
_LEAST = 36


class Lead(NamedTuple):
    """By how many months a series runs ahead of the reference (negative: behind) and how closely there."""

    months: int
    correlation: float


def lead(candidate: pd.Series, reference: pd.Series, farthest: int = _FARTHEST) -> Lead:
    """Return the shift at which the candidate's correlation with the reference is largest; both share their months.

    NaN as correlation when fewer than 36 months overlap.
    """
    one, other = candidate.to_numpy(dtype=float), reference.to_numpy(dtype=float)
    found = [Lead(each, _correlation(one, other, each)) for each in range(-farthest, farthest + 1)]
    known = [each for each in found if np.isfinite(each.correlation)]
    if not known:
        return Lead(0, float("nan"))
    return max(known, key=lambda each: (round(each.correlation, 9), -abs(each.months)))


def _correlation(one: Vector, other: Vector, ahead: int) -> float:
    """Return the correlation of one series with the other ``ahead`` months later."""
    early, late = (one[: len(one) - ahead], other[ahead:]) if ahead >= 0 else (one[-ahead:], other[:ahead])
    both = np.isfinite(early) & np.isfinite(late)
    x, y = early[both], late[both]
    if len(x) < _LEAST or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def turning_points(series: pd.Series) -> pd.Series:
    """Return +1 at peaks and −1 at troughs, indexed by their months."""
    values = series.dropna()
    marks = {at: kind for at in range(len(values)) if (kind := _extreme(values.to_numpy(), at))}
    kept: list[tuple[int, int]] = []
    for at, kind in sorted(marks.items()):
        if kept and kept[-1][1] == kind:
            better = kind * (values.iloc[at] - values.iloc[kept[-1][0]]) > 0
            if better:
                kept[-1] = (at, kind)
        elif _far_enough(kept, at):
            kept.append((at, kind))
    return pd.Series([kind for _, kind in kept], index=values.index[[at for at, _ in kept]], dtype=int)


def _far_enough(kept: list[tuple[int, int]], at: int) -> bool:
    """Return whether a new turning point leaves the phase and the cycle before it their least length."""
    phase = not kept or at - kept[-1][0] >= _PHASE
    cycle = len(kept) <= 1 or at - kept[-2][0] >= _CYCLE
    return phase and cycle


def _extreme(values: Vector, at: int) -> int:
    """Return 1 for the first highest of eleven months, −1 for the first lowest; ends are not judged."""
    if at < _HALF or at + _HALF >= len(values):
        return 0
    around = values[at - _HALF : at + _HALF + 1]
    return int(np.argmax(around) == _HALF) - int(np.argmin(around) == _HALF)


def turning_lead(candidate: pd.Series, reference: pd.Series) -> float:
    """Return the median number of months by which the candidate turns before the reference; NaN without a match."""
    ours, theirs = turning_points(candidate), turning_points(reference)
    gaps = []
    for month, kind in theirs.items():
        alike = ours.index[ours.to_numpy() == kind]
        distances = [
            _months(month) - _months(each) for each in alike if abs(_months(month) - _months(each)) <= _FARTHEST
        ]
        gaps += [min(distances, key=abs)] if distances else []
    return float(np.median(gaps)) if gaps else float("nan")


def _months(when: object) -> int:
    stamp = pd.Timestamp(str(when))
    return stamp.year * 12 + stamp.month
