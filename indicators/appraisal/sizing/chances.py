"""Staged buying where growth differs from year to year: paths drawn at random, priced exactly."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist

import numpy as np

from datasets import Text
from indicators.appraisal.sizing.demand import HALF, NINTH, TENTH
from indicators.appraisal.sizing.line import NOW
from indicators.appraisal.sizing.staging import Staging, quantile
from indicators.errors import QuestionError

PATHS, SEED = 10_000, 20080101

_NORMAL = NormalDist()


@dataclass(frozen=True)
class Simulated:
    """What the paths say: savings with their shares, ascending, and the share of paths short within three years."""

    outcomes: tuple[tuple[Decimal, float], ...]
    chance_short: float

    def quantile(self, probability: float) -> int:
        """Return the saving that is not exceeded with the probability, in whole fen."""
        return quantile(self.outcomes, probability)

    @property
    def quantiles(self) -> tuple[int, int, int]:
        """P10, P50 and P90 of the saving, in whole fen."""
        low, middle, high = (self.quantile(each) for each in (TENTH, HALF, NINTH))
        return low, middle, high


def simulated(staging: Staging, *, persistence: float = 1.0, paths: int = PATHS, seed: int = SEED) -> Simulated:
    """Return the savings of ``paths`` random courses of growth, the same ones for the same seed.

    A year's growth is drawn at the score √ρ·z + √(1 − ρ)·e of the growth's distribution: z is shared by all years of
    a path, e is the year's own, ρ is ``persistence``. At 1 every path has one growth, as :class:`Staging` has it in
    closed form; below, there is no closed form, and only then is this needed. z is stratified: one draw from the
    middle of each of ``paths`` equal slices of its distribution, in random order.
    """
    if not 0 <= persistence <= 1:
        raise QuestionError(
            Text(f"延续性 {persistence} 应在 0 与 1 之间。", f"A persistence of {persistence} is not from 0 to 1.")
        )
    random = np.random.default_rng(seed)
    slices = (random.permutation(paths) + 0.5) / paths
    shared = np.array([_NORMAL.inv_cdf(each) for each in slices])[:, np.newaxis]
    own = random.standard_normal((paths, staging.years))
    scores = np.sqrt(persistence) * shared + np.sqrt(1 - persistence) * own
    spread = staging.line.demand.growth
    middle = np.log1p(spread.median)
    logs = middle + np.where(scores < 0, _slope(staging, -1.0), _slope(staging, 1.0)) * scores
    years = np.arange(1, staging.years + 1)
    steady = np.expm1(np.cumsum(logs, axis=1) / years)  # the one rate that leads to the same load
    needs = _needs(staging, steady)
    kinds: Counter[tuple[int, ...]] = Counter(map(tuple, np.minimum(needs, staging.line.requested).tolist()))
    outcomes: Counter[Decimal] = Counter()
    for needed, count in kinds.items():
        outcomes[staging.at_once - staging.cost(staging.purchases(needed))] += count
    short = float((needs[:, :NOW].max(axis=1) > staging.now).mean())
    return Simulated(tuple((saving, count / paths) for saving, count in sorted(outcomes.items())), short)


def _slope(staging: Staging, side: float) -> float:
    spread = staging.line.demand.growth
    return float((np.log1p(spread.at_score(side)) - np.log1p(spread.median)) / side)


def _needs(staging: Staging, steady: np.ndarray) -> np.ndarray:
    """Return N by path and year."""
    line = staging.line
    loads = line.demand.load * (1 + steady) ** np.arange(1, staging.years + 1)
    net = (loads / line.utilisation - line.reuse) / line.capacity
    units = np.maximum(0, np.ceil(net - 1e-9 * np.maximum(1.0, np.abs(net)))).astype(int)
    return np.where(units > 0, units + line.spares, 0)
