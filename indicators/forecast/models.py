"""The methods: seasonal naive as the measure of all, and the mean of theta and damped Holt-Winters.

Both smoothing methods try a grid of parameters at once instead of an optimiser: no starting values, no
warnings, the same answer every time.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.forecast.festival import effect

Vector = npt.NDArray[np.float64]

FESTIVAL_FROM = 60  # months of history before the festival's effect can be told from noise

_YEAR = 12
_HISTORY = 180  # months that still say something about the next ones
_RECENT_YEARS = 8  # years whose seasonal pattern is averaged
_WEIGHTS = np.linspace(0.02, 0.98, 49)  # smoothing weights that theta tries
_LEVEL, _TREND, _SEASON, _DAMPING = (
    axis.ravel()
    for axis in np.meshgrid([0.05, 0.15, 0.3, 0.5, 0.75], [0.0, 0.05, 0.2], [0.02, 0.1, 0.25, 0.5], [0.88, 0.97])
)


def seasonal_naive(values: Vector, horizon: int) -> Vector:
    """Return the last year again."""
    return np.resize(values[-_YEAR:], horizon)


@dataclass(frozen=True)
class Combination:
    """The mean of theta and damped Holt-Winters, in logs and free of the festival where values are positive."""

    with_holt_winters: bool
    positive: bool

    def __call__(self, values: Vector, months: pd.PeriodIndex, horizon: int) -> Vector:
        """Return the forecast of ``horizon`` months."""
        values, months = values[-_HISTORY:], months[-_HISTORY:]
        z = np.log(values) if self.positive else values
        moved = np.zeros(len(z) + horizon)
        if self.positive and len(z) >= FESTIVAL_FROM:
            moved = effect(z, months, horizon)
        still = z - moved[: len(z)]
        answer = theta(still, horizon)
        if self.with_holt_winters:
            answer = (answer + holt_winters(still, horizon)) / 2
        answer = answer + moved[len(z) :]
        # A log forecast is kept within what a lifetime's growth could do.
        return np.exp(np.clip(answer, z.min() - 3, z.max() + 3)) if self.positive else answer


def theta(z: Vector, horizon: int) -> Vector:
    """Return the theta forecast of a series: exponential smoothing with half the slope of its trend line.

    The seasonal pattern is taken out before and put back after. Assimakopoulos and Nikolopoulos (2000), in
    the closed form of Hyndman and Billah (2003).
    """
    pattern = np.resize(seasonal_pattern(z), len(z) + horizon)
    still = z - pattern[: len(z)]
    slope = float(np.polyfit(np.arange(len(z)), still, 1)[0])
    level, weight = _smoothed(still)
    drift = np.arange(horizon) + (1 - (1 - weight) ** len(z)) / weight
    return level + slope / 2 * drift + pattern[len(z) :]


def _smoothed(values: Vector) -> tuple[float, float]:
    """Return the last level of simple exponential smoothing and the weight that erred least."""
    level = np.full(len(_WEIGHTS), values[:4].mean())
    squares = np.zeros(len(_WEIGHTS))
    for value in values:
        error = value - level
        squares += error**2
        level = level + _WEIGHTS * error
    best = int(np.argmin(squares))
    return float(level[best]), float(_WEIGHTS[best])


def holt_winters(z: Vector, horizon: int) -> Vector:
    """Return the forecast of additive Holt-Winters with a damped trend, averaged over a grid of parameters.

    Each parameter set weighs by the likelihood of its one-step errors, the first year's left out.
    """
    season = np.repeat(seasonal_pattern(z[: 4 * _YEAR])[:, None], len(_LEVEL), axis=1)
    first = z[: 2 * _YEAR] - np.resize(season[:, 0], min(len(z), 2 * _YEAR))
    slope, start = np.polyfit(np.arange(len(first)), first, 1)
    level, trend = np.full(len(_LEVEL), start - slope), np.full(len(_LEVEL), slope)
    squares = np.full(len(_LEVEL), np.finfo(float).tiny)
    for step, value in enumerate(z):
        place = step % _YEAR
        expected = level + _DAMPING * trend
        error = value - expected - season[place]
        if step >= _YEAR:
            squares += error**2
        level = expected + _LEVEL * error
        trend = _DAMPING * trend + _LEVEL * _TREND * error
        season[place] += (1 - _LEVEL) * _SEASON * error
    likelihood = np.exp(-0.5 * len(z) * np.log(squares / squares.min()))
    damped = np.cumsum(_DAMPING ** np.arange(1, horizon + 1)[:, None], axis=0)
    paths = level + damped * trend + season[(len(z) + np.arange(horizon)) % _YEAR]
    return paths @ (likelihood / likelihood.sum())


def seasonal_pattern(z: Vector) -> Vector:
    """Return twelve additive factors that sum to nought, from the distance to a centred yearly mean.

    The first factor belongs to the first value of ``z``. Less than two years show no pattern.
    """
    if len(z) < 2 * _YEAR:
        return np.zeros(_YEAR)
    weights = np.r_[0.5, np.ones(_YEAR - 1), 0.5] / _YEAR
    half = _YEAR // 2
    apart = z[half:-half] - np.convolve(z, weights, "valid")
    factors = np.array([np.mean(apart[(place - half) % _YEAR :: _YEAR][-_RECENT_YEARS:]) for place in range(_YEAR)])
    return factors - factors.mean()
