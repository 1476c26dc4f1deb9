"""Budgets nobody has said yet: the years a docket's portfolio is about, and a budget a year that makes it choose."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.appraisal.docket import Docket
from indicators.appraisal.programme import ADMISSIBLE

WAN = 1_000_000
"""Fen in ten thousand yuan."""

STEP = 50
"""Budgets that are supposed are whole multiples of so many 万元."""

_LEAST_YEARS = 3


@dataclass(frozen=True)
class Range:
    """The budget a year that is supposed where nobody says one, and the largest that can be asked, in 万元."""

    usual: int
    most: int


def years_of(known: Docket) -> tuple[int, ...]:
    """Return the years in which what may be approved would begin, three at least; none where nothing may be."""
    found = []
    for key, each in known.opinions.items():
        proposal = known.proposal(key)
        if each.outcome in ADMISSIBLE and proposal is not None:
            start = proposal.project.start
            found.append(int(start[:4]) if start else each.applied.year)
    return tuple(range(min(found), max(*found, min(found) + _LEAST_YEARS - 1) + 1)) if found else ()


def range_of(known: Docket, years: Sequence[int]) -> Range:
    """Return the range of budgets: half of what is approved would be paid by the usual one, twice by the largest."""
    approved = sum(each.lines.approved_fen for each in known.opinions.values() if each.outcome in ADMISSIBLE)
    a_year = approved / max(1, len(years)) / WAN / STEP
    return Range(max(STEP, round(a_year / 2) * STEP), max(2 * STEP, math.ceil(a_year) * 2 * STEP))
