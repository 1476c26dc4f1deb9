"""Many monthly indicators carried forward with intervals, as a build does it: what it costs, and the same bytes twice.

``python -m benchmarks.forecast --indicators 500`` runs it in two processes of their own.
"""

import hashlib
from time import process_time
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.measured import measured
from indicators import forecast_many
from indicators.forecast import festival
from indicators.forecast.result import COLUMNS

AIM = 10.0
"""Processor seconds for five hundred indicators, the start of Python and the making of the series left out."""

_SHORTEST, _LONGEST = 72, 180


class Run(NamedTuple):
    """Processor seconds of the forecasts, and a digest of every number and word in them."""

    processor: float
    digest: str


def simulated(count: int) -> list[pd.Series]:
    """Return monthly series up to 2010-10 with growth, a season, the Spring Festival and errors that hang together."""
    rng, found = np.random.default_rng(2010), []
    for _ in range(count):
        index = pd.period_range(end="2010-10", periods=int(rng.integers(_SHORTEST, _LONGEST + 1)), freq="M")
        time = np.arange(len(index))
        season = rng.normal(0, 0.1, 12)[index.month - 1]
        moved = festival.regressors(index, ((-20, -1),))[:, 0] * rng.normal(-0.2, 0.1)
        drift = rng.normal(0, 0.02, len(index)).cumsum() + rng.normal(0.008, 0.005) * time
        found.append(pd.Series(np.exp(15 + drift + season + moved + rng.normal(0, 0.05, len(index))), index))
    return found


def once(count: int) -> Run:
    """Return one run over so many simulated indicators."""
    series = simulated(count)
    begun = process_time()
    found = forecast_many(series)
    spent = process_time() - begun
    digest = hashlib.sha256()
    for each in found:
        digest.update(each.frame[list(COLUMNS[1:])].to_numpy(dtype="<f8").tobytes())
        digest.update(f"{each.method}{each.reason}{each.weights}".encode())
    return Run(spent, digest.hexdigest())


def run(count: int) -> bool:
    """Print two runs in processes of their own; return whether both met the aim with the same bytes."""
    runs = [measured(once, count).result for _ in range(2)]
    allowed = AIM * count / 500
    for each in runs:
        print(
            f"{count} monthly indicators with intervals: {each.processor:.2f} processor s (at most {allowed:g}), "
            f"{1000 * each.processor / count:.2f} ms each; sha256 {each.digest}"
        )
    return all(each.processor <= allowed for each in runs) and len({each.digest for each in runs}) == 1
