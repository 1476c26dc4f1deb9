"""Cuts: every yuan that is taken from a line, with formula, inputs and clause; they add up to the fen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from datasets import Text
from indicators.appraisal.fen import yuan
from indicators.errors import QuestionError


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A sum taken from one line, in whole fen: why, by which formula, from which inputs, under which clause.

    ``formula`` is written in the names of ``inputs``, so that a reader can work it out again with a pencil.
    """

    amount_fen: int
    reason: Text
    formula: str
    inputs: tuple[tuple[str, str], ...]
    clause: str


@dataclass(frozen=True, kw_only=True)
class LineOpinion:
    """What is thought of one line of an application: asked for, cut, and what is left, in whole fen."""

    line: str
    requested_fen: int
    cuts: tuple[Cut, ...] = ()
    remarks: tuple[Text, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse cuts that are negative, say nothing, or take more than was asked for."""
        if self.requested_fen < 0:
            raise QuestionError(
                Text(f"“{self.line}”的申报金额为负。", f"The sum asked for in line {self.line!r} is negative.")
            )
        if any(cut.amount_fen <= 0 or not cut.clause or not cut.formula for cut in self.cuts):
            raise ValueError(f"a cut of line {self.line!r} is nought or lacks its clause or formula")
        if self.cut_fen > self.requested_fen:
            raise ValueError(f"the cuts of line {self.line!r} exceed what was asked for")

    @property
    def cut_fen(self) -> int:
        """The sum of the cuts."""
        return sum(cut.amount_fen for cut in self.cuts)

    @property
    def approved_fen(self) -> int:
        """What is left of what was asked for."""
        return self.requested_fen - self.cut_fen


@dataclass(frozen=True)
class Settled:
    """The lines of an application together. Each sum is the sum of the lines' own, so the three always agree."""

    lines: tuple[LineOpinion, ...]

    @property
    def requested_fen(self) -> int:
        """The sum of what was asked for."""
        return sum(line.requested_fen for line in self.lines)

    @property
    def cut_fen(self) -> int:
        """The sum of all cuts."""
        return sum(line.cut_fen for line in self.lines)

    @property
    def approved_fen(self) -> int:
        """The sum of what is left."""
        return self.requested_fen - self.cut_fen

    def by_clause(self) -> dict[str, int]:
        """Return the fen cut under each clause, in the order in which the clauses first appear; they add up."""
        found: dict[str, int] = {}
        for line in self.lines:
            for cut in line.cuts:
                found[cut.clause] = found.get(cut.clause, 0) + cut.amount_fen
        return found

    def sentence(self) -> Text:
        """Return one sentence of what was asked for, cut and left."""
        asked, cut, left = (yuan(each) for each in (self.requested_fen, self.cut_fen, self.approved_fen))
        return Text(f"申报 {asked} 元，核减 {cut} 元，建议 {left} 元。", f"Asked {asked}, cut {cut}, left {left} yuan.")


def settled(lines: Iterable[LineOpinion]) -> Settled:
    """Return the lines together, refusing two of one name: a yuan cut twice would not be seen."""
    found: Sequence[LineOpinion] = tuple(lines)
    names = [line.line for line in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise QuestionError(Text(f"明细行重名：{'、'.join(twice)}。", f"Lines have the same name: {', '.join(twice)}."))
    return Settled(tuple(found))


def quantity_cut(requested: int, approved: int, price_fen: int, *, reason: Text, clause: str) -> Cut | None:
    """Return the cut of units beyond those approved, at the price asked; None if there are none."""
    if approved >= requested:
        return None
    return Cut(
        amount_fen=(requested - approved) * price_fen,
        reason=reason,
        formula="(requested - approved) * price",
        inputs=(("requested", str(requested)), ("approved", str(approved)), ("price", yuan(price_fen))),
        clause=clause,
    )


def price_cut(units: int, price_fen: int, reference_fen: int, *, reason: Text, clause: str) -> Cut | None:
    """Return the cut of a price above the reference, over the units that are left; None if it is not above."""
    if reference_fen >= price_fen or not units:
        return None
    return Cut(
        amount_fen=units * (price_fen - reference_fen),
        reason=reason,
        formula="units * (price - reference)",
        inputs=(("units", str(units)), ("price", yuan(price_fen)), ("reference", yuan(reference_fen))),
        clause=clause,
    )
