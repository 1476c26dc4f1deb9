"""The naive methods that every forecast has to beat: the last value again, and the last year again."""

import numpy as np

from indicators.forecast.backtest import ORIGINS
from indicators.forecast.panel import Vector


def last_value(values: Vector, ahead: int) -> Vector:
    """Return the last known value, ``ahead`` times."""
    return np.full(ahead, values[~np.isnan(values)][-1])


def last_year(values: Vector, ahead: int, season: int) -> Vector:
    """Return the last known value of each moment's place in the year; of a year never seen, the last value."""
    year = np.full(season, values[~np.isnan(values)][-1])
    for place in range(season):
        latest = len(values) - season + place
        same = values[latest::-season] if latest >= 0 else values[:0]
        known = same[~np.isnan(same)]
        if len(known):
            year[place] = known[0]
    return np.resize(year, ahead)


def said_at(values: Vector, counts: list[int], ahead: int, season: int) -> Vector:
    """Return the naive forecast of a season (1: the last value) now and at each origin, (1 + origins) × ahead."""
    said = np.full((1 + ORIGINS, ahead), np.nan)
    for row, count in enumerate(counts):
        past = values[:count]
        said[row] = last_value(past, ahead) if season == 1 else last_year(past, ahead, season)
    return said
