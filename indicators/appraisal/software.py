"""What the software of an application may cost: counted by a pack, priced at its median, cut to that."""

from dataclasses import dataclass
from decimal import Decimal

from datasets import Text
from indicators.appraisal.cost import (
    Estimate,
    FenPerPersonMonth,
    Function,
    FunctionPoints,
    HoursPerFunctionPoint,
    HoursPerMonth,
    Kind,
    Pack,
    counted,
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


@dataclass(frozen=True)
class Software:
    """The opinion on the development of an application: the estimate, the cut, and what is doubtful or missing.

    ``estimate`` is None where functions are not counted or nobody has said hours a point or the price of a
    person-month; then nothing is cut, and ``missing`` names the fields.
    """

    estimate: Estimate | None
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
    hours = _least(development.hours_per_function_point, _median(pack, field))
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
        return Software(None, LineOpinion(line=LINE, requested_fen=asked), missing)
    month = HoursPerMonth.of(pack.hours_a_month or 174)
    change = _least(development.change_factor, pack.change.get("early")) or Decimal(1)
    found = estimate(
        points,
        change=change,
        productivity=HoursPerFunctionPoint.of(hours),
        rate=FenPerPersonMonth.of(price * _FEN),
        month=month,
    )
    stated = development.hours_per_function_point
    question = doubtful(HoursPerFunctionPoint.of(stated), month) if stated else None
    return Software(found, _opinion(asked, found, points, change, hours, price, month, question), ())


def _points(development: Development, pack: Pack) -> FunctionPoints | None:
    """Return the points counted; None where no files are given, or not the points of a detailed count.

    A detailed count knows how complex each function is, which an application does not list: it gives its points.
    """
    if development.method == "detailed":
        given = development.unadjusted_points
        return None if given is None else FunctionPoints.of(given)
    numbers = {
        Kind.ILF: development.internal_files,
        Kind.EIF: development.external_files,
        Kind.EI: development.inputs,
        Kind.EO: development.outputs,
        Kind.EQ: development.inquiries,
    }
    if development.internal_files is None:
        return None
    method = "indicative" if development.method == "indicative" else "estimated"
    functions = [Function(kind=kind, number=number or 0) for kind, number in numbers.items()]
    return counted(pack, method, functions).unadjusted


def _median(pack: Pack, field: str) -> Decimal | None:
    return pack.productivity.get(field, {}).get("p50")


def _least(*given: Decimal | None) -> Decimal | None:
    return min((each for each in given if each is not None), default=None)


def _opinion(
    asked: int,
    found: Estimate,
    points: FunctionPoints,
    change: Decimal,
    hours: Decimal,
    price: Decimal,
    month: HoursPerMonth,
    question: Text | None,
) -> LineOpinion:
    cuts: tuple[Cut, ...] = ()
    if asked > found.total_fen:
        cut = Cut(
            amount_fen=asked - found.total_fen,
            reason=Text(
                f"按功能点测算 {yuan(found.total_fen)} 元，超出部分核减",
                f"by function points {yuan(found.total_fen)} yuan; what is above is cut",
            ),
            formula="requested - points * change * hours / month * rate",
            inputs=(
                ("requested", yuan(asked)),
                ("points", f"{points.value:f}"),
                ("change", f"{change:f}"),
                ("hours", f"{hours:f}"),
                ("month", f"{month.value:f}"),
                ("rate", f"{price:f}"),
            ),
            clause=CLAUSE,
        )
        cuts = (cut,)
    return LineOpinion(line=LINE, requested_fen=asked, cuts=cuts, remarks=(question,) if question else ())
