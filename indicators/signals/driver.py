"""Who explains a change: the split, and the part of it, that accounts for more of the change than its size would.

A part that is half of everything explains half of most changes; that says nothing. What counts is the share of the
change beyond the share of the level, as in the explanatory power and surprise of Bhagwan et al. (2014, Adtributor).
The change is all that moved, up and down alike: parts that offset one another explain little of what is left of them.
A part without which there would be more to explain explains nothing.
Only declared dimensions are asked, so that no enterprise is ever named: groups of enterprises by ownership are the
closest a sentence comes.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from datasets import Snapshot
from indicators.catalogue import definition_of
from indicators.computing.compute import levels
from indicators.computing.slices import checked
from indicators.definition import Indicator
from indicators.dimensions import UNKNOWN
from indicators.forecast.panel import Vector

DIMENSIONS = ("industry", "street", "ownership", "tax_type", "continent", "regime_group", "project_nature")
_LEAST = 0.1  # of all that moved, below which a part explains nothing
_BEYOND = 0.05  # of all that moved, by which a part must explain more than its size
_MOST = 2.0  # times the change: without a larger part there would be more to explain


class Driver(NamedTuple):
    """A part that explains a change: its points of growth, its share of all that moved, and that beyond its size."""

    dimension: str
    code: str
    points: float
    share: float
    beyond: float


def driver(snapshot: Snapshot, key: str, month: pd.Timestamp, *, cumulative: bool = False) -> Driver | None:
    """Return the part that explains most of an indicator's growth beyond its size, None where nothing stands out."""
    return _standing_out(snapshot, key, (month,), cumulative=cumulative)


def mover(snapshot: Snapshot, key: str, month: pd.Timestamp, *, cumulative: bool = False) -> Driver | None:
    """Return the part that explains most of how growth moved since the month before, beyond its size, or None.

    Its points are its contribution to the growth of this month less that to the growth of the month before.
    """
    return _standing_out(snapshot, key, (month, month - pd.DateOffset(months=1)), cumulative=cumulative)


def _standing_out(snapshot: Snapshot, key: str, months: Sequence[pd.Timestamp], *, cumulative: bool) -> Driver | None:
    definition = definition_of(key)
    if not isinstance(definition, Indicator):
        return None
    asked = [name for name in DIMENSIONS if name in definition.dimensions]
    found = [each for name in asked if (each := _best(snapshot, definition, months, name, cumulative=cumulative))]
    return max(found, key=lambda each: (round(each.beyond, 9), -asked.index(each.dimension)), default=None)


def _best(
    snapshot: Snapshot, definition: Indicator, months: Sequence[pd.Timestamp], dimension: str, *, cumulative: bool
) -> Driver | None:
    """Return the part of one split: of growth in one month, of the difference of growth between two."""
    values = _parts(snapshot, definition, dimension, cumulative)
    held = [(_row(values, month), _row(values, month - pd.DateOffset(years=1))) for month in months]
    if any(not before.sum() > 0 for _, before in held):
        return None
    now, *earlier = ((after - before) / before.sum() for after, before in held)
    grown = now - sum(earlier)
    moved, sizes = float(grown.sum()), held[0][1] / held[0][1].sum()
    if not np.isfinite(moved) or moved == 0:
        return None
    shares = grown * np.sign(moved) / np.abs(grown).sum()
    found = [
        Driver(dimension, str(code), float(own), float(share), float(share - size))
        for code, own, share, size in zip(values.columns, grown, shares, sizes, strict=True)
        if code != UNKNOWN and share > max(_LEAST, size + _BEYOND) and own / moved < _MOST
    ]
    return min(found, key=lambda each: (-each.beyond, each.code), default=None)


@lru_cache(maxsize=64)
def _parts(snapshot: Snapshot, definition: Indicator, dimension: str, cumulative: bool) -> pd.DataFrame:
    """Return an indicator by month and by the codes of a dimension."""
    return levels(snapshot, definition, checked(definition, (dimension,)), cumulative=cumulative)


def _row(values: pd.DataFrame, month: pd.Timestamp) -> Vector:
    """Return the values of a month by code, NaN where the month is not known."""
    place = int(values.index.searchsorted(month))
    known = place < len(values) and values.index[place] == month
    return values.to_numpy(dtype=float)[place] if known else np.full(values.shape[1], np.nan)
