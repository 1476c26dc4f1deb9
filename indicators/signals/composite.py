"""Composite indices: several growth rates made comparable, averaged and given the amplitude of a reference.

Changes are symmetric, 200 (x − x₀)/(x + x₀), as in the composite indices of The Conference Board (Business Cycle
Indicators Handbook, 2001, section IV); each is divided by its mean absolute deviation, averaged over the components
that are known and brought to one amplitude around 100, as in the OECD System of Composite Leading Indicators (2012).
What is normal is taken from the ten years up to each month alone: a value once shown does not change because later
months came.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

WINDOW = 120  # months that say what is normal
_LEAST = 36  # months before anything can be called normal
_SMOOTH = 3  # months averaged
_CAP = 4.0  # mean absolute deviations beyond which one component does not pull further


def symmetric(growth: pd.DataFrame) -> pd.DataFrame:
    """Return symmetric changes in per cent from growth rates given as fractions."""
    return 200 * growth / (2 + growth)


def standardised(changes: pd.DataFrame) -> pd.DataFrame:
    """Return each column less its mean, over its mean absolute deviation, both of the ten years up to the month."""
    mean = changes.rolling(WINDOW, min_periods=_LEAST).mean()
    spread = changes.rolling(WINDOW, min_periods=_LEAST).apply(_deviation, raw=True)
    found = (changes - mean) / spread.where(spread > 0)
    return found.clip(-_CAP, _CAP)


def _deviation(window: npt.NDArray[np.float64]) -> float:
    known = window[np.isfinite(window)]
    return float(np.mean(np.abs(known - known.mean())))


def composite(growth: pd.DataFrame, amplitude: float) -> pd.Series:
    """Return an index around 100 whose mean absolute deviation is ``amplitude``, by month.

    ``growth`` has a column for each component, already turned so that a rise is good for the economy. A month counts
    when at least half of the components are known; it is averaged with the two months before it.
    """
    parts = standardised(symmetric(growth))
    enough = parts.notna().sum(axis=1) * 2 >= parts.shape[1]
    level = parts.mean(axis=1).where(enough).rolling(_SMOOTH, min_periods=1).mean().where(enough)
    usual = float((level - level.mean()).abs().mean())
    return 100 + level * (amplitude / usual if usual > 0 else float("nan"))


def amplitude_of(growth: pd.Series) -> float:
    """Return the mean absolute deviation of a reference's symmetric change, in points."""
    change = symmetric(growth.to_frame()).iloc[:, 0].dropna()
    recent = change.tail(WINDOW)
    return float((recent - recent.mean()).abs().mean())


def diffusion(growth: pd.DataFrame, apart: int = 3) -> pd.Series:
    """Return the share of components whose growth rose over ``apart`` months, 0–100; one that stood still counts half.

    The diffusion index of The Conference Board. NaN where fewer than half of the components are known.
    """
    moved = growth - growth.shift(apart)
    rose = (np.sign(moved) + 1) / 2
    known = moved.notna().sum(axis=1)
    return (100 * rose.sum(axis=1) / known.where(known * 2 >= growth.shape[1])).rename("diffusion")
