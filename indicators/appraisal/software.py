"""What the software of an application may cost: counted by a pack, priced at its median, cut to that."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from datasets import Text
from indicators.appraisal.cost import (
    Estimate,
    FenPerPersonMonth,
    FunctionPoints,
    HoursPerFunctionPoint,
    HoursPerMonth,
    Kind,
    Pack,
    estimate,
)
from indicators.appraisal.cost.units import doubtful
from indicators.appraisal.cuts import Cut, LineOpinion
from indicators.appraisal.fen import yuan
from indicators.appraisal.parts import Development

LINE = "development"
"""The path of the line in an application."""

CLAUSE = "规划六(二) 第1段"
_FEN = 100
_FORMULA = "requested - (points * change * hours * factors / month * rate + direct)"
_FACTORS: Mapping[str, str] = {
    "application_type": "application",
    "language": "language",
    "team": "team",
    "reuse_level": "reuse",
}
"""The factors that an application names, with the pack's tables they are looked up in."""

_BOUNDED = ("change_factor", *_FACTORS, "quality_influences")

_COUNTED: Mapping[Kind, str] = {
    Kind.ILF: "internal_files",
    Kind.EIF: "external_files",
    Kind.EI: "inputs",
    Kind.EO: "outputs",
    Kind.EQ: "inquiries",
}

Bound = Callable[[Iterable[Decimal]], Decimal]
"""``min`` or ``max``: which of the pack's factors stands for one that the application does not name."""


@dataclass(frozen=True)
class Software:
    """The opinion on the development of an application: the estimate, the cut, and what is doubtful or missing.

    ``estimate`` is the most it may cost, with what the application does not name at the pack's greatest; None where
    functions are not counted or nobody has said hours a point or the price of a person-month: then nothing is cut,
    and ``missing`` names the fields. ``least_fen`` is the same with everything at the pack's least; None where hours
    a point are not given, for then nothing is too little.
    """

    estimate: Estimate | None
    least_fen: int | None
    opinion: LineOpinion
    missing: tuple[str, ...]


def software(
    development: Development, pack: Pack, *, field: str = "e_government", rate: Decimal | None = None
) -> Software:
    """Return the opinion by a pack of rules.

    Hours a function point are the pack's median of the field, or less if less is asked for; so is the price of a
    person-month (``rate`` in yuan, where the reviewer has one for the place and year). The factor of scope is the one
    asked for, at most the pack's for the early stage. What is asked for above the estimate is cut.
    """
    asked = int(development.amount * _FEN)
    points = _points(development, pack)
    hours = _least(development.hours_per_function_point, pack.productivity.get(field, {}).get("p50"))
    price = _least(development.person_month_price, rate)
    missing = tuple(
        f"{LINE}.{name}"
        for name, value in (
            ("unadjusted_points" if development.method == "detailed" else "internal_files", points),
            ("hours_per_function_point", hours),
            ("person_month_price", price),
        )
        if value is None
    )
    if points is None or hours is None or price is None:
        return Software(None, None, LineOpinion(line=LINE, requested_fen=asked), missing)
    most = _Reckoned(development, pack, points, hours, price, max)
    stated = development.hours_per_function_point
    question = doubtful(HoursPerFunctionPoint.of(stated), most.month) if stated else None
    cut = most.cut(asked)
    opinion = LineOpinion(
        line=LINE, requested_fen=asked, cuts=(cut,) if cut else (), remarks=(question,) if question else ()
    )
    least = None
    if stated is not None:
        told = all(getattr(development, name) is not None for name in _BOUNDED)
        least = (most if told else _Reckoned(development, pack, points, hours, price, min)).estimate.total_fen
    return Software(most.estimate, least, opinion, ())


class _Reckoned:
    """An estimate and the numbers it was reckoned from; what is not given is at the pack's ``bound``."""

    def __init__(
        self, given: Development, pack: Pack, points: FunctionPoints, hours: Decimal, price: Decimal, bound: Bound
    ) -> None:
        self.points, self.hours, self.price, self.direct = points, hours, price, given.direct_cost
        self.month = HoursPerMonth.of(pack.hours_a_month or 174)
        self.change = _change(given, pack, bound)
        self.factors = {name: _factor(given, pack, name, bound) for name in _FACTORS}
        self.factors["quality_influences"] = _quality(given, pack, bound)
        self.estimate = estimate(
            points,
            change=self.change,
            productivity=HoursPerFunctionPoint.of(hours),
            rate=FenPerPersonMonth.of(price * _FEN),
            month=self.month,
            factors=self.factors,
            direct_fen=int(self.direct * _FEN),
        )

    def cut(self, asked: int) -> Cut | None:
        """Return what is asked for beyond the estimate, with the numbers; None where it is not."""
        total = self.estimate.total_fen
        if asked <= total:
            return None
        numbers = {
            "points": self.points.value,
            "change": self.change,
            "hours": self.hours,
            "factors": math.prod(self.factors.values(), start=Decimal(1)),
            "month": self.month.value,
            "rate": self.price,
        }
        return Cut(
            amount_fen=asked - total,
            reason=Text(
                f"按功能点测算 {yuan(total)} 元，超出部分核减",
                f"by function points {yuan(total)} yuan; what is above is cut",
            ),
            formula=_FORMULA,
            inputs=(
                ("requested", yuan(asked)),
                *((name, f"{value.normalize():f}") for name, value in numbers.items()),
                ("direct", yuan(self.estimate.direct_fen)),
            ),
            clause=CLAUSE,
        )


def _change(given: Development, pack: Pack, bound: Bound) -> Decimal:
    """Return the factor of scope that is asked for, at most the pack's for the early stage."""
    known = [*pack.change.values()] or [Decimal(1)]
    most = pack.change.get("early", max(known))
    return min(bound(known) if given.change_factor is None else given.change_factor, most)


def _factor(given: Development, pack: Pack, name: str, bound: Bound) -> Decimal:
    """Return a factor that is named; one where the pack has none of its kind."""
    section, chosen = _FACTORS[name], getattr(given, name)
    table = pack.reuse if section == "reuse" else pack.factors.get(section, {})
    if not table:
        return Decimal(1)
    return bound(table.values()) if chosen is None else pack.choice(section, chosen)


def _quality(given: Development, pack: Pack, bound: Bound) -> Decimal:
    """Return 1 + step × Σ influences, which are no more than the pack has characteristics."""
    if pack.quality is None:
        return Decimal(1)
    most = Decimal(len(pack.quality.characteristics))
    told = given.quality_influences
    influences = bound((-most, most)) if told is None else max(-most, min(most, told))
    return 1 + pack.quality.step * influences


def _points(development: Development, pack: Pack) -> FunctionPoints | None:
    """Return the points counted; None where no files are given, or not the points of a detailed count.

    A detailed count knows how complex each function is, which an application does not list: it gives its points.
    """
    if development.method == "detailed":
        given = development.unadjusted_points
        return None if given is None else FunctionPoints.of(given)
    if development.internal_files is None:
        return None
    method = "indicative" if development.method == "indicative" else "estimated"
    numbers = {kind: getattr(development, name) or 0 for kind, name in _COUNTED.items()}
    points = (pack.weight(method, kind) * number for kind, number in numbers.items())
    return FunctionPoints(sum(points, Decimal(0)))


def _least(*given: Decimal | None) -> Decimal | None:
    return min((each for each in given if each is not None), default=None)
