"""The engine: a monthly series in, a forecast out. A stronger engine replaces this one function."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from datasets import Text
from indicators.forecast import backtest, short
from indicators.forecast.backtest import Backtest
from indicators.forecast.intervals import Scores, band
from indicators.forecast.models import FESTIVAL_FROM, Combination, seasonal_naive
from indicators.forecast.result import COLUMNS, Forecast

Vector = npt.NDArray[np.float64]

_YEAR = 12
_HOLT_WINTERS_FROM = 36

_NAIVE = Text("季节朴素法（沿用去年同月）", "Seasonal naive (the same month of last year)")
_THETA = Text("θ 法", "Theta")
_BOTH = Text("θ 法与阻尼 Holt-Winters 平均", "Mean of theta and damped Holt-Winters")
_ADJUSTED = Text("春节调整后的", ", adjusted for the Spring Festival")


def forecast_series(values: pd.Series, horizon: int = _YEAR) -> Forecast:
    """Return the forecast of a monthly series (PeriodIndex, no gaps).

    The method is tried at rolling origins against the seasonal naive one; the better is shown. Leading
    undefined months are dropped; fewer than 24 months get a labelled fallback. Same input, same answer.
    """
    known = values.loc[values.first_valid_index() :] if values.notna().any() else values.iloc[:0]
    if known.isna().any():
        known = known.loc[known.index > known.index[known.isna().to_numpy()][-1]]
    history, months = known.to_numpy(dtype=float), pd.PeriodIndex(known.index)
    start = pd.PeriodIndex(values.index)[-1] + 1
    if len(history) < short.ENOUGH:
        return short.fallback(history, start, horizon)
    if np.ptp(history[-short.ENOUGH :]) == 0:
        return short.constant(float(history[-1]), start, horizon)
    return _tested(history, months, start, horizon)


def _tested(history: Vector, months: pd.PeriodIndex, start: pd.Period, horizon: int) -> Forecast:
    known, ahead = backtest.origins(len(history), horizon)
    positive = bool(history.min() > 0)
    combination = Combination(with_holt_winters=known[0] >= _HOLT_WINTERS_FROM, positive=positive)
    model = backtest.run(combination, history, months, known, ahead)
    naive = backtest.run(lambda past, _, steps: seasonal_naive(past, steps), history, months, known, ahead)
    if naive.error <= model.error:
        mean, test, method = seasonal_naive(history, horizon), naive, _NAIVE
    else:
        mean, test, method = combination(history, months, horizon), model, _name(combination, len(history))
    above_zero = bool(history.min() >= 0)
    frame, coverage = _frame(np.maximum(mean, 0.0) if above_zero else mean, test, history, start, above_zero=above_zero)
    return Forecast(
        frame=frame,
        method=method,
        reason=_reason(method, model, naive, coverage),
        error=min(model.error, naive.error),
        naive_error=naive.error,
        coverage80=coverage,
        origins=len(known),
    )


def _frame(
    mean: Vector, test: Backtest, history: Vector, start: pd.Period, *, above_zero: bool
) -> tuple[pd.DataFrame, float]:
    """Return the rows of a forecast and the coverage its 80 % intervals would have had."""
    horizon = len(mean)
    # Series that cross or touch nought are measured against their usual size, not against a forecast near nought.
    floor = float(np.mean(np.abs(history[-2 * _YEAR :]))) * (0.05 if history.min() > 0 else 1.0)
    scores, sums = Scores.of(test, floor), Scores.of_sums(test, floor)
    narrow, wide = scores.widths(0.80, horizon), scores.widths(0.95, horizon)
    total = np.cumsum(mean)
    ends = (
        *band(mean, narrow, floor, above_zero=above_zero),
        *band(mean, np.maximum(narrow, wide), floor, above_zero=above_zero),
        *band(
            total, sums.widths(0.80, horizon, widening=False), floor * np.arange(1, horizon + 1), above_zero=above_zero
        ),
    )
    periods = pd.period_range(start, periods=horizon, freq="M").to_timestamp().as_unit("us")
    return pd.DataFrame(dict(zip(COLUMNS, (periods, mean, *ends), strict=True))), scores.coverage(0.80)


def _name(combination: Combination, length: int) -> Text:
    name = _BOTH if combination.with_holt_winters else _THETA
    if not combination.positive or length < FESTIVAL_FROM:
        return name
    return Text(_ADJUSTED.zh + name.zh, name.en + _ADJUSTED.en)


def _reason(method: Text, model: Backtest, naive: Backtest, coverage: float) -> Text:
    origins, ahead = model.said.shape
    inside_zh = "" if np.isnan(coverage) else f"；80% 区间实际覆盖 {coverage:.0%}"
    inside_en = "" if np.isnan(coverage) else f"; 80 % intervals held {coverage:.0%}"
    if method is _NAIVE:
        return Text(
            f"回测中模型误差 {model.error:.1%}，不优于季节朴素法 {naive.error:.1%}，故采用后者"
            f"（{origins} 个起点，各 {ahead} 个月）{inside_zh}。",
            f"In the backtest the model erred by {model.error:.1%}, no better than the seasonal naive method's "
            f"{naive.error:.1%}, so the latter is shown ({origins} origins of {ahead} months){inside_en}.",
        )
    return Text(
        f"{method.zh}；{origins} 个起点、各 {ahead} 个月的回测误差 {model.error:.1%}，"
        f"季节朴素法 {naive.error:.1%}{inside_zh}。",
        f"{method.en}; backtest error {model.error:.1%} over {origins} origins of {ahead} months, "
        f"seasonal naive {naive.error:.1%}{inside_en}.",
    )
