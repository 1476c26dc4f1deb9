"""The shipped pool: how far forecasts of many series of one frequency were off, by moments ahead.

``pool.csv`` holds quantiles of scores of the engine itself on the series of a public forecasting competition; it is
written anew by ``python -m benchmarks.forecast --freeze`` whenever the engine changes.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from indicators.forecast.panel import Vector

_MONTHLY_FROM, _QUARTERLY_FROM = 7, 2


class Pool(NamedTuple):
    """The usual one-step spread, and by moments ahead the mean score and the scores 80 and 95 % stay below."""

    spread: float
    typical: Vector
    narrow: Vector
    wide: Vector


def shipped(season: int, ahead: int, *, sums: bool = False) -> Pool:
    """Return the shipped pool for a season, as long as asked: beyond its end scores grow with the root of time."""
    near = 12 if season >= _MONTHLY_FROM else 4 if season >= _QUARTERLY_FROM else 1
    pool = _table()[near, sums]
    return Pool(pool.spread, *(_reaching(each, ahead) for each in pool[1:]))


def unknown(ahead: int) -> Pool:
    """Return a pool that knows nothing, to build one without another's help."""
    return Pool(0.0, *(np.zeros(ahead) for _ in range(3)))


def _reaching(scores: Vector, ahead: int) -> Vector:
    beyond = scores[-1] * np.sqrt(np.arange(len(scores) + 1, ahead + 1) / len(scores))
    return np.concatenate([scores, beyond])[:ahead]


@cache
def _table() -> dict[tuple[int, bool], Pool]:
    text = (files("indicators.forecast") / "pool.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    found = {}
    for key in {(row["season"], row["of"]) for row in rows}:
        own = [row for row in rows if (row["season"], row["of"]) == key]
        columns = (np.array([float(row[name]) for row in own]) for name in ("typical", "narrow", "wide"))
        found[int(key[0]), key[1] == "sums"] = Pool(float(own[0]["spread"]), *columns)
    return found
