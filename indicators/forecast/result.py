"""A forecast: a series carried forward, with intervals and how well the method did in the past."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from datasets import Text

COLUMNS = ("period", "mean", "lo80", "hi80", "lo95", "hi95", "sum_lo80", "sum_hi80")


@dataclass(frozen=True, kw_only=True, eq=False)
class Forecast:
    """What is expected, how sure we are, and why this method.

    ``frame`` has one row a month: period, mean, the 80 and 95 % intervals, and the 80 % interval of the sum
    of all months up to it (``sum_lo80``, ``sum_hi80``): sums err less than their months taken together.
    ``error`` and ``naive_error`` are the mean sMAPE (0–2) of the method and of the seasonal naive method at
    the rolling origins; ``coverage80`` is the share of held-back months inside 80 % intervals that were made
    without them. All three are NaN where the series is too short to know.
    """

    frame: pd.DataFrame
    method: Text
    reason: Text
    error: float
    naive_error: float
    coverage80: float
    origins: int


class YearEnd(NamedTuple):
    """The year so far and where it is likely to end; ``previous`` is the whole year before, NaN if unknown."""

    year: int
    actual_to_date: float
    mean: float
    lo80: float
    hi80: float
    previous: float
