"""The nowcast's backtest: the same month of earlier quarters, with parameters that knew nothing of them."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.nowcast.bridge import bridged
from indicators.nowcast.model import fit, known, said_of

Vector = npt.NDArray[np.float64]

QUARTERS = 28  # seven years to choose by: a nowcast is for the quarters in which growth turns
RECENT = 12  # three years, whose errors are what the interval holds; the fewest that are asked after
_LEAST = 20  # quarters a fit must know


class Backtest(NamedTuple):
    """Errors (said less came) of the model, the bridges, the last quarter's growth again, and an autoregression."""

    model: Vector
    bridge: Vector
    naive: Vector
    autoregression: Vector

    def size(self, name: str) -> float:
        """Return the root mean squared error of one of them."""
        return float(np.sqrt(np.mean(getattr(self, name) ** 2)))


def run(months: pd.DataFrame, quarters: pd.Series, month: int) -> Backtest | None:
    """Return the errors when ``month`` months of the quarter are known (0: none); None when there is too little.

    Months and growth are those of today, cut off: revisions are known to the test, as with hindcasts.
    """
    tested = quarters.index[max(len(quarters) - QUARTERS, _LEAST) :]
    if len(tested) < RECENT:
        return None
    fitted = fit(months.loc[: tested[0].asfreq("M", how="start") - 1], quarters[quarters.index < tested[0]])
    rows = []
    for quarter in tested:
        last = quarter.asfreq("M", how="start") + month - 1
        before = quarters[quarters.index < quarter]
        so_far = months.loc[:last]
        said = said_of(known(fitted, so_far, before, quarter), quarter)
        rows.append((said, bridged(so_far, before, quarter), float(before.iloc[-1]), autoregressed(before)))
    errors = np.array(rows) - quarters[tested].to_numpy(dtype=float)[:, None]
    return Backtest(*errors.T)


def autoregressed(quarters: pd.Series) -> float:
    """Return the next growth by a first-order autoregression with a constant, least squares."""
    values = quarters.to_numpy(dtype=float)
    x = np.column_stack([np.ones(len(values) - 1), values[:-1]])
    weights = np.linalg.lstsq(x, values[1:], rcond=None)[0]
    return float(weights @ [1.0, values[-1]])


def half_width(errors: Vector, level: float) -> float:
    """Return the conformal half-width; where there are too few errors for the level, the worst and a quarter."""
    ordered = np.sort(np.abs(errors))
    place = int(np.ceil((len(ordered) + 1) * level))
    return float(ordered[place - 1]) if place <= len(ordered) else float(ordered[-1] * 1.25)
