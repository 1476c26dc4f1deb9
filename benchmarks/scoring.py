"""The scores of the M4 competition: sMAPE, MASE, their mean over Naive2 (OWA), coverage and MSIS."""

from typing import NamedTuple

import numpy as np

from indicators.forecast.panel import Vector

_CRITICAL = 1.645
_ALPHA = 0.05  # of the 95 % interval


class Scored(NamedTuple):
    """Means over series; coverage and MSIS are NaN where a method gives no intervals."""

    owa: float
    smape: float
    mase: float
    coverage80: float
    coverage95: float
    msis: float

    def __str__(self) -> str:
        inside = "".join(f"{each:7.1%}" if np.isfinite(each) else f"{'–':>7}" for each in self[3:5])
        wide = f"{self.msis:8.2f}" if np.isfinite(self.msis) else f"{'–':>8}"
        return f"{self.owa:8.4f}{self.smape:8.2f}{self.mase:8.3f}{inside}{wide}"


def seasonal(values: Vector, season: int) -> bool:
    """Return whether the official test (90 %, autocorrelation at one season) finds a season."""
    if season == 1 or len(values) < 3 * season:
        return False
    apart = values - values.mean()
    around = float(apart @ apart)
    if around == 0:
        return False
    correlations = np.array([apart[lag:] @ apart[:-lag] for lag in range(1, season + 1)]) / around
    limit = _CRITICAL * np.sqrt((1 + 2 * np.sum(correlations[:-1] ** 2)) / len(values))
    return bool(abs(correlations[-1]) > limit)


def seasonal_indices(values: Vector, season: int) -> Vector:
    """Return the factors of classical multiplicative decomposition, the first for the first value."""
    weights = np.r_[0.5, np.ones(season - 1), 0.5] / season if season % 2 == 0 else np.ones(season) / season
    half = season // 2
    trend = np.full(len(values), np.nan)
    trend[half : len(values) - half] = np.convolve(values, weights, "valid")
    factors = np.array([np.nanmean((values / trend)[place::season]) for place in range(season)])
    return np.asarray(factors / factors.mean())


def naive2(values: Vector, season: int, horizon: int) -> Vector:
    """Return the last value, seasonally adjusted where the test finds a season."""
    if not seasonal(values, season):
        return np.full(horizon, values[-1])
    factors, length = seasonal_indices(values, season), len(values)
    level = values[-1] / factors[(length - 1) % season]
    return np.asarray(level * factors[(length + np.arange(horizon)) % season])


def scored(
    known: list[Vector],
    came: Vector,
    season: int,
    mean: Vector,
    base: Vector,
    bands: tuple[Vector, ...] | None = None,
) -> Scored:
    """Return the scores of forecasts, series × horizon, against those of Naive2 (``base``)."""
    usual = np.array([np.mean(np.abs(each[season:] - each[:-season])) for each in known])
    smape, mase = _errors(came, mean, usual)
    base_smape, base_mase = _errors(came, base, usual)
    owa = (smape / base_smape + mase / base_mase) / 2
    if bands is None:
        return Scored(owa, smape, mase, np.nan, np.nan, np.nan)
    inside80, inside95 = (float(np.mean((came >= bands[at]) & (came <= bands[at + 1]))) for at in (0, 2))
    return Scored(owa, smape, mase, inside80, inside95, _msis(came, bands[2], bands[3], usual))


def _errors(came: Vector, mean: Vector, usual: Vector) -> tuple[float, float]:
    missed, size = np.abs(came - mean), np.abs(came) + np.abs(mean)
    relative = np.where(size > 0, missed / np.where(size > 0, size, 1.0), 0.0)
    scaled = missed.mean(axis=1)[usual > 0] / usual[usual > 0]
    return float(200 * relative.mean(axis=1).mean()), float(scaled.mean())


def _msis(came: Vector, low: Vector, high: Vector, usual: Vector) -> float:
    outside = np.maximum(low - came, 0) + np.maximum(came - high, 0)
    score = (high - low + 2 / _ALPHA * outside).mean(axis=1)
    return float((score[usual > 0] / usual[usual > 0]).mean())
