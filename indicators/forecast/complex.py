"""Complex exponential smoothing: level and an unseen potential advance together; trend needs no separate state."""

import numpy as np

from indicators.forecast.panel import TINY, Panel, Vector, grid, likelihoods, line, missed

_BEGINNING = 10
_FIRST, _SECOND, _THIRD = 1.25, 0.25, 1.5  # squared radii of the circles that bound the stable region


def _stable() -> tuple[Vector, Vector]:
    """Return the grid's points inside the region of stability."""
    real, imaginary = grid((0.8, 1.0, 1.2, 1.4, 1.6, 1.8, 1.95), (0.9, 0.97, 1.0, 1.02, 1.05, 1.1, 1.2))
    outside = _squared(real, imaginary, 2.5, 0.0) <= _FIRST
    outside |= _squared(real, imaginary, 0.5, 1.0) <= _SECOND
    outside |= _squared(real, imaginary, 1.5, 0.5) >= _THIRD
    return real[~outside], imaginary[~outside]


def _squared(real: Vector, imaginary: Vector, x: float, y: float) -> Vector:
    """Return the squared distance of each point to (x, y)."""
    return np.asarray((real - x) ** 2 + (imaginary - y) ** 2)


_REAL, _IMAGINARY = _stable()
_TURN = 1 - _IMAGINARY


def complex_smoothed(panel: Panel, horizon: int) -> Vector:
    """Return the forecast, histories × horizon, of Svetunkov, Kourentzes and Ord (2022) without a season."""
    start, slope = line(panel.opening(_BEGINNING))
    level = (start - slope)[:, None] * np.ones(len(_REAL))
    # The potential that makes the first step as long as the first line's slope.
    turning = np.abs(_TURN) > TINY
    potential = np.where(turning, -slope[:, None] / np.where(turning, _TURN, 1.0), 0.0)
    squares = np.zeros_like(level)
    for now, count in enumerate(panel.active):
        error = missed(panel.values[now, :count], level[:count], gap=panel.gaps[now])
        squares[:count] += error**2
        level[:count], potential[:count] = _step(level[:count], potential[:count], error)
    likely, answer = likelihoods(squares, panel.seen), np.empty((len(level), horizon))
    for ahead in range(horizon):
        answer[:, ahead] = (likely * level).sum(1)
        level, potential = _step(level, potential, 0.0)
    return answer


def _step(level: Vector, potential: Vector, error: Vector | float) -> tuple[Vector, Vector]:
    return (
        level - _TURN * potential + (_REAL - _IMAGINARY) * error,
        level + (1 - _REAL) * potential + (_REAL + _IMAGINARY) * error,
    )
