"""Ways: how the load of one line can be met, beside one another: all at once, up to the ceiling, in stages."""

from dataclasses import dataclass, replace
from decimal import Decimal

from datasets import Text
from indicators.appraisal.fen import whole_fen
from indicators.appraisal.pack import Rule
from indicators.appraisal.parts import Line
from indicators.appraisal.sizing import Market, Room, Running, Sized, Staging, sized
from indicators.appraisal.sizing.line import NOW


@dataclass(frozen=True)
class Way:
    """One way: the units bought now and their price, what five years cost in fen of today, how long the units last.

    ``lasts`` are years at median growth (infinite if for ever); ``short`` the chance that they do not last three years,
    where nothing more is bought.
    """

    name: Text
    units: int
    now_fen: int
    cost_fen: int
    lasts: float
    short: float


_ALL = Text("按申报一次购置", "all that is asked for, now")
_CEILING = Text("按核定一次购置", "what is approved, now")
_STAGES = Text("分期购置（增长 P50）", "in stages (growth at P50)")


def staged(line: Line, found: Sized, rule: Rule) -> Staging:
    """Return the purchase in stages of a line that was sized, at the prices and rates of the rule on staging (S5)."""
    at = {name: each.value for name, each in rule.threshold.items()}
    return Staging(
        line=found.line,
        running=Running.of(
            maintenance=(line.maintenance_percent or Decimal(0)) / 100,
            watts=line.power_watt or 0,
            rack_units=line.rack_units or 0,
        ),
        room=Room.of(tariff=at["tariff_yuan"], pue=at["pue"], rent=at["rent_yuan"]),
        market=Market.of(decline=at["decline_percent"] / 100, discount=at["discount_percent"] / 100),
    )


def ways(staging: Staging) -> tuple[Way, ...]:
    """Return the ways to meet the load of a line, costs worth today."""
    found = sized(staging.line)
    plan = staging.plan(staging.line.demand.growth.median)
    first = dict(plan.purchases).get(1, 0)
    return (
        _way(_ALL, staging, found.line.requested, whole_fen(staging.at_once)),
        _way(_CEILING, staging, found.approved, whole_fen(staging.bought(found.approved, 1))),
        _way(_STAGES, staging, first, plan.cost_fen),
    )


def _way(name: Text, staging: Staging, units: int, cost_fen: int) -> Way:
    line = replace(staging.line, requested=units)
    enough = line.growth_that_exceeds(units, NOW)
    return Way(
        name=name,
        units=units,
        now_fen=units * line.price_fen,
        cost_fen=cost_fen,
        lasts=sized(line).lasts[1],
        short=1 - line.demand.growth.at_most(enough),
    )
