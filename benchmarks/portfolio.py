"""Programmes of 50 to 1,000 projects: seconds, gap, gain over ranking by ratio: python -m benchmarks.portfolio."""

import random
import resource
import time

from indicators.appraisal.portfolio import After, Floor, Programme, Project, Variant, planned

YEARS = (2008, 2009, 2010)
SIZES = (50, 200, 1000)
TWO_YEARS, FOLLOWS, MANDATORY = 0.4, 0.3, 0.01
"""The shares of projects that take two years, follow another one, and must be done."""


def main() -> None:
    """Print a line for each size; each is solved twice, and the two plans are the same."""
    print("projects  columns  seconds    cpu     gap    ended over ratio  same")
    for size in SIZES:
        programme = drawn(size)
        began, cpu = time.perf_counter(), _cpu()
        plan = planned(programme)
        took, used = time.perf_counter() - began, _cpu() - cpu
        if plan is None:
            raise SystemExit(f"{size} projects have no plan")
        again = planned(programme)
        gain = plan.value / ranked(programme) - 1
        width = sum(len(project.variants) for project in programme.projects) * len(YEARS)
        same = "yes" if again is not None and again.choices == plan.choices else "no"
        print(
            f"{size:>8} {width:>8} {took:>8.2f} {used:>6.2f} {plan.gap:>7.2%} {plan.ended:>8} {gain:>10.1%} {same:>5}"
        )


def drawn(size: int, seed: int = 1) -> Programme:
    """Return a programme of projects with three variants, some after others, under budgets, limits and a floor."""
    chance = random.Random(seed)  # noqa: S311 no secret
    projects = [_project(chance, place) for place in range(size)]
    total = sum(project.variants[0].spending_fen[0] for project in projects)
    return Programme(
        years=YEARS,
        budgets_fen=(total // 5,) * 3,
        projects=tuple(projects),
        floors=(Floor(frozenset({"a"}), 0.3),),
        limits={"watt": (1e3 * size, 1.5e3 * size, 2e3 * size), "rack_unit": (4.0 * size, 6.0 * size, 8.0 * size)},
        discount=0.05,
    )


def _project(chance: random.Random, place: int) -> Project:
    cost = int(chance.lognormvariate(4.5, 0.9) * 1e6)
    value = cost / 1e6 * chance.uniform(0.6, 2.2)
    halves = (cost // 2, cost // 2) if chance.random() < TWO_YEARS else (cost,)
    watts, units = chance.uniform(0, 8000), chance.randint(0, 20)
    variants = (
        Variant(key="full", value=value, spending_fen=halves, running_fen=(cost // 10,), holds=_held(watts, units)),
        Variant(
            key="reduced",
            value=0.7 * value,
            spending_fen=(cost * 6 // 10,),
            running_fen=(cost // 16,),
            holds=_held(watts / 2, units // 2),
        ),
        Variant(
            key="staged",
            value=0.9 * value,
            spending_fen=(cost // 2, cost * 35 // 100),
            running_fen=(cost // 12,),
            holds=_held(watts * 0.8, units * 8 // 10),
        ),
    )
    after = (After(str(chance.randrange(place))),) if place and chance.random() < FOLLOWS else ()
    return Project(
        key=str(place),
        variants=variants,
        after=after,
        mandatory=not after and chance.random() < MANDATORY,
        category=chance.choice("abcd"),
    )


def _held(watts: float, units: int) -> dict[str, float]:
    return {"watt": watts, "rack_unit": float(units)}


def ranked(programme: Programme) -> float:
    """Return the value of taking projects by value for money, each in full, as early as everything still fits.

    Mandatory projects come first; the floor is not looked at, in favour of the ranking.
    """
    span = range(len(YEARS))
    money = list(programme.budgets_fen)
    left = {name: list(each) for name, each in programme.limits.items()}
    ready: dict[str, int] = {}
    total = 0.0
    waiting = sorted(programme.projects, key=lambda each: (not each.mandatory, -_ratio(each)))
    while waiting:
        found = next(
            ((each, start) for each in waiting for start in span if _fits(each, start, money, left, ready)), None
        )
        if found is None:
            return total
        project, start = found
        variant = project.variants[0]
        for year in span:
            money[year] -= variant.spends(year - start) + variant.runs(year - start)
            for name, each in left.items():
                each[year] -= variant.uses(name, year - start)
        ready[project.key] = start + variant.years
        total += programme.worth(variant, start)
        waiting.remove(project)
    return total


def _ratio(project: Project) -> float:
    return project.variants[0].value / sum(project.variants[0].spending_fen)


def _fits(project: Project, start: int, money: list[int], left: dict[str, list[float]], ready: dict[str, int]) -> bool:
    variant = project.variants[0]
    if start + variant.years > len(YEARS) or any(ready.get(each.project, len(YEARS)) > start for each in project.after):
        return False
    ages = [(year, year - start) for year in range(len(YEARS))]
    return all(variant.spends(age) + variant.runs(age) <= money[year] for year, age in ages) and all(
        variant.uses(name, age) <= each[year] for name, each in left.items() for year, age in ages
    )


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
