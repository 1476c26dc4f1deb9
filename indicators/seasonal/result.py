"""An adjustment: a series taken apart, what was taken out, why, and how good it is."""

from dataclasses import dataclass

import pandas as pd

from datasets import Text

COLUMNS = ("period", "value", "trend", "seasonal", "festival", "workday", "irregular", "adjusted")
Windows = tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Quality:
    """How far an adjustment can be trusted.

    ``m7`` is below 1 where a season can be told from noise (Lothian and Morry 1978). ``residual_seasonality`` is the
    p-value of an F-test for months in the growth of the adjusted series: small means a season is left in it.
    ``irregular_share`` is the irregular's part of the movement from month to month, against the trend's.
    ``new_year_roughness`` is the standard deviation of January to March growth of the adjusted series over that
    of the other months, outliers apart (a crisis that breaks out in February is no festival);
    ``new_year_roughness_before`` the same had festival and workdays been left in, and
    ``new_year_roughness_with_outliers`` the first with every month counted.
    ``effects`` are the effects with their t-values, by the name of the regressor.
    """

    m7: float
    residual_seasonality: float
    irregular_share: float
    new_year_roughness: float
    new_year_roughness_before: float
    new_year_roughness_with_outliers: float
    effects: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Adjustment:
    """A monthly series in its components.

    ``frame`` has one row a month: period, value, trend, seasonal, festival, workday, irregular and adjusted.
    Multiplicative: value = trend × seasonal × festival × workday × irregular, the last four factors about 1;
    additive: their sum, the last four about 0. ``adjusted`` is trend and irregular. ``windows`` are the days about
    New Year's Day that were found to matter, none included; ``lag`` is the number of months by which they act late
    (taxes are paid a month after the output they fall on). ``outliers`` are months that stood alone ("month") or
    began a new level ("level"): known and kept, in the irregular and in the trend.
    """

    frame: pd.DataFrame
    multiplicative: bool
    method: Text
    reason: Text
    windows: Windows
    lag: int
    with_workdays: bool
    outliers: tuple[tuple[pd.Period, str], ...]
    quality: Quality

    @property
    def adjusted(self) -> pd.Series:
        """Return the adjusted series by month, in the unit of the values."""
        return pd.Series(self.frame["adjusted"].to_numpy(), index=pd.DatetimeIndex(self.frame["period"]).to_period("M"))
