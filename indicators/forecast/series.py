"""From an indicator's slice to the series that is forecast, and back within what the indicator can be."""

from dataclasses import replace

import pandas as pd

from datasets import Text
from indicators.definition import AnyIndicator, Ratio, Unit
from indicators.forecast.result import COLUMNS, Forecast

# Dividing the forecasts of its parts erred more in eight ratios of eleven (docs/decisions/0053).
_BY_ITSELF = Text(
    "比率单独预测，不必等于分子、分母两项预测之商。",
    "A ratio is forecast by itself: it need not be the quotient of the forecasts of its parts.",
)


def monthly_series(values: pd.DataFrame) -> pd.Series:
    """Return the one column of a slice, zero where the slice has no rows at all, by month."""
    column = values.iloc[:, 0] if values.shape[1] else pd.Series(0.0, index=values.index)
    return pd.Series(column.to_numpy(dtype=float), index=pd.DatetimeIndex(values.index).to_period("M"))


def suited(found: Forecast, definition: AnyIndicator, known: pd.Series) -> Forecast:
    """Return the forecast within what its indicator can be, and with what is to be known of such a forecast.

    Shares stay at one or below, unless what is known has been above: so is overuse.
    """
    if definition.unit is Unit.SHARE and not known.max() > 1:
        ends = [name for name in COLUMNS[1:] if not name.startswith("sum")]
        found.frame[ends] = found.frame[ends].clip(upper=1.0)
    if not isinstance(definition, Ratio):
        return found
    reason = Text(f"{found.reason.zh}{_BY_ITSELF.zh}", f"{found.reason.en} {_BY_ITSELF.en}")
    return replace(found, reason=reason)
