"""Elasticities: by how many per cent an indicator follows one per cent of a driver; estimated here or declared."""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd

from datasets import Snapshot, Text
from indicators.computing.panel import panel
from indicators.forecast.panel import Vector

_LEAST = 36
_MONTHS_OF_MEMORY = 6  # months over which errors may hang together


@dataclass(frozen=True)
class Elasticity:
    """How an indicator follows a driver after ``lag`` months, with its standard error and where it comes from."""

    driver: str
    indicator: str
    lag: int
    value: float
    error: float
    estimated: bool
    reference: Text


def elasticities(snapshot: Snapshot, driver: str) -> tuple[Elasticity, ...]:
    """Return what follows a driver; an estimate that the data do not carry (too few months) is left out."""
    found = []
    for row in _declared():
        if row["driver"] != driver:
            continue
        lag = int(row["lag_months"])
        if row["basis"] == "estimated":
            value, error = estimate(snapshot, driver, row["indicator"], lag)
        else:
            value, error = float(row["elasticity"]), float(row["standard_error"])
        if np.isfinite(value):
            words = Text(row["reference_zh"], row["reference_en"])
            estimated = row["basis"] == "estimated"
            found.append(Elasticity(driver, row["indicator"], lag, value, error, estimated, words))
    return tuple(found)


@lru_cache(maxsize=128)
def estimate(snapshot: Snapshot, driver: str, indicator: str, lag: int) -> tuple[float, float]:
    """Return slope and HAC (Newey and West 1987) standard error of growth on the driver's growth ``lag`` months before.

    The indicator's own growth a month before stays out: what is wanted is the whole response, not its first step.
    """
    growth = panel(snapshot, (driver, indicator), january=True)
    pair = pd.DataFrame({"x": growth[driver].shift(lag), "y": growth[indicator]}).dropna()
    if len(pair) < _LEAST:
        return float("nan"), float("nan")
    return slope(pair.x.to_numpy(), pair.y.to_numpy())


def slope(x: Vector, y: Vector) -> tuple[float, float]:
    """Return the least-squares slope of ``y`` on ``x`` and its standard error after Newey and West (1987).

    Errors hang together over some months, the less the further apart (Bartlett's weights). Written out: all of
    statsmodels for this one line would cost each worker of the dashboards 65 MiB.
    """
    design = np.column_stack([np.ones(len(x)), x])
    bread = np.linalg.inv(design.T @ design)
    line = bread @ design.T @ y
    scores = design * (y - design @ line)[:, None]
    meat = scores.T @ scores
    for lag in range(1, _MONTHS_OF_MEMORY + 1):
        beside = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (_MONTHS_OF_MEMORY + 1)) * (beside + beside.T)
    return float(line[1]), float(np.sqrt((bread @ meat @ bread)[1, 1]))


@cache
def _declared() -> tuple[dict[str, str], ...]:
    text = (files("indicators") / "scenarios" / "elasticities.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
