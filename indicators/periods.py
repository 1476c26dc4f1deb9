"""Months, quarters and years as people write them and as frames hold them: by their last month."""

import datetime as dt
import re
from functools import lru_cache

import pandas as pd

from datasets import Language, Text
from indicators.definition import Frequency
from indicators.errors import QuestionError

Period = str | dt.date | pd.Timestamp

_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUARTERS = "一二三四"
_TO_DATE = {3: ("一季度", "Q1"), 6: ("上半年", "H1"), 9: ("前三季度", "Q1–Q3"), 12: ("全年", "Full year")}
_MONTHS = 8192  # asked for again and again: every point of every chart has a label
JANUARY = 1
_LAST_MONTH = 12


@lru_cache(maxsize=_MONTHS)
def month_start(period: Period) -> pd.Timestamp:
    """Return the first day of a month written as ``2010-06``, or given as any day in it."""
    if isinstance(period, str) and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?", period):
        raise QuestionError(
            Text(f"“{period}”不是月份，应写成 2010-06", f"{period!r} is not a month; write it as 2010-06")
        )
    return pd.Timestamp(period).to_period("M").to_timestamp().as_unit("us")


def period_of(period: Period, frequency: Frequency) -> pd.Timestamp:
    """Return the last month of the period asked for: of a quarter or year, the one that any month of it names.

    A quarter may be written ``2010Q2``, a year ``2010``.
    """
    if isinstance(period, str) and frequency is not Frequency.MONTH:
        if found := re.fullmatch(r"(\d{4})-?Q([1-4])", period):
            period = f"{found[1]}-{int(found[2]) * 3:02d}"
        elif re.fullmatch(r"\d{4}", period):
            period = f"{period}-12"
    month = month_start(period)
    return month + pd.DateOffset(months=-month.month % frequency.months)


def first_month(period: Period) -> pd.Timestamp:
    """Return the month in which a month, ``2010-06``, or a year, ``2010``, begins."""
    return month_start(f"{period}-01" if isinstance(period, str) and re.fullmatch(r"\d{4}", period) else period)


def last_month(period: Period) -> pd.Timestamp:
    """Return the month in which a month or a year ends."""
    return month_start(f"{period}-12" if isinstance(period, str) and re.fullmatch(r"\d{4}", period) else period)


@lru_cache(maxsize=64)
def months(first: pd.Timestamp, last: pd.Timestamp) -> pd.DatetimeIndex:
    """Return every month from first to last, both included."""
    return pd.date_range(first, last, freq="MS", name="period", unit="us")


def month_code(period: Period) -> str:
    """Return a month as ``2010-06``."""
    return month_start(period).strftime("%Y-%m")


@lru_cache(maxsize=_MONTHS)
def period_label(
    period: Period,
    language: Language,
    *,
    cumulative: bool = False,
    frequency: Frequency = Frequency.MONTH,
    together: int = 1,
) -> str:
    """Return a period as a reader writes it: 2010年6月, Jun 2010; year to date 2010年1—6月, Jan–Jun 2010.

    A bare year, ``2010``, is 2010年 and 2010; the quarter that ends in June is 2010年二季度 and Q2 2010, to date
    2010年上半年 and H1 2010. ``together`` counts the months that were delivered as one: 2010年1—2月.
    """
    if isinstance(period, str) and re.fullmatch(r"\d{4}", period):
        return f"{period}年" if language == "zh" else period
    start = month_start(period)
    year, month = start.year, start.month
    if frequency is Frequency.YEAR:
        return period_label(str(year), language)
    if frequency is Frequency.QUARTER:
        return _quarter(year, month, language, cumulative=cumulative)
    name = _ENGLISH[month - 1]
    first = 1 if cumulative else month - together + 1
    if first == month:
        return f"{year}年{month}月" if language == "zh" else f"{name} {year}"
    if cumulative and month == _LAST_MONTH:
        return f"{year}年全年" if language == "zh" else f"Full year {year}"
    return f"{year}年{first}—{month}月" if language == "zh" else f"{_ENGLISH[first - 1]}–{name} {year}"


def _quarter(year: int, month: int, language: Language, *, cumulative: bool) -> str:
    if cumulative:
        zh, en = _TO_DATE[month]
        return f"{year}年{zh}" if language == "zh" else f"{en} {year}"
    quarter = month // 3
    return f"{year}年{_QUARTERS[quarter - 1]}季度" if language == "zh" else f"Q{quarter} {year}"
