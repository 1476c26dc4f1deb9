"""Demand: a load of today and its growth a year with an interval, from what was measured."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from datasets import Text
from indicators.errors import QuestionError
from indicators.forecast.engine import outlooks
from indicators.forecast.task import Series

TENTH, HALF, NINTH = 0.1, 0.5, 0.9
"""The probabilities that are spoken of: P10, P50 (the median) and P90."""

_NORMAL = NormalDist()
_Z = _NORMAL.inv_cdf(NINTH)
_MONTHS = 12
_FEWEST = 3
_HANGS_MOST = 0.9
_STEEPEST = math.log(11)  # a thousand per cent a year


@dataclass(frozen=True)
class Growth:
    """Growth a year (0.25 is 25 %) by its 10th, 50th and 90th percentile.

    Between and beyond the three, ln(1 + growth) is split normal: normal on either side of the median, with the spread
    that puts P10 and P90 where they are said to be. Equal percentiles are a growth that is certain.
    """

    low: float
    median: float
    high: float

    def __post_init__(self) -> None:
        """Refuse percentiles out of order or a growth of −100 % or less."""
        if not -1 < self.low <= self.median <= self.high < math.inf:
            given = " / ".join(f"{each:.2%}" for each in (self.low, self.median, self.high))
            raise QuestionError(
                Text(
                    f"增长率分位数应满足 −100% < P10 ≤ P50 ≤ P90，现为 {given}。",
                    f"Growth needs −100 % < P10 ≤ P50 ≤ P90, not {given}.",
                )
            )

    def quantile(self, probability: float) -> float:
        """Return the growth that is not exceeded with the probability, from 0 to 1; P10, P50 and P90 are as given."""
        given = {TENTH: self.low, HALF: self.median, NINTH: self.high}
        if probability in given:
            return given[probability]
        if probability in {0.0, 1.0}:
            side = self.low if probability == 0.0 else self.high
            return self.median if side == self.median else (-1.0 if probability == 0.0 else math.inf)
        return self.at_score(_NORMAL.inv_cdf(probability))

    def at_score(self, score: float) -> float:
        """Return the growth at a standard normal score; 0 is the median."""
        return math.expm1(math.log1p(self.median) + self._spread(score) * score)

    def at_most(self, growth: float) -> float:
        """Return the probability that growth is ``growth`` or less."""
        if growth <= -1:
            return 0.0
        if growth == math.inf:
            return 1.0
        distance = math.log1p(growth) - math.log1p(self.median)
        spread = self._spread(distance)
        if spread == 0:
            return 1.0 if distance >= 0 else 0.0
        return _NORMAL.cdf(distance / spread)

    def _spread(self, side: float) -> float:
        end = self.low if side < 0 else self.high
        return abs(math.log1p(end) - math.log1p(self.median)) / _Z


@dataclass(frozen=True)
class Demand:
    """A load of today, in any unit, and how it grows."""

    load: float
    growth: Growth

    def __post_init__(self) -> None:
        """Refuse a load that is negative or no number."""
        if not 0 <= self.load < math.inf:
            raise QuestionError(
                Text(
                    f"现有负载 {self.load} 不是非负数。", f"The load of today, {self.load}, is not a number from 0 up."
                )
            )

    def at(self, years: float, probability: float = HALF) -> float:
        """Return the load after ``years``, not exceeded with the probability: L0 (1 + g)^t."""
        return grown(self.load, self.growth.quantile(probability), years)


def grown(load: float, growth: float, years: float) -> float:
    """Return L0 (1 + g)^t."""
    return float(load * (1 + growth) ** years)


@dataclass(frozen=True)
class Measured:
    """A measured load: how often, its mean, its 95th percentile and its peak, in the unit of the readings."""

    count: int
    missing: int
    mean: float
    p95: float
    peak: float

    @property
    def peak_factor(self) -> float:
        """Peak over 95th percentile: how much of a request is for moments that one reading in twenty exceeds."""
        return self.peak / self.p95 if self.p95 else math.nan


def measured(readings: Sequence[float] | np.ndarray) -> Measured:
    """Return what a history of readings says; NaN are gaps. Refuses an empty history and negative readings.

    The percentile is interpolated between readings (Hyndman and Fan 1996, type 7, as spreadsheets do).
    """
    values = np.asarray(readings, dtype=float)
    known = values[~np.isnan(values)]
    if not len(known):
        raise QuestionError(
            Text(
                "负载历史为空：没有实测数据，需求无法核定，请补正实测负载。",
                "The load history is empty: without readings the need is unknown; supply measured loads.",
            )
        )
    if known.min() < 0 or not np.isfinite(known).all():
        raise QuestionError(Text("负载读数含负值或无穷大。", "A reading of the load is negative or infinite."))
    p95 = float(np.percentile(known, 95))
    return Measured(len(known), len(values) - len(known), float(known.mean()), p95, float(known.max()))


def growth_ahead(monthly: Sequence[float] | np.ndarray, years: int = 3) -> Growth:
    """Return the growth a year of a monthly load for ``years`` ahead, with its 80 % interval; NaN are gaps.

    Two views are put together: the forecast's (mean and 80 % bounds of the last twelve months ahead against the last
    twelve known, as a rate a year) and that of the trend so far (:func:`trend`). The interval spans both, the median is
    their geometric mean. The forecast alone is too timid to judge a request by (docs/decisions/0042). Histories of
    fewer than three months, or of noughts, are refused.
    """
    found = growths_ahead([monthly], years)[0]
    if found is None:
        known = int(np.sum(~np.isnan(np.asarray(monthly, dtype=float))))
        raise QuestionError(
            Text(
                f"负载历史只有 {known} 个月（或全为零）：不足以估计增长区间，请补正。",
                f"The load history has {known} months, or only noughts: too little for a growth with an interval.",
            )
        )
    return found


def growths_ahead(histories: Sequence[Sequence[float] | np.ndarray], years: int = 3) -> list[Growth | None]:
    """Return the growth ahead of many monthly loads at once, fifteen times as quick as singly; None if too short."""
    return [
        None if ahead is None else _spanning(ahead, trend(history))
        for ahead, history in zip(foreseen(histories, years), histories, strict=True)
    ]


def foreseen(histories: Sequence[Sequence[float] | np.ndarray], years: int = 3) -> list[Growth | None]:
    """Return the forecast's view alone: the 80 % interval of its last year as a rate a year; None if too short."""
    loads = [np.asarray(each, dtype=float) for each in histories]
    tells = [place for place, load in enumerate(loads) if _tells(load)]
    found: list[Growth | None] = [None] * len(loads)
    series = [Series(values=loads[place]) for place in tells]
    answers = outlooks(series, _MONTHS, _MONTHS * years, alone=True) if series else []
    for place, answer in zip(tells, answers, strict=True):
        load = loads[place]
        today = load[~np.isnan(load)][-_MONTHS:].mean()
        least = 0.01 * today  # a load that falls to nothing is still told as a rate
        ahead = (max(column[-_MONTHS:].mean(), least) / today for column in answer.columns()[:3])
        found[place] = Growth(*sorted(float(each ** (1 / years) - 1) for each in ahead))
    return found


def _tells(load: np.ndarray) -> bool:
    known = load[~np.isnan(load)]
    return len(known) >= _FEWEST and bool(known[-_MONTHS:].mean() > 0)


def _spanning(ahead: Growth, past: Growth | None) -> Growth:
    """Return the growth that spans both views."""
    if past is None:
        return ahead
    both = math.sqrt((1 + ahead.median) * (1 + past.median)) - 1
    return Growth(min(ahead.low, past.low), both, max(ahead.high, past.high))


def trend(monthly: Sequence[float] | np.ndarray) -> Growth | None:
    """Return the growth a year that a monthly load has shown, with its 80 % interval; None if it has noughts.

    The slope of ln(load) on time by least squares; its error is widened by (1 + ρ) / (1 − ρ), ρ being the
    autocorrelation of the residuals, and read from Student's distribution.
    """
    from scipy.special import stdtrit

    load = np.asarray(monthly, dtype=float)
    places = np.flatnonzero(~np.isnan(load))
    known = load[places]
    if len(known) < _FEWEST or known.min() <= 0:
        return None
    time = places / _MONTHS - places.mean() / _MONTHS
    logs = np.log(known)
    spread = float(time @ time)
    slope = float(time @ logs) / spread
    rest = logs - logs.mean() - slope * time
    noise = float(rest @ rest)
    hangs = float(rest[1:] @ rest[:-1]) / noise if noise > 0 else 0.0
    hangs = min(max(hangs, 0.0), _HANGS_MOST)
    error = math.sqrt(noise / (len(known) - 2) / spread * (1 + hangs) / (1 - hangs))
    half = error * float(stdtrit(len(known) - 2, NINTH))
    return Growth(*(math.expm1(min(each, _STEEPEST)) for each in (slope - half, slope, slope + half)))
