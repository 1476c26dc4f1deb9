"""Where buying in stages begins to pay: the rate at which it does, and how its value hangs on the price decline."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from indicators.appraisal.fen import whole_fen
from indicators.appraisal.sizing.staging import Staging

_LEAST, _MOST = -0.5, 0.95
_PLACES = Decimal("0.0001")

DECLINES = tuple(Decimal(each) / 100 for each in (0, 10, 20, 25, 30, 42))
"""Price declines a year of the sensitivity bar: none, the default range of 20 to 30 %, and servers' 42 %."""


def break_even_decline(staging: Staging, growth: float | None = None) -> Decimal | None:
    """Return the price decline a year from which on staging pays, at one growth (the median if none is given).

    Rounded to a hundredth of a per cent. Negative: it pays even while prices rise so fast. None: at no decline
    between −50 and 95 % does it change sides; the sign of the saving says which side.
    """
    at = staging.line.demand.growth.median if growth is None else growth
    return _root(lambda rate: staging.under(replace(staging.market, decline=rate)).saving(at))


def break_even_discount(staging: Staging, growth: float | None = None) -> Decimal | None:
    """Return the discount rate a year at which staging neither saves nor costs, as for the decline."""
    at = staging.line.demand.growth.median if growth is None else growth
    return _root(lambda rate: staging.under(replace(staging.market, discount=rate)).saving(at))


def break_even_tender(staging: Staging, growth: float | None = None) -> int | None:
    """Return what one more tender may cost at most for staging to pay, in whole fen; None if none is held later.

    Exact: the saving without tenders over the present worth of one fen for each of them.
    """
    at = staging.line.demand.growth.median if growth is None else growth
    free = staging.under(replace(staging.market, tender_fen=0))
    rate = 1 + staging.market.discount
    worth = sum((rate ** (1 - year) for year, _ in free.purchases(free.needs(at)) if year > 1), Decimal(0))
    return whole_fen(free.saving(at) / worth) if worth else None


def sensitivity(
    staging: Staging, declines: Sequence[Decimal] = DECLINES
) -> tuple[tuple[Decimal, tuple[int, int, int]], ...]:
    """Return P10, P50 and P90 of the saving, in whole fen, for each price decline."""
    return tuple((each, staging.under(replace(staging.market, decline=each)).quantiles) for each in declines)


def _root(saving: Callable[[Decimal], Decimal]) -> Decimal | None:
    """Return where a saving changes its sign, by bisection between the bounds."""
    low, high = Decimal(str(_LEAST)), Decimal(str(_MOST))
    at_low, at_high = saving(low) > 0, saving(high) > 0
    if at_low == at_high:
        return None
    while high - low > _PLACES / 10:
        middle = (low + high) / 2
        if (saving(middle) > 0) == at_low:
            low = middle
        else:
            high = middle
    return ((low + high) / 2).quantize(_PLACES)
