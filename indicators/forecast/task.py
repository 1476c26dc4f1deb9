"""A task: a series as it is given, tamed, cut to what still says something, scaled and freed of the calendar."""

from dataclasses import dataclass, replace

import numpy as np

from indicators.forecast import backtest, festival, short
from indicators.forecast.combination import Adjust, History
from indicators.forecast.outlook import Outlook
from indicators.forecast.panel import Vector
from indicators.forecast.pool import shipped
from indicators.forecast.wild import Wild, wild

_MONTHS = 12
_YEARS, _LONGEST = 20, 200  # history kept: twenty years, or two hundred moments where there is no season
_STILL = 8  # moments, or two years, without a move make a constant
_LEAST_SHARE = 1e-4  # of the usual size: values below are not told apart by logs
_BORROWED_YEARS = 3  # fewer years than this lean on the profile of a larger whole


@dataclass(frozen=True, kw_only=True, eq=False)
class Series:
    """What is to be forecast: values with NaN in gaps; the month of the first one if it is monthly and dated.

    ``first_month`` counts months as year × 12 + month − 1. ``profile`` is the season of a larger whole, one factor
    for each place in the year from the first value on, for histories too short to show their own.
    """

    values: Vector
    first_month: int | None = None
    profile: Vector | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Task:
    """A series that can be tested: scaled to size one, with the season it is long enough for."""

    place: int
    scale: float
    season: int
    positive: bool
    above_zero: bool
    history: History
    moved: bool


def known_of(series: Series, season: int) -> tuple[Series, list[Wild]]:
    """Return what the engine takes for known of a series, and the wild last values that it leaves out as gaps."""
    known = _since_first(series, season)
    odd = wild(known.values, season)
    if not odd:
        return known, odd
    values = known.values.copy()
    values[[-each.back for each in odd]] = np.nan
    return replace(known, values=values), odd


def _since_first(series: Series, season: int) -> Series:
    """Return the series from its first value on, and no more of it than still says something."""
    values = np.where(np.isfinite(series.values), series.values, np.nan)
    known = np.flatnonzero(~np.isnan(values))
    if not len(known):
        return Series(values=values[:0])
    first = max(int(known[0]), len(values) - max(_YEARS * season, _LONGEST))
    first += int(np.argmax(~np.isnan(values[first:])))
    first += _outgrown(values[first:], season)
    month = None if series.first_month is None else series.first_month + first
    profile = None if series.profile is None else np.roll(series.profile, -first)
    return Series(values=values[first:], first_month=month, profile=profile)


def _outgrown(values: Vector, season: int) -> int:
    """Return how many first moments a growing history has left ten thousandfold behind; none if too few are left.

    Without them what is left can be seen in logs, where steady growth is a straight line.
    """
    known = values[~np.isnan(values)]
    if not len(known) or known.min() <= 0:
        return 0
    first = 0
    while len(values) - first >= backtest.shortest(season):
        rest = values[first:] / np.nanmax(values[first:])
        small = np.flatnonzero(rest <= _LEAST_SHARE * np.nanmean(rest))
        if not len(small):
            return first
        after = first + int(small[-1]) + 1
        first = after + int(np.argmax([*~np.isnan(values[after:]), True]))
    return 0


def untested(values: Vector, season: int, horizon: int) -> Outlook | None:
    """Return the outlook of a series that needs or bears no test, else None."""
    known = values[~np.isnan(values)]
    if not len(known):
        return short.nothing(horizon)
    still = known[-max(2 * season, _STILL) :]
    if len(known) >= max(2 * season, _STILL) and still.min() == still.max():
        return short.constant(float(known[-1]), horizon)
    if len(known) < short.FEWEST:
        return short.too_short(values, horizon, shipped(season, horizon))
    return None


def task_of(place: int, series: Series, season: int) -> Task:
    """Return a series that can be tested, scaled and with what frees it of the calendar."""
    values = series.values
    known = values[~np.isnan(values)]
    largest = float(np.max(np.abs(known)))
    scale = largest * float(np.mean(np.abs(known / largest))) if largest else 1.0
    scaled = values / scale
    positive = bool(np.nanmin(scaled) > _LEAST_SHARE)
    adjust, moved = _adjustment(series, scaled, season, positive=positive, count=len(known))
    return Task(
        place=place,
        scale=scale,
        season=season if len(known) >= 2 * season else 1,
        positive=positive,
        above_zero=bool(known.min() >= 0),
        history=History(scaled, adjust),
        moved=moved,
    )


def _adjustment(
    series: Series, scaled: Vector, season: int, *, positive: bool, count: int
) -> tuple[Adjust | None, bool]:
    """Return what frees a history of what the calendar moves, and whether that is the Spring Festival."""
    if not positive:
        return None, False
    profile, month = series.profile, series.first_month
    if profile is not None and count < _BORROWED_YEARS * season:
        return lambda known, ahead: (np.resize(profile, known), np.resize(np.roll(profile, -known), ahead)), False
    if month is None or season != _MONTHS or count < festival.FROM:
        return None, False
    logs = np.log(scaled)

    def free(known: int, ahead: int) -> tuple[Vector, Vector]:
        effect = festival.effect_at(logs[:known], month, ahead)
        return np.exp(effect[:known]), np.exp(effect[known:])

    return free, bool(np.any(festival.effect_at(logs, month, _MONTHS)))
