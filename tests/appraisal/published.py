"""Capital budgeting problems whose answers others have published, as programmes."""

from indicators.appraisal.fen import fen
from indicators.appraisal.portfolio import Programme, Project, Variant

PLANT = """
2.315 0.219 0.257 0.085 0 0
0.824 0 0 0.122 0.103 0.013
22.459 5.044 1.839 0 0 0
60.589 6.74 6.134 10.442 0 0
0.667 0.425 0 0 0 0
5.173 2.125 2.122 0 0 0
4.003 2.387 0.19 0.012 2.383 0.192
0.582 0 0.95 0 0 0
0.122 0.03 0.03 0.688 0 0
-2.870 0 0.2 0.763 0.739 2.539
-0.102 0.081 0.032 0 0 0
-0.278 0.3 0 0 0 0
-0.322 0.347 0 0 0 0
-3.996 4.025 0.297 0 0 0
-0.246 0.095 0.095 0.095 0 0
-20.155 5.487 5.664 0.5 6.803 6.778
"""
"""Net present value and cost in five years of sixteen projects of a plant (idaholab/LOGOS, tests of knapsacks)."""

ITEMS = """
9 150 1, 13 35 1, 153 200 2, 50 60 2, 15 60 2, 68 45 3, 27 60 3, 39 40 3, 23 30 1, 52 10 3, 11 70 1, 32 30 1, 24 15 2,
48 10 2, 73 40 1, 42 70 1, 43 75 1, 22 80 1, 7 20 1, 18 12 2, 4 50 1, 30 10 2
"""
"""Weight, value and number of 22 things for a rucksack that holds 400 (a test of LOGOS, first on Rosetta Code)."""

ROADS = """
1 2.046 36538462; 2 2.679 83849038; 3 2.489 4615385; 4 2.61 2788461538 2.313 2692307692 1.02 5480769231;
5 3.013 1634615385 2.55 2981730768 3.351 7211538462 3.423 9038461538;
6 3.781 649038462 2.525 650000000 2.169 216346154 2.267 212500000 2.747 3076923077 4.309 3942307692 6.452 1144230769;
7 2.849 675721154; 8 7.945 1442307692; 9 2.538 99711538; 10 1.761 4807692; 11 3.002 123076923; 12 3.449 138461538;
13 2.865 86538462; 14 3.999 108653846; 15 2.283 75092404; 16 0.9 6413462; 17 8.608 147932692
"""
"""Roads with one to seven plans each: value and cost (Zhong and Young 2010, by LOGOS's test of multiple choice)."""


def plant(count: int, budgets: tuple[str, ...], mandatory: frozenset[int] = frozenset()) -> Programme:
    """The first ``count`` projects of the plant under five budgets."""
    projects = []
    for number, line in enumerate(PLANT.strip().splitlines()[:count], start=1):
        value, *costs = line.split()
        variant = Variant(key="one", value=float(value), spending_fen=tuple(fen(each, "亿元") for each in costs))
        projects.append(Project(key=str(number), variants=(variant,), mandatory=number in mandatory))
    years = tuple(range(1, 6))
    return Programme(years=years, budgets_fen=tuple(fen(each, "亿元") for each in budgets), projects=tuple(projects))


def rucksack() -> Programme:
    """The things as projects of one year, each to be had several times."""
    projects = []
    for number, item in enumerate(ITEMS.replace("\n", " ").split(",")):
        weight, value, copies = (int(each) for each in item.split())
        variant = Variant(key="one", value=value, spending_fen=(fen(weight, "万元"),))
        projects.append(Project(key=str(number), variants=(variant,), copies=copies))
    return Programme(years=(2008,), budgets_fen=(fen(400, "万元"),), projects=tuple(projects))


def roads(budget: str) -> Programme:
    """The roads under one budget."""
    projects = []
    for text in ROADS.replace("\n", " ").strip().split(";"):
        key, *numbers = text.split()
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        variants = tuple(
            Variant(key=str(place), value=float(value), spending_fen=(fen(cost),))
            for place, (value, cost) in enumerate(pairs, start=1)
        )
        projects.append(Project(key=key, variants=variants))
    return Programme(years=(2008,), budgets_fen=(fen(budget, "元"),), projects=tuple(projects))
