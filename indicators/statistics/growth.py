"""Growth as Chinese statistics state it: over a year, over a month, over two years, on a comparable base.

Every function takes months × columns (or one column) indexed by the first day of the month, and gives fractions:
0.05 is 5 %. Growth from a base that is not positive is NaN, never a number.
"""

import numpy as np
import pandas as pd

from indicators.periods import JANUARY

_TWO = 2
_MONTH, _TWO_YEARS = pd.DateOffset(months=1), pd.DateOffset(years=2)


def over(values: pd.DataFrame, gap: pd.DateOffset) -> pd.DataFrame:
    """Return each value over that of a ``gap`` before, NaN where that is missing or not positive."""
    base = values.copy()
    base.index = base.index + gap
    base = base.reindex(values.index)
    return values.where(values >= 0) / base.where(base > 0)


def month_on_month(adjusted: pd.DataFrame) -> pd.DataFrame:
    """Return 环比: growth over the month before, of values that are seasonally adjusted; over others it misleads."""
    return over(adjusted, _MONTH) - 1


def two_year_average(values: pd.DataFrame) -> pd.DataFrame:
    """Return 两年平均: the geometric mean of the growth of two years, √(value / value two years before) - 1.

    The National Bureau of Statistics used it for 2021, when 2020 was no base to compare with; it is the same as the
    geometric mean of the two yearly rates.
    """
    return over(values, _TWO_YEARS) ** 0.5 - 1


def two_year_average_of_rates(yoy: pd.DataFrame) -> pd.DataFrame:
    """Return 两年平均 of published rates: √((1 + this year's) (1 + last year's)) - 1, where there are no levels."""
    before = yoy.copy()
    before.index = before.index + pd.DateOffset(years=1)
    product = (1 + yoy) * (1 + before.reindex(yoy.index))
    return product.where(product >= 0) ** 0.5 - 1


def combine_new_year(monthly: pd.DataFrame, to_date: pd.DataFrame) -> pd.DataFrame:
    """Return months × columns in which January and February are one period, written in February's row.

    The year to date of February is just that for flows, for ratios of flows and for shares; stocks stand at the end
    of February either way. A January of which February is not yet known has no row: nobody knows the period.
    """
    months = pd.DatetimeIndex(monthly.index)
    together = pd.Series(months.month == JANUARY + 1, index=monthly.index)
    combined = monthly.where(~together, to_date, axis=0)
    return combined[months.month != JANUARY]


def over_a_year(share: pd.Series, yoy: pd.Series) -> pd.Series:
    """Return how far a share differs from that of a year before, in points, which is what 同比 means of a share."""
    return share - share / (1 + yoy).where(yoy > -1)


def comparable_base(value: pd.Series, yoy_published: pd.Series) -> pd.Series:
    """Return 可比口径 base: what the year before was, in the scope and prices the published growth compares with.

    It differs from the level published a year before where the enterprises above the threshold, the survey or the
    prices have changed; the difference is the reason why 同比 is never computed from levels and called official.
    """
    return value / (1 + yoy_published).where(yoy_published > -1)


def months_covered(periods: pd.DatetimeIndex, *, combined: bool) -> pd.Series:
    """Return how many months each row stands for: 2 for a combined January and February, else 1."""
    pair = (periods.month == JANUARY + 1) & combined
    return pd.Series(np.where(pair, _TWO, 1), index=periods)
