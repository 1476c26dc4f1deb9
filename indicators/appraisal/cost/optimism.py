"""Optimism bias: by how much estimates of a kind of project ran over, and what good management takes off.

Mott MacDonald (2002), Review of Large Public Procurement in the UK, for HM Treasury; its worked examples are tests.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from datasets import Text
from indicators.appraisal.fen import Number, exact, whole_fen
from indicators.errors import QuestionError
from indicators.scenarios.assumptions import Words

_HUNDRED = Decimal(100)


class Bounds(BaseModel):
    """Upper and lower bound of optimism bias, as shares (2 is 200 %); the upper is where an appraisal starts."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    upper: Decimal
    lower: Decimal


class ProjectType(BaseModel):
    """One kind of project: bounds of cost and duration, and the shares that areas of risk contributed, in per cent."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str
    name: Words
    cost: Bounds
    duration: Bounds | None = None
    cost_contributions: dict[str, Decimal] = {}
    duration_contributions: dict[str, Decimal] = {}


class Guidance(BaseModel):
    """Dated guidance on optimism bias, with its reference."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    valid_from: dt.date
    reference: Words
    contributions: Words
    areas: dict[str, Words]
    types: tuple[ProjectType, ...]

    def type(self, key: str) -> ProjectType:
        """Return a kind of project by its key."""
        for each in self.types:
            if each.key == key:
                return each
        known = [each.key for each in self.types]
        raise QuestionError(
            Text(f"没有项目类型“{key}”：{'、'.join(known)}。", f"No project type {key!r}: {', '.join(known)}.")
        )


@cache
def guidance() -> Guidance:
    """Return the guidance that ships."""
    text = (files("indicators") / "appraisal" / "cost" / "optimism.toml").read_text(encoding="utf-8")
    return Guidance.model_validate(tomllib.loads(text, parse_float=Decimal))


def bias(upper: Number, contributions: Mapping[str, Number], mitigation: Mapping[str, Number]) -> Decimal:
    """Return (1 − Σ contribution · mitigation) · upper bound, as a share.

    ``contributions`` are per cent of the bias for each area of risk, ``mitigation`` from 0 (nothing done) to 1 (the
    risk is managed); areas without a mitigation are not managed. The lower bound does not hold the result: by the
    guidance it is not the least that can be reached.
    """
    unknown = sorted(set(mitigation) - set(contributions))
    if unknown:
        raise QuestionError(
            Text(f"缓解系数的风险领域不在表中：{'、'.join(unknown)}。", f"No such areas of risk: {', '.join(unknown)}.")
        )
    factors = {area: exact(factor) for area, factor in mitigation.items()}
    if any(not 0 <= factor <= 1 for factor in factors.values()):
        raise QuestionError(Text("缓解系数应在 0 与 1 之间。", "A mitigation factor lies between 0 and 1."))
    managed = sum((exact(contributions[area]) * factor for area, factor in factors.items()), Decimal(0)) / _HUNDRED
    return (1 - managed) * exact(upper)


def combined(parts: Sequence[tuple[Number, Number]]) -> Decimal:
    """Return the upper bound of a project of several kinds: Σ share · upper bound; the shares add up to one."""
    shares = [exact(share) for share, _ in parts]
    if sum(shares, Decimal(0)) != 1:
        raise QuestionError(Text("各部分占比之和应为 1。", "The shares of the parts must add up to one."))
    return sum((share * exact(upper) for share, (_, upper) in zip(shares, parts, strict=True)), Decimal(0))


def adjusted_fen(cost_fen: int, optimism: Number, management_fen: int = 0) -> int:
    """Return a cost with its optimism bias and the cost of managing its risks, in whole fen."""
    return whole_fen(cost_fen * (1 + exact(optimism))) + management_fen
