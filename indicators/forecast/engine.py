"""The engine: many series of one frequency in, their outlooks out, the same ones every time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indicators.forecast import backtest, festival, naive, reasons, short
from indicators.forecast.backtest import ORIGINS, Trial
from indicators.forecast.combination import Adjust, Combined, History, combined
from indicators.forecast.intervals import Bands, Trials, bands, summed
from indicators.forecast.outlook import Outlook
from indicators.forecast.panel import Vector
from indicators.forecast.pool import shipped

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
class _Task:
    """A series that can be tested: scaled to size one, with the season it is long enough for."""

    place: int
    scale: float
    season: int
    positive: bool
    above_zero: bool
    history: History
    moved: bool


def outlooks(series: Sequence[Series], season: int, horizon: int, *, alone: bool) -> list[Outlook]:
    """Return the outlook of every series, ``season`` moments a year, ``horizon`` moments ahead.

    ``alone`` answers each as if it were the only one: intervals come from its own errors and the shipped pool, and
    a naive method that did no worse in the backtest is the answer. Otherwise the errors of all series are pooled,
    and the combination is the answer: over many series it was the better bet even where the naive method had done
    better (docs/decisions).
    """
    found: dict[int, Outlook] = {}
    tasks: list[_Task] = []
    for place, each in enumerate(series):
        known = _since_first(each, season)
        answer = _untested(known.values, season, horizon)
        if answer is None:
            tasks.append(_task(place, known, season))
        else:
            found[place] = answer
    found |= _tested(tasks, season, horizon, alone=alone)
    return [found[place] for place in range(len(series))]


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


def _untested(values: Vector, season: int, horizon: int) -> Outlook | None:
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


def _task(place: int, series: Series, season: int) -> _Task:
    values = series.values
    known = values[~np.isnan(values)]
    largest = float(np.max(np.abs(known)))
    scale = largest * float(np.mean(np.abs(known / largest))) if largest else 1.0
    scaled = values / scale
    positive = bool(np.nanmin(scaled) > _LEAST_SHARE)
    adjust, moved = _adjustment(series, scaled, season, positive=positive, count=len(known))
    return _Task(
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


def trials(series: Sequence[Series], season: int, horizon: int) -> Trials:
    """Return what the combination said of each series at its origins, and what came; for pools and studies."""
    known = [_since_first(each, season) for each in series]
    tasks = [
        _task(place, each, season) for place, each in enumerate(known) if _untested(each.values, season, 1) is None
    ]
    answers = _answers(tasks, _reach(season, horizon))
    return _trials(tasks, answers, [answer.said for answer in answers])


def _reach(season: int, horizon: int) -> int:
    return max(horizon, ORIGINS * backtest.step_of(season))


def _tested(tasks: list[_Task], season: int, horizon: int, *, alone: bool) -> dict[int, Outlook]:
    if not tasks:
        return {}
    ahead = _reach(season, horizon)
    answers = _answers(tasks, ahead)
    judged = [_judged(task, answer, season, alone=alone) for task, answer in zip(tasks, answers, strict=True)]
    tested = _trials(tasks, answers, [each.said for each in judged])
    values = bands(tested, shipped(season, ahead), alone=alone)
    sums = bands(summed(tested), shipped(season, ahead, sums=True), alone=alone)
    return {
        task.place: _outlook(task, each, answer, row, horizon, values, sums)
        for row, (task, each, answer) in enumerate(zip(tasks, judged, answers, strict=True))
    }


def _answers(tasks: list[_Task], ahead: int) -> list[Combined]:
    """Return the combinations of tasks, of each kind together."""
    found: dict[int, Combined] = {}
    for kind in sorted({(each.season, each.positive) for each in tasks}):
        alike = [each for each in tasks if (each.season, each.positive) == kind]
        answers = combined([each.history for each in alike], kind[0], ahead, positive=kind[1])
        found.update((each.place, answer) for each, answer in zip(alike, answers, strict=True))
    return [found[each.place] for each in tasks]


def _trials(tasks: list[_Task], answers: list[Combined], said: list[Vector]) -> Trials:
    return Trials(
        np.array(said),
        np.array([each.came for each in answers]),
        np.array([each.spreads for each in answers]),
        np.array([each.positive for each in tasks]),
        np.ones(said[0].shape[1]),
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Judged:
    """What is shown, and how the combination and the naive methods did at the origins."""

    said: Vector
    chosen: str
    errors: dict[str, float]


def _judged(task: _Task, answer: Combined, season: int, *, alone: bool) -> _Judged:
    ahead, values = answer.said.shape[1], task.history.values
    said = {
        "combination": answer.said,
        "last_year": naive.said_at(values, answer.known, ahead, season),
        "last_value": naive.said_at(values, answer.known, ahead, 1),
    }
    errors = {name: Trial(each[1:], answer.came[1:]).error for name, each in said.items()}
    best = min(errors, key=lambda name: (errors[name], name == "combination")) if alone else "combination"
    chosen = best if np.isfinite(errors["combination"]) else "combination"
    return _Judged(said=said[chosen], chosen=chosen, errors=errors)


def _outlook(
    task: _Task, judged: _Judged, answer: Combined, row: int, horizon: int, values: Bands, sums: Bands
) -> Outlook:
    weights = {name: share for name, share in answer.weights.items() if share > 0}
    coverage = float(values.coverage80[row]), float(values.coverage95[row])
    origins = len(answer.known) - 1
    return Outlook(
        scale=task.scale,
        mean=judged.said[0, :horizon],
        narrow=values.narrow[row, :horizon],
        wide=values.wide[row, :horizon],
        summed=sums.narrow[row, :horizon],
        above_zero=task.above_zero,
        method=reasons.method_name(judged.chosen, weights, moved=task.moved),
        reason=reasons.reason(judged.chosen, judged.errors, coverage=coverage, origins=origins),
        error=judged.errors[judged.chosen],
        naive_error=judged.errors["last_year"],
        last_value_error=judged.errors["last_value"],
        coverage80=coverage[0],
        coverage95=coverage[1],
        origins=origins,
        tested=Trial(judged.said[1:], answer.came[1:]),
        weights=weights if judged.chosen == "combination" else {judged.chosen: 1.0},
    )
