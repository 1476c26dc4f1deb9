"""The working calendar of mainland China: weekdays, public holidays and the weekends worked in exchange (调休).

Days off and make-up workdays stand in ``datasets/codes/public_holiday.csv`` and ``makeup_workday.csv``, from the
yearly notices of the General Office of the State Council (国务院办公厅关于部分节假日安排的通知), 2005 to 2026.
"""

import csv
import datetime as dt
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import pandas as pd

Vector = npt.NDArray[np.float64]
_SATURDAY = 5


@cache
def listed(name: str) -> frozenset[dt.date]:
    """Return the days of a code list whose codes are dates."""
    text = (files("datasets") / "codes" / f"{name}.csv").read_text(encoding="utf-8")
    return frozenset(dt.date.fromisoformat(row["code"]) for row in csv.DictReader(text.splitlines()))


def is_workday(day: dt.date) -> bool:
    """Return whether people at large work on a day."""
    if day in listed("makeup_workday"):
        return True
    return day.weekday() < _SATURDAY and day not in listed("public_holiday")


@cache
def _table() -> pd.DataFrame:
    """Return weekdays and workdays of every month for which the holidays are known."""
    years = sorted({day.year for day in listed("public_holiday")})
    days = pd.date_range(f"{years[0]}-01-01", f"{years[-1]}-12-31")
    month = days.to_period("M")
    counts = pd.DataFrame({"weekdays": days.day_of_week < _SATURDAY, "workdays": [is_workday(d.date()) for d in days]})
    return counts.groupby(month).sum()


def workdays(months: pd.PeriodIndex) -> Vector:
    """Return how many days are worked in each month.

    Beyond the years whose holidays have been decided, a month has its weekdays less the holidays such a month
    usually holds.
    """
    table = _table()
    usual_holidays = (table.weekdays - table.workdays).groupby(pd.PeriodIndex(table.index).month).mean()
    found = table.workdays.reindex(months).astype(float)
    missing = found.isna().to_numpy()
    if missing.any():
        found[missing] = _weekdays(months[missing]) - usual_holidays.reindex(months[missing].month).to_numpy()
    return np.asarray(found.to_numpy(dtype=float))


def workday_effect(months: pd.PeriodIndex) -> Vector:
    """Return by how much each month's workdays exceed those usual in that month of the year, as a fraction."""
    table = _table().workdays.astype(float)
    usual = table.groupby(pd.PeriodIndex(table.index).month).mean().reindex(months.month).to_numpy()
    return np.asarray(workdays(months) / usual - 1)


def _weekdays(months: pd.PeriodIndex) -> Vector:
    first = months.to_timestamp().to_numpy().astype("datetime64[D]")
    after = (months + 1).to_timestamp().to_numpy().astype("datetime64[D]")
    return np.busday_count(first, after).astype(float)
