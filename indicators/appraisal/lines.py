"""Lines: what is thought of each line of an application, in fen, what its excess would cost, which margins stack.

What the sizes rest on (demand, need by year, ceiling) stays beside it, for charts of need against request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from datasets import Text
from indicators.appraisal.case import Asked, Case
from indicators.appraisal.cuts import Cut, LineOpinion, Settled, settled
from indicators.appraisal.fen import whole_fen, yuan
from indicators.appraisal.need import Need, need_of
from indicators.appraisal.pack import Rule
from indicators.appraisal.parts import Margin
from indicators.appraisal.sizing import Audit, Room, Running, Sized, audit, hidden_a_year
from indicators.appraisal.sizing.chain import Chain, Covers, Factor
from indicators.appraisal.sizing.facility import annuity
from indicators.appraisal.verdict import Verdict

_FEN = 100
_SIZES, _STAGES = "S1", "S5"


@dataclass(frozen=True)
class SizedLine:
    """One line that carries load: its size against the need, its margins, and the hidden cost of its excess.

    ``hidden_fen`` is what the units above the ceiling would cost besides their price, over ``years``, worth today.
    """

    path: str
    sized: Sized
    audit: Audit | None
    hidden_fen: int
    years: int

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What a reader should know beside the cut."""
        said = self.audit.findings() if self.audit is not None else ()
        if not self.hidden_fen:
            return said
        cost = yuan(self.hidden_fen)
        return (
            Text(
                f"超出上限的 {self.sized.excess} 台，{self.years} 年维护、电力、空调、机位另需 {cost} 元（现值）",
                f"the {self.sized.excess} units above the ceiling would cost {cost} yuan more over {self.years} years",
            ),
            *said,
        )


def _factor(margin: Margin) -> Factor:
    return Factor(
        name=Text(margin.name, margin.name),
        value=float(margin.factor),
        covers=Covers(margin.kind),
        divides=margin.divides,
        years=None if margin.years is None else float(margin.years),
    )


def _audited(found: Sized, margins: Sequence[Margin] | None) -> Audit | None:
    """Return the audit of the factors an application names, from the load of today to units of the line."""
    factors = tuple(_factor(each) for each in margins or () if each.factor > 0)
    if not factors:
        return None
    line = found.line
    chain = Chain(line.demand.load, factors)
    return audit(chain, capacity=line.capacity, price_fen=line.price_fen, spares=line.spares)


def _hidden(ask: Asked, path: str, found: Sized, years: int) -> int:
    """Return what the excess costs besides its price over the years, in whole fen of today."""
    room = Room.of(tariff=ask.threshold("tariff_yuan"), pue=ask.threshold("pue"), rent=ask.threshold("rent_yuan"))
    running = Running.of(
        maintenance=(ask(f"{path}.maintenance_percent") or Decimal(0)) / 100,
        watts=ask(f"{path}.power_watt") or 0,
        rack_units=ask(f"{path}.rack_units") or 0,
    )
    worth = annuity(ask.threshold("discount_percent") / 100, 1, years)
    return whole_fen(hidden_a_year(found.line.price_fen, running, room).total * worth * found.excess)


def sized_lines(case: Case, rules: Mapping[str, Rule]) -> tuple[SizedLine, ...]:
    """Return the lines that carry load, sized; none where the need is not known or the pack has no rules of size."""
    if not {_SIZES, _STAGES} <= set(rules):
        return ()
    need: Need | None = need_of(Asked(case, rules[_SIZES]))
    if need is None:
        return ()
    ask = Asked(case, rules[_STAGES])
    years = int(min(case.proposal.project.life_years or 5, 5))
    return tuple(
        SizedLine(line.path, found, _audited(found, case.proposal.margin), _hidden(ask, line.path, found, years), years)
        for line, found in zip(need.lines, need.found, strict=True)
    )


def line_opinions(case: Case, verdicts: Sequence[Verdict], sizes: Sequence[SizedLine]) -> Settled:
    """Return every line, and the development, with what the verdicts that stand cut from it."""
    cuts: dict[str, list[Cut]] = {}
    for each in verdicts:
        for path, cut in each.cuts if each.stands == "fail" else ():
            cuts.setdefault(path, []).append(cut)
    remarks = {each.path: each.remarks for each in sizes}
    asked = {path: line.total_yuan for path, line in case.proposal.lines()}
    if case.proposal.development is not None:
        asked["development"] = case.proposal.development.amount
    return settled(
        LineOpinion(
            line=path,
            requested_fen=int(amount * _FEN),
            cuts=tuple(cuts.get(path, ())),
            remarks=remarks.get(path, ()),
        )
        for path, amount in asked.items()
    )
