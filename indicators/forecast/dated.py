"""Dated series in, forecasts out: the engine for pandas series with a PeriodIndex of any frequency."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from indicators.forecast.backtest import Trial
from indicators.forecast.engine import NONE, Compositions, outlooks
from indicators.forecast.outlook import Outlook
from indicators.forecast.result import COLUMNS, Forecast
from indicators.forecast.seasonality import profile
from indicators.forecast.task import Series

# Moments in a year, by the first letter of pandas' name for the frequency; others have no season.
SEASONS = {"M": 12, "Q": 4, "Y": 1, "A": 1, "W": 52, "D": 7, "B": 5}
_MONTHS = 12


def forecast_series(values: pd.Series, horizon: int = _MONTHS, parent: pd.Series | None = None) -> Forecast:
    """Return the forecast of a series with a PeriodIndex: months, quarters, years, weeks or days.

    Gaps are NaN and are skipped, never filled in. Where a naive method did no worse in the backtest it is shown
    and says so; a series too short to test gets a labelled fallback. ``parent`` lends its season to a short
    series. Same input, same answer.
    """
    return forecast_many([values], horizon, [parent])[0]


def forecast_many(
    series: Sequence[pd.Series],
    horizon: int = _MONTHS,
    parents: Sequence[pd.Series | None] | None = None,
    *,
    festival: bool = True,
    compositions: Compositions = NONE,
) -> list[Forecast]:
    """Return the forecasts of series of one frequency, computed together; without ``festival`` no month is moved."""
    if not series:
        return []
    lenders = parents or [None] * len(series)
    indexes = [pd.PeriodIndex(each.index) for each in series]
    season = season_of_index(indexes[0])
    wanted = [
        _series(each, index, lender, season, festival=festival)
        for each, index, lender in zip(series, indexes, lenders, strict=True)
    ]
    found = outlooks(wanted, season, horizon, alone=True, compositions=compositions)
    return [dated(each, index[-1] + 1, horizon) for each, index in zip(found, indexes, strict=True)]


def season_of_index(index: pd.PeriodIndex) -> int:
    """Return how many moments of an index make a season."""
    return SEASONS.get(index.freqstr[0].upper(), 1)


def engine_series(values: pd.Series) -> Series:
    """Return a series with a PeriodIndex as the engine takes it."""
    index = pd.PeriodIndex(values.index)
    return _series(values, index, None, season_of_index(index))


def _series(
    values: pd.Series, index: pd.PeriodIndex, lender: pd.Series | None, season: int, *, festival: bool = True
) -> Series:
    numbers = values.to_numpy(dtype=float)
    monthly = festival and index.freqstr[0].upper() == "M"
    lent = None
    if lender is not None and season > 1:
        factors = profile(lender.to_numpy(dtype=float), season)
        apart = int(index[0].ordinal) - int(pd.PeriodIndex(lender.index)[0].ordinal)
        lent = None if factors is None else np.roll(factors, -apart)
    return Series(values=numbers, first_month=_month(index[0]) if monthly else None, profile=lent)


def _month(period: pd.Period) -> int:
    return int(period.year) * _MONTHS + int(period.month) - 1


def dated(found: Outlook, start: pd.Period, horizon: int) -> Forecast:
    """Return an outlook as a forecast whose first row is ``start``."""
    return Forecast(
        frame=pd.DataFrame(dict(zip(COLUMNS, (_dates(start, horizon), *found.columns()), strict=True))),
        method=found.method,
        reason=found.reason,
        error=found.error,
        naive_error=found.naive_error,
        last_value_error=found.last_value_error,
        coverage80=found.coverage80,
        coverage95=found.coverage95,
        origins=found.origins,
        weights=found.weights,
        above_zero=found.above_zero,
        tested=None if found.tested is None else Trial(*(part * found.scale for part in found.tested)),
    )


@lru_cache(maxsize=256)
def _dates(start: pd.Period, horizon: int) -> pd.DatetimeIndex:
    return pd.period_range(start, periods=horizon, freq=start.freq).to_timestamp().as_unit("us")
