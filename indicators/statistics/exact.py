"""Sums that are right to the last bit: whole fen, exact fractions, and one rule for rounding them.

Amounts are whole hundredths of their unit (fen). A part of a whole is an exact fraction until it is shown. What is
shown stands on a grid of steps so fine that no reader sees it (the last bits of the largest sum) and so coarse that
sums of floats on it do not round: the parts are rounded down to the grid and the steps that are missing go to the
parts with the largest remainders, as seats are given in parliaments (Hamilton's method); equal remainders go in order.
"""

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

_LEAST = Fraction(1, 2**200)  # smaller sums are nought to any reader
_MANTISSA = 53
_ROOM = 1e-6  # of a bit: a thousand million steps that rounding may add
_GROWTH = 53  # bits of a quotient near one, less one: growth has no finer ones
_HUNDRED = 100


def fen(amount: float) -> int:
    """Return an amount as whole hundredths of its unit; sums of these never err."""
    return round(amount * _HUNDRED)


def apportion(parts: Sequence[Fraction], whole: int) -> list[int]:
    """Return whole numbers near ``parts`` that add up to ``whole``; the parts add up to it within one each."""
    floors = [math.floor(part) for part in parts]
    missing = whole - sum(floors)
    order = sorted(range(len(parts)), key=lambda place: (floors[place] - parts[place], place))
    for step in range(abs(missing)):
        floors[order[step % len(order)]] += 1 if missing > 0 else -1
    return floors


def split(parts: Iterable[Fraction], shown: float | None = None) -> tuple[list[float], float]:
    """Return floats near ``parts`` and near their sum that add up to it in any order, to the last bit.

    ``shown`` is their sum as it stands elsewhere, a growth as floats give it, whose last bit the parts then meet too,
    as long as they are less than one together, whatever their sign.
    """
    exact = list(parts)
    if not exact:
        return [], 0.0
    size = max(sum((abs(part) for part in exact), Fraction(0)), _LEAST)
    bits = math.floor(_MANTISSA - math.log2(size) - _ROOM)  # as fine as floats of this size are
    unit = Fraction(2) ** (bits if shown is None else min(bits, _GROWTH))
    whole = round((sum(exact, Fraction(0)) if shown is None else Fraction(shown)) * unit)
    steps = apportion([part * unit for part in exact], whole)
    return [float(Fraction(step) / unit) for step in steps], float(Fraction(whole) / unit)
