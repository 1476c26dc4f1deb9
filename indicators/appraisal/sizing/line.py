"""What one line of an application needs, may be given at most, and asks for too much or too little."""

import math
from dataclasses import dataclass, replace

from datasets import Text
from indicators.appraisal.sizing.demand import HALF, NINTH, Demand, Growth, grown
from indicators.errors import QuestionError

NOW_LEAST, NOW, AHEAD = 2, 3, 5
"""Years of need: bought now for two to three (clause 五(二)), expandable to at most about five."""

_GUARD = 1e-9  # of a unit: what binary fractions add is not a server


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """One line as the calculation sees it: a demand, units that meet it, and how many of them are asked for.

    ``capacity`` is what one unit carries, in the unit of the load; ``utilisation`` the share of it that may be used;
    ``spares`` stand by and carry nothing; ``reuse`` is free capacity of what exists; ``most`` is how many units the
    platform can be grown to, None if nobody has said.
    """

    name: str
    demand: Demand
    capacity: float
    requested: int
    price_fen: int
    utilisation: float = 1.0
    spares: int = 0
    reuse: float = 0.0
    most: int | None = None

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be: no capacity, utilisation outside (0, 1], anything negative."""
        if not 0 < self.capacity < math.inf:
            raise _wrong(self.name, "单台能力应大于零", "the capacity of one unit must be above nought")
        if not 0 < self.utilisation <= 1:
            raise _wrong(self.name, "设计利用率应在 0 与 1 之间", "the utilisation must lie in (0, 1]")
        if not 0 <= self.reuse < math.inf:
            raise _wrong(self.name, "可复用能力不能为负", "the capacity reused cannot be negative")
        if self.price_fen < 0:
            raise _wrong(self.name, "单价不能为负", "the price cannot be negative")
        if min(self.requested, self.spares, self.most or 0) < 0:
            raise _wrong(self.name, "数量不能为负", "a number of units cannot be negative")

    def under(self, growth: Growth | None = None, reuse: float | None = None) -> "Capacity":
        """Return the line under other assumptions: what is None stays as it is."""
        demand = self.demand if growth is None else Demand(self.demand.load, growth)
        return replace(self, demand=demand, reuse=self.reuse if reuse is None else reuse)

    def units(self, load: float) -> int:
        """Return N = spares + ⌈(load / ρ* − reuse) / capacity⌉; where reuse carries all, none and no spares."""
        net = (load / self.utilisation - self.reuse) / self.capacity
        needed = max(0, math.ceil(net - _GUARD * max(1.0, abs(net))))
        return needed + self.spares if needed else 0

    def units_at(self, years: float, growth: float) -> int:
        """Return N(t, g) for the load after ``years`` at that growth."""
        return self.units(grown(self.demand.load, growth, years))

    def carries(self, units: int) -> float:
        """Return the load that ``units`` and what is reused carry: ρ* (reuse + (units − spares) · capacity)."""
        return self.utilisation * (self.reuse + max(0, units - self.spares) * self.capacity)

    def growth_that_exceeds(self, units: int, years: float) -> float:
        """Return the growth at which the need after ``years`` passes what ``units`` carry; −1 if it does at any."""
        if self.demand.load == 0:
            return math.inf
        return float((self.carries(units) / self.demand.load) ** (1 / years) - 1)


@dataclass(frozen=True)
class Need:
    """The load after some years, not exceeded with a probability, and the units it takes."""

    years: int
    probability: float
    load: float
    units: int


@dataclass(frozen=True, kw_only=True)
class Sized:
    """One line sized: needs, ceiling, excess and how the request stands to them.

    ``oversize`` and ``oversize_ahead`` are what would be there over the need of the third and the fifth year at
    median growth (1 is just enough, infinite where nothing is needed); ``lasts`` are the years after which the load
    passes what was asked for, at P90, P50 and P10 of growth (infinite if it never does).
    """

    line: Capacity
    needs: tuple[Need, ...]
    ceiling: int
    excess: int
    short: int
    oversize: float
    oversize_ahead: float
    lasts: tuple[float, float, float]
    expandable: bool | None

    @property
    def approved(self) -> int:
        """The units that may be bought now: those asked for, up to the ceiling."""
        return self.line.requested - self.excess


def sized(line: Capacity) -> Sized:
    """Return the line sized for two, three and five years, each at P50 and P90 of growth.

    Ceiling = N(3, g90); excess = max(0, requested − ceiling); short = max(0, N(2, g50) − requested), the units by
    which the request is too small even for two years; expandable = the platform takes N(5, g90).
    """
    growth = line.demand.growth
    needs = tuple(_need(line, years, probability) for years in (NOW_LEAST, NOW, AHEAD) for probability in (HALF, NINTH))
    units = {(need.years, need.probability): need.units for need in needs}
    ceiling = units[NOW, NINTH]
    return Sized(
        line=line,
        needs=needs,
        ceiling=ceiling,
        excess=max(0, line.requested - ceiling),
        short=max(0, units[NOW_LEAST, HALF] - line.requested),
        oversize=_oversize(line, NOW),
        oversize_ahead=_oversize(line, AHEAD),
        lasts=(_lasts(line, growth.high), _lasts(line, growth.median), _lasts(line, growth.low)),
        expandable=None if line.most is None else line.most >= units[AHEAD, NINTH],
    )


def _need(line: Capacity, years: int, probability: float) -> Need:
    load = line.demand.at(years, probability)
    return Need(years, probability, load, line.units(load))


def _oversize(line: Capacity, years: int) -> float:
    """Return (reuse + (requested − spares) · capacity) / (need(t, g50) / ρ*)."""
    need = line.demand.at(years)
    return line.carries(line.requested) / need if need else math.inf


def _lasts(line: Capacity, growth: float) -> float:
    """Return the years until L0 (1 + g)^t passes what the request carries; nought if it does today."""
    carried = line.carries(line.requested)
    if line.demand.load <= 0 or growth <= 0:
        return math.inf if carried >= line.demand.load else 0.0
    over = carried / line.demand.load
    return math.log(over) / math.log1p(growth) if over > 1 else 0.0


def _wrong(name: str, zh: str, en: str) -> QuestionError:
    return QuestionError(Text(f"“{name}”：{zh}。", f"{name}: {en}."))
