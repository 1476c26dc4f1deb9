"""How much to hold when demand is not known: the quantity at which one more costs as much as it saves (newsvendor)."""

import math
from collections.abc import Sequence
from statistics import NormalDist

from datasets import Text
from indicators.appraisal.fen import Number, exact
from indicators.errors import QuestionError

_NEARLY = 1e-9


def critical_ratio(short: Number, over: Number) -> float:
    """Return Cu / (Cu + Co): the chance of being enough at which one more unit neither gains nor loses (Arrow 1951).

    ``short`` is what a unit too few costs, ``over`` what a unit too many costs.
    """
    under, beyond = exact(short), exact(over)
    if min(under, beyond) < 0 or under + beyond == 0:
        raise QuestionError(
            Text(
                "缺货成本和积压成本不能为负，且不能都为零。",
                "What one too few or too many costs is not below nought, nor are both nought.",
            )
        )
    return float(under / (under + beyond))


def normal_quantity(mean: float, deviation: float, ratio: float, places: int | None = None) -> float:
    """Return the quantity of a normal demand at the critical ratio: μ + z·σ.

    ``places`` rounds z up to so many places, as one does who reads it from a printed table.
    """
    score = NormalDist().inv_cdf(ratio)
    if places is not None:
        score = math.ceil(score * 10**places - _NEARLY) / 10**places
    return mean + score * deviation


def normal_loss(mean: float, deviation: float, quantity: float) -> float:
    """Return by how much a normal demand surpasses a quantity on the average: σ · (φ(z) − z · (1 − Φ(z)))."""
    if not deviation:
        return max(0.0, mean - quantity)
    score, normal = (quantity - mean) / deviation, NormalDist()
    return deviation * (normal.pdf(score) - score * (1 - normal.cdf(score)))


def uniform_quantity(least: float, most: float, ratio: float) -> float:
    """Return the quantity of a uniform demand at the critical ratio."""
    return least + ratio * (most - least)


def discrete_quantity(demands: Sequence[float], chances: Sequence[float], ratio: float) -> float:
    """Return the least of some demands whose cumulated chance reaches the critical ratio; the chances add up to one."""
    if len(demands) != len(chances) or not math.isclose(sum(chances), 1, abs_tol=_NEARLY) or min(chances) < 0:
        raise QuestionError(
            Text("每个需求量应有概率，合计为 1。", "Each demand has a chance, and the chances add up to one.")
        )
    reached = 0.0
    for demand, chance in sorted(zip(demands, chances, strict=True)):
        reached += chance
        if reached >= ratio - _NEARLY:
            return demand
    return max(demands)
