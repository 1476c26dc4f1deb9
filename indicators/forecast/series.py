"""From an indicator's slice to the series that is forecast, and back within what the indicator can be."""

import pandas as pd

from indicators.definition import AnyIndicator, Unit
from indicators.forecast.result import COLUMNS, Forecast


def monthly_series(values: pd.DataFrame) -> pd.Series:
    """Return the one column of a slice, zero where the slice has no rows at all, by month."""
    column = values.iloc[:, 0] if values.shape[1] else pd.Series(0.0, index=values.index)
    return pd.Series(column.to_numpy(dtype=float), index=pd.DatetimeIndex(values.index).to_period("M"))


def bounded(found: Forecast, definition: AnyIndicator, known: pd.Series) -> Forecast:
    """Return the forecast with shares kept at one or below, unless what is known has been above: so is overuse."""
    if definition.unit is Unit.SHARE and not known.max() > 1:
        ends = [name for name in COLUMNS[1:] if not name.startswith("sum")]
        found.frame[ends] = found.frame[ends].clip(upper=1.0)
    return found
