"""The theta method, and the dynamic optimised theta that lets its line and its slope be learnt on the way."""

import numpy as np

from indicators.forecast.panel import Panel, Vector, grid, likelihoods, line, missed

_WEIGHTS = np.array((0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 0.995))
_LEVEL, _PULL = grid((0.02, 0.06, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99), (0.0, 0.25, 0.5, 0.75, 1.0))
_ENOUGH = 2  # moments before there is a line to be pulled to


def theta(panel: Panel, horizon: int) -> Vector:
    """Return the theta forecast, histories × horizon: simple smoothing with half the slope of the whole line.

    Assimakopoulos and Nikolopoulos (2000), in the closed form of Hyndman and Billah (2003).
    """
    level = panel.first_level()[:, None] * np.ones(len(_WEIGHTS))
    squares = np.zeros_like(level)
    for now, count in enumerate(panel.active):
        error = missed(panel.values[now, :count], level[:count], gap=panel.gaps[now])
        squares[:count] += error**2
        level[:count] += _WEIGHTS * error
    likely = likelihoods(squares, panel.seen)
    length = (len(panel.values) - panel.starts)[:, None]
    drift = (likely * (1 - (1 - _WEIGHTS) ** length) / _WEIGHTS).sum(1)
    slope = line(panel.values.T)[1]
    return (likely * level).sum(1)[:, None] + slope[:, None] / 2 * (np.arange(horizon) + drift[:, None])


def dynamic_theta(panel: Panel, horizon: int) -> Vector:
    """Return the forecast of the dynamic optimised theta model, histories × horizon.

    Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016): the line is fitted to what was known at each
    moment; the pull 1 − 1/θ towards it, from none to all of its slope, is averaged by likelihood.
    """
    count = panel.values.shape[1]
    level = np.nan_to_num(panel.opening(1)) * np.ones(len(_LEVEL))
    squares, left, fit = np.zeros_like(level), np.ones_like(level), _Line(count)
    for now, active in enumerate(panel.active):
        actual, part = panel.values[now, :active], slice(active)
        error = missed(actual, level[part] + _drawn(left[part], fit, part), gap=panel.gaps[now])
        squares[part] += np.where(fit.known[part, None] >= _ENOUGH, error**2, 0.0)
        level[part] += _LEVEL * missed(actual, level[part], gap=panel.gaps[now])
        left[part] *= 1 - _LEVEL
        fit.learn(actual, part)
    likely = likelihoods(squares, panel.seen)
    first = (likely * (level + _drawn(left, fit, slice(count)))).sum(1)
    slope = (likely * _PULL).sum(1) * fit.slope
    return first[:, None] + np.arange(horizon) * slope[:, None]


def _drawn(left: Vector, fit: "_Line", part: slice) -> Vector:
    intercept, slope = fit.intercept[part, None], fit.slope[part, None]
    return _PULL * (left * intercept + (1 - left * (1 - _LEVEL)) / _LEVEL * slope)


class _Line:
    """The least-squares line of each history up to now, counted from its first moment, kept by running sums."""

    def __init__(self, count: int) -> None:
        self.known, self.intercept, self.slope = np.zeros(count), np.zeros(count), np.zeros(count)
        self._age, self._middle, self._mean = np.zeros(count), np.zeros(count), np.zeros(count)
        self._around, self._along = np.zeros(count), np.zeros(count)

    def learn(self, actual: Vector, part: slice) -> None:
        """Take in one moment of the histories in ``part``; NaN only lets time pass."""
        here = ~np.isnan(actual)
        value = np.where(here, actual, 0.0)
        self._age[part] += 1
        self.known[part] += here
        share = here / np.maximum(self.known[part], 1)
        apart, off = self._age[part] - self._middle[part], value - self._mean[part]
        self._middle[part] += apart * share
        self._mean[part] += np.where(here, off, 0.0) * share
        self._around[part] += here * apart * (self._age[part] - self._middle[part])
        self._along[part] += here * apart * (value - self._mean[part])
        around = self._around[part]
        self.slope[part] = self._along[part] / np.where(around > 0, around, 1.0)
        self.intercept[part] = self._mean[part] - self.slope[part] * self._middle[part]
