"""How far the year has come towards its goal, what is still needed, and how likely it is."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from datasets import Snapshot
from indicators.catalogue import catalogue
from indicators.targets import quarters
from indicators.targets.flow import Year, ahead, flow_of, indicator_of, unit_of
from indicators.targets.probability import probability
from indicators.targets.read import Target, targets

_MONTHS = 12


@dataclass(frozen=True)
class Progress:
    """A goal and where the year stands in its last month known.

    ``goal`` is the amount of the whole year, ``so_far`` what has come, ``expected`` the likely year, ``previous`` the
    year before. ``needed`` is the average of each of the ``months_left`` and ``needed_growth`` what that would be
    over the same months of the year before. Amounts are in ``unit``; where they are ``real``, at the prices of the year
    before.
    """

    target: Target
    unit: str
    month: pd.Timestamp
    goal: float
    so_far: float
    expected: float
    previous: float
    months_left: int
    needed: float
    needed_growth: float
    probability: float
    real: bool = False

    @property
    def share(self) -> float:
        """Return how much of the goal has come, as a fraction."""
        return self.so_far / self.goal

    @property
    def expected_growth(self) -> float:
        """Return the growth of the likely year over the year before; of a real goal at comparable prices."""
        return self.expected / self.previous - 1 if self.previous else float("nan")

    @property
    def reached(self) -> bool:
        """Return whether the goal is reached already."""
        return self.so_far >= self.goal


def progress(snapshot: Snapshot, target: Target) -> Progress | None:
    """Return the progress towards a target of the year that is running, None where nothing adds up to it."""
    real = target.series == quarters.SERIES
    year = quarters.year_of(snapshot, target.year) if real else _by_months(snapshot, target)
    goal = float("nan") if year is None else _goal(target, year.previous, real=real)
    if year is None or not goal > 0:
        return None
    rest, left = max(goal - year.so_far, 0.0), year.months_left
    return Progress(
        target=target,
        unit=unit_of(snapshot, target.series),
        month=year.month.as_unit("us"),
        goal=goal,
        so_far=year.so_far,
        expected=year.so_far + year.coming,
        previous=year.previous,
        months_left=left,
        needed=rest / left if left else 0.0,
        needed_growth=rest / year.same_months - 1 if year.same_months > 0 else float("nan"),
        probability=probability(rest, year.coming, year.upper80) if left else float(year.so_far >= goal),
        real=real,
    )


def _goal(target: Target, previous: float, *, real: bool) -> float:
    """Return the amount to reach: as set, or the year before grown; real growth is the goal where it is set."""
    grown = previous * (1 + target.growth)
    if real:
        return target.value if np.isnan(grown) else grown
    return grown if np.isnan(target.value) else target.value


def _by_months(snapshot: Snapshot, target: Target) -> Year | None:
    flow = flow_of(snapshot, target.series)
    this = flow[pd.PeriodIndex(flow.index).year == target.year]
    before = flow[pd.PeriodIndex(flow.index).year == target.year - 1]
    if (
        indicator_of(target.series) not in catalogue()
        or this.empty
        or len(before) < _MONTHS
        or this.index[-1] != flow.index[-1]
    ):
        return None
    left = _MONTHS - len(this)
    coming, upper = _coming(snapshot, target.series, left)
    return Year(
        month=this.index[-1].to_timestamp(),
        previous=float(before.sum()),
        so_far=float(this.sum()),
        months_left=left,
        same_months=float(before.iloc[_MONTHS - left :].sum()) if left else 0.0,
        coming=coming,
        upper80=upper,
    )


def _coming(snapshot: Snapshot, series: str, left: int) -> tuple[float, float]:
    if left == 0:
        return 0.0, 0.0
    found = ahead(snapshot, series)
    return float(found.mean.loc[left]), float(found.upper80.loc[left])


def all_progress(snapshot: Snapshot) -> tuple[Progress, ...]:
    """Return the progress towards every target of the running year."""
    found = (progress(snapshot, each) for each in targets(snapshot))
    return tuple(each for each in found if each is not None)


def as_frame(found: tuple[Progress, ...]) -> pd.DataFrame:
    """Return progress as a table, one row a target, amounts in base units."""
    names = ("unit", "goal", "so_far", "expected", "previous", "months_left", "needed", "needed_growth", "probability")
    rows = [
        {"key": each.target.key, "year": each.target.year} | {name: getattr(each, name) for name in names}
        for each in found
    ]
    return pd.DataFrame(rows, columns=["key", "year", *names])
