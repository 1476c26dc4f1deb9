"""The Spring Festival: it moves between January and February, and takes output with it.

Each window of days around New Year's Day gives one regressor: the share of the window's days that fall in
a month, less its long-run mean for that calendar month, so that the seasonal pattern stays where it is.
"""

import csv
import datetime as dt
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import pandas as pd

Vector = npt.NDArray[np.float64]

_BEFORE, _DURING, _AFTER = (-20, -1), (0, 6), (7, 20)
# Windows are tried from none to all; which days matter differs from series to series.
_SETS = ((), (_BEFORE,), (_BEFORE, _DURING), (_BEFORE, _DURING, _AFTER))
_YEAR = 12


@cache
def new_years_days() -> tuple[dt.date, ...]:
    """Return the dates of Chinese New Year's Day that the code list holds."""
    text = (files("datasets") / "codes" / "spring_festival.csv").read_text(encoding="utf-8")
    return tuple(dt.date.fromisoformat(row["code"]) for row in csv.DictReader(text.splitlines()))


@cache
def _shares(window: tuple[int, int]) -> pd.Series:
    """Return the centred share of a window in every January to March of the table, by month."""
    first, last = window
    rows = [
        (day + dt.timedelta(days=offset)).replace(day=1)
        for day in new_years_days()
        for offset in range(first, last + 1)
    ]
    years = sorted({day.year for day in new_years_days()})
    index = pd.period_range(f"{years[0]}-01", f"{years[-1]}-12", freq="M")
    counts = pd.Series(pd.PeriodIndex(rows, freq="M")).value_counts().reindex(index).fillna(0.0) / (last - first + 1)
    return counts - counts.groupby(index.month).transform("mean")


def regressors(months: pd.PeriodIndex, windows: tuple[tuple[int, int], ...]) -> Vector:
    """Return months × windows; months beyond the table of dates have no effect."""
    columns = [_shares(window).reindex(months).fillna(0.0).to_numpy(dtype=float) for window in windows]
    return np.column_stack(columns) if columns else np.zeros((len(months), 0))


def effect(log_values: Vector, months: pd.PeriodIndex, horizon: int) -> Vector:
    """Return the festival's effect on the log of each month and of ``horizon`` months more.

    Fitted on seasonal differences; the set of windows with the least AICc wins, none included.
    """
    span = pd.period_range(months[0], periods=len(months) + horizon, freq="M")
    change = log_values[_YEAR:] - log_values[:-_YEAR]
    best = (np.inf, np.zeros(len(span)))
    for windows in _SETS:
        design = regressors(span, windows)
        used = design[: len(log_values)]
        x = np.column_stack([np.ones(len(change)), used[_YEAR:] - used[:-_YEAR]])
        weights = np.linalg.lstsq(x, change, rcond=None)[0]
        criterion = _aicc(change - x @ weights, x.shape[1])
        if criterion < best[0]:
            best = (criterion, design @ weights[1:])
    return best[1]


def _aicc(residuals: Vector, parameters: int) -> float:
    n = len(residuals)
    spread = max(float(residuals @ residuals), np.finfo(float).tiny)
    return n * np.log(spread / n) + 2 * parameters + 2 * parameters * (parameters + 1) / (n - parameters - 1)
