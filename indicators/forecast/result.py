"""A forecast: a series carried forward, with intervals, and how well the method did in the past."""

from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from datasets import Text
from indicators.forecast.backtest import Trial

COLUMNS = ("period", "mean", "lo80", "hi80", "lo95", "hi95", "sum_lo80", "sum_hi80")


@dataclass(frozen=True, kw_only=True, eq=False)
class Forecast:
    """What is expected, how sure we are, and why this method.

    ``frame`` has one row a moment (a month, of monthly series): period, mean, the 80 and 95 % intervals, and the
    80 % interval of the sum of all moments up to it (``sum_lo80``, ``sum_hi80``): sums err less than their parts
    taken together.
    ``error``, ``naive_error`` and ``last_value_error`` are the mean sMAPE (0–2) of the method shown, of the
    seasonal naive and of the naive method at the rolling origins; ``coverage80`` and ``coverage95`` are the shares
    of held-back moments inside intervals that were made without them. All are NaN where the series is too short to
    know. ``weights`` are the shares of the combination's members. ``tested`` is what was said at the origins and what
    came, by the engine's own moments; None where there was no test, or where the forecast was looked up.
    """

    frame: pd.DataFrame
    method: Text
    reason: Text
    error: float
    naive_error: float
    coverage80: float
    origins: int
    last_value_error: float = float("nan")
    coverage95: float = float("nan")
    weights: dict[str, float] = field(default_factory=dict)
    above_zero: bool = False
    tested: Trial | None = None


class YearEnd(NamedTuple):
    """The year so far and where it is likely to end; ``previous`` is the whole year before, NaN if unknown."""

    year: int
    actual_to_date: float
    mean: float
    lo80: float
    hi80: float
    previous: float
