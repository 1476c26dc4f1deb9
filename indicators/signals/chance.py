"""Chance in counts: how far the growth of small counts moves from month to month although nothing has changed.

Counts of independent events scatter about their expectation by its square root (Poisson), so that the logarithm of a
count errs by about one over that root (Brillinger 1986, "The natural variability of vital rates"). A move of growth
compares four counts. Cases that come in clusters scatter more: what is called chance here is the least there is.
"""

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]

_ERRORS = 2.0  # standard errors, which chance alone exceeds in one move of twenty
_HALF = 0.5  # added to each count, so that nought has a logarithm too (Anscombe 1956)


def by_chance(counts: Vector, year_before: Vector, *, nested: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return for each period whether growth moved since the period before by no more than chance moves it.

    Growth is that of ``counts`` over ``year_before``. ``nested`` is true where both hold those of the period
    before within them, as stocks do and the year to date but in January: then only what came since is new. Of
    unknown counts, and of the first period, it is not told: False.
    """
    now, base = (np.asarray(each, dtype=float) + _HALF for each in (counts, year_before))
    moved = np.diff(np.log(now / base), prepend=np.nan)
    apart = sum(1 / each + _before(1 / each) for each in (now, base))
    within = sum(np.abs(_before(1 / each) - 1 / each) for each in (now, base))
    return np.asarray(np.abs(moved) <= _ERRORS * np.sqrt(np.where(nested, within, apart)))


def _before(values: Vector) -> Vector:
    """Return the values of the period before, NaN for the first."""
    return np.concatenate([[np.nan], values[:-1]])
