"""Counting function points: by the early, the estimated or the detailed method, with reuse and kind of change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from datasets import Text
from indicators.appraisal.cost.pack import Complexity, Pack
from indicators.appraisal.cost.units import FunctionPoints
from indicators.appraisal.fen import Number, exact
from indicators.errors import QuestionError

CHARACTERISTICS, MOST = 14, 5
"""General system characteristics of the value adjustment factor, and the greatest influence of one."""


class Kind(StrEnum):
    """The five kinds of functions that are counted."""

    ILF = "ILF"
    EIF = "EIF"
    EI = "EI"
    EO = "EO"
    EQ = "EQ"


@dataclass(frozen=True, kw_only=True)
class Function:
    """So many functions of one kind: their complexity (detailed method only), their reuse and what is done to them.

    ``reuse`` and ``change`` are named as in the pack; None is new work in full.
    """

    kind: Kind
    number: int = 1
    complexity: Complexity | None = None
    reuse: str | None = None
    change: str | None = None
    name: str = ""


@dataclass(frozen=True)
class Counted:
    """A count: points by kind, before any adjustment (UFP) and after reuse and kind of change (US)."""

    method: str
    by_kind: Mapping[Kind, FunctionPoints]
    unadjusted: FunctionPoints
    adjusted: FunctionPoints


def counted(pack: Pack, method: str, functions: Iterable[Function]) -> Counted:
    """Return the count of functions by one method of a pack: ``indicative``, ``estimated`` or ``detailed``."""
    by_kind = dict.fromkeys(Kind, Decimal(0))
    adjusted = Decimal(0)
    for each in functions:
        if each.number < 0:
            raise QuestionError(Text(f"{each.kind} 数量为负。", f"The number of {each.kind} is negative."))
        points = pack.weight(method, each.kind, each.complexity) * each.number
        by_kind[each.kind] += points
        adjusted += points * pack.choice("reuse", each.reuse) * pack.choice("modify", each.change)
    return Counted(
        method=method,
        by_kind={kind: FunctionPoints(points) for kind, points in by_kind.items()},
        unadjusted=FunctionPoints(sum(by_kind.values(), Decimal(0))),
        adjusted=FunctionPoints(adjusted),
    )


def value_adjustment(influences: Iterable[Number]) -> Decimal:
    """Return VAF = 0.65 + 0.01 × Σ influences, of fourteen characteristics rated 0 to 5 (Albrecht; IFPUG CPM).

    One number is the total degree of influence itself (0 to 70).
    """
    given = [exact(each) for each in influences]
    top = MOST * CHARACTERISTICS if len(given) == 1 else MOST
    if len(given) not in {1, CHARACTERISTICS} or any(not 0 <= each <= top for each in given):
        raise QuestionError(
            Text("应给出 14 个 0—5 的影响度，或其总和。", "Fourteen influences from 0 to 5 are needed, or their sum.")
        )
    return Decimal("0.65") + Decimal("0.01") * sum(given, Decimal(0))


def complexity(kind: Kind, elements: int, references: int) -> Complexity:
    """Return how complex a function is by its data elements (DET) and records (RET) or files referred to (FTR).

    IFPUG Counting Practices Manual 4.3 (ISO/IEC 20926): files by RET 1, 2–5, 6+ and DET 1–19, 20–50, 51+; inputs by
    FTR 0–1, 2, 3+ and DET 1–4, 5–15, 16+; outputs and inquiries by FTR 0–1, 2–3, 4+ and DET 1–5, 6–19, 20+.
    """
    bounds = {
        Kind.ILF: ((1, 5), (19, 50)),
        Kind.EIF: ((1, 5), (19, 50)),
        Kind.EI: ((1, 2), (4, 15)),
        Kind.EO: ((1, 3), (5, 19)),
        Kind.EQ: ((1, 3), (5, 19)),
    }
    by_reference, by_element = bounds[kind]
    place = _band(references, by_reference) + _band(elements, by_element)
    return (Complexity.LOW, Complexity.LOW, Complexity.AVERAGE, Complexity.HIGH, Complexity.HIGH)[place]


def _band(number: int, bounds: tuple[int, int]) -> int:
    return sum(number > bound for bound in bounds)
