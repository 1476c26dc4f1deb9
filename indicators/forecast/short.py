"""Series that no backtest can judge: nothing known, too short, or standing still."""

import numpy as np

from datasets import Text
from indicators.forecast.outlook import Outlook
from indicators.forecast.panel import Vector
from indicators.forecast.pool import Pool

FEWEST = 6  # values from which on a method is fitted

_OWN, _SHARED = 0.7, 0.3
_DOUBT = 4.0  # changes that the usual spread counts for
_TOO_FEW = Text("数据不足：沿用最后一个值", "Too few data: the last value")


def nothing(horizon: int) -> Outlook:
    """Return noughts for a series without a single value, and say so."""
    none = np.zeros(horizon)
    return Outlook(
        scale=1.0,
        mean=none,
        narrow=none,
        wide=none,
        summed=none,
        above_zero=True,
        method=Text("数据不足：没有数据", "Too few data: none at all"),
        reason=Text(
            "数据不足：没有任何数值，以零填充，不是预测。", "Too few data: no value at all; noughts, no forecast."
        ),
    )


def constant(value: float, horizon: int) -> Outlook:
    """Return a value that has not moved for long, without an interval to speak of."""
    none = np.zeros(horizon)
    return Outlook(
        scale=abs(value) or 1.0,
        mean=np.full(horizon, np.sign(value)),
        narrow=none,
        wide=none,
        summed=none,
        above_zero=value >= 0,
        method=Text("不变", "Constant"),
        reason=Text("数值长期未变，按原值外推。", "The value has long not moved and is carried forward."),
        error=0.0,
        naive_error=0.0,
        last_value_error=0.0,
        coverage80=1.0,
        coverage95=1.0,
    )


def too_short(history: Vector, horizon: int, pool: Pool) -> Outlook:
    """Return the last value of fewer than six, with the bands that many series of this frequency needed."""
    known = history[~np.isnan(history)]
    size = float(np.max(np.abs(known)))
    scaled = known / size if size else known
    last = float(scaled[-1])
    level = float(np.mean(np.abs(scaled)))
    changes = np.diff(scaled) / level if level else np.zeros(0)
    spread = np.sqrt((np.sum(changes**2) + _DOUBT * pool.spread**2) / (len(changes) + _DOUBT))
    half = max(abs(last), level) * spread**_OWN * pool.spread**_SHARED
    return Outlook(
        scale=size or 1.0,
        mean=np.full(horizon, last),
        narrow=half * pool.narrow,
        wide=half * pool.wide,
        summed=half * pool.narrow * np.arange(1, horizon + 1),
        above_zero=bool(known.min() >= 0),
        method=_TOO_FEW,
        reason=Text(
            f"数据不足：只有 {len(known)} 个数值，无法回测，沿用最后一个值，区间借自同频率的其他序列。",
            f"Too few data: {len(known)} values cannot be backtested; the last one is carried forward, with the "
            "interval that other series of this frequency needed.",
        ),
    )
