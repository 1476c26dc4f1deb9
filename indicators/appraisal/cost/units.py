"""Units of software cost, each a type of its own: hours a function point cannot be read as function points a month.

One public tool read the one as the other and was wrong threefold. Here only what has a meaning can be multiplied:
points × hours a point = hours; points ÷ points a month = person-months; hours ÷ hours a month = person-months;
person-months × fen a person-month = fen; points × fen a point = fen. Anything else is an error of types.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Self, overload

from datasets import Text
from indicators.appraisal.fen import Number, at_least_nought, exact
from indicators.errors import QuestionError


@dataclass(frozen=True, order=True)
class Quantity:
    """An exact number, not negative, of one unit; quantities of one unit add up and can be scaled."""

    value: Decimal

    @classmethod
    def of(cls, value: Number) -> Self:
        """Return the quantity, refusing a negative one."""
        return cls(at_least_nought(value, NAMES[cls.__name__]))

    def __add__(self, other: Self) -> Self:
        """Return the sum of two quantities of the same unit."""
        if type(other) is not type(self):
            return NotImplemented
        return type(self)(self.value + other.value)

    def scaled(self, factor: Number) -> Self:
        """Return so many times the quantity."""
        return type(self)(self.value * exact(factor))

    def rounded(self, places: int | None) -> Self:
        """Return the quantity to so many places, halves up; None leaves it as it is."""
        if places is None:
            return self
        return type(self)(self.value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


class Fen(Quantity):
    """Money in exact fen."""


class Hours(Quantity):
    """Person-hours (人时)."""

    def __truediv__(self, other: "HoursPerMonth") -> "PersonMonths":
        """Return person-months."""
        return PersonMonths(self.value / other.value) if isinstance(other, HoursPerMonth) else NotImplemented


class PersonMonths(Quantity):
    """Person-months (人月)."""

    def __mul__(self, other: "FenPerPersonMonth") -> Fen:
        """Return what they cost."""
        return Fen(self.value * other.value) if isinstance(other, FenPerPersonMonth) else NotImplemented


class HoursPerMonth(Quantity):
    """Person-hours in a person-month (人月折算系数): 174 = 21.75 days of 8 hours, 176 = 22 days."""


class FenPerPersonMonth(Quantity):
    """Price of a person-month (人月费率) in fen."""


class FenPerFunctionPoint(Quantity):
    """Price of a function point (功能点单价) in fen."""


class FunctionPointsPerMonth(Quantity):
    """Function points that one person makes a month: more is quicker."""

    def hours(self, month: HoursPerMonth) -> "HoursPerFunctionPoint":
        """Return the same productivity as hours a function point."""
        return HoursPerFunctionPoint(month.value / self.value)


class HoursPerFunctionPoint(Quantity):
    """Hours that one function point takes (软件开发生产率): more is slower."""

    def a_month(self, month: HoursPerMonth) -> FunctionPointsPerMonth:
        """Return the same productivity as function points a month."""
        return FunctionPointsPerMonth(month.value / self.value)

    def price(self, rate: FenPerPersonMonth, month: HoursPerMonth) -> FenPerFunctionPoint:
        """Return the price of a function point: rate × hours a point ÷ hours a month."""
        return FenPerFunctionPoint(rate.value * self.value / month.value)


class FunctionPoints(Quantity):
    """Function points (功能点)."""

    @overload
    def __mul__(self, other: HoursPerFunctionPoint) -> Hours: ...
    @overload
    def __mul__(self, other: FenPerFunctionPoint) -> Fen: ...
    def __mul__(self, other: HoursPerFunctionPoint | FenPerFunctionPoint) -> Hours | Fen:
        """Return the hours they take, or what they cost."""
        if isinstance(other, HoursPerFunctionPoint):
            return Hours(self.value * other.value)
        return Fen(self.value * other.value) if isinstance(other, FenPerFunctionPoint) else NotImplemented

    def __truediv__(self, other: FunctionPointsPerMonth) -> PersonMonths:
        """Return the person-months they take."""
        return PersonMonths(self.value / other.value) if isinstance(other, FunctionPointsPerMonth) else NotImplemented


NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "Quantity": Text("数量", "The quantity"),
        "Fen": Text("金额", "The amount"),
        "Hours": Text("人时", "The hours"),
        "PersonMonths": Text("人月", "The person-months"),
        "HoursPerMonth": Text("人月折算系数", "The hours a month"),
        "FenPerPersonMonth": Text("人月费率", "The price of a person-month"),
        "FenPerFunctionPoint": Text("功能点单价", "The price of a function point"),
        "FunctionPointsPerMonth": Text("每人月功能点", "Function points a month"),
        "HoursPerFunctionPoint": Text("每功能点人时", "Hours a function point"),
        "FunctionPoints": Text("功能点", "Function points"),
    }
)
"""What each unit is called."""


def doubtful(hours: HoursPerFunctionPoint, month: HoursPerMonth, least: Number = 2, most: Number = 20) -> Text | None:
    """Return a question where hours a function point lie outside the usual: is it points a month that was written?"""
    low, high = exact(least), exact(most)
    if low <= hours.value <= high:
        return None
    if not hours.value:
        raise QuestionError(Text("每功能点人时不能为零。", "Hours a function point cannot be nought."))
    other = hours.a_month(month).value
    return Text(
        f"每功能点 {hours.value:g} 人时超出常见范围 {low:g}—{high:g}：是否误填了每人月功能点数？"
        f"（{hours.value:g} 功能点/人月相当于 {other:.2f} 人时/功能点）",
        f"{hours.value:g} hours a function point are outside the usual {low:g} to {high:g}: were points a month meant? "
        f"({hours.value:g} points a month are {other:.2f} hours a point)",
    )
