"""Coarser views: several moments taken as one, where noise is less and the trend is plainer."""

import numpy as np

from indicators.forecast.panel import Panel, Vector


def coarser(panel: Panel, moments: int) -> Panel:
    """Return the means of ``moments`` values each, counted back from the end; NaN where one of them is missing."""
    left = len(panel.values) % moments
    blocks = panel.values[left:].reshape(-1, moments, panel.values.shape[1])
    starts = -(-np.maximum(panel.starts - left, 0) // moments)
    # A history shorter than one block is one value: the mean of what it has.
    values, whole = blocks.mean(axis=1), starts < len(blocks)
    if not whole.all():
        starts = np.minimum(starts, len(blocks) - 1)
        known = ~np.isnan(blocks[-1])
        values[-1, ~whole] = (np.where(known, blocks[-1], 0.0).sum(0) / np.maximum(known.sum(0), 1))[~whole]
    return Panel(values, starts, 1)


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
