"""Whether the probabilities keep their word: goals of the past, asked at earlier months, against what came."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from datasets import Snapshot
from indicators.catalogue import definition_of, reporting
from indicators.computing.panel import MACRO
from indicators.definition import Reported
from indicators.nowcast import data
from indicators.targets import quarters
from indicators.targets.flow import flow_of
from indicators.targets.probability import brier, probability

GOALS = (-0.05, 0.0, 0.03, 0.06, 0.10)
"""Growth rates that are asked after, whatever the goal of the year was."""

_MONTHS = 12
_COLUMNS = ("key", "origin", "left", "goal", "said", "came")
_Row = tuple[str, pd.Period, int, float, float, bool]
_SQL = """
    SELECT key, origin, step, mean, sum_hi80 FROM hindcast WHERE coalesce(key = ?, true) ORDER BY key, origin, step
"""


class Calibration(NamedTuple):
    """How probabilities of reaching a goal did: their Brier score, and that of always saying the share that did."""

    cases: int
    brier: float
    base_rate: float


def questions(snapshot: Snapshot, key: str | None = None) -> pd.DataFrame:
    """Return columns key, origin, left, goal, said (probability) and came, one row a goal asked at an origin."""
    return _questions(snapshot, key).copy()


@lru_cache(maxsize=16)
def _questions(snapshot: Snapshot, key: str | None) -> pd.DataFrame:
    if not snapshot.has("hindcast"):
        return pd.DataFrame(columns=_COLUMNS)
    frame = snapshot.query(_SQL, (key,)).to_pandas()
    rows = [
        row
        for (name, origin), ahead in frame.groupby(["key", "origin"])
        for row in _asked(flow_of(snapshot, _series(str(name))), str(name), pd.Period(origin, "M"), ahead)
    ]
    if key in (None, reporting(data.GDP)):
        rows += _of_quarters(snapshot)
    return pd.DataFrame(rows, columns=_COLUMNS)


def _series(key: str) -> str:
    """Return how flows name what an indicator shows."""
    definition = definition_of(key)
    return f"{MACRO}{definition.series}" if isinstance(definition, Reported) else key


def _of_quarters(snapshot: Snapshot) -> list[_Row]:
    """Return what was asked after the growth of gross domestic product, at comparable prices as its goal is."""
    return [
        (
            reporting(data.GDP),
            each.origin.asfreq("M", how="end"),
            each.left,
            goal,
            probability(goal, each.growth, each.upper80),
            each.came >= goal,
        )
        for each in quarters.asked(snapshot)
        for goal in GOALS
    ]


def calibration(snapshot: Snapshot, key: str | None = None) -> Calibration:
    """Return the calibration of an indicator's probabilities, of all indicators' when none is named."""
    asked = questions(snapshot, key)
    if asked.empty:
        return Calibration(0, float("nan"), float("nan"))
    came = asked.came.to_numpy(dtype=bool)
    share = np.full(len(came), came.mean())
    return Calibration(len(came), brier(asked.said.to_numpy(dtype=float), came), brier(share, came))


def _asked(flow: pd.Series, key: str, origin: pd.Period, ahead: pd.DataFrame) -> list[_Row]:
    left = _MONTHS - origin.month
    year = flow[pd.PeriodIndex(flow.index).year == origin.year]
    before = flow[pd.PeriodIndex(flow.index).year == origin.year - 1]
    if flow.empty or left == 0 or len(year) < _MONTHS or len(before) < _MONTHS or not (year >= 0).all():
        return []
    so_far, whole, previous = float(year.iloc[:-left].sum()), float(year.sum()), float(before.sum())
    rest = ahead[ahead.step <= left]
    mean, upper = float(rest["mean"].sum()), float(rest.sum_hi80.iloc[-1])
    return [
        (
            key,
            origin,
            left,
            goal,
            probability(previous * (1 + goal) - so_far, mean, upper),
            whole >= previous * (1 + goal),
        )
        for goal in GOALS
    ]
