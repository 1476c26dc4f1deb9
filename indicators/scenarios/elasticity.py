"""Elasticities: by how many per cent an indicator follows one per cent of a driver; estimated here or declared."""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd

from datasets import Snapshot, Text
from indicators.panel import panel

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
    from statsmodels.regression.linear_model import OLS  # the whole of statsmodels takes a second more

    fitted = OLS(pair.y.to_numpy(), np.column_stack([np.ones(len(pair)), pair.x])).fit(
        cov_type="HAC", cov_kwds={"maxlags": _MONTHS_OF_MEMORY}
    )
    return float(fitted.params[1]), float(fitted.bse[1])


@cache
def _declared() -> tuple[dict[str, str], ...]:
    text = (files("indicators") / "scenarios" / "elasticities.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
