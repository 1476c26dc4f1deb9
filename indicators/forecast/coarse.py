"""Coarser views: several moments taken as one, where noise is less and the trend is plainer."""

import numpy as np

from indicators.forecast.panel import Panel, Vector


def coarser(panel: Panel, moments: int) -> Panel:
    """Return the means of the known of ``moments`` values each, counted back from the end; NaN where none is known."""
    pad = -len(panel.values) % moments
    padded = np.vstack([np.full((pad, panel.values.shape[1]), np.nan), panel.values])
    blocks = padded.reshape(-1, moments, panel.values.shape[1])
    known = ~np.isnan(blocks)
    count = known.sum(axis=1)
    total = np.where(known, blocks, 0.0).sum(axis=1)
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return Panel(means, (panel.starts + pad) // moments, 1)


def carried(ahead: Vector, view: Panel, moments: int, horizon: int) -> Vector:
    """Return a coarse forecast moment by moment, on the straight lines between the middles of its blocks.

    The first line begins in the middle of the last block known.
    """
    last = np.where(np.isnan(view.values[-1]), ahead[:, 0], view.values[-1])
    points = np.column_stack([last, ahead])
    place = (np.arange(horizon) + (moments + 1) / 2) / moments
    left = place.astype(int)
    share = place - left
    path: Vector = points[:, left] * (1 - share) + points[:, np.minimum(left + 1, points.shape[1] - 1)] * share
    return path
