"""Which days about the Spring Festival and which workdays move a series: chosen by AICc, none allowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.forecast.festival import regressors
from indicators.seasonal.airline import Fit, Grid, inverse
from indicators.seasonal.calendar import workday_effect
from indicators.seasonal.outliers import Outlier, outliers
from indicators.seasonal.result import Windows

Vector = npt.NDArray[np.float64]

LONG_ENOUGH = 60  # months below which no calendar effect is looked for: five festivals are too few
_RECENT = 240  # the effect changes as people change; twenty years hold the whole cycle of the festival's dates

_BEFORE, _DURING, _AFTER = ((-20, -1), (-7, -1)), ((0, 6),), ((7, 20), (7, 13))
_LAGS = (0, 1)

Choice = tuple[Windows, int, bool]


@dataclass(frozen=True, eq=False)
class Effects:
    """What the calendar does to a series, on its own scale (logs or levels), by month and ``ahead`` months more.

    ``festival`` and ``workday`` are effects; ``shifts`` and ``pulses`` are what outliers add to the known months;
    ``windows``, ``lag`` and ``with_workdays`` say what was chosen; ``pair`` is the airline model's; ``aicc_none`` and
    ``aicc`` are the criterion without any effect and with those chosen.
    """

    festival: Vector
    workday: Vector
    shifts: Vector
    pulses: Vector
    outliers: tuple[Outlier, ...]
    windows: Windows
    lag: int
    with_workdays: bool
    pair: tuple[float, float]
    aicc_none: float
    aicc: float
    table: tuple[tuple[str, float, float], ...]  # regressor, coefficient, t-value


def candidates() -> list[Choice]:
    """Return every set that is tried, the smallest first: windows, their lag in months, and whether workdays count."""
    sets: list[Windows] = []
    for before, during, after in product(((), *_BEFORE), ((), *_DURING), ((), *_AFTER)):
        windows = tuple(window for window in (before, during, after) if window)
        sets.append(windows)  # type: ignore[arg-type]
    sets.sort(key=len)
    return [
        (windows, lag, working) for windows in sets for lag in (_LAGS if windows else (0,)) for working in (False, True)
    ]


def calendar_effects(values: Vector, months: pd.PeriodIndex, ahead: int = 0) -> Effects:
    """Return the calendar's effects on a series (logs or levels, no gaps) by month, and for months to come.

    Outliers are looked for twice: beside all regressors, then beside those chosen and with the model found.
    """
    span = pd.period_range(months[0], periods=len(months) + ahead, freq="M")
    names, design = _design(span)
    known = design[: len(values)]
    long = len(values) >= LONG_ENOUGH
    tried: Sequence[Choice] = candidates() if long else candidates()[:1]
    unusual = outliers(values, known if long else known[:, :0])
    choice, best, _ = _chosen(values, known, names, tried, unusual)
    unusual = outliers(values, known[:, list(_places(names, choice))], best.pair)
    choice, best, none = _chosen(values, known, names, tried, unusual)
    return _effects(values, choice, names, design, best, none, unusual)


def _chosen(
    values: Vector, design: Vector, names: list[str], tried: Sequence[Choice], unusual: tuple[Outlier, ...]
) -> tuple[Choice, Fit, Fit]:
    """Return the set of the least AICc, its fit, and the fit without any effect, outliers taken out of all."""
    start = max(0, len(values) - _RECENT)
    late = [each.column(len(values))[start:] for each in unusual if each.place > start]
    grid = Grid(values[start:], np.column_stack([design[start:], *late]))
    always = tuple(range(len(names), len(names) + len(late)))
    # Who tries forty sets finds one that fits noise; the criterion must fall by the price of looking (Foster and
    # George 1994: twice the logarithm of the number of choices) before any effect is believed.
    price = 2 * float(np.log(len(tried)))
    none = grid.fit(always)
    best, choice = none, tried[0]
    for each in tried[1:]:
        found = grid.fit((*_places(names, each), *always))
        if found.aicc < best.aicc - (price if choice == tried[0] else 0.0):
            best, choice = found, each
    return choice, best, none


def _effects(
    values: Vector,
    choice: Choice,
    names: list[str],
    design: Vector,
    best: Fit,
    none: Fit,
    unusual: tuple[Outlier, ...],
) -> Effects:
    windows, lag, working = choice
    places = _places(names, choice)
    beta, errors = (each[: len(places)] for each in (best.coefficients, best.errors))
    parts = design[:, list(places)] * beta
    festival, workday = parts[:, : len(windows)].sum(axis=1), parts[:, len(windows) :].sum(axis=1)
    shifts, pulses = _unusual(values - (festival + workday)[: len(values)], unusual, best.pair)
    return Effects(
        festival=festival,
        workday=workday,
        shifts=shifts,
        pulses=pulses,
        outliers=unusual,
        windows=windows,
        lag=lag,
        with_workdays=working,
        pair=best.pair,
        aicc_none=none.aicc,
        aicc=best.aicc,
        table=tuple(
            (names[place], float(one), float(one / max(error, np.finfo(float).tiny)))
            for place, one, error in zip(places, beta, errors, strict=True)
        ),
    )


def _unusual(values: Vector, unusual: tuple[Outlier, ...], pair: tuple[float, float]) -> tuple[Vector, Vector]:
    """Return what level shifts and single months out of line add to each month."""
    if not unusual:
        return np.zeros(len(values)), np.zeros(len(values))
    columns = np.column_stack([each.column(len(values)) for each in unusual])
    sizes = np.linalg.lstsq(inverse(columns, pair), inverse(values[:, None], pair)[:, 0], rcond=None)[0]
    level = np.array([each.kind == "level" for each in unusual])
    return columns[:, level] @ sizes[level], columns[:, ~level] @ sizes[~level]


def _design(span: pd.PeriodIndex) -> tuple[list[str], Vector]:
    """Return the names and columns of every regressor there is."""
    windows: Windows = (*_BEFORE, *_DURING, *_AFTER)
    names = [_name(window, lag) for lag in _LAGS for window in windows]
    columns = [regressors(span - lag, windows) for lag in _LAGS]
    return [*names, "workdays"], np.column_stack([*columns, workday_effect(span)])


def _places(names: list[str], choice: Choice) -> tuple[int, ...]:
    windows, lag, working = choice
    wanted = [_name(window, lag) for window in windows] + (["workdays"] if working else [])
    return tuple(names.index(name) for name in wanted)


def _name(window: tuple[int, int], lag: int) -> str:
    return f"festival {window[0]:+d}..{window[1]:+d}" + (f" lag {lag}" if lag else "")
