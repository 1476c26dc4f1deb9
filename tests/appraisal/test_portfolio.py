"""The portfolio: published answers, every small case against trying everything, and what more money may never do."""

import itertools
import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import QuestionError
from indicators.appraisal.fen import fen
from indicators.appraisal.portfolio import (
    After,
    Floor,
    Level,
    Programme,
    Project,
    Variant,
    curve,
    cut_levels,
    gives,
    marginals,
    planned,
    prioritised,
    shadow_prices,
)
from indicators.appraisal.portfolio.solver import silent
from tests.appraisal.published import LORIE, PETERSEN, invested, plant, roads, rucksack, rucksacks

WAN = 1_000_000
PLANT_BUDGETS = ("0.665", "4.712", "9.642", "3.458", "1.683")


def project(key, value, *spending, running=(), **words):
    money = {
        "spending_fen": tuple(each * WAN for each in spending),
        "running_fen": tuple(each * WAN for each in running),
    }
    held = words.pop("holds", {})
    return Project(key=key, variants=(Variant(key="full", value=value, holds=held, **money),), **words)


def programme(*projects, budgets=(10, 10, 10), **words):
    years = tuple(range(2008, 2008 + len(budgets)))
    return Programme(years=years, budgets_fen=tuple(each * WAN for each in budgets), projects=projects, **words)


# Published answers


def test_nine_projects_over_five_years():
    """LOGOS, deterministic capital budgeting: projects 1, 2, 5 and 8, worth 4.388."""
    found = planned(plant(9, PLANT_BUDGETS))
    assert (round(found.value, 3), found.chosen) == (4.388, {"1", "2", "5", "8"})
    assert found.gap < 1e-9


def test_twenty_two_things_in_a_rucksack():
    """LOGOS, bounded knapsack: worth 1010 within 400."""
    assert planned(rucksack()).value == 1010


def test_seven_small_rucksacks():
    """P01 to P07 of Burkardt's collection."""
    assert [planned(one).value for one, _ in rucksacks()] == [optimum for _, optimum in rucksacks()]


def test_six_research_projects_under_ten_budgets():
    """Petersen 1967, problem 1, as the OR-Library has it."""
    found = planned(invested(PETERSEN, ("80", "96", "20", "36", "44", "48", "10", "18", "22", "24")))
    assert (found.value, found.chosen) == (3800, {"2", "3", "6"})


def test_nine_investments_of_two_years_and_their_shadow_prices():
    """Lorie and Savage 1955 by Weingartner 1963: 70, and dual values 0.136 and 1.864 of the two budgets."""
    one = invested(LORIE, ("50", "20"))
    found = planned(one)
    assert (found.value, found.chosen) == (70, {"1", "3", "4", "6", "9"})
    assert [round(each, 3) for each in shadow_prices(one)] == [0.136, 1.864]


@pytest.mark.parametrize(
    ("budget", "value", "plans"),
    [(15e9, 59.826, {"5": "3", "6": "7"}), (10e9, 59.488, {"6": "7"}), (5e9, 53.865, {"6": "7"})],
)
def test_roads_with_several_plans(budget, value, plans):
    """Zhong and Young 2010, three budgets: the plans that are not the first ones, and the value."""
    found = planned(roads(budget))
    assert round(found.value, 3) == value
    assert {each.project: each.variant for each in found.choices if each.variant != "1"} == plans


def test_a_priority_list_over_ten_budgets():
    """LOGOS, sixteen projects, seven of them mandatory: expected 2.589, with 1, 2, 5 and 8 before 9, 4 and 6."""
    chances = (0.012, 0.019, 0.032, 0.052, 0.086, 0.142, 0.235, 0.188, 0.141, 0.093)
    levels = [Level((fen(11 + place, "亿元"),) * 5, chance) for place, chance in enumerate(chances)]
    found = prioritised(plant(16, ("18",) * 5, frozenset(range(10, 17))), levels)
    assert round(found.expected, 3) == 2.589
    names = [place.project for place in found.places]
    assert [name for name in names if int(name) < 10] == ["1", "2", "5", "8", "9", "4", "6"]
    assert found.unlisted == ("3", "7")
    assert list(found.values) == sorted(found.values)


# Against trying everything


SMALL = st.lists(
    st.tuples(st.integers(1, 20), st.integers(1, 9), st.integers(0, 6), st.integers(0, 3), st.booleans()),
    min_size=1,
    max_size=4,
)
BUDGETS = st.tuples(st.integers(0, 20), st.integers(0, 20))


def small(items, budgets, **words):
    """Projects with a full and a reduced variant, each after the one before it where its last word says so."""
    projects = []
    for place, (value, first, second, running, follows) in enumerate(items):
        full = (first * WAN, second * WAN) if second else (first * WAN,)
        variants = (
            Variant(key="full", value=value, spending_fen=full, running_fen=(running * WAN,)),
            Variant(
                key="reduced",
                value=value * 0.6,
                spending_fen=((first + 1) // 2 * WAN,),
                running_fen=(running * WAN // 2,),
            ),
        )
        after = (After(str(place - 1)),) if follows and place else ()
        projects.append(Project(key=str(place), variants=variants, after=after, category="ab"[place % 2]))
    return programme(*projects, budgets=budgets, **words)


def tried(one):
    """The best value by trying every choice of every project."""
    last = len(one.years)
    options = [
        [
            None,
            *((variant, start) for variant in each.variants for start in range(last) if start + variant.years <= last),
        ]
        for each in one.projects
    ]
    best = None
    for combination in itertools.product(*options):
        if fits(one, combination):
            worth = sum(one.worth(*each) for each in combination if each)
            best = worth if best is None else max(best, worth)
    return best


def fits(one, combination):
    taken = dict(zip((each.key for each in one.projects), combination, strict=True))
    for year in range(len(one.years)):
        spent = sum(each[0].spends(year - each[1]) + each[0].runs(year - each[1]) for each in combination if each)
        if spent > one.budgets_fen[year]:
            return False
    for each in one.projects:
        for after in each.after:
            if taken[each.key] and not (taken[after.project] and sum_of(taken[after.project]) <= taken[each.key][1]):
                return False
    for floor in one.floors:
        money = {each.key: sum(taken[each.key][0].spending_fen) if taken[each.key] else 0 for each in one.projects}
        of_floor = sum(money[each.key] for each in one.projects if each.category in floor.categories)
        if of_floor < floor.share * sum(money.values()):
            return False
    return all(taken[each.key] for each in one.projects if each.mandatory)


def sum_of(choice):
    return choice[1] + choice[0].years


@given(SMALL, BUDGETS, st.sampled_from([(), (Floor(frozenset("a"), 0.5),)]), st.sampled_from([0.0, 0.1]))
@settings(max_examples=25, deadline=None)
def test_no_choice_is_better(items, budgets, floors, discount):
    one = small(items, budgets, floors=floors, discount=discount)
    found = planned(one)
    assert found.value == pytest.approx(tried(one), abs=1e-9)
    assert min(found.left_fen) >= 0


@given(SMALL, BUDGETS, BUDGETS)
@settings(max_examples=15, deadline=None)
def test_a_larger_budget_never_lowers_the_value(items, budgets, more):
    one = small(items, budgets)
    richer = replace(
        one, budgets_fen=tuple(each + extra * WAN for each, extra in zip(one.budgets_fen, more, strict=True))
    )
    assert planned(richer).value >= planned(one).value - 1e-9


@given(SMALL, BUDGETS)
@settings(max_examples=12, deadline=None)
def test_what_a_smaller_budget_pays_a_larger_one_pays_too(items, budgets):
    one = small(items, budgets)
    found = prioritised(one, cut_levels(one, (0.5, 0.8, 1.0)))
    assert list(found.values) == sorted(found.values)
    levels = {place.project: place.level for place in found.places}
    names = [place.project for place in found.places]
    for each in one.projects:
        for after in each.after:
            if each.key in levels:
                assert names.index(after.project) < names.index(each.key)
                assert levels[after.project] <= levels[each.key]


def test_yuan_and_ten_thousand_yuan_choose_the_same():
    one = small([(9, 4, 2, 1, False), (7, 3, 0, 1, True), (8, 5, 1, 0, False)], (9, 9))
    times = 10_000
    larger = replace(
        one,
        budgets_fen=tuple(each * times for each in one.budgets_fen),
        projects=tuple(
            replace(
                each,
                variants=tuple(
                    replace(
                        variant,
                        spending_fen=tuple(fen * times for fen in variant.spending_fen),
                        running_fen=tuple(fen * times for fen in variant.running_fen),
                    )
                    for variant in each.variants
                ),
            )
            for each in one.projects
        ),
    )
    assert planned(larger).choices == planned(one).choices


# Conditions


def test_operation_of_what_is_finished_eats_the_later_budgets():
    """Ten to build, four a year to run: the second one must wait until the third year, and a third is never paid."""
    one = programme(
        project("甲", 5, 10, running=(4,)), project("乙", 4, 6, running=(4,)), project("丙", 3, 10, running=(4,))
    )
    found = planned(one)
    assert {each.project: each.year for each in found.choices} == {"甲": 2008, "乙": 2009}
    assert found.building_fen == (10 * WAN, 6 * WAN, 0)
    assert found.running_fen == (0, 4 * WAN, 8 * WAN)
    assert found.left_fen == (0, 0, 2 * WAN)


def test_what_is_not_spent_may_be_carried_over():
    one = programme(project("甲", 5, 12), budgets=(6, 6))
    assert planned(one).choices == ()
    carried = planned(replace(one, carry_over=True))
    assert [each.year for each in carried.choices] == [2009]
    assert carried.left_fen == (6 * WAN, 0)


def test_lagged_precedence():
    """Two years to build, one year between: the earliest start of what follows is the fourth year."""
    base, later = project("平台", 1, 2, 2), project("应用", 9, 1, after=(After("平台", 1),))
    assert {each.project: each.year for each in planned(programme(base, later, budgets=(5,) * 4)).choices} == {
        "平台": 2008,
        "应用": 2011,
    }
    assert planned(programme(base, later)).chosen == {"平台"}
    begun = replace(later, after=(After("平台", 0, begun=True),))
    assert {each.year for each in planned(programme(base, begun)).choices} == {2008}


def test_limits_of_power_and_racks():
    """Three machines of 4 kW and 10 U where 8 kW are free now and 12 kW from the third year on."""
    machines = [project(key, 5, 1, holds={"kW": 4, "U": 10}) for key in "甲乙丙"]
    found = planned(programme(*machines, limits={"kW": (8, 8, 12), "U": (40, 40, 40)}, discount=0.1))
    assert sorted(each.year for each in found.choices) == [2008, 2008, 2010]
    assert len(planned(programme(*machines, limits={"U": (10, 10, 10)})).choices) == 1


def test_floors_and_mandatory_projects_and_years():
    wanted, dull = project("门户", 2, 4, category="门户"), project("其他", 9, 8, category="其他")
    assert planned(programme(wanted, dull, budgets=(10,))).chosen == {"其他"}
    assert planned(programme(wanted, dull, budgets=(10,), floors=(Floor(frozenset({"门户"}), 0.4),))).chosen == {"门户"}
    assert planned(programme(replace(wanted, mandatory=True), dull, budgets=(10,))).chosen == {"门户"}
    assert [each.year for each in planned(programme(replace(dull, starts=(2010,)))).choices] == [2010]


def test_values_by_year_of_the_start():
    variant = Variant(key="full", value=0, values=(1.0, 3.0, 2.0), spending_fen=(WAN,))
    assert [each.year for each in planned(programme(Project(key="甲", variants=(variant,)))).choices] == [2009]


# What one more 万元 is worth, and what must give


def test_one_more_ten_thousand():
    one = plant(9, PLANT_BUDGETS)
    found = planned(one)
    first, *others = marginals(one, found, step_fen=fen("0.1", "亿元"))
    assert first.resolved == pytest.approx(0.122)  # ten million more in the first year pay for project 9
    assert first.shadow > 0
    assert all(each.resolved == 0 for each in others)
    assert first.noise < 1e-6
    assert shadow_prices(replace(one, carry_over=True))[0] > 0


def test_a_curve_of_value_by_budget_never_falls():
    values = [plan.value for _, plan in curve(plant(9, PLANT_BUDGETS), (0.5, 1.2, 0.8, 1.0)) if plan]
    assert values == sorted(values)


def test_budgets_that_must_give():
    """Mandatory projects of the plant need 10.335 亿元 in the first year; there are 5."""
    one = plant(16, ("5",) * 5, frozenset(range(10, 17)))
    assert planned(one) is None
    found = gives(one)
    assert [(each.kind, each.year) for each in found] == [("budget", 1), ("budget", 2), ("budget", 4), ("budget", 5)]
    assert found[0].amount == fen("5.335", "亿元")
    assert found[0].sentence.zh == "1 年预算至少须增加 533,500,000.00 元。"
    raised = list(one.budgets_fen)
    for each in found:
        raised[each.year - 1] += int(each.amount)
    assert planned(replace(one, budgets_fen=tuple(raised))) is not None
    assert gives(plant(9, PLANT_BUDGETS)) == ()


def test_limits_floors_and_projects_that_must_give():
    machine = project("机房", 5, 1, holds={"kW": 20}, mandatory=True)
    assert [
        (each.kind, each.name, each.amount) for each in gives(programme(machine, budgets=(5,), limits={"kW": (15,)}))
    ] == [("limit", "kW", 5)]
    other = replace(machine, category="其他")
    floor = programme(other, budgets=(5,), floors=(Floor(frozenset({"门户"}), 0.5),))
    assert [(each.kind, each.amount) for each in gives(floor)] == [("floor", WAN / 2)]
    late = replace(machine, starts=(2020,))
    assert [(each.kind, each.name) for each in gives(programme(late, budgets=(5,)))] == [("mandatory", "机房")]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: programme(project("甲", 1, 1, after=(After("乙"),))), "不在清单中"),
        (lambda: programme(project("甲", 1, -1)), "不能为负"),
        (lambda: programme(project("甲", 1, 1), project("甲", 1, 1)), "重复"),
        (lambda: programme(project("甲", 1)), "缺少分年投资"),
        (lambda: programme(limits={"kW": (1,)}), "每个年度"),
        (lambda: programme(floors=(Floor(frozenset("a"), 2),)), "最低占比"),
        (lambda: prioritised(programme(budgets=(5,)), [Level((5,), 1), Level((4,), 1)]), "由小到大"),
        (
            lambda: prioritised(programme(project("甲", 1, 9, mandatory=True), budgets=(5,)), [Level((5,), 1)]),
            "没有可行方案",
        ),
    ],
)
def test_what_does_not_fit_together_is_told(wrong, says):
    with pytest.raises(QuestionError) as told:
        wrong()
    assert says in told.value.text.zh
    assert told.value.text.en


def test_a_circle_names_the_edge_that_closes_it():
    a, b, c = (project(key, 1, 1, after=(After(before),)) for key, before in ("甲丙", "乙甲", "丙乙"))
    with pytest.raises(QuestionError) as told:
        programme(a, b, c)
    assert "成环" in told.value.text.zh
    assert "→" in told.value.text.zh
    first, second = told.value.text.zh.split("“")[2][0], told.value.text.zh.split("“")[1][0]
    assert f"{first}{second}" in {"甲乙", "乙丙", "丙甲"}


def test_nothing_is_planned_of_nothing():
    assert planned(programme()).choices == ()
    assert planned(programme(project("甲", 1, 20))).choices == ()


def test_what_the_solver_writes_stays_off_the_terminal(capfd):
    with silent():
        os.write(1, b"HiGHS")
    planned(plant(9, PLANT_BUDGETS))
    os.write(1, b"answer")
    assert capfd.readouterr().out == "answer"
