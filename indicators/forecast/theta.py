"""The theta method, and the dynamic optimised theta that lets its line and its slope be learnt on the way."""

from typing import Any

import numpy as np

from indicators.forecast.panel import Panel, Vector, Whole, likelihoods, line, missed

_WEIGHTS = np.array((0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 0.995))
_LEVEL = np.array((0.02, 0.06, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99))
_PULL = np.array((0.0, 0.25, 0.5, 0.75, 1.0))
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
    moment; the pull 1 − 1/θ towards it, from none to all of its slope, is averaged by likelihood. The level knows
    nothing of the pull, so errors are a straight line in it, and three sums make their squares for every pull.
    """
    count = panel.values.shape[1]
    intercept, slope, known = _lines(panel)
    level = np.nan_to_num(panel.opening(1)) * np.ones(len(_LEVEL))
    left = np.ones_like(level)
    off, both, drawn = (np.zeros_like(level) for _ in range(3))
    for now, active in enumerate(panel.active):
        part, gap = slice(active), panel.gaps[now]
        error = missed(panel.values[now, part], level[part], gap=gap)
        heard = known[now, part, None] >= _ENOUGH
        if gap:
            heard = heard & ~np.isnan(panel.values[now, part, None])
        pulled = _drawn(left[part], intercept[now, part, None], slope[now, part, None]) * heard
        counted = error * heard
        off[part] += counted * counted
        both[part] += counted * pulled
        drawn[part] += pulled * pulled
        level[part] += _LEVEL * error
        left[part] *= 1 - _LEVEL
    likely = likelihoods(_squares(off, both, drawn).reshape(count, -1), panel.seen).reshape(count, len(_LEVEL), -1)
    pull = likely @ _PULL
    first = (likely.sum(2) * level + pull * _drawn(left, intercept[-1, :, None], slope[-1, :, None])).sum(1)
    return first[:, None] + np.arange(horizon) * (pull.sum(1) * slope[-1])[:, None]


def _drawn(left: Vector, intercept: Vector, slope: Vector) -> Vector:
    """Return how far the whole line lies beyond the level's share of it."""
    return np.asarray(left * (intercept - slope * ((1 - _LEVEL) / _LEVEL)) + slope / _LEVEL)


def _squares(off: Vector, both: Vector, drawn: Vector) -> Vector:
    """Return the sums of squared errors, histories × levels × pulls."""
    summed = off[:, :, None] - 2 * both[:, :, None] * _PULL + drawn[:, :, None] * _PULL**2
    return np.maximum(summed, 0.0)


def _lines(panel: Panel) -> tuple[Vector, Vector, Whole]:
    """Return intercept, at the first moment, and slope of each history's least-squares line through what came before.

    All are (rows + 1) × histories, with how many values were known.
    """
    here = ~np.isnan(panel.values)
    place = np.where(here, np.arange(len(here))[:, None] - panel.starts + 1.0, 0.0)
    value = np.where(here, panel.values, 0.0)
    count, x, y, squares, products = (_before(each) for each in (here, place, value, place**2, place * value))
    some = np.maximum(count, 1)
    around, along = squares - x * x / some, products - x * y / some
    slope = np.where(count >= _ENOUGH, along / np.where(around > 0, around, 1.0), 0.0)
    return (y - slope * x) / some, slope, count


def _before(values: Vector) -> Any:
    """Return the sums of what lies before each row, and of everything in one row more."""
    return np.cumsum(np.vstack([np.zeros((1, values.shape[1]), dtype=values.dtype), values]), axis=0)
