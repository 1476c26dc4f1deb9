"""Who explains a change: the split, and the part of it, that accounts for more of the change than its size would.

A part that is half of everything explains half of most changes; that says nothing. What counts is the share of the
change beyond the share of the level, as in the explanatory power and surprise of Bhagwan et al. (2014, Adtributor).
Only declared dimensions are asked, so that no enterprise is ever named: groups of enterprises by ownership are the
closest a sentence comes.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from datasets import Snapshot
from indicators.catalogue import definition_of
from indicators.definition import Indicator
from indicators.dimensions import UNKNOWN
from indicators.slices import checked
from indicators.statistics.contributions import two_periods

DIMENSIONS = ("industry", "street", "ownership", "tax_type", "continent", "regime_group", "project_nature")
_LEAST = 0.1  # of the change, below which a part explains nothing


class Driver(NamedTuple):
    """A part that explains a change: its points of growth, its share of the change, and that beyond its size."""

    dimension: str
    code: str
    points: float
    share: float
    beyond: float


def driver(snapshot: Snapshot, key: str, month: pd.Timestamp, *, cumulative: bool = False) -> Driver | None:
    """Return the part that explains most of an indicator's growth beyond its size, None where nothing stands out."""
    definition = definition_of(key)
    if not isinstance(definition, Indicator):
        return None
    asked = [name for name in DIMENSIONS if name in definition.dimensions]
    found = [each for name in asked if (each := _best(snapshot, key, month, name, cumulative=cumulative)) is not None]
    return max(found, key=lambda each: (round(each.beyond, 9), -asked.index(each.dimension)), default=None)


def _best(snapshot: Snapshot, key: str, month: pd.Timestamp, dimension: str, *, cumulative: bool) -> Driver | None:
    definition = definition_of(key)
    now, before = two_periods(snapshot, definition, checked(definition, (dimension,)), month, cumulative=cumulative)
    change, level = now.to_numpy() - before.to_numpy(), before.to_numpy()
    moved, base = float(change.sum()), float(level.sum())
    if not np.isfinite(moved) or moved == 0 or base <= 0:
        return None
    found = [
        Driver(dimension, str(code), float(own / base), float(own / moved), float(own / moved - size / base))
        for code, own, size in zip(now.index, change, level, strict=True)
        if code != UNKNOWN and own / moved > _LEAST
    ]
    return min(found, key=lambda each: (-each.beyond, each.code), default=None)
