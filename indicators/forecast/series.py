"""From an indicator's slice to the series that is forecast, and back within what the indicator can be."""

from dataclasses import replace

import pandas as pd

from indicators.definition import AnyIndicator, Frequency, Unit
from indicators.forecast.result import COLUMNS, Forecast

_FREQUENCIES = {Frequency.QUARTER: "Q", Frequency.YEAR: "Y"}


def monthly_series(values: pd.DataFrame) -> pd.Series:
    """Return the one column of a slice, zero where the slice has no rows at all, by month."""
    column = values.iloc[:, 0] if values.shape[1] else pd.Series(0.0, index=values.index)
    return pd.Series(column.to_numpy(dtype=float), index=pd.DatetimeIndex(values.index).to_period("M"))


def own_periods(values: pd.DataFrame, frequency: Frequency) -> pd.Series:
    """Return the one column of a slice by quarter or year; NaN where a period between the first and last is missing."""
    if values.empty or not values.shape[1]:
        return pd.Series(dtype=float, index=pd.PeriodIndex([], freq=_FREQUENCIES[frequency]))
    index = pd.DatetimeIndex(values.index).to_period(_FREQUENCIES[frequency])
    found = pd.Series(values.iloc[:, 0].to_numpy(dtype=float), index=index)
    return found.reindex(pd.period_range(index[0], index[-1], freq=index.freq))


def in_last_months(found: Forecast, frequency: Frequency) -> Forecast:
    """Return a forecast whose quarters or years stand in their last month, as those of a series do."""
    periods = pd.PeriodIndex(found.frame.period, freq=_FREQUENCIES[frequency]).asfreq("M", how="END")
    return replace(found, frame=found.frame.assign(period=periods.to_timestamp().as_unit("us")))


def bounded(found: Forecast, definition: AnyIndicator) -> Forecast:
    """Return the forecast with shares kept at one or below."""
    if definition.unit is Unit.SHARE:
        ends = [name for name in COLUMNS[1:] if not name.startswith("sum")]
        found.frame[ends] = found.frame[ends].clip(upper=1.0)
    return found
