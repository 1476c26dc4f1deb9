"""Afterwards (后评价): what was approved against what is used, application by application and by department."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from datasets import Text
from indicators.appraisal.opinion import Opinion
from indicators.appraisal.portfolio.board import month
from indicators.appraisal.proposal import Proposal
from indicators.appraisal.sizing.demand import HALF, NINTH, TENTH
from indicators.appraisal.sizing.line import Sized
from indicators.errors import QuestionError

_COLUMNS = ("number", "month", "p95")
_YEAR = 12


@dataclass(frozen=True)
class Used:
    """What an approved application carries: measured against approved capacity and against what was foreseen.

    Loads are in the application's metric. ``approved`` is the capacity that was approved, with what is reused;
    ``requested`` what was asked for; ``foreseen`` P10, P50 and P90 of the load for the month measured.
    """

    number: str
    department: str
    month: str
    measured: float
    approved: float
    requested: float
    foreseen: tuple[float, float, float]

    @property
    def share(self) -> float:
        """The part of the approved capacity that is used at the 95th percentile."""
        return self.measured / self.approved if self.approved else float("inf")

    @property
    def share_of_request(self) -> float:
        """The part that would be used had everything asked for been bought."""
        return self.measured / self.requested if self.requested else float("inf")

    @property
    def held(self) -> bool:
        """Whether the load lies within the interval that was foreseen."""
        low, _, high = self.foreseen
        return low <= self.measured <= high


@dataclass(frozen=True)
class Department:
    """A department's approved applications that were measured: how many, the share used, how many were foreseen.

    The share is the mean of the applications' own shares: their metrics differ, so capacities do not add up.
    """

    department: str
    applications: int
    share: float
    share_of_request: float
    held: int


def afterwards(
    reviewed: Sequence[tuple[Proposal, Opinion]], measured: Mapping[str, tuple[str, float]]
) -> tuple[Used, ...]:
    """Return approved against used for every application with a line that carries load and a measurement.

    ``measured`` gives month and 95th percentile of the load by number of the application.
    """
    found = []
    for proposal, opinion in reviewed:
        given, load = measured.get(opinion.number), proposal.demand.load
        if given is None or not opinion.sizes or not load:
            continue
        when, value = given
        years = (month(when) - month(load[-1].month)) / _YEAR
        if years < 0:
            raise QuestionError(
                Text(
                    f"{opinion.number}：实测月份 {when} 早于申报时的最后一个月 {load[-1].month}。",
                    f"{opinion.number}: measured in {when}, before the application's last month, {load[-1].month}.",
                )
            )
        first = opinion.sizes[0].sized.line  # the lines are sized one beside the other: the first has what is reused
        approved = first.reuse + sum(_carried(each.sized, each.sized.approved) for each in opinion.sizes)
        requested = first.reuse + sum(_carried(each.sized, each.sized.line.requested) for each in opinion.sizes)
        low, middle, high = (first.demand.at(years, chance) for chance in (TENTH, HALF, NINTH))
        found.append(Used(opinion.number, opinion.department, when, value, approved, requested, (low, middle, high)))
    return tuple(found)


def _carried(sized: Sized, units: int) -> float:
    return max(0, units - sized.line.spares) * sized.line.capacity


def by_department(used: Sequence[Used]) -> tuple[Department, ...]:
    """Return the departments in the order of their share used, the least first."""
    names = sorted({each.department for each in used})
    found = []
    for name in names:
        own = [each for each in used if each.department == name]
        shares = [sum(values) / len(own) for values in ([e.share for e in own], [e.share_of_request for e in own])]
        found.append(Department(name, len(own), shares[0], shares[1], sum(each.held for each in own)))
    return tuple(sorted(found, key=lambda each: (each.share, each.department)))


def read_measured(path: Path) -> dict[str, tuple[str, float]]:
    """Return the latest measurement by number from a CSV file with the columns number, month, p95."""
    try:
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError:
        raise QuestionError(Text(f"{path.name} 不是 UTF-8 编码。", f"{path.name} is not UTF-8.")) from None
    lacking = [each for each in _COLUMNS if each not in (rows.fieldnames or ())]
    if lacking:
        raise QuestionError(
            Text(f"{path.name} 缺少列 {'、'.join(lacking)}。", f"{path.name} lacks the columns {', '.join(lacking)}.")
        )
    found: dict[str, tuple[str, float]] = {}
    for place, row in enumerate(rows, start=2):
        try:
            value = Decimal(row["p95"])
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or value < 0:
            raise QuestionError(
                Text(
                    f"{path.name} 第 {place} 行：“{row['p95']}”不是负载。",
                    f"{path.name}, line {place}: {row['p95']!r} is no load.",
                )
            )
        if row["number"] not in found or month(row["month"]) >= month(found[row["number"]][0]):
            found[row["number"]] = (row["month"], float(value))
    return found
