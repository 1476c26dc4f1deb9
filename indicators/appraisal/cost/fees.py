"""Fees by a scale: straight between its steps (直线内插), or each slice at its own rate (超额累进)."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from datasets import Text
from indicators.appraisal.fen import Number, exact
from indicators.errors import QuestionError


def interpolated(base: Number, steps: Sequence[tuple[Number, Number]]) -> Decimal:
    """Return the fee on ``base`` between the steps ``(base, fee)``: f1 + (x − x1) / (x2 − x1) · (f2 − f1).

    Below the first and above the last step nothing is said, and it is refused: scales have rules of their own there.
    """
    known = sorted((exact(at), exact(fee)) for at, fee in steps)
    wanted = exact(base)
    for (low, below), (high, above) in pairwise(known):
        if low <= wanted <= high:
            return below + (wanted - low) / (high - low) * (above - below)
    ends = f"{known[0][0]}—{known[-1][0]}" if known else "—"
    raise QuestionError(
        Text(f"计费额 {wanted} 不在收费表 {ends} 之内。", f"The base {wanted} lies outside the scale {ends}.")
    )


def progressive(base: Number, slices: Sequence[tuple[Number, Number]]) -> Decimal:
    """Return the sum over the slices ``(from, rate)``: what lies in a slice is charged at that slice's rate."""
    known = sorted((exact(start), exact(rate)) for start, rate in slices)
    wanted = exact(base)
    ends = [*(start for start, _ in known[1:]), wanted]
    charged = (rate * max(Decimal(0), min(wanted, end) - start) for (start, rate), end in zip(known, ends, strict=True))
    return sum(charged, Decimal(0))
