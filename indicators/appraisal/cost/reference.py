"""Reference classes: how finished projects of the same kind ended, told in quantiles and never as a mean."""

import math
from dataclasses import dataclass

import numpy as np

from datasets import Text
from indicators.errors import QuestionError

_FEWEST = 5


@dataclass(frozen=True)
class ReferenceClass:
    """Overruns of finished projects (actual over planned, less one; 0.2 is 20 % over), and where they are from.

    Costs of information technology have tails so fat that their mean need not exist (Flyvbjerg and others 2025): there
    is no mean here on purpose.
    """

    name: Text
    overruns: tuple[float, ...]
    reference: Text

    def __post_init__(self) -> None:
        """Refuse a class too small to speak of quantiles, or a project that cost less than nothing."""
        if len(self.overruns) < _FEWEST or min(self.overruns) <= -1:
            raise QuestionError(
                Text(
                    f"参照类“{self.name.zh}”至少需要 {_FEWEST} 个已完成项目，超支率均大于 −100%。",
                    f"The reference class {self.name.en!r} needs {_FEWEST} projects, each above −100 %.",
                )
            )

    def quantile(self, probability: float) -> float:
        """Return the overrun that is not exceeded with the probability (Hyndman and Fan 1996, type 7)."""
        return float(np.quantile(np.asarray(self.overruns), probability))

    @property
    def quantiles(self) -> tuple[float, float, float]:
        """P10, P50 and P90 of the overrun."""
        return self.quantile(0.1), self.quantile(0.5), self.quantile(0.9)

    def uplift(self, accepted: float) -> float:
        """Return by how much a budget must rise for the chance of an overrun to be ``accepted``; at least nought."""
        return max(0.0, self.quantile(1 - accepted))

    def place(self, overrun: float) -> float:
        """Return the share of the class that overran by less."""
        return float(np.mean(np.asarray(self.overruns) < overrun))

    def tail_index(self, share: float = 0.2) -> float:
        """Return Hill's (1975) index of the upper ``share`` of cost ratios; one or less means that no mean exists."""
        ratios = np.sort(1 + np.asarray(self.overruns))[::-1]
        most = max(2, math.ceil(share * len(ratios)))
        logs = np.log(ratios[: most - 1]) - np.log(ratios[most - 1])
        mean = float(logs.mean())
        return math.inf if mean == 0 else 1 / mean


def lifted(cost_fen: int, uplift: float) -> int:
    """Return a cost in whole fen raised by an uplift, halves up."""
    return math.floor(cost_fen * (1 + uplift) + 0.5)
