"""From opinions to a programme: what may be built, in which variants, at which cost, worth how much."""

import datetime as dt
import math
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from indicators.appraisal.fen import whole_fen
from indicators.appraisal.opinion import Opinion
from indicators.appraisal.parts import Line
from indicators.appraisal.portfolio.model import After, Floor, Programme, Project, Variant
from indicators.appraisal.proposal import Proposal
from indicators.appraisal.registers import Registers
from indicators.appraisal.sizing.demand import HALF
from indicators.appraisal.sizing.line import NOW_LEAST, Sized
from indicators.scenarios.assumptions import Words
from indicators.statistics.exact import apportion

ADMISSIBLE = frozenset({"approve", "resize"})
"""The outcomes with which an application enters the portfolio: gates come before any choice."""

_FEN, _YEAR, _KILO = 100, 12, 1000
_WATT, _RACK = "watt", "rack_unit"


class Points(BaseModel):
    """What makes up the value of an application, with its reference; weights are points."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    valid_from: dt.date
    reference: Words
    base: float
    reach: float
    reach_from: float
    conditions: dict[str, float]

    def worth(self, met: Sequence[str], users: int | None) -> float:
        """Return base + Σ weights of the conditions met + reach × log₁₀(users / reach_from), not below nought."""
        reached = math.log10(users / self.reach_from) if users and users > self.reach_from else 0.0
        return self.base + sum(self.conditions.get(each, 0.0) for each in met) + self.reach * reached


@cache
def points() -> Points:
    """Return the points that ship."""
    text = (files("indicators") / "appraisal" / "portfolio" / "points.toml").read_text(encoding="utf-8")
    return Points.model_validate(tomllib.loads(text))


@dataclass(frozen=True)
class Candidates:
    """A programme of what is admissible, and what is left out with its outcome."""

    programme: Programme
    left_out: tuple[tuple[str, str], ...]


def candidates(
    reviewed: Sequence[tuple[Proposal, Opinion]],
    budgets_fen: Mapping[int, int],
    registers: Registers,
    *,
    weights: Points | None = None,
    floors: Sequence[Floor] = (),
    mandatory: Collection[str] = (),
    discount: float = 0.05,
    decline: Decimal = Decimal("0.2"),
) -> Candidates:
    """Return the programme of applications that may be approved, under yearly budgets.

    Variants: ``full`` where nothing is cut, else ``reduced`` to what is left; and ``staged`` where the need of two
    years is smaller than what is left: that need now, the rest in the third year at p(1 − d)². Spending is spread as
    the application spreads its funds, operation is its yearly budget from the year after, and equipment in the centre
    takes from its free power and rack units. An application comes after those it names, and after those that serve
    a task it names; what is not admissible itself holds nobody up here. A project's category is the first task it
    serves, which ``floors`` name; ``mandatory`` are numbers of applications that must be built.
    """
    chosen = [(proposal, opinion) for proposal, opinion in reviewed if opinion.outcome in ADMISSIBLE]
    numbers = {proposal.project.number for proposal, _ in chosen}
    serves: dict[str, set[str]] = {}
    for proposal, _ in chosen:
        for task in proposal.project.tasks or ():
            serves.setdefault(task, set()).add(proposal.project.number)
    scale = weights or points()
    projects = tuple(
        Project(
            key=proposal.project.number,
            variants=tuple(_variants(proposal, opinion, scale, decline)),
            mandatory=proposal.project.number in mandatory,
            after=_after(proposal, numbers, serves),
            category=(proposal.project.tasks or ("",))[0],
            starts=_starts(proposal, budgets_fen),
        )
        for proposal, opinion in chosen
    )
    years = tuple(sorted(budgets_fen))
    programme = Programme(
        years=years,
        budgets_fen=tuple(budgets_fen[year] for year in years),
        projects=projects,
        floors=tuple(floors),
        limits={name: (free,) * len(years) for name, free in _free(registers).items()},
        discount=discount,
    )
    left = tuple(
        (opinion.number or opinion.file, opinion.outcome)
        for _, opinion in reviewed
        if opinion.outcome not in ADMISSIBLE
    )
    return Candidates(programme, left)


def _variants(proposal: Proposal, opinion: Opinion, scale: Points, decline: Decimal) -> Iterator[Variant]:
    value = scale.worth(opinion.priority, proposal.demand.users)
    approved = opinion.lines.approved_fen
    running = (whole_fen((proposal.operation.yearly_budget or Decimal(0)) * _FEN),)
    holds = _holds(proposal, {each.path: each.sized.approved for each in opinion.sizes})
    yield Variant(
        key="reduced" if opinion.cut_fen else "full",
        value=value,
        spending_fen=_spread(proposal, approved),
        running_fen=running,
        holds=holds,
    )
    later = sum(_later(each.sized) * each.sized.line.price_fen for each in opinion.sizes)
    if later:
        third = whole_fen(later * (1 - decline) ** 2)
        yield Variant(
            key="staged", value=value, spending_fen=(approved - later, 0, third), running_fen=running, holds=holds
        )


def _later(sized: Sized) -> int:
    """Return the units of what is approved that two years' need at median growth does without."""
    now = next(need.units for need in sized.needs if (need.years, need.probability) == (NOW_LEAST, HALF))
    return max(0, sized.approved - now)


def _spread(proposal: Proposal, amount: int) -> tuple[int, ...]:
    """Return an amount by year as the funds for construction are spread; all at once where they do not say."""
    by_year: dict[int, Decimal] = {}
    for each in proposal.funding or ():
        if each.stage == "construction" and each.year is not None and each.amount:
            by_year[each.year] = by_year.get(each.year, Decimal(0)) + each.amount
    if len(by_year) < 2:  # noqa: PLR2004 one year is no spread
        return (amount,)
    first, total = min(by_year), sum(by_year.values(), Decimal(0))
    shares = [Fraction(by_year.get(year, Decimal(0)) / total) for year in range(first, max(by_year) + 1)]
    return tuple(apportion([share * amount for share in shares], amount))


def _holds(proposal: Proposal, approved: Mapping[str, int]) -> dict[str, float]:
    """Return watts and rack units that the equipment takes in the centre; nought where it stands elsewhere."""
    if proposal.architecture.hosted != "centre":
        return {}
    lines: list[tuple[int, Line]] = [
        (approved.get(_place(path), line.quantity), line)
        for path, line in proposal.lines()
        if path.startswith(("hardware", "network", "storage"))
    ]
    watts = sum(float(line.power_watt or 0) * number for number, line in lines)
    units = sum(float(line.rack_units or 0) * number for number, line in lines)
    return {_WATT: watts, _RACK: units}


def _place(path: str) -> str:
    """Return a line's path as rules write it, counted from one: ``hardware[1]`` of ``hardware.0``."""
    table, _, place = path.partition(".")
    return f"{table}[{int(place) + 1}]" if place else path


def _free(registers: Registers) -> dict[str, float]:
    central = [room for room in registers.rooms if room.central]
    return {
        _WATT: float(sum(room.power_kw - room.power_kw_used for room in central)) * _KILO,
        _RACK: float(sum(room.free_rack_units for room in central)),
    }


def _after(proposal: Proposal, numbers: set[str], serves: Mapping[str, set[str]]) -> tuple[After, ...]:
    own = proposal.project.number
    found: dict[str, int] = {}
    for each in proposal.dependency or ():
        if each.of in {None, own}:
            for other in sorted({each.on} & numbers | serves.get(each.on, set())):
                found[other] = max(found.get(other, 0), math.ceil(each.lag_months / _YEAR))
    return tuple(After(other, lag) for other, lag in found.items() if other != own)


def _starts(proposal: Proposal, budgets: Mapping[int, int]) -> tuple[int, ...] | None:
    """Return the years from that of the start applied for on; None is any."""
    start = proposal.project.start
    return None if start is None else tuple(year for year in sorted(budgets) if year >= int(start[:4]))
