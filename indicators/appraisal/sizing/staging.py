"""Buying in stages: what is needed now, the rest when it is needed and cheaper; exact over the interval of growth."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from datasets import Text
from indicators.appraisal.fen import Number, at_least_nought, exact, per_year, whole_fen
from indicators.appraisal.sizing.demand import HALF, NINTH, TENTH
from indicators.appraisal.sizing.facility import Room, Running, annuity, hidden_a_year
from indicators.appraisal.sizing.line import AHEAD, NOW, Capacity, sized
from indicators.errors import QuestionError

_NEVER = 1e-12  # a chance so small that nobody meets it


@dataclass(frozen=True, kw_only=True)
class Market:
    """What waiting brings and costs: price decline and discount rate a year, one more tender, discounts for quantity.

    ``volume`` are ``(units, discount)``: who buys so many at once pays that much less for each.
    """

    decline: Decimal
    discount: Decimal
    tender_fen: int = 0
    volume: tuple[tuple[int, Decimal], ...] = ()

    @classmethod
    def of(
        cls,
        *,
        decline: Number,
        discount: Number,
        tender_fen: int = 0,
        volume: Sequence[tuple[int, Number]] = (),
    ) -> "Market":
        """Return the market with exact numbers. A negative decline is a price that rises; 100 % and more is refused."""
        falling = exact(decline)
        if falling >= 1:
            raise QuestionError(Text(f"年降价率 {falling:%} 不成立。", f"A price decline of {falling:%} cannot be."))
        if tender_fen < 0:
            raise QuestionError(Text("招标成本不能为负。", "The cost of a tender cannot be negative."))
        steps = tuple(
            sorted((units, at_least_nought(each, Text("批量折扣", "The discount"))) for units, each in volume)
        )
        return cls(
            decline=falling,
            discount=per_year(discount, Text("折现率", "The discount rate")),
            tender_fen=tender_fen,
            volume=steps,
        )

    def paid(self, price_fen: int, units: int, year: int) -> Decimal:
        """Return the price of one unit when ``units`` are bought at the start of ``year`` (1 is now), in exact fen."""
        less = max((discount for least, discount in self.volume if units >= least), default=Decimal(0))
        return price_fen * (1 - less) * (1 - self.decline) ** (year - 1)


@dataclass(frozen=True)
class Plan:
    """Purchases at one growth: ``(year, units)`` in order, and their present cost in whole fen."""

    growth: float
    purchases: tuple[tuple[int, int], ...]
    cost_fen: int


@dataclass(frozen=True, kw_only=True)
class Staging:
    """A line bought at once against bought in stages, over ``years``, costs in exact fen of today.

    Bought now is min(requested, ceiling). At the start of year t the units needed by its end are added, never beyond
    what was asked for, at p(1 − d)^(t−1) / (1 + r)^(t−1); hidden cost counts only while a unit is owned, at the ends
    of years; each later purchase pays for one more tender. What is never needed is never bought.
    """

    line: Capacity
    running: Running
    room: Room
    market: Market
    years: int = AHEAD

    @cached_property
    def now(self) -> int:
        """The units bought now."""
        return sized(self.line).approved

    @cached_property
    def at_once(self) -> Decimal:
        """The cost of everything asked for, bought now and owned for all the years."""
        return self.bought(self.line.requested, 1)

    def bought(self, units: int, year: int) -> Decimal:
        """Return the present cost of units bought at the start of a year, with what they cost until the last one."""
        known = self._known.get((units, year))
        if known is None:
            known = self._known[units, year] = self._priced(units, year) if units else Decimal(0)
        return known

    @cached_property
    def _known(self) -> dict[tuple[int, int], Decimal]:
        return {}

    def _priced(self, units: int, year: int) -> Decimal:
        paid = self.market.paid(self.line.price_fen, units, year)
        hidden = paid * self.running.maintenance + self._facility
        worth, owned = self._worth[year - 1]
        tender = self.market.tender_fen * worth if year > 1 else Decimal(0)
        return units * (paid * worth + hidden * owned) + tender

    @cached_property
    def _facility(self) -> Decimal:
        """Power, cooling and space of one unit a year, in exact fen."""
        return hidden_a_year(0, self.running, self.room).facility

    @cached_property
    def _worth(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """What a fen paid at the start of each year is worth today, and one at the end of it and of every later one."""
        rate = self.market.discount
        return tuple(((1 + rate) ** (1 - year), annuity(rate, year, self.years)) for year in range(1, self.years + 1))

    def purchases(self, needs: Sequence[int]) -> tuple[tuple[int, int], ...]:
        """Return ``(year, units)`` bought when so many units are needed by the end of each year."""
        owned = self.now
        found = [(1, owned)] if owned else []
        for year, needed in enumerate(needs, start=1):
            more = min(needed, self.line.requested) - owned
            if more > 0:
                found = [(1, owned + more)] if year == 1 else [*found, (year, more)]
                owned += more
        return tuple(found)

    def needs(self, growth: float) -> tuple[int, ...]:
        """Return the units needed by the end of each year at one growth."""
        return tuple(self.line.units_at(year, growth) for year in range(1, self.years + 1))

    def cost(self, purchases: Sequence[tuple[int, int]]) -> Decimal:
        """Return the present cost of purchases."""
        return sum((self.bought(units, year) for year, units in purchases), Decimal(0))

    def plan(self, growth: float) -> Plan:
        """Return what is bought when, if the load grows at one rate."""
        purchases = self.purchases(self.needs(growth))
        return Plan(growth, purchases, whole_fen(self.cost(purchases)))

    def saving(self, growth: float) -> Decimal:
        """Return cost at once less cost in stages at one growth, in exact fen; negative if waiting costs more."""
        return self.at_once - self.cost(self.purchases(self.needs(growth)))

    @cached_property
    def outcomes(self) -> tuple[tuple[Decimal, float], ...]:
        """Every saving there can be, ascending, with its probability: exact, for needs change at known growths only."""
        spread = self.line.demand.growth
        asked = self.line.requested
        steps = {
            self.line.growth_that_exceeds(units, year)
            for year in range(1, self.years + 1)
            for units in range(self.now, asked)
        }
        ends = sorted(each for each in steps if _NEVER < spread.at_most(each) < 1 - _NEVER)
        found: dict[Decimal, float] = {}
        below = 0.0
        for low, high in zip([None, *ends], [*ends, None], strict=True):
            upto = 1.0 if high is None else spread.at_most(high)
            if upto > below:
                middle = spread.quantile((below + upto) / 2) if low is not None or high is not None else spread.median
                saving = self.saving(middle)
                found[saving] = found.get(saving, 0.0) + upto - below
                below = upto
        return tuple(sorted(found.items()))

    def quantile(self, probability: float) -> int:
        """Return the saving that is not exceeded with the probability, in whole fen.

        Where nothing but the price counts, more growth never saves more: the quantile is then the saving at the growth
        that is exceeded with that probability, and no other growth need be looked at.
        """
        if not self.market.tender_fen and not self.market.volume:
            return whole_fen(self.saving(self.line.demand.growth.quantile(round(1 - probability, 12))))
        return quantile(self.outcomes, probability)

    @property
    def quantiles(self) -> tuple[int, int, int]:
        """P10, P50 and P90 of the saving, in whole fen."""
        low, middle, high = (self.quantile(each) for each in (TENTH, HALF, NINTH))
        return low, middle, high

    @property
    def chance_of_saving(self) -> float:
        """The probability that buying in stages costs less."""
        return sum(probability for saving, probability in self.outcomes if saving > 0)

    @property
    def chance_short(self) -> float:
        """The probability that the need of the first three years passes what is bought now."""
        spread = self.line.demand.growth
        passed = min(self.line.growth_that_exceeds(self.now, year) for year in range(1, NOW + 1))
        return 1 - spread.at_most(passed)

    def under(self, market: Market) -> "Staging":
        """Return the same line in another market."""
        return replace(self, market=market)


def quantile(outcomes: Sequence[tuple[Decimal, float]], probability: float) -> int:
    """Return the least outcome whose cumulated probability reaches ``probability``, in whole fen."""
    reached = 0.0
    for value, share in outcomes:
        reached += share
        if reached >= probability - _NEVER:
            return whole_fen(value)
    return whole_fen(outcomes[-1][0])
