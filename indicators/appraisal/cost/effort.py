"""What software costs: points × change × productivity × factors ÷ hours a month × rate, every step shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from datasets import Text
from indicators.appraisal.cost.units import (
    FenPerPersonMonth,
    FunctionPoints,
    Hours,
    HoursPerFunctionPoint,
    HoursPerMonth,
    PersonMonths,
)
from indicators.appraisal.fen import Number, exact, whole_fen


@dataclass(frozen=True)
class Step:
    """One step of an estimate: what it is, which two numbers it was reckoned from and how, and what came out."""

    name: Text
    left: Decimal
    sign: str
    right: Decimal
    value: Decimal

    @property
    def formula(self) -> str:
        """How it was reckoned, with its numbers: ``100 × 1.39``."""
        return f"{self.left} {self.sign} {self.right}"


_SCALE = Text("调整后规模（功能点）", "adjusted points")
_HOURS = Text("未调整工作量（人时）", "hours")
_MONTHS = Text("工作量（人月）", "person-months")
_LABOUR = Text("人力成本（分）", "labour in fen")


@dataclass(frozen=True)
class Estimate:
    """A cost estimate: adjusted points, effort, and cost in whole fen; ``steps`` are the way there."""

    points: FunctionPoints
    hours: Hours
    person_months: PersonMonths
    labour_fen: int
    direct_fen: int
    steps: tuple[Step, ...]

    @property
    def total_fen(self) -> int:
        """Labour and direct costs together."""
        return self.labour_fen + self.direct_fen


def estimate(
    points: FunctionPoints,
    *,
    productivity: HoursPerFunctionPoint,
    rate: FenPerPersonMonth,
    month: HoursPerMonth,
    change: Number = 1,
    factors: Mapping[str, Number] | None = None,
    direct_fen: int = 0,
    places: int | None = None,
) -> Estimate:
    """Return the cost of ``points`` (GB/T 36964-2018: scale, effort, cost, in this order).

    ``change`` is the factor for growth of scope at the stage of the estimate, ``factors`` multiply the effort,
    ``direct_fen`` are direct costs that are not labour. With ``places`` each step's result is rounded to so many
    places, halves up, and carried on rounded, as published tables do; the cost is rounded to the fen at the end.
    """
    growth = exact(change)
    scale = points.scaled(growth).rounded(places)
    plain = (scale * productivity).rounded(places)
    effort = plain
    steps = [
        Step(_SCALE, points.value, "×", growth, scale.value),
        Step(_HOURS, scale.value, "×", productivity.value, plain.value),
    ]
    for name, each in (factors or {}).items():
        factor = exact(each)
        before, effort = effort, effort.scaled(factor)
        steps.append(Step(Text(name, name), before.value, "×", factor, effort.value))
    effort = effort.rounded(places)
    months = (effort / month).rounded(places)
    labour = whole_fen((months * rate).value)
    steps += [
        Step(_MONTHS, effort.value, "÷", month.value, months.value),
        Step(_LABOUR, months.value, "×", rate.value, Decimal(labour)),
    ]
    return Estimate(scale, effort, months, labour, direct_fen, tuple(steps))
