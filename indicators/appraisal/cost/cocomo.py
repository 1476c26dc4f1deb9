"""COCOMO: effort and schedule from lines of code, by Boehm's models of 1981 and 2000, for a second opinion on a price.

PM = A · KSLOC^E · Π EM; of 1981 A and E belong to a mode, of 2000 A = 2.94 and E = 0.91 + 0.01 · Σ SF. TDEV = C · PM^F.
"""

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from datasets import Text
from indicators.errors import QuestionError
from indicators.scenarios.assumptions import Words


class Mode(BaseModel):
    """One mode of the model of 1981: effort is ``a`` · KLOC^``b``, duration ``c`` · PM^``d``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    a: float
    b: float
    c: float
    d: float


class Constants(BaseModel):
    """The models' published constants: the modes of 1981, A, B, C, D of 2000, and its scale factors by rating."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    reference: Words
    basic: dict[str, Mode]
    intermediate: dict[str, Mode]
    a: float
    b: float
    c: float
    d: float
    scale: dict[str, dict[str, float]]


@cache
def constants() -> Constants:
    """Return the constants that ship."""
    text = (files("indicators") / "appraisal" / "cost" / "cocomo.toml").read_text(encoding="utf-8")
    return Constants.model_validate(tomllib.loads(text))


@dataclass(frozen=True)
class Effort:
    """Effort in person-months (of 152 hours), duration in months, and the mean number of people."""

    person_months: float
    months: float

    @property
    def people(self) -> float:
        """Effort over duration."""
        return self.person_months / self.months


def cocomo_81(kloc: float, mode: str, *, multipliers: Sequence[float] = (), level: str = "basic") -> Effort:
    """Return the estimate of 1981: ``level`` basic or intermediate, ``mode`` organic, semidetached or embedded."""
    found = (constants().intermediate if level == "intermediate" else constants().basic)[mode]
    return power_law(kloc, found.a, found.b, found.c, found.d, multipliers=multipliers)


def cocomo_2(kloc: float, *, scale: Sequence[float], multipliers: Sequence[float] = ()) -> Effort:
    """Return the estimate of COCOMO II.2000 from the five scale factors' values and the effort multipliers.

    TDEV = 3.67 · PM^(0.28 + 0.2 · (E − 0.91)), without compression of the schedule.
    """
    _positive(kloc, *multipliers)
    of = constants()
    exponent = of.b + 0.01 * sum(scale)
    effort = of.a * kloc**exponent * math.prod(multipliers)
    return Effort(effort, of.c * effort ** (of.d + 0.2 * (exponent - of.b)))


def power_law(
    kloc: float, a: float, b: float, c: float = 2.5, d: float = 0.38, *, multipliers: Sequence[float] = ()
) -> Effort:
    """Return the estimate by constants of one's own: a · KLOC^b · Π EM, and c · PM^d months."""
    _positive(kloc, a, b, c, d, *multipliers)
    effort = a * kloc**b * math.prod(multipliers)
    return Effort(effort, c * effort**d)


def scale_factors(ratings: Sequence[str]) -> tuple[float, ...]:
    """Return the values of the scale factors PREC, FLEX, RESL, TEAM, PMAT for their ratings (VL, L, N, H, VH, XH)."""
    table = constants().scale
    if len(ratings) != len(table) or any(
        each not in values for each, values in zip(ratings, table.values(), strict=True)
    ):
        names = "、".join(table)
        raise QuestionError(
            Text(
                f"应依次给出 {names} 的等级 VL、L、N、H、VH 或 XH。",
                f"A rating VL, L, N, H, VH or XH is needed for each of {', '.join(table)}.",
            )
        )
    return tuple(values[each] for each, values in zip(ratings, table.values(), strict=True))


def _positive(*given: float) -> None:
    if any(not 0 < each < math.inf for each in given):
        raise QuestionError(Text("规模和乘数应大于零。", "The size and the multipliers must be above nought."))
