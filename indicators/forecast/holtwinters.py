"""Holt-Winters: level, damped trend and a season that evolves with every moment, averaged over a grid."""

import numpy as np

from indicators.forecast.panel import TINY, Panel, Vector, grid, likelihoods, line, missed
from indicators.forecast.seasonality import season_of

_LEVEL, _TREND, _SEASON, _DAMPING = grid(
    (0.05, 0.15, 0.3, 0.5, 0.75), (0.0, 0.05, 0.2), (0.02, 0.1, 0.25, 0.5), (0.88, 0.97)
)
_OPENING = 4  # years whose classical factors the season starts from


def holt_winters(panel: Panel, horizon: int) -> Vector:
    """Return the forecast of additive Holt-Winters with a damped trend, histories × horizon.

    On logs the season multiplies. Each parameter set weighs by the likelihood of its one-step errors, the first
    year's left out. Winters (1960); the damping is Gardner and McKenzie's (1985).
    """
    season, (length, count) = panel.season, panel.values.shape
    pattern = _opening_season(panel)
    start, slope = line(_opening_free(panel, pattern))
    level = (start - slope)[:, None] * np.ones(len(_LEVEL))
    trend = slope[:, None] * np.ones(len(_LEVEL))
    seasonal = pattern[:, :, None] * np.ones(len(_LEVEL))
    squares = np.zeros((count, len(_LEVEL)))
    rate, pace = _LEVEL * _TREND, (1 - _LEVEL) * _SEASON
    for now, active in enumerate(panel.active):
        here = seasonal[now % season, :active]
        carried = np.multiply(trend[:active], _DAMPING, out=trend[:active])
        expected = np.add(level[:active], carried, out=level[:active])
        error = missed(panel.values[now, :active], expected + here, gap=panel.gaps[now])
        warm = panel.active[now - season] if now >= season else 0
        squares[:warm] += error[:warm] * error[:warm]
        here += pace * error
        expected += _LEVEL * error
        carried += np.multiply(error, rate, out=error)
    likely = likelihoods(squares + TINY, panel.seen)
    reach = np.cumsum(_DAMPING[:, None] ** np.arange(1, horizon + 1), axis=1)
    answer = (likely * level).sum(1)[:, None] + (likely * trend) @ reach
    final = (likely * seasonal).sum(2)
    return answer + final[(length + np.arange(horizon)) % season].T


def _opening_season(panel: Panel) -> Vector:
    """Return the first years' factors, season × histories, placed by the panel's row modulo the season."""
    season = panel.season
    opening = Panel(panel.opening(_OPENING * season).T, np.zeros_like(panel.starts), season)
    factors = season_of(opening, season, memories=(1.0,), multiplicative=False).past[:season]
    places = (np.arange(season)[:, None] - panel.starts) % season
    return np.take_along_axis(factors, places, axis=0)


def _opening_free(panel: Panel, pattern: Vector) -> Vector:
    """Return the first two years of each history without their season, histories × moments."""
    length = 2 * panel.season
    places = (panel.starts[:, None] + np.arange(length)) % panel.season
    return panel.opening(length) - np.take_along_axis(pattern.T, places, axis=1)
