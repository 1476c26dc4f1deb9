"""Regression with ARIMA errors: for economists who know what drives a series and how the driver will go on.

The engine's combination asks nothing but the past; here the Spring Festival and drivers (an export order index, a
rate, a plant's capacity) enter with coefficients that can be read, and whose future paths are assumptions.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from datasets import Text
from indicators.errors import QuestionError
from indicators.forecast import festival
from indicators.forecast.dated import season_of_index
from indicators.forecast.panel import Vector

_WINDOWS = {"festival_before": (-20, -1), "festival_during": (0, 6), "festival_after": (7, 20)}
ORDERS = ((0, 1, 1), (1, 1, 0), (1, 1, 1), (2, 1, 0))  # differenced alike, so that their AICc can be compared
_LEVELS = {"80": 0.20, "95": 0.05}
_FEWEST = 3  # seasons, or times ten moments without one


@dataclass(frozen=True, kw_only=True, eq=False)
class Regression:
    """A fitted regression: ``frame`` is the fan (period, mean, lo80, hi80, lo95, hi95), ``effects`` one row a driver.

    Where ``logged``, values were taken in logs: a coefficient is the change in per cent (over a hundred) for one unit
    of the driver, and ``mean`` is the median. ``converged`` says whether the likelihood's search came to an end.
    """

    frame: pd.DataFrame
    effects: pd.DataFrame
    order: str
    logged: bool
    converged: bool


def regression(
    values: pd.Series,
    horizon: int,
    *,
    drivers: pd.DataFrame | None = None,
    with_festival: bool = False,
    orders: Sequence[tuple[int, int, int]] = ORDERS,
) -> Regression:
    """Return the regression of a series (PeriodIndex) on drivers and the Spring Festival, with ARIMA errors.

    ``drivers`` has the same kind of index and covers the past and the ``horizon`` ahead: its future is the scenario.
    The errors have the one of the ``orders`` with the least AICc, and a seasonal one. Positive series are taken in
    logs.
    """
    index = pd.PeriodIndex(values.index)
    season, span = season_of_index(index), pd.period_range(index[0], periods=len(index) + horizon, freq=index.freq)
    causes = _causes(span, drivers, with_festival=with_festival)
    if int(values.notna().sum()) < max(_FEWEST * season, 10 * _FEWEST) + causes.shape[1]:
        raise QuestionError(Text("历史太短，无法回归。", "The history is too short for a regression."))
    logged = bool(values.min() > 0)
    history = np.log(values.to_numpy(dtype=float)) if logged else values.to_numpy(dtype=float)
    past, ahead = causes.iloc[: len(index)], causes.iloc[len(index) :]
    fits = [_fitted(history, past, order, season) for order in orders]
    best = min(range(len(fits)), key=lambda place: fits[place].aicc)
    fitted = fits[best]
    told = fitted.get_forecast(horizon, exog=ahead.to_numpy() if causes.shape[1] else None)
    return Regression(
        frame=_frame(told, span[len(index) :], logged=logged),
        effects=_effects(fitted, list(causes.columns)),
        order=_words(orders[best], season),
        logged=logged,
        converged=bool(fitted.mle_retvals["converged"]),
    )


def _causes(span: pd.PeriodIndex, drivers: pd.DataFrame | None, *, with_festival: bool) -> pd.DataFrame:
    found = pd.DataFrame(index=span)
    if with_festival:
        if span.freqstr[0] != "M":
            raise QuestionError(Text("春节效应只适用于月度序列。", "The Spring Festival needs a monthly series."))
        shares = festival.regressors(span, tuple(_WINDOWS.values()))
        found = found.assign(**dict(zip(_WINDOWS, shares.T, strict=True)))
    if drivers is not None:
        wanted = drivers.reindex(span)
        lacking = wanted.index[wanted.isna().any(axis=1)]
        if len(lacking):
            raise QuestionError(
                Text(
                    f"驱动因素缺 {lacking[0]} 等 {len(lacking)} 期：过去和预测期都要给出。",
                    f"The drivers lack {len(lacking)} periods, such as {lacking[0]}: past and future must be given.",
                )
            )
        found = found.join(wanted.astype(float))
    return found


def _fitted(history: Vector, causes: pd.DataFrame, order: tuple[int, int, int], season: int) -> Any:
    from statsmodels.tsa.statespace.sarimax import SARIMAX

    seasonal = (0, 1, 1, season) if season > 1 else (0, 0, 0, 0)
    exog = causes.to_numpy() if causes.shape[1] else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what did not converge is said in the answer
        return SARIMAX(history, exog, order=order, seasonal_order=seasonal, concentrate_scale=True).fit(
            disp=False, maxiter=200
        )


def _frame(told: Any, periods: pd.PeriodIndex, *, logged: bool) -> pd.DataFrame:
    columns: dict[str, Any] = {"period": periods.to_timestamp().as_unit("us"), "mean": told.predicted_mean}
    for level, alpha in _LEVELS.items():
        ends = np.asarray(told.conf_int(alpha=alpha))
        columns |= {f"lo{level}": ends[:, 0], f"hi{level}": ends[:, 1]}
    frame = pd.DataFrame(columns)
    numbers = list(frame.columns[1:])
    return frame.assign(**{name: np.exp(frame[name]) for name in numbers}) if logged else frame


def _effects(fitted: Any, names: list[str]) -> pd.DataFrame:
    """Return driver, coefficient, lo95, hi95 and t, one row a driver."""
    count = len(names)
    ends = np.asarray(fitted.conf_int())[:count]
    coefficients = np.asarray(fitted.params)[:count]
    return pd.DataFrame(
        {
            "driver": names,
            "coefficient": coefficients,
            "lo95": ends[:, 0],
            "hi95": ends[:, 1],
            "t": coefficients / np.asarray(fitted.bse)[:count],
        }
    )


def _words(order: tuple[int, int, int], season: int) -> str:
    plain = f"ARIMA({', '.join(map(str, order))})"
    return f"{plain}(0, 1, 1)[{season}]" if season > 1 else plain
