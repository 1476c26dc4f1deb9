"""Months as people write them and as frames hold them."""

import datetime as dt
import re

import pandas as pd

from datasets import Language, Text
from indicators.errors import QuestionError

Period = str | dt.date | pd.Timestamp

_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_MONTH = 12


def month_start(period: Period) -> pd.Timestamp:
    """Return the first day of a month written as ``2010-06``, or given as any day in it."""
    if isinstance(period, str) and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?", period):
        raise QuestionError(
            Text(f"“{period}”不是月份，应写成 2010-06", f"{period!r} is not a month; write it as 2010-06")
        )
    return pd.Timestamp(period).to_period("M").to_timestamp().as_unit("us")


def months(first: pd.Timestamp, last: pd.Timestamp) -> pd.DatetimeIndex:
    """Return every month from first to last, both included."""
    return pd.date_range(first, last, freq="MS", name="period", unit="us")


def month_code(period: Period) -> str:
    """Return a month as ``2010-06``."""
    return month_start(period).strftime("%Y-%m")


def period_label(period: Period, language: Language, *, cumulative: bool = False) -> str:
    """Return a month or year as a reader writes it: 2010年6月, Jun 2010; year to date 2010年1—6月, Jan–Jun 2010.

    A bare year, ``2010``, is 2010年 and 2010.
    """
    if isinstance(period, str) and re.fullmatch(r"\d{4}", period):
        return f"{period}年" if language == "zh" else period
    start = month_start(period)
    year, month = start.year, start.month
    name = _ENGLISH[month - 1]
    if not cumulative or month == 1:
        return f"{year}年{month}月" if language == "zh" else f"{name} {year}"
    if month == _LAST_MONTH:
        return f"{year}年全年" if language == "zh" else f"Full year {year}"
    return f"{year}年1—{month}月" if language == "zh" else f"Jan–{name} {year}"
