"""Stability: how far an adjusted value moves when later months are added (the history of its revisions).

Each of the last months is adjusted once more as it was when it was the newest, with everything chosen anew: effects,
windows, unusual months. Figures of the series itself are today's, so that what moves is the adjustment alone.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from datasets import Text
from indicators.seasonal.adjust import SHORTEST, adjust

LOOKED_BACK = 12
_STEADY = 0.01  # a first estimate that moves by less keeps its sign in most months


class Stability(NamedTuple):
    """The revisions of an adjusted series.

    ``frame`` has columns period, first (the adjusted value when its month was the newest), newest, and revision, the
    second over the first less one (of a series that is not positive: their difference over the mean size). ``first`` to
    ``newest`` is ``revision`` on average of absolute values; ``step`` is what one more month does to the month before.
    """

    frame: pd.DataFrame
    revision: float
    step: float

    @property
    def said(self) -> Text:
        """Return how far a first estimate moved on average."""
        if not len(self.frame):
            return Text("序列太短，未评估修订。", "The series is too short for a history of revisions.")
        largest = self.frame.revision.abs().max()
        steady = self.revision < _STEADY
        return Text(
            f"最近 {len(self.frame)} 个月的首次调整值平均修订 {self.revision:.2%}（最大 {largest:.2%}），"
            f"每增加一个月上月平均变动 {self.step:.2%}{'；较稳定' if steady else '；最近几个月宜慎读'}。",
            f"First estimates of the last {len(self.frame)} months were revised by {self.revision:.2%} on average "
            f"(at most {largest:.2%}); one more month moves the month before by {self.step:.2%}"
            f"{': stable' if steady else ': read the latest months with care'}.",
        )


def stability(values: pd.Series, months: int = LOOKED_BACK) -> Stability:
    """Return the revisions of the last ``months`` of a monthly series; none unless three years stand before them."""
    known = np.flatnonzero(values.notna().to_numpy())
    ends = known[-months - 1 :] if len(known) > SHORTEST + months else known[:0]
    size = float(np.nanmean(np.abs(values.to_numpy(dtype=float)))) if len(ends) else float("nan")
    made = [adjust(values.iloc[: end + 1]).adjusted.to_numpy() for end in ends]
    if not made:
        empty = pd.DataFrame({"period": [], "first": [], "newest": [], "revision": []})
        return Stability(empty, float("nan"), float("nan"))
    newest, before = made[-1], ends[:-1]
    first = np.array([each[end] for each, end in zip(made[:-1], before, strict=True)])
    after = np.array([each[end] for each, end in zip(made[1:], before, strict=True)])
    period = pd.PeriodIndex(values.index)[before].to_timestamp().as_unit("us")
    revision = _moved(newest[before], first, size)
    frame = pd.DataFrame({"period": period, "first": first, "newest": newest[before], "revision": revision})
    step = _moved(after, first, size)
    return Stability(frame, float(np.abs(revision).mean()), float(np.abs(step).mean()))


def _moved(later: np.ndarray, earlier: np.ndarray, size: float) -> np.ndarray:
    """Return how far values moved, as a fraction of what they were, or of the series' size where it is not positive."""
    return (later - earlier) / (earlier if (earlier > 0).all() else size)
