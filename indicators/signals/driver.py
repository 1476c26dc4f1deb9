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
from indicators.statistics.contributions import contributions

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
    parts = contributions(snapshot, key, month, dimension, cumulative=cumulative)
    total, base = float(parts.points.sum()), float(parts.base.sum())
    if not np.isfinite(total) or total == 0 or base <= 0:
        return None
    share = parts.points / total
    parts = parts.assign(explained=share, beyond=share - parts.base / base)
    parts = parts[(parts.code != UNKNOWN) & (share > _LEAST)]
    if parts.empty:
        return None
    best = parts.sort_values(["beyond", "code"], ascending=[False, True]).iloc[0]
    return Driver(dimension, str(best.code), float(best.points), float(best.explained), float(best.beyond))
