"""The combination: members weighted by how they did at earlier origins, shrunk to equal weights, tails cut off."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from indicators.forecast import backtest
from indicators.forecast.backtest import ORIGINS
from indicators.forecast.members import Members, members
from indicators.forecast.panel import Panel, Truth, Vector

Adjust = Callable[[int, int], tuple[Vector, Vector]]

_BATCH = 22  # histories, with their origins, advanced together: what fits the processor's cache
_FEWEST = 3  # origins before errors may weigh
_SHARPNESS = 2.0  # weights fall with the square of the error
_EQUAL = 0.5  # of the weight is shared equally
_BEST = 0.05  # of the usual error: no member is trusted as if it erred less
_INNER = (0.25, 0.75)  # the part of the members, by weight and in order of size, that is averaged


class History(NamedTuple):
    """Values of size about one, NaN in gaps, and how to free their first ``known`` of what the calendar moves.

    ``adjust`` maps ``known`` and a horizon to the factors of the past and of what lies ahead.
    """

    values: Vector
    adjust: Adjust | None = None


class Combined(NamedTuple):
    """One history's forecast (row 0) and what was said at its origins (then), 1 + origins × moments ahead.

    ``came`` has the same shape; ``spreads`` are the one-step spreads known at each of these moments; rows of
    origins that a short history lacks are NaN. ``weights`` names each member's share.
    """

    said: Vector
    came: Vector
    spreads: Vector
    known: list[int]
    weights: dict[str, float]


def combined(histories: Sequence[History], season: int, ahead: int, *, positive: bool) -> list[Combined]:
    """Return the combination of every history, in their order; ``ahead`` moments each."""
    order = sorted(range(len(histories)), key=lambda each: -len(histories[each].values))
    found: dict[int, Combined] = {}
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        answers = _batch([histories[each] for each in batch], season, ahead, positive=positive)
        found.update(zip(batch, answers, strict=True))
    return [found[each] for each in range(len(histories))]


def _batch(histories: list[History], season: int, ahead: int, *, positive: bool) -> list[Combined]:
    known = [[len(history.values), *backtest.origins(len(history.values), season)] for history in histories]
    rows = [(which, count) for which, counts in enumerate(known) for count in counts]
    order = sorted(range(len(rows)), key=lambda row: -rows[row][1])
    past, ahead_factors = [], np.ones((len(rows), ahead))
    for place, row in enumerate(order):
        which, count = rows[row]
        adjust = histories[which].adjust
        values = histories[which].values[:count]
        if adjust is not None:
            moved, ahead_factors[place] = adjust(count, ahead)
            values = values / moved
        past.append(values)
    found = members(Panel.of(past, season), ahead, positive=positive)
    back = np.argsort(order)
    forecasts = _kept((found.forecasts * ahead_factors)[:, back], floor=0.0 if positive else -np.inf)
    whole = Members(found.names, forecasts, found.able[:, back], found.spread[back])
    answers, first = [], 0
    for history, counts in zip(histories, known, strict=True):
        part = slice(first, first + len(counts))
        answers.append(_weighed(history.values, counts, whole, part))
        first += len(counts)
    return answers


def _kept(forecasts: Vector, floor: float) -> Vector:
    """Return forecasts within what numbers can bear: a thousand times the usual size."""
    return np.clip(forecasts, max(floor, -1e3), 1e3)


def _weighed(values: Vector, counts: list[int], found: Members, part: slice) -> Combined:
    forecasts, able = found.forecasts[:, part], found.able[:, part]
    ahead, now, known = forecasts.shape[2], counts[0], counts[1:]
    came = backtest.outcomes(values, known, ahead)
    errors = np.abs(_padded(forecasts[:, 1:]) - came)
    said = np.full((1 + ORIGINS, ahead), np.nan)
    spreads = np.full(1 + ORIGINS, np.nan)
    spreads[: len(counts)] = found.spread[part]
    weights = np.empty(0)
    for row in reversed(range(len(counts))):
        at = counts[row]
        equal = able[:, row] / able[:, row].sum()
        weights = _weights(errors, backtest.known_then(known, at, ahead) & ~np.isnan(came), equal)
        said[row] = _inner_mean(forecasts[:, row], weights)
    shares = {name: float(each) for name, each in zip(found.names, weights, strict=True)}
    return Combined(said, np.vstack([np.full(ahead, np.nan), came]), spreads, [now, *known], shares)


def _padded(forecasts: Vector) -> Vector:
    lacking = ORIGINS - forecasts.shape[1]
    return np.pad(forecasts, ((0, 0), (0, lacking), (0, 0)), constant_values=np.nan)


def _weights(errors: Vector, known: Truth, equal: Vector) -> Vector:
    """Return the members' weights from their errors, members × origins × ahead, where these were known."""
    tested = known.any(axis=1)
    if tested.sum() < _FEWEST:
        return equal
    used, count = known[tested], known[tested].sum(axis=1)
    mean = (np.where(used, errors[:, tested], 0.0).sum(axis=2) / count).mean(axis=1)
    usual = float(np.median(mean[equal > 0]))
    if usual <= 0:
        return equal
    merit = equal * np.maximum(mean / usual, _BEST) ** -_SHARPNESS
    return np.asarray(_EQUAL * equal + (1 - _EQUAL) * merit / merit.sum())


def _inner_mean(forecasts: Vector, weights: Vector) -> Vector:
    """Return the weighted mean of the inner part of the forecasts, members × ahead, for each moment ahead."""
    order = np.argsort(forecasts, axis=0, kind="stable")
    ordered, heavy = np.take_along_axis(forecasts, order, axis=0), weights[order]
    upper = np.cumsum(heavy, axis=0)
    inside = np.maximum(np.minimum(upper, _INNER[1]) - np.maximum(upper - heavy, _INNER[0]), 0.0)
    return np.asarray((inside * ordered).sum(axis=0) / inside.sum(axis=0))
