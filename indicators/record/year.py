"""A year ago: what the twelve months that have come since were expected to bring, and what they brought."""

from dataclasses import dataclass

import pandas as pd

from datasets import Snapshot
from indicators.record.score import hindcasts

_YEAR = 12


@dataclass(frozen=True, eq=False)
class YearAgo:
    """The hindcast of the last twelve months, made at the end of ``origin``, and what came.

    ``frame`` has one row a month: period, mean, lo80, hi80, lo95, hi95, naive and actual. ``lo80`` and ``hi80`` are
    the 80 % interval of the sum; it is as wide downwards as upwards.
    """

    key: str
    origin: pd.Timestamp
    frame: pd.DataFrame
    lo80: float
    hi80: float

    @property
    def expected(self) -> float:
        """Return the sum that was expected."""
        return float(self.frame["mean"].sum())

    @property
    def naive(self) -> float:
        """Return the sum that the naive forecast said: the twelve months before, again."""
        return float(self.frame["naive"].sum())

    @property
    def came(self) -> float:
        """Return the sum that came."""
        return float(self.frame["actual"].sum())

    @property
    def error(self) -> float:
        """Return how far the expected sum was off what came, as a fraction of it."""
        return self.expected / self.came - 1

    @property
    def held(self) -> bool:
        """Return whether the 80 % interval held what came."""
        return self.lo80 <= self.came <= self.hi80


def year_ago(snapshot: Snapshot, key: str) -> YearAgo | None:
    """Return the last hindcast all twelve months of which have come, None where there is none."""
    known = hindcasts(snapshot, key)
    if known.empty:
        return None
    whole = known.groupby("origin").filter(lambda each: list(each["step"]) == list(range(1, _YEAR + 1)))
    if whole.empty:
        return None
    frame = whole[whole["origin"] == whole["origin"].max()].reset_index(drop=True)
    expected, upper = float(frame["mean"].sum()), float(frame["sum_hi80"].iloc[-1])
    return YearAgo(key, frame["origin"].iloc[0], frame, 2 * expected - upper, upper)
