"""The backtest: what each method would have said at earlier months, against what came."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Vector = npt.NDArray[np.float64]
Method = Callable[[Vector, pd.PeriodIndex, int], Vector]

_MOST_ORIGINS = 8
_SHORTEST_TRAINING = 18


@dataclass(frozen=True)
class Backtest:
    """Forecasts and outcomes, origins × months ahead."""

    said: Vector
    came: Vector

    @property
    def error(self) -> float:
        """Return the mean sMAPE (0 to 2); where outcomes touch nought, the mean error over their mean size."""
        missed = np.abs(self.said - self.came)
        if self.came.min() > 0:
            return float(np.mean(2 * missed / (np.abs(self.said) + self.came)))
        size = float(np.mean(np.abs(self.came)))
        return float(np.mean(missed)) / size if size else float(np.mean(missed) > 0)


def origins(length: int, horizon: int) -> tuple[list[int], int]:
    """Return how many months each origin knows, oldest origin first, and how far ahead it is tested.

    Up to eight origins a quarter apart; in short histories a month apart.
    """
    ahead = max(1, min(horizon, length // 6))
    apart = 3 if length >= 60 else 1  # noqa: PLR2004 five years
    found = [length - ahead - apart * step for step in range(_MOST_ORIGINS)]
    return sorted(each for each in found if each >= _SHORTEST_TRAINING), ahead


def run(method: Method, values: Vector, months: pd.PeriodIndex, known: list[int], ahead: int) -> Backtest:
    """Return what a method said at each origin, oldest first, knowing nothing of later months."""
    said = [method(values[:each], months[:each], ahead) for each in known]
    came = [values[each : each + ahead] for each in known]
    return Backtest(np.array(said), np.array(came))
