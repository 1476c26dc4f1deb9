"""The margin audit: every safety factor of a request itemised, priced, and counted twice only once."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from datasets import Text
from indicators.appraisal.sizing.chain import COVERED, Chain, Covers, Factor
from indicators.appraisal.sizing.line import NOW

_GUARD = 1e-9


@dataclass(frozen=True)
class Margin:
    """One factor of a chain: what it adds in its place, in units and fen, and what leaving out only it would save."""

    factor: Factor
    before: float
    after: float
    units_added: int
    added_fen: int
    alone_fen: int


@dataclass(frozen=True)
class Audit:
    """A chain's margins in their order, from the bare need to what is asked for; in fen they add up to the total.

    ``stacked`` is the product of all safety factors; ``twice`` are the factors that cover what an earlier one covers
    already; ``beyond`` are growth factors that look further ahead than what may be bought for now.
    """

    bare_units: int
    margins: tuple[Margin, ...]
    spares_fen: int
    total_units: int
    total_fen: int
    stacked: float
    twice: tuple[Margin, ...]
    beyond: tuple[Margin, ...]
    without_twice_fen: int
    start_years: float = 0.0

    def findings(self) -> tuple[Text, ...]:
        """Return one sentence for each margin that is counted twice or looks too far ahead."""
        twice = (
            Text(
                f"“{each.factor.name.zh}”与前面的系数重复计取{COVERED[each.factor.covers].zh}余量。",
                f"{each.factor.name.en!r} covers {COVERED[each.factor.covers].en} a second time.",
            )
            for each in self.twice
        )
        beyond = (
            Text(
                f"“{each.factor.name.zh}”按 {each.factor.years:g} 年增长计取，现阶段只应满足 2—3 年（五(二)）。",
                f"{each.factor.name.en!r} takes {each.factor.years:g} years of growth; two to three are bought now.",
            )
            for each in self.beyond
        )
        start = (
            Text(
                f"起点负载已是 {self.start_years:g} 年后的设计值，现阶段只应满足 2—3 年（五(二)）。",
                f"The chain starts from a load designed for {self.start_years:g} years; two to three are bought now.",
            ),
        )
        return (*(start if self.start_years > NOW else ()), *twice, *beyond)


def audit(
    chain: Chain,
    *,
    capacity: float,
    price_fen: int,
    spares: int = 0,
    measured_at_peak: bool = False,
    start_years: float = 0.0,
) -> Audit:
    """Return the audit of a chain whose result is met by units of ``capacity`` at ``price_fen`` each.

    Conversions of units come first, then the safety factors in the order of the chain, so that the bare need is what
    no margin touches. Roundings on the way belong to the step that makes them. With ``measured_at_peak`` the start is
    already a peak, and a factor for peaks counts it twice; ``start_years`` is how far ahead the start itself was
    designed. Spares are priced last; with a factor for failure in the
    chain they are that margin's second time, which :attr:`Audit.twice` tells of the factor.
    """
    plain = [each for each in chain.factors if not each.covers.is_margin]
    safety = [each for each in chain.factors if each.covers.is_margin and not math.isclose(each.multiplies, 1.0)]
    value = Chain(chain.start, tuple(plain)).unrounded
    bare = units = _units(value, capacity)
    whole = Chain(chain.start, (*plain, *safety))
    asked = _units(whole.unrounded, capacity)
    found = []
    for factor in safety:
        after = factor.after(value)
        grown = _units(after, capacity)
        alone = asked - _units(whole.without([factor]).unrounded, capacity)
        found.append(Margin(factor, value, after, grown - units, (grown - units) * price_fen, alone * price_fen))
        value, units = after, grown
    twice = _twice(found, measured_at_peak=measured_at_peak, spares=spares)
    kept = _units(whole.without([each.factor for each in twice]).unrounded, capacity)
    return Audit(
        bare_units=bare,
        margins=tuple(found),
        spares_fen=spares * price_fen,
        total_units=asked + spares,
        total_fen=(asked + spares) * price_fen,
        stacked=math.prod(factor.multiplies for factor in safety),
        twice=twice,
        beyond=tuple(each for each in found if (each.factor.years or 0) > NOW),
        without_twice_fen=(kept + spares) * price_fen,
        start_years=start_years,
    )


def _twice(found: Sequence[Margin], *, measured_at_peak: bool, spares: int) -> tuple[Margin, ...]:
    """Return the margins whose risk is covered already: by an earlier factor, by the measurement, or by spares."""
    covered = {Covers.OVERHEAD: False, Covers.PEAK: measured_at_peak, Covers.FAILURE: spares > 0}
    again = []
    for margin in found:
        risk = margin.factor.covers
        if covered.get(risk) and margin.factor.multiplies > 1:
            again.append(margin)
        covered[risk] = risk is not Covers.OVERHEAD  # two corrections may well be of two things
    return tuple(again)


def _units(need: float, capacity: float) -> int:
    return math.ceil(need / capacity - _GUARD * max(1.0, need / capacity))
