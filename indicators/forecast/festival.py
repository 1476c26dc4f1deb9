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
# The first none, one, two or all are tried; which days matter differs from series to series.
_WINDOWS = (_BEFORE, _DURING, _AFTER)
_YEAR = 12
_RECENT = 15 * _YEAR  # months the effect is fitted on
_MARGIN = 6.0  # AICc by which windows must beat none
_LARGEST = 1.5  # logs
_TOLD_APART = 1e-9  # windows that add less to those before them say nothing new


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
    if known.sum() < FROM - _YEAR:
        return np.zeros(length + horizon)
    design = _design(first_month, length + horizon)
    used = (design[_YEAR:length] - design[: length - _YEAR])[-_RECENT:][known]
    # Every set begins with the one before it, so one orthogonal basis serves all of them.
    basis, upper = np.linalg.qr(np.column_stack([np.ones(len(used)), used]))
    along = basis.T @ change[known]
    left = float(change[known] @ change[known]) - np.cumsum(along**2)
    best, least = 0, _aicc(left[0], len(used), 1) - _MARGIN
    for count in range(1, len(along)):
        if abs(upper[count, count]) < _TOLD_APART:
            break
        criterion = _aicc(left[count], len(used), count + 1)
        if criterion < least:
            best, least = count, criterion
    weights = np.linalg.solve(upper[: best + 1, : best + 1], along[: best + 1])[1:]
    return np.asarray(np.clip(design[:, :best] @ weights, -_LARGEST, _LARGEST))


def _design(first_month: int, length: int) -> Vector:
    """Return months × all windows, as :func:`regressors` does, from plain arrays."""
    begin, table = _table()
    columns = np.zeros((length, len(_WINDOWS)))
    at = first_month - begin + np.arange(length)
    inside = (at >= 0) & (at < len(table))
    columns[inside] = table[at[inside]]
    return columns


@cache
def _table() -> tuple[int, Vector]:
    """Return the first month of the table of dates, year × 12, and the shares of all windows from there on."""
    begin = int(_shares(_BEFORE).index[0].year) * _YEAR
    return begin, np.column_stack([_shares(window).to_numpy(dtype=float) for window in _WINDOWS])


def _aicc(squares: float, n: int, parameters: int) -> float:
    spread = max(squares, np.finfo(float).tiny)
    return n * np.log(spread / n) + 2 * parameters + 2 * parameters * (parameters + 1) / (n - parameters - 1)
