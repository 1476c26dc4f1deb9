"""The months a yearly goal is added up from: of an indicator as computed, of a report as de-cumulated."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from datasets import Snapshot
from indicators.catalogue import catalogue, definition_of, reporting
from indicators.computing.compute import levels
from indicators.computing.panel import MACRO, months_of
from indicators.computing.slices import Slice
from indicators.definition import Indicator, Unit
from indicators.forecast.answers import forecast
from indicators.forecast.series import monthly_series


class Ahead(NamedTuple):
    """The sum expected over coming months, and the upper end of its 80 % interval, for one month, two months, …"""

    mean: pd.Series
    upper80: pd.Series


class Year(NamedTuple):
    """How far a year has come: its last month known, the year before, what came, and what is expected of the rest.

    ``same_months`` is the rest of the year before; ``coming`` is expected and, nine times of ten, below ``upper80``.
    """

    month: pd.Timestamp
    previous: float
    so_far: float
    months_left: int
    same_months: float
    coming: float
    upper80: float


def flow_of(snapshot: Snapshot, series: str) -> pd.Series:
    """Return a flow by month; empty when the series is not a monthly flow.

    Where a report gives January and February together each takes half: only sums of both are ever shown.
    """
    return _flow(snapshot, series).copy()


@lru_cache(maxsize=64)
def _flow(snapshot: Snapshot, series: str) -> pd.Series:
    nothing = pd.Series(dtype=float, index=pd.PeriodIndex([], freq="M"))
    if series.startswith(MACRO):
        rows = months_of(snapshot, series)
        rows = rows[rows.months < 3]  # noqa: PLR2004 quarters are no months
        parts = [
            (month, float(row["value"]) / row["months"])
            for row in rows.to_dict("records")
            for month in pd.period_range(row["period_start"], row["period_end"], freq="M")
        ]
        if not parts:
            return nothing
        found = pd.Series(dict(parts)).sort_index()
        return found.reindex(pd.period_range(found.index[0], found.index[-1], freq="M"))
    definition = catalogue().get(series)
    if not isinstance(definition, Indicator) or definition.stock:
        return nothing
    return monthly_series(levels(snapshot, definition, Slice(), cumulative=False))


@lru_cache(maxsize=256)
def ahead(snapshot: Snapshot, series: str) -> Ahead:
    """Return the sums expected over the coming months, by how many: those of the forecast that readers see."""
    frame = forecast(snapshot, indicator_of(series)).frame
    last = _flow(snapshot, series).index[-1]
    steps = pd.PeriodIndex(frame.period, freq="M").asi8 - last.ordinal
    return Ahead(
        pd.Series(np.cumsum(frame["mean"].to_numpy()), index=steps),
        pd.Series(frame.sum_hi80.to_numpy(dtype=float), index=steps),
    )


def indicator_of(series: str) -> str:
    """Return the key of the indicator that shows a series: of a report, the one on its total."""
    return reporting(series.removeprefix(MACRO)) if series.startswith(MACRO) else series


def unit_of(snapshot: Snapshot, series: str) -> str:
    """Return the base unit of a flow."""
    if not series.startswith(MACRO):
        return definition_of(series).unit
    rows = months_of(snapshot, series)
    return str(rows.unit.iloc[-1]) if len(rows) else Unit.YUAN
