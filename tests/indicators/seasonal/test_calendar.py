"""The table of holidays holds together: every weekday off is a statutory day, or was paid for by a weekend."""

import csv
import datetime as dt
from collections import Counter
from importlib.resources import files

import numpy as np
import pandas as pd

from indicators.seasonal.calendar import is_workday, listed, workday_effect, workdays


def rows(name):
    return list(csv.DictReader((files("datasets") / "codes" / f"{name}.csv").read_text("utf-8").splitlines()))


def test_weekdays_off_less_weekends_worked_are_the_statutory_days_of_each_year():
    # Regulations on public holidays: 10 days until 2007, 11 from 2008 (five festivals), 13 from 2025. Two years had more:
    # 2015 (3 September, seventy years of victory) and 2020 (the Spring Festival was prolonged by two days).
    net = Counter()
    for row in rows("public_holiday"):
        net[int(row["parent"])] += dt.date.fromisoformat(row["code"]).weekday() < 5
    for row in rows("makeup_workday"):
        net[int(row["parent"])] -= 1
    expected = {year: 10 if year < 2008 else 11 if year < 2025 else 13 for year in range(2005, 2027)}
    assert net == expected | {2015: 12, 2020: 13}


def test_weekends_worked_are_weekends_and_no_holiday_is_worked():
    assert {day.weekday() for day in listed("makeup_workday")} == {5, 6}
    assert not listed("makeup_workday") & listed("public_holiday")


def test_new_years_day_of_the_lunar_year_is_always_off():
    festivals = {day for day in listed("spring_festival") if 2005 <= day.year <= 2026}
    assert len(festivals) == 22
    assert festivals <= listed("public_holiday")


def test_days_everybody_remembers():
    assert not is_workday(dt.date(2020, 1, 31))  # prolonged
    assert is_workday(dt.date(2024, 2, 18))  # a Sunday, in exchange for the Spring Festival
    assert not is_workday(dt.date(2008, 5, 1))
    assert is_workday(dt.date(2008, 5, 5))  # a Monday: the golden week of May was given up in 2008


def test_workdays_of_a_year_and_of_years_to_come():
    year = workdays(pd.period_range("2023-01", "2023-12", freq="M"))
    assert year.sum() == 249
    assert year[0] == 18  # January 2023: 22 weekdays, less six weekdays off, and two weekends worked
    unknown = workdays(pd.period_range("2030-01", "2030-12", freq="M"))
    assert 246 < unknown.sum() < 254


def test_the_effect_has_no_season_of_its_own():
    effect = workday_effect(pd.period_range("2005-01", "2026-12", freq="M"))
    assert np.abs(effect.reshape(-1, 12).mean(axis=0)).max() < 1e-12
