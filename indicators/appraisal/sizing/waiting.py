"""The value of waiting: to build now, or in a year, when more is known and prices have fallen (an option to defer)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from datasets import Text
from indicators.appraisal.fen import Number, exact, per_year
from indicators.errors import QuestionError


@dataclass(frozen=True)
class Waiting:
    """What building now is worth, and what waiting a year is worth, in the unit of the cost."""

    now: Decimal
    later: Decimal

    @property
    def value(self) -> Decimal:
        """What it is worth to be able to wait, beside what is worth more than nothing now."""
        return self.later - max(self.now, Decimal(0))


def waiting(
    cost: Number,
    yearly: Number,
    outcomes: Sequence[tuple[Number, Number]],
    *,
    discount: Number,
    decline: Number = 0,
    years: int | None = None,
) -> Waiting:
    """Return the worth of building now, and of waiting a year and then building only where it pays.

    ``yearly`` is the benefit of this year, ``outcomes`` are ``(chance, benefit of each later year)``; benefits come at
    the starts of ``years`` years from the building on, for ever if None. The cost falls by ``decline`` meanwhile.
    Dixit and Pindyck (1994), chapter 2.
    """
    rate = per_year(discount, Text("折现率", "The discount rate"))
    known = [(exact(chance), exact(benefit)) for chance, benefit in outcomes]
    if sum((chance for chance, _ in known), Decimal(0)) != 1 or any(chance < 0 for chance, _ in known):
        raise QuestionError(Text("各种情形的概率应合计为 1。", "The chances of the outcomes must add up to one."))
    price, first = exact(cost), exact(yearly)
    expected = sum((chance * benefit for chance, benefit in known), Decimal(0))
    owned = None if years is None else years - 1
    now = first + expected * _due(rate, owned) / (1 + rate) - price
    later = sum(
        (
            chance * max(Decimal(0), benefit * _due(rate, years) - price * (1 - exact(decline))) / (1 + rate)
            for chance, benefit in known
        ),
        Decimal(0),
    )
    return Waiting(now, later)


def _due(rate: Decimal, years: int | None) -> Decimal:
    """Return what one at the start of each year is worth at the start of the first: an annuity due, or a perpetuity."""
    if years is None:
        if rate <= 0:
            raise QuestionError(Text("折现率为零时须给出年数。", "Without discounting, the years have to be given."))
        return (1 + rate) / rate
    return sum(((1 + rate) ** -year for year in range(years)), Decimal(0))
