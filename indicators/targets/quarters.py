"""The year of gross domestic product, quarter by quarter and at the prices of the year before, as its goal is set.

What has come is the published growth of the year to date; the next quarter is the nowcast's, later ones are forecast
from the growth of earlier quarters. Amounts are those of the year before, grown.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from datasets import Snapshot
from indicators.forecast.dated import forecast_series
from indicators.nowcast import data, nowcast
from indicators.panel import MACRO
from indicators.targets.flow import Year

SERIES = f"{MACRO}{data.GDP}"
_QUARTERS, _MONTHS = 4, 3

Vector = npt.NDArray[np.float64]


def year_of(snapshot: Snapshot, year: int) -> Year | None:
    """Return how far a year has come, None unless it is the one running and the year before is known whole."""
    cumulative = data.published(snapshot)
    before = cumulative.value.reindex(pd.period_range(f"{year - 1}Q1", periods=_QUARTERS, freq="Q"))
    if cumulative.empty or cumulative.index[-1].year != year or before.isna().any():
        return None
    last = cumulative.index[-1]
    known, whole = last.quarter, before.to_numpy(dtype=float)
    alone = np.diff(whole, prepend=0.0)[known:]
    growth, half = _coming(snapshot, data.quarterly_growth(cumulative), _QUARTERS - known)
    coming = float(alone @ (1 + growth))
    return Year(
        month=last.asfreq("M", how="end").to_timestamp(),
        previous=float(whole[-1]),
        so_far=float(whole[known - 1] * (1 + cumulative.growth.iloc[-1])),
        months_left=_MONTHS * len(alone),
        same_months=float(alone.sum()),
        coming=coming,
        # Quarters of one year err together: their half-widths add up.
        upper80=coming + float(alone @ half),
    )


def _coming(snapshot: Snapshot, quarters: pd.Series, left: int) -> tuple[Vector, Vector]:
    """Return the growth of each quarter left and the half-width of its 80 % interval."""
    if not left:
        return np.zeros(0), np.zeros(0)
    frame = forecast_series(quarters, left).frame
    growth, half = frame["mean"].to_numpy(copy=True), (frame.hi80 - frame["mean"]).to_numpy(copy=True)
    now = nowcast(snapshot)
    if now is not None and now.quarter == quarters.index[-1] + 1:
        growth[0], half[0] = now.growth, now.hi80 - now.growth
    return growth, half
