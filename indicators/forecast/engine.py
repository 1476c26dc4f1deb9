"""The engine: many series of one frequency in, their outlooks out, the same ones every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from indicators.forecast import backtest, naive, reasons
from indicators.forecast.backtest import Trial
from indicators.forecast.combination import Combined, combined
from indicators.forecast.intervals import Bands, Trials, bands, summed
from indicators.forecast.outlook import Outlook
from indicators.forecast.panel import Vector
from indicators.forecast.pool import shipped
from indicators.forecast.task import Series, Task, known_of, task_of, untested
from indicators.forecast.wild import Wild

Compositions = Mapping[int, tuple[tuple[int, int], ...]]
"""By the place of a series, the signed places of those of the same last moment that it is made of by definition."""
DIFFERENCE = "difference"
NONE: Compositions = MappingProxyType({})


def outlooks(
    series: Sequence[Series], season: int, horizon: int, *, alone: bool, compositions: Compositions = NONE
) -> list[Outlook]:
    """Return the outlook of every series, ``season`` moments a year, ``horizon`` moments ahead.

    ``alone`` answers each as if it were the only one: intervals come from its own errors and the shipped pool, and
    a naive method that did no worse in the backtest is the answer. Otherwise the errors of all series are pooled,
    and the combination is the answer: over many series it was the better bet even where the naive method had done
    better (docs/decisions). A series that is the sum or difference of others is forecast as theirs. A wild last value
    is left out, and said to be.
    """
    found: dict[int, Outlook] = {}
    tasks: list[Task] = []
    odd: dict[int, list[Wild]] = {}
    for place, each in enumerate(series):
        known, odd[place] = known_of(each, season)
        answer = untested(known.values, season, horizon)
        if answer is None:
            tasks.append(task_of(place, known, season))
        else:
            found[place] = answer
    found |= _tested(tasks, season, horizon, alone=alone, compositions=compositions)
    less = [place for place, parts in compositions.items() if any(sign < 0 for _, sign in parts)]
    found |= {place: replace(found[place], above_zero=False) for place in less}
    return [reasons.without(found[place], odd[place]) for place in range(len(series))]


def trials(series: Sequence[Series], season: int, horizon: int) -> Trials:
    """Return what the combination said of each series at its origins, and what came; for pools and studies."""
    known = [known_of(each, season)[0] for each in series]
    tasks = [
        task_of(place, each, season) for place, each in enumerate(known) if untested(each.values, season, 1) is None
    ]
    answers = _answers(tasks, _reach(season, horizon))
    return _trials(tasks, answers, [answer.said for answer in answers])


def _reach(season: int, horizon: int) -> int:
    return max(horizon, backtest.reach_of(season))


def _tested(
    tasks: list[Task], season: int, horizon: int, *, alone: bool, compositions: Compositions
) -> dict[int, Outlook]:
    if not tasks:
        return {}
    ahead = _reach(season, horizon)
    answers = _answers(tasks, ahead)
    judged = [_judged(task, answer, season, alone=alone) for task, answer in zip(tasks, answers, strict=True)]
    judged = _composed(tasks, answers, judged, season, compositions)
    tested = _trials(tasks, answers, [each.said for each in judged])
    level = np.array([each.chosen == DIFFERENCE for each in judged])
    values = bands(tested, shipped(season, ahead), alone=alone, level=level)
    sums = bands(summed(tested), shipped(season, ahead, sums=True), alone=alone)
    sums.narrow[level] = np.maximum(sums.narrow[level], values.narrow[level, :1])
    return {
        task.place: _outlook(task, each, answer, row, horizon, values, sums)
        for row, (task, each, answer) in enumerate(zip(tasks, judged, answers, strict=True))
    }


def _answers(tasks: list[Task], ahead: int) -> list[Combined]:
    """Return the combinations of tasks, of each kind together."""
    found: dict[int, Combined] = {}
    for kind in sorted({(each.season, each.positive) for each in tasks}):
        alike = [each for each in tasks if (each.season, each.positive) == kind]
        answers = combined([each.history for each in alike], kind[0], ahead, positive=kind[1])
        found.update((each.place, answer) for each, answer in zip(alike, answers, strict=True))
    return [found[each.place] for each in tasks]


def _trials(tasks: list[Task], answers: list[Combined], said: list[Vector]) -> Trials:
    return Trials(
        np.array(said),
        np.array([each.came for each in answers]),
        np.array([each.spreads for each in answers]),
        np.array([_apart(task, answer) for task, answer in zip(tasks, answers, strict=True)]),
        np.array([each.positive for each in tasks]),
        np.ones(said[0].shape[1]),
    )


def _apart(task: Task, answer: Combined) -> float:
    """Return the distance of a history's origins from each other, 1 where it is as it should be; 1 without any."""
    full = backtest.step_of(task.season)
    return (answer.known[0] - answer.known[1]) / full if len(answer.known) > 1 else 1.0


@dataclass(frozen=True, kw_only=True, eq=False)
class _Judged:
    """What is shown, and how the combination and the naive methods did at the origins."""

    said: Vector
    chosen: str
    errors: dict[str, float]


def _judged(task: Task, answer: Combined, season: int, *, alone: bool) -> _Judged:
    ahead, values = answer.said.shape[1], task.history.values
    said = {
        "combination": answer.said,
        "last_year": naive.said_at(values, answer.known, ahead, season),
        "last_value": naive.said_at(values, answer.known, ahead, 1),
    }
    errors = {name: _error(each, answer, season) for name, each in said.items()}
    best = min(errors, key=lambda name: (errors[name], name == "combination")) if alone else "combination"
    chosen = best if np.isfinite(errors["combination"]) else "combination"
    return _Judged(said=said[chosen], chosen=chosen, errors=errors)


def _error(said: Vector, answer: Combined, season: int) -> float:
    """Return the error of what was said at the origins, up to a year ahead."""
    return Trial(said[1:], answer.came[1:]).within(backtest.judged_of(season)).error


def _composed(
    tasks: list[Task], answers: list[Combined], judged: list[_Judged], season: int, compositions: Compositions
) -> list[_Judged]:
    """Return what is shown where some series are made of others: what is shown of these, added or taken away."""
    rows = {task.place: row for row, task in enumerate(tasks)}
    found = list(judged)
    for place, parts in compositions.items():
        if not {place, *(part for part, _ in parts)} <= set(rows):
            continue
        own, made_of = rows[place], [(rows[part], sign) for part, sign in parts]
        if any(_back(answers[own]) != _back(answers[each]) for each, _ in made_of):
            continue
        whole = np.sum([sign * found[each].said * tasks[each].scale for each, sign in made_of], axis=0)
        said = whole / tasks[own].scale
        kind = DIFFERENCE if any(sign < 0 for _, sign in made_of) else "sum"
        error = _error(said, answers[own], season)
        found[own] = _Judged(said=said, chosen=kind, errors={**judged[own].errors, kind: error})
    return found


def _back(answer: Combined) -> list[int]:
    """Return how many moments ago each origin was."""
    return [answer.known[0] - each for each in answer.known]


def _outlook(
    task: Task, judged: _Judged, answer: Combined, row: int, horizon: int, values: Bands, sums: Bands
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
