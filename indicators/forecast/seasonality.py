"""The season of each history: factors that may drift over the years, shrunk where they are mostly noise."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from indicators.forecast.panel import TINY, Panel, Truth, Vector, Whole, likelihoods

_OUTLIER = 2.5  # standard deviations beyond which a moment tells the season no more
_LEAST = 0.02  # of the usual level: no factor is smaller
_PASSES = 3  # where values are missing, the trend is drawn again through the values freed of the season
_HALF = 0.5  # of a year's window must be known for a trend


class Season(NamedTuple):
    """Factors of the past, as the panel's values, and of the ``horizon`` moments ahead, horizon × histories."""

    past: Vector
    ahead: Vector


def season_of(panel: Panel, horizon: int, *, memories: Sequence[float], multiplicative: bool) -> Season:
    """Return seasonal factors from the distance to a centred yearly mean; ones (or noughts) where there are none.

    A memory is what a year counts against the next one in the mean of a calendar month's distances: at 1 the
    season is fixed, the classical decomposition; below, it follows the years. Of several, each history weighs
    those that would have foretold its next year's distances. Factors are shrunk towards none by how much of their
    variance is noise (James and Stein, after Miller and Williams 2003), so that no test has to decide whether
    there is a season.
    """
    neutral = 1.0 if multiplicative else 0.0
    length, season = len(panel.values), panel.season
    if season == 1 or length <= season + 1:
        return Season(np.full_like(panel.values, neutral), np.full((horizon, panel.values.shape[1]), neutral))
    pad = -length % season
    factors = np.zeros_like(panel.values)
    gaps, by_year = panel.with_gaps, np.zeros(0)
    for again in range(_PASSES if gaps.any() else 1):
        trend = _trend(panel, factors, multiplicative=multiplicative)
        apart = panel.values / trend - 1 if multiplicative else panel.values - trend
        padded = np.vstack([np.full((pad, apart.shape[1]), np.nan), apart])
        found = _averaged(padded.reshape(-1, season, apart.shape[1]), memories)
        by_year = np.where(gaps, found, by_year) if again else found  # a neighbour's gap moves nobody
        factors = by_year.reshape(padded.shape)[pad:]
        if multiplicative:
            factors = np.maximum(factors, _LEAST - 1)
    last = np.maximum(by_year[-1], _LEAST - 1) if multiplicative else by_year[-1]
    return Season(neutral + factors, neutral + last[np.arange(horizon) % season])


def _trend(panel: Panel, factors: Vector, *, multiplicative: bool) -> Vector:
    """Return the centred yearly mean; NaN where a window is not all inside the history or knows less than half."""
    season, half = panel.season, panel.season // 2
    weights = np.ones(season) if season % 2 else np.r_[0.5, np.ones(season - 1), 0.5]
    free = panel.values / (1 + factors) if multiplicative else panel.values - factors
    known = ~np.isnan(free)
    filled, width = np.where(known, free, 0.0), len(weights)
    rows = len(free) - width + 1
    trend = np.full_like(free, np.nan)
    if rows < 1:
        return trend
    total = sum(weight * filled[lag : lag + rows] for lag, weight in enumerate(weights))
    heard = sum(weight * known[lag : lag + rows] for lag, weight in enumerate(weights))
    begun = np.arange(rows)[:, None] >= panel.starts
    sound = begun & (heard >= _HALF * season)
    if multiplicative:
        sound &= total > 0
    trend[half : half + rows] = np.where(sound, total / np.where(sound, heard, 1.0), np.nan)
    return trend


def _averaged(apart: Vector, memories: Sequence[float]) -> Vector:
    """Return factors, years × season × histories, weighted over the memories by their likelihood."""
    found = [_shrunk(apart, memory) for memory in memories]
    if len(found) == 1:
        return found[0]
    squares, count = zip(*(_foretold(apart, memory) for memory in memories), strict=True)
    weights = likelihoods(np.column_stack(squares), count[0])
    return np.asarray(sum(each * weights[:, place] for place, each in enumerate(found)))


def _foretold(apart: Vector, memory: float) -> tuple[Vector, Whole]:
    """Return the squared errors of each year's distances from those before it, and how many there are."""
    years = np.arange(len(apart))
    back = years[:, None] - years
    near = np.where(back > 0, memory ** np.maximum(back, 0), 0.0)
    known = ~np.isnan(apart)
    heard = np.tensordot(near, known, 1)
    expected = np.tensordot(near, np.where(known, apart, 0.0), 1) / np.where(heard > TINY, heard, np.inf)
    tested = known & (np.tensordot((near > 0).astype(float), known, 1) > 1)
    return (np.where(tested, apart - expected, 0.0) ** 2).sum((0, 1)), tested.sum((0, 1))


def _shrunk(apart: Vector, memory: float) -> Vector:
    """Return factors, years × season × histories, from distances of the same shape; NaN is skipped."""
    season = apart.shape[1]
    known = ~np.isnan(apart)
    near = memory ** np.abs(np.subtract.outer(np.arange(len(apart)), np.arange(len(apart))))
    heard = np.tensordot(near, known, 1)
    share = 1 / np.where(heard > TINY, heard, np.inf)
    distances = np.where(known, apart, 0.0)
    first = np.tensordot(near, distances, 1) * share
    distances = _without_outliers(distances, first, known)
    factors = np.tensordot(near, distances, 1) * share
    factors -= factors.mean(axis=1, keepdims=True)
    spent = (known * share).sum((0, 1))
    freedom = known.sum((0, 1)) - spent
    noise = (np.where(known, distances - factors, 0.0) ** 2).sum((0, 1)) / np.maximum(freedom, 1.0)
    effective = heard**2 / np.maximum(np.tensordot(near**2, known, 1), TINY)
    doubt = noise / np.maximum(effective.mean(axis=1), 1.0)
    strength = (factors**2).sum(axis=1) / (season - 1)
    excess = max(season - 3, 1) / (season - 1)
    keep = np.clip(1 - excess * doubt / np.maximum(strength, TINY), 0.0, 1.0)
    return np.where(freedom >= 1, factors * keep[:, None], 0.0)


def _without_outliers(distances: Vector, expected: Vector, known: Truth) -> Vector:
    off = np.where(known, distances - expected, 0.0)
    reach = _OUTLIER * np.sqrt((off**2).sum((0, 1)) / np.maximum(known.sum((0, 1)), 1))
    return np.where(known, expected + np.clip(off, -reach, reach), 0.0)


def profile(values: Vector, season: int) -> Vector | None:
    """Return the fixed multiplicative factors of one history, from its first place on; None where it has none."""
    known = np.flatnonzero(~np.isnan(values))
    if len(known) <= 2 * season or np.nanmin(values) <= 0:
        return None
    first = int(known[0])
    history = Panel.of([values[first:] / np.nanmean(values)], season)
    factors = season_of(history, season, memories=(1.0,), multiplicative=True).past[:season, 0]
    return np.roll(factors, first)
