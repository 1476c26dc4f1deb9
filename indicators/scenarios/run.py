"""A scenario run: the baseline's fan moved by what was assumed, and widened by what is not known about elasticities."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from datasets import Snapshot, Text
from indicators.computing.compute import series
from indicators.errors import QuestionError
from indicators.forecast.answers import HORIZON, forecast
from indicators.scenarios.assumptions import Loss, Scenario, scenarios
from indicators.scenarios.elasticity import Elasticity, elasticities

Vector = npt.NDArray[np.float64]

_NORMAL = {"80": 1.2816, "95": 1.96}
_YEAR = 12


@dataclass(frozen=True, eq=False)
class Outcome:
    """What an indicator does under a scenario.

    ``frame`` has period, baseline, mean, lo80, hi80, lo95, hi95 by month; ``change`` is the sum of the horizon against
    the baseline's, as a fraction; ``used`` are the elasticities it rests on, ``share`` the parts' shares of losses.
    """

    scenario: Scenario
    key: str
    frame: pd.DataFrame
    used: tuple[Elasticity, ...]
    share: float

    @property
    def change(self) -> float:
        """Return how far the sum of the months is from the baseline's, as a fraction."""
        baseline = float(self.frame.baseline.sum())
        return float(self.frame["mean"].sum()) / baseline - 1 if baseline else float("nan")

    @property
    def difference(self) -> float:
        """Return the amount by which the sum of the months differs from the baseline's."""
        return float(self.frame["mean"].sum() - self.frame.baseline.sum())


def scenario(
    snapshot: Snapshot, which: str | Scenario, key: str, horizon: int = HORIZON, home: Path | None = None
) -> Outcome:
    """Return an indicator under a scenario, given by key or as assumptions of one's own.

    An indicator that the scenario does not touch keeps its baseline: the change is nought and says so.
    """
    chosen = which if isinstance(which, Scenario) else chosen_of(which, home)
    baseline = forecast(snapshot, key, horizon=horizon).frame
    moved, doubt = np.zeros(horizon), np.zeros(horizon)
    used: list[Elasticity] = []
    for shock in chosen.shock:
        path = np.array(shock.path(horizon))
        if shock.driver == key:
            moved += path
        for each in elasticities(snapshot, shock.driver):
            if each.indicator == key:
                late = np.r_[np.zeros(each.lag), path][:horizon]
                moved += each.value * late
                doubt = np.hypot(doubt, each.error * late)
                used.append(each)
    losses = [each for each in chosen.loss if each.indicator == key]
    shares = [part_share(snapshot, each) for each in losses]
    for loss, share in zip(losses, shares, strict=True):
        moved += share * np.array(loss.path(horizon))
    return Outcome(chosen, key, _moved(baseline, moved, doubt), tuple(used), float(sum(shares)))


def affected(snapshot: Snapshot, chosen: Scenario) -> tuple[str, ...]:
    """Return the indicators a scenario moves: its drivers, what follows them, and what loses a part."""
    found = [each.driver for each in chosen.shock]
    found += [follower.indicator for each in chosen.shock for follower in elasticities(snapshot, each.driver)]
    found += [each.indicator for each in chosen.loss]
    return tuple(dict.fromkeys(found))


def part_share(snapshot: Snapshot, loss: Loss) -> float:
    """Return a part's share of its indicator in the last twelve months."""
    part = series(snapshot, loss.indicator, where=loss.where).value.tail(_YEAR).sum()
    whole = series(snapshot, loss.indicator).value.tail(_YEAR).sum()
    return float(part / whole) if whole > 0 else 0.0


def summary(snapshot: Snapshot, chosen: Scenario, horizon: int = HORIZON) -> pd.DataFrame:
    """Return one row an indicator moved: key, sums of baseline and scenario, difference, change as a fraction."""
    rows = []
    for key in affected(snapshot, chosen):
        found = scenario(snapshot, chosen, key, horizon)
        rows.append((key, found.frame.baseline.sum(), found.frame["mean"].sum(), found.difference, found.change))
    return pd.DataFrame(rows, columns=["key", "baseline", "scenario", "difference", "change"])


def _moved(baseline: pd.DataFrame, moved: Vector, doubt: Vector) -> pd.DataFrame:
    """Return the fan: the interval keeps its width relative to the mean, and grows by doubt about elasticities."""
    expected = baseline["mean"].to_numpy(dtype=float)
    factor = np.maximum(1 + moved, 0.0)
    mean = expected * factor
    columns: dict[str, object] = {"period": baseline.period, "baseline": expected, "mean": mean}
    for level, normal in _NORMAL.items():
        extra = normal * doubt * np.abs(expected)
        low = (expected - baseline[f"lo{level}"].to_numpy(dtype=float)) * factor
        high = (baseline[f"hi{level}"].to_numpy(dtype=float) - expected) * factor
        floor = 0.0 if (baseline[f"lo{level}"] >= 0).all() else -np.inf
        columns[f"lo{level}"] = np.maximum(mean - np.hypot(low, extra), floor)
        columns[f"hi{level}"] = mean + np.hypot(high, extra)
    return pd.DataFrame(columns)


def chosen_of(key: str, home: Path | None) -> Scenario:
    """Return a scenario by its key; an unknown key is an error that lists the known ones."""
    known = scenarios(home)
    if key in known:
        return known[key]
    listed: Sequence[str] = tuple(known)
    raise QuestionError(
        Text(f"没有情景 {key}；有：{'、'.join(listed)}", f"There is no scenario {key}; there are: {', '.join(listed)}")
    )
