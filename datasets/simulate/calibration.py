"""Monthly totals: seasons, festivals and shocks, benchmarked on the zone's control totals.

Benchmarking is the proportional first-difference method of Denton (1971) in the form of Cholette (1984): the
ratio of the result to the seasonal indicator moves as little as it can from month to month while every control
total and every given growth rate is met.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

FIRST_YEAR = 2005
FESTIVAL_WINDOW = range(-5, 15)  # days of slack about New Year's Day
UNITS = {"100m_yuan": 1e8, "100m_usd": 1e8, "100m_kwh": 1e8, "10k_tce": 1e4}
Monthly = NDArray[np.float64]  # one value a month from 2005-01


@dataclass(frozen=True)
class Control:
    """A total over months ``start`` to ``end`` (numbered from 2005-01 = 0, inclusive), in the base unit."""

    start: int
    end: int
    value: float


def month_index(month: str) -> int:
    """Return the number of a "YYYY-MM" month counted from 2005-01 = 0."""
    return (int(month[:4]) - FIRST_YEAR) * 12 + int(month[5:7]) - 1


def benchmark(indicator: Monthly, controls: Sequence[Control], growth: Mapping[int, float] | None = None) -> Monthly:
    """Return the series nearest in movement to ``indicator`` that meets the controls and growth rates over a year."""
    n = len(indicator)
    rows, values = [], []
    for control in controls:
        row = np.zeros(n)
        row[control.start : control.end + 1] = indicator[control.start : control.end + 1]
        rows.append(row)
        values.append(control.value)
    for month, rate in (growth or {}).items():
        row = np.zeros(n)
        row[month], row[month - 12] = indicator[month], -(1 + rate) * indicator[month - 12]
        rows.append(row)
        values.append(0.0)
    difference = np.diff(np.eye(n), axis=0)
    constraint = np.array(rows) / indicator.mean()
    size = len(rows)
    system = np.block([[difference.T @ difference, constraint.T], [constraint, np.zeros((size, size))]])
    right = np.concatenate([np.zeros(n), np.array(values) / indicator.mean()])
    return np.asarray(np.linalg.solve(system, right)[:n] * indicator)


class Calendar:
    """The months from 2005-01 and how much of each Spring Festival falls into them."""

    def __init__(self, festivals: Sequence[date], months: int) -> None:
        self.months = months
        self.share = np.zeros(months)
        for festival in festivals:
            for offset in FESTIVAL_WINDOW:
                day = festival + timedelta(days=offset)
                index = (day.year - FIRST_YEAR) * 12 + day.month - 1
                if 0 <= index < months:
                    self.share[index] += 1 / len(FESTIVAL_WINDOW)

    def seasonal(self, season: Mapping[str, str]) -> Monthly:
        """Return the seasonal indicator of one row of season.csv."""
        base = np.array([float(season[f"m{month:02d}"]) for month in range(1, 13)])
        lag = int(season["festival_lag"])
        share = np.concatenate([np.zeros(lag), self.share[: self.months - lag]])
        return np.asarray(np.tile(base, self.months // 12) * (1 - float(season["festival_loss"]) * share))


def noise(seed: int, key: str, months: int, spread: float) -> Monthly:
    """Return factors about 1, the same for the same seed and key on every machine."""
    normal = NormalDist()

    def draw(month: int) -> float:
        digest = blake2b(f"{seed}/{key}/{month}".encode(), digest_size=8).digest()
        return normal.inv_cdf((int.from_bytes(digest, "big") + 0.5) / 2**64)

    return np.exp(spread * np.array([draw(month) for month in range(months)]))


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file of the zone."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
