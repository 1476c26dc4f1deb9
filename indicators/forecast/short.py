"""Series that no backtest can judge: too short, or standing still."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from datasets import Text
from indicators.forecast.result import COLUMNS, Forecast

Vector = npt.NDArray[np.float64]

ENOUGH = 24  # months from which on a method can be tested
_YEAR = 12
_HALF = 6
_LEAST_SPREAD = 0.1  # of the level, a month: a few quiet months prove nothing
_NORMAL80, _NORMAL95 = 1.2816, 1.96
_UNKNOWN = float("nan")


def constant(value: float, start: pd.Period, horizon: int) -> Forecast:
    """Return a value that has not moved for two years, without an interval to speak of."""
    mean = np.full(horizon, value)
    total = np.cumsum(mean)
    return Forecast(
        frame=_frame(start, mean, *(mean,) * 4, total, total),
        method=Text("不变", "Constant"),
        reason=Text("两年来数值未变，按原值外推。", "The value has not moved for two years and is carried forward."),
        error=0.0,
        naive_error=0.0,
        coverage80=1.0,
        origins=0,
    )


def fallback(history: Vector, start: pd.Period, horizon: int) -> Forecast:
    """Return the last value (fewer than six months) or the recent mean, with wide bands and a plain label."""
    level = _level(history)
    mean = np.full(horizon, level)
    half = _spread(history, level) * np.sqrt(np.arange(1, horizon + 1))
    total = np.cumsum(mean)
    floor = 0.0 if len(history) == 0 or history.min() >= 0 else -np.inf
    ends = [np.maximum(mean - _NORMAL80 * half, floor), mean + _NORMAL80 * half]
    ends += [np.maximum(mean - _NORMAL95 * half, floor), mean + _NORMAL95 * half]
    summed = _NORMAL80 * np.cumsum(half)
    return Forecast(
        frame=_frame(start, mean, *ends, np.maximum(total - summed, floor), total + summed),
        method=Text("数据不足", "Too few data"),
        reason=Text(
            f"数据不足：只有 {len(history)} 个月，无法回测，仅以近期水平外推，区间为粗略估计。",
            f"Too few data: {len(history)} months cannot be backtested; the recent level is carried forward and the "
            "interval is rough.",
        ),
        error=_UNKNOWN,
        naive_error=_UNKNOWN,
        coverage80=_UNKNOWN,
        origins=0,
    )


def _level(history: Vector) -> float:
    if len(history) == 0:
        return 0.0
    return float(history[-1]) if len(history) < _HALF else float(np.mean(history[-_YEAR:]))


def _spread(history: Vector, level: float) -> float:
    seen = float(np.std(np.diff(history))) if len(history) > 2 else 0.0  # noqa: PLR2004 two differences
    return max(seen, _LEAST_SPREAD * abs(level))


def _frame(start: pd.Period, *columns: Vector) -> pd.DataFrame:
    periods = pd.period_range(start, periods=len(columns[0]), freq="M").to_timestamp().as_unit("us")
    return pd.DataFrame(dict(zip(COLUMNS, (periods, *columns), strict=True)))
