"""Exponential smoothing without a season: simple, Holt's and damped, averaged by likelihood over one grid."""

import numpy as np

from indicators.forecast.panel import Panel, Vector, grid, likelihoods, line, missed

_LEVELS, _TRENDS = (0.05, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 0.995), (0.0, 0.03, 0.1, 0.25)
_SIMPLE = grid((0.02, 0.06, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.995), (0.0,), (0.0,))
_STRAIGHT = grid(_LEVELS, _TRENDS, (1.0,))
_DAMPED = grid(_LEVELS, _TRENDS, (0.82, 0.9, 0.97))
_LEVEL, _TREND, _DAMPING = (np.concatenate(axis) for axis in zip(_SIMPLE, _STRAIGHT, _DAMPED, strict=True))
_PARAMETERS = np.repeat([2.0, 4.0, 5.0], [len(each[0]) for each in (_SIMPLE, _STRAIGHT, _DAMPED)])

_BEGINNING = 10  # moments whose line gives the first level and trend


def smoothed(panel: Panel, horizon: int) -> tuple[Vector, Vector]:
    """Return forecasts, histories × horizon, and the spread of one-step errors of each history.

    Hyndman, Koehler, Ord and Snyder (2008), additive errors; a year's season must be out of the values already.
    """
    still = _DAMPING == 0
    start, slope = line(panel.opening(_BEGINNING))
    usual = panel.first_level()
    level = np.where(still, usual[:, None], (start - slope)[:, None])
    trend = np.where(still, 0.0, slope[:, None])
    squares = np.zeros_like(level)
    rate = _LEVEL * _TREND
    for now, count in enumerate(panel.active):
        carried = np.multiply(trend[:count], _DAMPING, out=trend[:count])
        expected = np.add(level[:count], carried, out=level[:count])
        error = missed(panel.values[now, :count], expected, gap=panel.gaps[now])
        squares[:count] += error * error
        expected += _LEVEL * error
        carried += np.multiply(error, rate, out=error)
    weights = likelihoods(squares, panel.seen, _PARAMETERS)
    reach = np.cumsum(_DAMPING[:, None] ** np.arange(1, horizon + 1), axis=1)
    ahead = (weights * level).sum(1)[:, None] + (weights * trend) @ reach
    return ahead, np.sqrt(squares.min(1) / np.maximum(panel.seen - 4, 1))
