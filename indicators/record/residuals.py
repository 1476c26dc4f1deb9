"""One-step errors of the model by month: what unusual months and shifts are judged by, never the levels themselves."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from datasets import Snapshot
from indicators.computing.compute import series
from indicators.record.hindcast import TABLE
from indicators.signals.anomaly import unusual
from indicators.signals.breaks import breaks

# January and February told together are two months ahead at the nearest.
_SQL = (
    f"SELECT period, mean FROM {TABLE} WHERE key = ? "  # noqa: S608 a constant
    "QUALIFY step = min(step) OVER (PARTITION BY key, origin) ORDER BY period"
)
_LEAST = 12


class Surprise(NamedTuple):
    """How far a month came from what was expected a month before: relative error, robust z, place among all errors.

    ``place`` is 1 for the largest error in size of ``among`` months.
    """

    error: float
    z: float
    place: int
    among: int


def residuals(snapshot: Snapshot, key: str) -> pd.Series:
    """Return actual over expected less one, by month; empty without hindcasts or where forecasts touch nought."""
    return _residuals(snapshot, key).copy()


@lru_cache(maxsize=128)
def _residuals(snapshot: Snapshot, key: str) -> pd.Series:
    if not snapshot.has(TABLE):
        return pd.Series(dtype=float, index=pd.DatetimeIndex([]))
    said = snapshot.query(_SQL, (key,)).to_pandas()
    expected = pd.Series(said["mean"].to_numpy(dtype=float), index=pd.DatetimeIndex(said.period))
    if expected.empty or expected.min() <= 0:
        return expected.iloc[:0]
    known = series(snapshot, key)
    actual = pd.Series(known.value.to_numpy(dtype=float), index=pd.DatetimeIndex(known.period))
    return (actual.reindex(expected.index) / expected - 1).dropna()


def surprise(snapshot: Snapshot, key: str, month: pd.Timestamp) -> Surprise | None:
    """Return how surprising a month was, None where too few errors are known."""
    errors = _residuals(snapshot, key)
    errors = errors[errors.index <= month]
    if len(errors) <= _LEAST or errors.index[-1] != month:
        return None
    sizes = np.abs(errors.to_numpy())
    place = int(np.sum(sizes > sizes[-1])) + 1
    return Surprise(float(errors.iloc[-1]), unusual(errors.to_numpy()).z, place, len(errors))


def shifts(snapshot: Snapshot, key: str) -> list[pd.Timestamp]:
    """Return the months from which the model's errors had another mean: where the world or the model changed."""
    errors = _residuals(snapshot, key)
    return [pd.Timestamp(errors.index[at]) for at in breaks(errors.to_numpy())]
