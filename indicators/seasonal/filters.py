"""Moving filters: the season that may evolve, and the trend, of a series whose calendar effects are gone.

The season is that of STL (Cleveland et al. 1990, robust), the trend a Henderson average of 13 months, as in X-11.
Both see the model's forecasts and backcasts beyond the ends, so that the newest months are not filtered one-sidedly.
"""

import numpy as np
import numpy.typing as npt

from indicators.seasonal.airline import YEAR, extended

Vector = npt.NDArray[np.float64]

_BEYOND = 24  # months of forecasts and backcasts
_SPANS = ((3.0, 7), (6.0, 11), (np.inf, 15))  # ratio of irregular to season below which a span of years is used
_HALF = 6  # a Henderson average of 13 months


def decompose(values: Vector, pair: tuple[float, float], *, multiplicative: bool) -> tuple[Vector, Vector]:
    """Return season and trend of a series on its own scale (logs or levels); the season of logs averages 1 as a factor.

    ``pair`` is that of the airline model which carries the series beyond its ends.
    """
    from statsmodels.tsa.seasonal import STL  # half a second, and only needed here

    longer = extended(values, pair, _BEYOND)
    first = STL(longer, period=YEAR, seasonal=_SPANS[0][1], robust=True).fit()
    span = next(years for limit, years in _SPANS if _ratio(first.resid, first.seasonal) <= limit)
    found = first if span == _SPANS[0][1] else STL(longer, period=YEAR, seasonal=span, robust=True).fit()
    season = _centred(np.asarray(found.seasonal), multiplicative=multiplicative)
    rest = longer - season
    # Months that STL distrusts do not pull the trend.
    trusted = found.trend + np.asarray(found.weights) * (rest - found.trend)
    inside = slice(_BEYOND, _BEYOND + len(values))
    return season[inside], np.convolve(trusted, henderson(), mode="same")[inside]


def henderson(half: int = _HALF) -> Vector:
    """Return the weights of Henderson's average of 2 × half + 1 months (Kenny and Durbin 1982); they add up to 1."""
    n = half + 2
    j = np.arange(-half, half + 1, dtype=float)
    top = 315 * ((n - 1) ** 2 - j**2) * (n**2 - j**2) * ((n + 1) ** 2 - j**2) * (3 * n**2 - 16 - 11 * j**2)
    weights = top / (8 * n * (n**2 - 1) * (4 * n**2 - 1) * (4 * n**2 - 9) * (4 * n**2 - 25))
    return np.asarray(weights / weights.sum())


def _centred(season: Vector, *, multiplicative: bool) -> Vector:
    """Return a season that neither adds to a year nor takes from it: its mean over any twelve months is taken out."""
    factors = np.exp(season) if multiplicative else season
    padded = np.concatenate([factors[:YEAR][:_HALF], factors, factors[-YEAR:][-_HALF:]])
    weights = np.array([0.5, *([1.0] * (YEAR - 1)), 0.5]) / YEAR
    level = np.convolve(padded, weights, mode="valid")
    return np.asarray(season - (np.log(level) if multiplicative else level))


def _ratio(irregular: Vector, season: Vector) -> float:
    """Return the moving seasonality ratio: how much more the irregular changes from year to year than the season."""
    over_year = [float(np.mean(np.abs(each[YEAR:] - each[:-YEAR]))) for each in (irregular, season)]
    return over_year[0] / max(over_year[1], np.finfo(float).tiny)
