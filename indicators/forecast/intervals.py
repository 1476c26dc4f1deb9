"""Intervals from errors of the past: conformal, pooled over series, multiplicative, widening, never below nought.

Analytic intervals promise 95 % and hold 56 to 95. Here every error at an earlier origin becomes a score: its size
over what is usual for such a forecast. The quantiles of the scores of many series, month ahead by month ahead, are
the widths; a series that has erred more or less than usual gets wider or narrower ones. The pool that ships with
the product stands in for series that are not there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from indicators.forecast.panel import Truth, Vector
from indicators.forecast.pool import Pool

_OWN, _SHARED = 0.7, 0.3  # exponents of a series' own one-step spread and of the usual one
_LEAST_SPREAD = 1e-4  # of the level
_LEAST_SIZE = 0.05  # of the usual level: an error is not measured against a forecast near nought
_SHIPPED = 20.0  # series that the shipped pool counts for
_NEAR = 5  # moments ahead; before, errors of a difference are as large as there
_PRIOR, _CAP = 8.0, 4.0  # a series' own errors: prior scores of the usual size, the largest score, also of a pool
_FADING = 0.6  # what an origin counts against the next one
_ALIKE = 2.0  # logs of the moments ahead: scores nearer than this tell something of each other


@dataclass(frozen=True)
class Trials:
    """What was said (row 0: now) and what came, series × (1 + origins) × moments ahead, values of size about one.

    ``spreads`` are the one-step spreads at these moments, series × (1 + origins); rows that are lacking are NaN.
    ``apart`` is how far each series' origins lie from each other, 1 where as far as they should: errors of origins
    close to each other say less. Errors of positive series are measured against what was said, those of others
    against ``usual``, the usual size by moments ahead.
    """

    said: Vector
    came: Vector
    spreads: Vector
    apart: Vector
    positive: Truth
    usual: Vector


class Bands(NamedTuple):
    """Half-widths of 80 and 95 % intervals, series × moments ahead, and the share of the past they held."""

    narrow: Vector
    wide: Vector
    coverage80: Vector
    coverage95: Vector


def bands(trials: Trials, shipped: Pool, *, alone: bool, level: Truth | None = None) -> Bands:
    """Return the intervals of every series, from the pool they make together and the shipped one, or that alone.

    Those of ``level`` series are as wide at first as a little later: what a difference errs by hardly grows with the
    distance (docs/decisions/0044).
    """
    pool = shipped if alone else pooled(trials, shipped)
    sizes, scores = _scores(trials, pool.spread)
    tempers = _tempers(scores / pool.typical, trials.apart)
    narrow, wide = (_levelled(widths, len(tempers), level)[:, None] * tempers for widths in (pool.narrow, pool.wide))
    now = (sizes[:, 0] * np.maximum.accumulate(widths[:, 0], axis=1) for widths in (narrow, wide))
    return Bands(*now, *(_held(scores, widths[:, 1:]) for widths in (narrow, wide)))


def _levelled(widths: Vector, count: int, level: Truth | None) -> Vector:
    """Return the widths by moments ahead for each of some series, the first no less than a later one where level."""
    found = np.tile(widths, (count, 1))
    if level is not None:
        later = widths[min(_NEAR, len(widths)) - 1]
        found[level] = np.maximum(found[level], np.where(np.arange(len(widths)) < _NEAR, later, 0.0))
    return found


def pooled(trials: Trials, shipped: Pool, weight: float = _SHIPPED) -> Pool:
    """Return the pool of many series, mixed with the shipped one that counts for ``weight`` series."""
    count = len(trials.spreads)
    spread = (float(np.median(_floored(trials.spreads)[:, 0])) * count + shipped.spread * weight) / (count + weight)
    scores = _scores(trials, spread)[1]
    typical = _mixed(_latest(scores), np.mean, shipped.typical, weight)
    calibrated = _latest(scores / _tempers(scores / typical, trials.apart)[:, 1:])
    narrow, wide = (
        np.maximum.accumulate(_mixed(calibrated, partial(np.quantile, q=level, method="higher"), own, weight))
        for level, own in ((0.80, shipped.narrow), (0.95, shipped.wide))
    )
    return Pool(spread, typical, narrow, np.maximum(narrow, wide))


def summed(trials: Trials) -> Trials:
    """Return the trials of the sums of the first moments ahead: one, two and so on."""
    said, came, usual = np.cumsum(trials.said, axis=2), np.cumsum(trials.came, axis=2), np.cumsum(trials.usual)
    return replace(trials, said=said, came=came, usual=usual)


def _scores(trials: Trials, usual_spread: float) -> tuple[Vector, Vector]:
    """Return the usual size of an error at each moment, and the errors of the origins over it (NaN: unknown)."""
    relative = np.maximum(np.abs(trials.said), _LEAST_SIZE * trials.usual)
    levels = np.where(trials.positive[:, None, None], relative, trials.usual)
    sizes = levels * (_floored(trials.spreads) ** _OWN * usual_spread**_SHARED)[:, :, None]
    return sizes, np.abs(trials.said - trials.came)[:, 1:] / sizes[:, 1:]


def _floored(spreads: Vector) -> Vector:
    return np.maximum(spreads, _LEAST_SPREAD)


def _latest(scores: Vector) -> Vector:
    """Return each series' score at each moment ahead from the latest origin that has one, series × ahead."""
    place = np.argmax(~np.isnan(scores), axis=1)[:, None]
    return np.asarray(np.take_along_axis(scores, place, axis=1)[:, 0])


def _tempers(relative: Vector, apart: Vector) -> Vector:
    """Return how wide a series' intervals are against the usual: now, and at each origin from the others alone.

    Series × (1 + origins) × ahead: the mean of its own scores, of late origins and of moments about as far ahead above
    all, beside a few of the usual size. The more of its own there are, the less those count.
    """
    known = ~np.isnan(relative)
    weight = apart[:, None, None] * _FADING ** np.arange(relative.shape[1])[:, None]
    far = np.log(np.arange(1, relative.shape[2] + 1))
    alike = np.maximum(1 - np.abs(far[:, None] - far) / _ALIKE, 0.0)
    heard = (np.where(known, np.minimum(relative, _CAP), 0.0) * weight) @ alike
    count = (known * weight) @ alike
    return np.asarray((_without(heard) + _PRIOR) / (_without(count) + _PRIOR))


def _without(parts: Vector) -> Vector:
    """Return the sums over origins: of all, and of all but each."""
    total = parts.sum(axis=1, keepdims=True)
    return np.concatenate([total, total - parts], axis=1)


def _mixed(scores: Vector, statistic: Callable[[Vector], Any], shipped: Vector, weight: float) -> Vector:
    """Return a statistic of the known scores at each moment ahead, mixed with the shipped one."""
    columns = [column[~np.isnan(column)] for column in scores.T]
    own = np.array([float(statistic(column)) if len(column) else 0.0 for column in columns])
    # One wild error among few series must not set the width of all.
    own = np.where(shipped > 0, np.minimum(own, _CAP * shipped), own)
    count = np.array([len(column) for column in columns])
    mixed = (own * count + shipped * weight) / np.maximum(count + weight, 1.0)
    return np.maximum(mixed, np.finfo(float).tiny)


def _held(scores: Vector, widths: Vector) -> Vector:
    """Return the share of outcomes inside intervals made without the origin itself; NaN where none is known."""
    known = ~np.isnan(scores)
    inside = known & (scores <= widths)
    count = known.sum(axis=(1, 2))
    return np.where(count > 0, inside.sum(axis=(1, 2)) / np.maximum(count, 1), np.nan)
