"""Growth that remembers itself: an autoregression of changes, shrunk towards steady growth."""

import numpy as np

from indicators.forecast.panel import TINY, Panel, Truth, Vector

_ORDER = 2
_SHRINKAGE = 2.0  # prior observations of no memory at the first lag; each further lag is doubted more
_FARTHEST = 3.0  # usual changes: no single step is longer


def autoregressive(panel: Panel, horizon: int) -> Vector:
    """Return the forecast, histories × horizon, of a ridge regression of changes on their last two and a constant."""
    changes, last = _changes(panel)
    size = np.maximum(np.sqrt(_mean(changes**2)), TINY)
    changes = changes / size
    lags = [np.vstack([np.full((lag, changes.shape[1]), np.nan), changes[:-lag]]) for lag in range(1, _ORDER + 1)]
    causes = np.stack([*lags, np.ones_like(changes)], axis=2)
    known = ~np.isnan(changes) & ~np.isnan(causes).any(axis=2)
    weights = _ridge(np.where(known[:, :, None], causes, 0.0), np.where(known, changes, 0.0))
    recent = [np.nan_to_num(changes[-lag]) for lag in range(1, _ORDER + 1)]
    answer = np.empty((len(last), horizon))
    for ahead in range(horizon):
        step = weights[:, -1] + sum(weights[:, lag] * recent[lag] for lag in range(_ORDER))
        step = np.clip(step, -_FARTHEST, _FARTHEST)
        recent = [step, *recent[:-1]]
        last = last + step * size
        answer[:, ahead] = last
    return answer


def _changes(panel: Panel) -> tuple[Vector, Vector]:
    """Return one-step changes, NaN beside a gap, and the last value known of each history."""
    known: Truth = ~np.isnan(panel.values)
    latest = len(known) - 1 - np.argmax(known[::-1], axis=0)
    changes = np.diff(panel.values, axis=0, prepend=np.nan)
    short = max(0, _ORDER + 1 - len(changes))
    padded = np.vstack([np.full((short, changes.shape[1]), np.nan), changes])
    return padded, np.take_along_axis(panel.values, latest[None], axis=0)[0]


def _mean(values: Vector) -> Vector:
    known = ~np.isnan(values)
    return np.where(known, values, 0.0).sum(0) / np.maximum(known.sum(0), 1)


def _ridge(causes: Vector, changes: Vector) -> Vector:
    doubt = np.diag([*(_SHRINKAGE * np.arange(1, _ORDER + 1)), 1e-6])
    inner = np.einsum("tri,trj->rij", causes, causes) + doubt
    outer = np.einsum("tri,tr->ri", causes, changes)
    return np.linalg.solve(inner, outer[..., None])[..., 0]
