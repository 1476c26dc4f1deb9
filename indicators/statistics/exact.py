"""Sums that are right to the last bit: whole fen, exact fractions, and one rule for rounding them.

Amounts are whole hundredths of their unit (fen). A part of a whole is an exact fraction until it is shown. What is
shown stands on a grid of steps so fine that no reader sees it (2 to the power of -48 at most) and so coarse that
sums of floats on it do not round: the parts are rounded down to the grid and the steps that are missing go to the
parts with the largest remainders, as seats are given in parliaments (Hamilton's method); equal remainders go in order.
"""

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

FINEST = 48  # bits after the point: 3.6e-15
_MANTISSA = 52
_HUNDRED = 100


def fen(amount: float) -> int:
    """Return an amount as whole hundredths of its unit; sums of these never err."""
    return round(amount * _HUNDRED)


def apportion(parts: Sequence[Fraction], whole: int) -> list[int]:
    """Return whole numbers near ``parts`` that add up to ``whole``; the parts add up to it within one each."""
    floors = [math.floor(part) for part in parts]
    missing = whole - sum(floors)
    order = sorted(range(len(parts)), key=lambda place: (floors[place] - parts[place], place))
    for step in range(missing):
        floors[order[step % len(order)]] += 1
    return floors


def split(parts: Iterable[Fraction]) -> tuple[list[float], float]:
    """Return floats near ``parts`` and near their sum that add up to it in any order, to the last bit."""
    exact = list(parts)
    if not exact:
        return [], 0.0
    size = sum((abs(part) for part in exact), Fraction(0)) + 1
    bits = min(FINEST, _MANTISSA - math.ceil(math.log2(size)) - 1)
    unit = Fraction(2) ** bits
    whole = round(sum(exact, Fraction(0)) * unit)
    steps = apportion([part * unit for part in exact], whole)
    return [float(Fraction(step) / unit) for step in steps], float(Fraction(whole) / unit)
