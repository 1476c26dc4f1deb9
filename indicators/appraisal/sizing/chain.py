"""A chain of factors from what was counted to what is asked for: each step itemised, its rounding stated."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from datasets import Text
from indicators.errors import QuestionError


class Covers(StrEnum):
    """What a factor stands for: a conversion of units, or the risk that a safety factor covers."""

    UNIT = "unit"
    PEAK = "peak"
    GROWTH = "growth"
    HEADROOM = "headroom"
    FAILURE = "failure"
    OVERHEAD = "overhead"

    @property
    def is_margin(self) -> bool:
        """Whether it is a safety factor."""
        return self is not Covers.UNIT


COVERED = {
    Covers.UNIT: Text("单位换算", "conversion"),
    Covers.PEAK: Text("峰值", "peaks"),
    Covers.GROWTH: Text("增长", "growth"),
    Covers.HEADROOM: Text("利用率余量", "headroom"),
    Covers.FAILURE: Text("故障备份", "failure"),
    Covers.OVERHEAD: Text("修正与开销", "correction and overhead"),
}
"""What is covered, in words."""

Rounding = str | None
"""How a step is rounded to a whole number: ``up``, ``down``, ``nearest`` (halves up), or not at all (None)."""

_ROUND = {"up": math.ceil, "down": math.floor, "nearest": lambda value: math.floor(value + 0.5)}
_GUARD = 1e-9


@dataclass(frozen=True)
class Factor:
    """One step: multiply by ``value``, or divide by it; then round if that is how the source does it.

    ``years`` is how far a growth factor looks ahead, where it is one.
    """

    name: Text
    value: float
    covers: Covers = Covers.UNIT
    divides: bool = False
    rounded: Rounding = None
    years: float | None = None

    def __post_init__(self) -> None:
        """Refuse a factor that is not above nought: it would make any demand vanish."""
        if not 0 < self.value < math.inf:
            raise QuestionError(
                Text(f"系数“{self.name.zh}”应大于零。", f"The factor {self.name.en!r} must be above nought.")
            )

    @property
    def multiplies(self) -> float:
        """By how much the step multiplies."""
        return 1 / self.value if self.divides else self.value

    def after(self, value: float) -> float:
        """Return the value after the step."""
        return _rounded(value / self.value if self.divides else value * self.value, self.rounded)


@dataclass(frozen=True)
class Chain:
    """A start, its factors in their order, and what comes out."""

    start: float
    factors: tuple[Factor, ...]
    rounded: Rounding = None

    @property
    def unrounded(self) -> float:
        """What comes out before the last rounding; roundings on the way stay."""
        value = self.start
        for factor in self.factors:
            value = factor.after(value)
        return value

    @property
    def value(self) -> float:
        """What comes out."""
        return _rounded(self.unrounded, self.rounded)

    def without(self, dropped: Sequence[Factor]) -> "Chain":
        """Return the chain without some of its factors (told apart by being the very ones, not by their values)."""
        gone = {id(each) for each in dropped}
        return Chain(self.start, tuple(each for each in self.factors if id(each) not in gone), self.rounded)

    def formula(self) -> str:
        """Return the chain as it would be written down."""
        signs = (f" {'÷' if factor.divides else '×'} {factor.value:.10g}" for factor in self.factors)
        return f"{self.start:.10g}{''.join(signs)} = {self.value:,.10g}"


def _rounded(value: float, how: Rounding) -> float:
    if how is None:
        return value
    guard = _GUARD * max(1.0, abs(value))
    return float(_ROUND[how](value - guard if how == "up" else value + guard))
