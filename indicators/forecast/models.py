"""The methods: seasonal naive as the measure of all, and the mean of theta and damped Holt-Winters."""

import threading
import warnings
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.holtwinters import ExponentialSmoothing

from indicators.forecast.festival import effect

Vector = npt.NDArray[np.float64]

_YEAR = 12
_FESTIVAL_FROM = 60  # months of history before the festival's effect can be told from noise
_HISTORY = 180  # months that still say something about the next ones
_RECENT_YEARS = 8  # years whose seasonal pattern is averaged
_QUIET = threading.Lock()  # warnings.catch_warnings changes the whole process


def seasonal_naive(values: Vector, horizon: int) -> Vector:
    """Return the last year again."""
    return np.resize(values[-_YEAR:], horizon)


@dataclass
class Combination:
    """The mean of the theta method and of damped Holt-Winters, in logs where all values are positive.

    Holt-Winters' parameters are fitted once, on the first (shortest) history given, and used again for
    longer ones: a backtest from old origins to new then never looks ahead. ``refit`` forgets them.
    """

    with_holt_winters: bool
    positive: bool
    parameters: dict[str, float] = field(default_factory=dict)

    def refit(self) -> None:
        """Forget the fitted parameters, so that the next history sets them anew."""
        self.parameters.clear()

    def __call__(self, values: Vector, months: pd.PeriodIndex, horizon: int) -> Vector:
        """Return the forecast of ``horizon`` months."""
        values, months = values[-_HISTORY:], months[-_HISTORY:]
        z = np.log(values) if self.positive else values
        moved = np.zeros(len(z) + horizon)
        if self.positive and len(z) >= _FESTIVAL_FROM:
            moved = effect(z, months, horizon)
        still = z - moved[: len(z)]
        with _QUIET, warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            answer = theta(still, horizon)
            if self.with_holt_winters:
                answer = (answer + self._holt_winters(still, horizon)) / 2
        answer = answer + moved[len(z) :]
        # A log forecast is kept within what a lifetime's growth could do.
        return np.exp(np.clip(answer, z.min() - 3, z.max() + 3)) if self.positive else answer

    def _holt_winters(self, z: Vector, horizon: int) -> Vector:
        model = ExponentialSmoothing(
            z,
            trend="add",
            damped_trend=True,
            seasonal="add",
            seasonal_periods=_YEAR,
            initialization_method="heuristic",
        )
        if not self.parameters:
            fitted = model.fit().params
            names = ("smoothing_level", "smoothing_trend", "smoothing_seasonal", "damping_trend")
            self.parameters.update({name: float(fitted[name]) for name in names})
        return np.asarray(model.fit(**self.parameters, optimized=False).forecast(horizon), dtype=float)


def theta(z: Vector, horizon: int) -> Vector:
    """Return the theta forecast (Assimakopoulos and Nikolopoulos, 2000) of a series freed of its seasons."""
    pattern = seasonal_pattern(z)
    repeated = np.resize(pattern, len(z) + horizon)
    model = ThetaModel(z - repeated[: len(z)], period=_YEAR, deseasonalize=False, use_test=False)
    return np.asarray(model.fit().forecast(horizon), dtype=float) + repeated[len(z) :]


def seasonal_pattern(z: Vector) -> Vector:
    """Return twelve additive factors that sum to nought, from the ratios to a centred yearly mean.

    The first factor belongs to the first value of ``z``. Less than two years show no pattern.
    """
    if len(z) < 2 * _YEAR:
        return np.zeros(_YEAR)
    weights = np.r_[0.5, np.ones(_YEAR - 1), 0.5] / _YEAR
    half = _YEAR // 2
    apart = z[half:-half] - np.convolve(z, weights, "valid")
    factors = np.array([np.mean(apart[(place - half) % _YEAR :: _YEAR][-_RECENT_YEARS:]) for place in range(_YEAR)])
    return factors - factors.mean()
