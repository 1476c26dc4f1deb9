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


RUCKSACKS = """
165: 23 92, 31 57, 29 49, 44 68, 53 60, 38 43, 63 67, 85 84, 89 87, 82 72 = 309
26: 12 24, 7 13, 11 23, 8 15, 9 16 = 51
190: 56 50, 59 50, 80 64, 64 46, 75 50, 17 5 = 150
50: 31 70, 10 20, 20 39, 19 37, 4 7, 3 5, 6 10 = 107
104: 25 350, 35 400, 45 450, 5 20, 25 70, 3 8, 2 5, 2 5 = 900
170: 41 442, 50 525, 49 511, 59 593, 55 546, 57 564, 60 617 = 1735
750: 70 135, 73 139, 77 149, 80 150, 82 156, 87 163, 90 173, 94 184, 98 192, 106 201, 110 210, 113 214, 115 221, 118 229, 120 240 = 1458
"""
"""Capacity, weights with values, optimum: P01 to P07 of Burkardt's collection (KNAPSACK_01, Florida State University)."""

PETERSEN = """
100 8 8 3 5 5 5 0 3 3 3; 600 12 12 6 10 13 13 0 0 2 2; 1200 13 13 4 8 8 8 0 4 4 4; 2400 64 75 18 32 42 48 0 0 0 8;
500 22 22 6 6 6 6 8 8 8 8; 2000 41 41 4 12 20 20 0 0 4 4
"""
"""Value and yearly cost of six research projects (Petersen 1967, problem 1; OR-Library mknap1): 3800 at the optimum."""

LORIE = "14 12 3; 17 54 7; 17 6 6; 15 6 2; 40 30 35; 12 6 6; 14 48 4; 10 36 3; 12 18 3"
"""Present value and cost in two years of nine investments (Lorie and Savage 1955, Weingartner 1963), in thousands."""


def rucksacks() -> list[tuple[Programme, int]]:
    """The small rucksacks as programmes of one year, with their optima."""
    found = []
    for line in RUCKSACKS.strip().splitlines():
        capacity, _, rest = line.partition(":")
        items, _, optimum = rest.partition("=")
        rows = [f"{value} {weight}" for weight, value in (each.split() for each in items.split(","))]
        found.append((invested("; ".join(rows), (capacity,)), int(optimum)))
    return found


def invested(rows: str, budgets: tuple[str, ...]) -> Programme:
    """Projects of one variant each, ``value cost cost…`` in 万元 by year, under a budget for each year."""
    projects = []
    for number, row in enumerate(rows.replace("\n", " ").strip().split(";"), start=1):
        value, *costs = row.split()
        variant = Variant(key="one", value=float(value), spending_fen=tuple(fen(each, "万元") for each in costs))
        projects.append(Project(key=str(number), variants=(variant,)))
    years = tuple(range(1, len(budgets) + 1))
    return Programme(years=years, budgets_fen=tuple(fen(each, "万元") for each in budgets), projects=tuple(projects))
