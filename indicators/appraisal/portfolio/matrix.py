"""The programme as a mixed integer linear model: one column for each project, variant and year of the start."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indicators.appraisal.portfolio.model import Programme, Project, Variant

_WAN = 1_000_000  # fen: rows of money are in ten thousands of yuan, so that the solver's tolerance is a fen


@dataclass(frozen=True)
class Column:
    """One choice: a project, a variant of it, and the year of its start counted from nought."""

    project: Project
    variant: Variant
    start: int


@dataclass(frozen=True)
class Row:
    """One condition: coefficients by column, at least and at most, and what it is (``kind`` and its words)."""

    kind: str
    name: str
    year: int | None
    coefficients: tuple[tuple[int, float], ...]
    least: float
    most: float


@dataclass(frozen=True)
class Model:
    """Columns with their values, and rows."""

    programme: Programme
    columns: tuple[Column, ...]
    values: np.ndarray
    rows: tuple[Row, ...]


def columns(programme: Programme) -> tuple[Column, ...]:
    """Return every choice that can be made, in the order of projects, variants and years."""
    last = len(programme.years)
    return tuple(
        Column(project, variant, start)
        for project in programme.projects
        for variant in project.variants
        for start in range(last)
        if (project.starts is None or programme.years[start] in project.starts)
        and (not programme.inside or start + variant.years <= last)
    )


def model(programme: Programme, budgets_fen: Sequence[int] | None = None) -> Model:
    """Return the model; ``budgets_fen`` stand in for the programme's own."""
    chosen = columns(programme)
    places: dict[str, list[int]] = {project.key: [] for project in programme.projects}
    for place, column in enumerate(chosen):
        places[column.project.key].append(place)
    values = np.array([programme.worth(column.variant, column.start) for column in chosen])
    budgets = programme.budgets_fen if budgets_fen is None else budgets_fen
    rows = [
        *_choices(programme, places),
        *_budgets(programme, chosen, budgets),
        *_limits(programme, chosen),
        *_floors(programme, chosen),
        *_precedences(programme, chosen, places),
    ]
    return Model(programme, chosen, values, tuple(rows))


def _choices(programme: Programme, places: dict[str, list[int]]) -> list[Row]:
    """Each project at most so many times, and mandatory ones at least once."""
    return [
        Row(
            "mandatory" if project.mandatory else "choice",
            project.key,
            None,
            tuple((place, 1.0) for place in places[project.key]),
            1.0 if project.mandatory else 0.0,
            float(project.copies),
        )
        for project in programme.projects
    ]


def _budgets(programme: Programme, chosen: Sequence[Column], budgets: Sequence[int]) -> list[Row]:
    """Return what building and operation cost in each year, within its budget (or all budgets up to it)."""
    rows = []
    for year, label in enumerate(programme.years):
        counted = range(0 if programme.carry_over else year, year + 1)
        spent = _row([sum(cost(one, each) for each in counted) / _WAN for one in chosen])
        rows.append(Row("budget", "", label, spent, -np.inf, sum(budgets[each] for each in counted) / _WAN))
    return rows


def _limits(programme: Programme, chosen: Sequence[Column]) -> list[Row]:
    rows = []
    for resource, limits in programme.limits.items():
        for year, (label, most) in enumerate(zip(programme.years, limits, strict=True)):
            used = _row([one.variant.uses(resource, year - one.start) for one in chosen])
            rows.append(Row("limit", resource, label, used, -np.inf, most))
    return rows


def _floors(programme: Programme, chosen: Sequence[Column]) -> list[Row]:
    """Spending of the categories less their share of all spending, at least nought."""
    years = range(len(programme.years))
    spent = [sum(one.variant.spends(year - one.start) for year in years) / _WAN for one in chosen]
    rows = []
    for floor in programme.floors:
        over = [
            ((one.project.category in floor.categories) - floor.share) * money
            for one, money in zip(chosen, spent, strict=True)
        ]
        rows.append(Row("floor", floor.name, None, _row(over), 0.0, np.inf))
    return rows


def _precedences(programme: Programme, chosen: Sequence[Column], places: dict[str, list[int]]) -> list[Row]:
    """By each year, a project has begun no more often than what comes before it is ready, for every year by itself."""
    rows = []
    for project in programme.projects:
        for after in project.after:
            for year in range(len(programme.years)):
                begun = [(place, 1.0) for place in places[project.key] if chosen[place].start <= year]
                ready = [
                    (place, -float(project.copies))
                    for place in places[after.project]
                    if chosen[place].start + _lead(chosen[place].variant, after.begun) + after.lag_years <= year
                ]
                if begun:
                    name = f"{after.project} → {project.key}"
                    rows.append(Row("precedence", name, programme.years[year], (*begun, *ready), -np.inf, 0.0))
    return rows


def _lead(variant: Variant, begun: bool) -> int:
    return 0 if begun else variant.years


def cost(column: Column, year: int) -> int:
    """Return what a choice costs in a year counted from nought, building and operation, in fen."""
    age = year - column.start
    return column.variant.spends(age) + column.variant.runs(age)


def _row(numbers: Sequence[float]) -> tuple[tuple[int, float], ...]:
    return tuple((place, float(each)) for place, each in enumerate(numbers) if each)
