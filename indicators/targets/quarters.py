"""The year of gross domestic product, quarter by quarter and at the prices of the year before, as its goal is set.

What has come is the published growth of the year to date; the next quarter is the nowcast's, later ones are forecast
from the growth of earlier quarters. Amounts are those of the year before, grown.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from datasets import Snapshot
from indicators.computing.panel import MACRO
from indicators.forecast.dated import forecast_many, forecast_series
from indicators.nowcast import data, nowcast
from indicators.targets.flow import Year

SERIES = f"{MACRO}{data.GDP}"
_QUARTERS, _MONTHS = 4, 3
_SHORTEST = 20  # quarters that are known before a year is asked after
_ORIGINS = 36  # the last twelve years, three quarters each

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


class Asked(NamedTuple):
    """What would have been said of a year of the past at the end of one of its quarters: growth of the whole year.

    ``growth`` is expected, ``upper80`` the upper end of its 80 % interval, ``came`` what was published in the end.
    """

    origin: pd.Period
    left: int
    growth: float
    upper80: float
    came: float


def asked(snapshot: Snapshot) -> list[Asked]:
    """Return the growth foretold of each of the last years after one, two and three of its quarters.

    The quarters ahead are forecast from growth alone, without the nowcast, which knows more: its own backtest stands
    beside it. Today's revisions are known, as with hindcasts.
    """
    cumulative = data.published(snapshot)
    growth = data.quarterly_growth(cumulative) if len(cumulative) else pd.Series(dtype=float)
    ends = [each for each in growth.index if each.quarter < _QUARTERS and _is_whole(cumulative, each.year)]
    ends = [each for each in ends if len(growth.loc[:each]) >= _SHORTEST][-_ORIGINS:]
    made = forecast_many([growth.loc[:each] for each in ends], _QUARTERS - 1)
    return [_asked(cumulative, end, each.frame) for end, each in zip(ends, made, strict=True)]


def _is_whole(cumulative: pd.DataFrame, year: int) -> bool:
    """Return whether a year and the one before it are known quarter by quarter."""
    quarters = pd.period_range(f"{year - 1}Q1", periods=2 * _QUARTERS, freq="Q")
    return bool(cumulative.reindex(quarters).notna().all(axis=None))


def _asked(cumulative: pd.DataFrame, end: pd.Period, ahead: pd.DataFrame) -> Asked:
    year = cumulative.value.reindex(pd.period_range(f"{end.year - 1}Q1", periods=_QUARTERS, freq="Q")).to_numpy()
    weights = np.diff(year, prepend=0.0)[end.quarter :] / year[-1]
    rows = ahead.iloc[: len(weights)]
    so_far = float(cumulative.growth.get(end, np.nan) * year[end.quarter - 1] / year[-1])
    growth = so_far + float(weights @ rows["mean"].to_numpy())
    half = float(weights @ (rows.hi80 - rows["mean"]).to_numpy())
    came = float(cumulative.growth.get(pd.Period(f"{end.year}Q4", "Q"), np.nan))
    return Asked(end, _MONTHS * len(weights), growth, growth + half, came)


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
