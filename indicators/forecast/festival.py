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

FROM = 60  # months of history before the festival's effect can be told from noise

_BEFORE, _DURING, _AFTER = (-20, -1), (0, 6), (7, 20)
# Windows are tried from none to all; which days matter differs from series to series.
_SETS = ((), (_BEFORE,), (_BEFORE, _DURING), (_BEFORE, _DURING, _AFTER))
_YEAR = 12
_RECENT = 15 * _YEAR  # months the effect is fitted on
_MARGIN = 6.0  # AICc by which windows must beat none
_LARGEST = 1.5  # logs


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
    """Return the festival's effect on the log of each month and of ``horizon`` months more."""
    return effect_at(log_values, int(months[0].year) * _YEAR + int(months[0].month) - 1, horizon)


def effect_at(log_values: Vector, first_month: int, horizon: int) -> Vector:
    """Return the effect from the month counted as year × 12 + month − 1 on; NaN among the values is skipped.

    Fitted on the seasonal differences of the last fifteen years, for the effect changes; the set of windows with
    the least AICc wins, if it beats none by a margin that chance seldom reaches.
    """
    length = len(log_values)
    change = (log_values[_YEAR:] - log_values[:-_YEAR])[-_RECENT:]
    known = ~np.isnan(change)
    best, least = np.zeros(length + horizon), np.inf
    if known.sum() < FROM - _YEAR:
        return best
    for windows in _SETS:
        design = _design(first_month, length + horizon, windows)
        used = (design[_YEAR:length] - design[: length - _YEAR])[-_RECENT:][known]
        x = np.column_stack([np.ones(len(used)), used])
        weights = np.linalg.lstsq(x, change[known], rcond=None)[0]
        criterion = _aicc(change[known] - x @ weights, x.shape[1])
        if criterion < least:
            best, least = design @ weights[1:], criterion if windows else criterion - _MARGIN
    return np.clip(best, -_LARGEST, _LARGEST)


def _design(first_month: int, length: int, windows: tuple[tuple[int, int], ...]) -> Vector:
    """Return months × windows, as :func:`regressors` does, from plain arrays."""
    columns = np.zeros((length, len(windows)))
    for place, window in enumerate(windows):
        shares = _shares(window)
        begin = int(shares.index[0].year) * _YEAR
        at = first_month - begin + np.arange(length)
        inside = (at >= 0) & (at < len(shares))
        columns[inside, place] = shares.to_numpy()[at[inside]]
    return columns


def _aicc(residuals: Vector, parameters: int) -> float:
    n = len(residuals)
    spread = max(float(residuals @ residuals), np.finfo(float).tiny)
    return n * np.log(spread / n) + 2 * parameters + 2 * parameters * (parameters + 1) / (n - parameters - 1)
