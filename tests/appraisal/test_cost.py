"""Software cost: published worked cases to the digit, units that cannot be mixed up, quantiles and never a mean."""

from decimal import ROUND_DOWN, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets import Text
from indicators import QuestionError
from indicators.appraisal.cost import (
    Complexity,
    FenPerFunctionPoint,
    FenPerPersonMonth,
    Function,
    FunctionPoints,
    FunctionPointsPerMonth,
    HoursPerFunctionPoint,
    HoursPerMonth,
    Kind,
    Pack,
    ReferenceClass,
    bias,
    combined,
    complexity,
    counted,
    estimate,
    guidance,
    pack,
    packs,
    value_adjustment,
)
from indicators.appraisal.cost.optimism import adjusted_fen
from indicators.appraisal.cost.reference import lifted
from indicators.appraisal.cost.units import doubtful
from indicators.appraisal.fen import fen, whole_fen

LOW, AVERAGE, HIGH = Complexity
MONTH = HoursPerMonth.of(174)
TEXTBOOK = [
    Function(kind=Kind.EI, number=3, complexity=LOW),
    Function(kind=Kind.EI, number=2, complexity=AVERAGE),
    Function(kind=Kind.EO, number=2, complexity=LOW),
    Function(kind=Kind.EO, number=1, complexity=AVERAGE),
    Function(kind=Kind.EQ, number=2, complexity=LOW),
    Function(kind=Kind.EQ, number=2, complexity=AVERAGE),
    Function(kind=Kind.ILF, number=1, complexity=AVERAGE),
    Function(kind=Kind.EIF, number=2, complexity=LOW),
]


# Counting


@pytest.mark.parametrize(("weights", "points"), [("functionpoints_org", 66), ("ifpug", 64)])
def test_a_textbook_count(weights, points):
    """EI 3 low + 2 average, EO 2 + 1, EQ 2 + 2, ILF average, EIF low: 66 by the textbook's own table, 64 by IFPUG's.

    The textbook has 5 points for an average inquiry, where the standard has 4.
    """
    assert counted(pack(weights), "detailed", TEXTBOOK).unadjusted == FunctionPoints.of(points)


def test_a_count_of_averages():
    """50 inputs, 40 outputs, 35 inquiries, 6 files, 4 interfaces, all average: 628, and 672 at 14 × 3 influences."""
    numbers = {Kind.EI: 50, Kind.EO: 40, Kind.EQ: 35, Kind.ILF: 6, Kind.EIF: 4}
    functions = [Function(kind=kind, number=number, complexity=AVERAGE) for kind, number in numbers.items()]
    found = counted(pack("ifpug"), "detailed", functions).unadjusted
    assert found.value == 628
    assert round(found.scaled(value_adjustment([3] * 14)).value) == 672
    assert counted(pack("nesma"), "estimated", functions).unadjusted.value == 628


def test_value_adjustment_and_a_price_of_a_point():
    """1050 × (0.65 + 0.01 × 40) = 1102.5; × $105.10 = 115,872.75; × 1.49 h = 1,642.7 (a course on systems analysis)."""
    adjusted = FunctionPoints.of(1050).scaled(value_adjustment([40]))
    assert adjusted.value == Decimal("1102.5")
    assert whole_fen((adjusted * FenPerFunctionPoint.of(10510)).value) == 11_587_275
    assert (adjusted * HoursPerFunctionPoint.of("1.49")).rounded(1).value == Decimal("1642.7")


def test_the_early_method_counts_files_only():
    functions = [
        Function(kind=Kind.ILF, number=10),
        Function(kind=Kind.EIF, number=5),
        Function(kind=Kind.EI, number=99),
    ]
    found = counted(pack("gbt36964_2018"), "indicative", functions)
    assert found.unadjusted.value == 425
    assert found.by_kind[Kind.EI].value == 0


def test_reuse_and_kind_of_change_are_on_each_function():
    functions = [
        Function(kind=Kind.ILF, number=3, reuse="high", change="new"),
        Function(kind=Kind.EI, number=10, reuse="middle", change="modified"),
        Function(kind=Kind.EO, number=2, change="deleted"),
    ]
    found = counted(pack("changsha_2023"), "estimated", functions)
    assert found.unadjusted.value == 80
    assert found.adjusted.value == Decimal("9.990") + Decimal("21.3440") + 2


@pytest.mark.parametrize(
    ("kind", "elements", "references", "expected"),
    [
        (Kind.ILF, 19, 1, LOW), (Kind.ILF, 51, 1, AVERAGE), (Kind.EIF, 20, 2, AVERAGE), (Kind.ILF, 20, 6, HIGH),
        (Kind.EI, 4, 1, LOW), (Kind.EI, 16, 1, AVERAGE), (Kind.EI, 5, 2, AVERAGE), (Kind.EI, 5, 3, HIGH),
        (Kind.EO, 5, 3, LOW), (Kind.EO, 20, 1, AVERAGE), (Kind.EQ, 6, 4, HIGH), (Kind.EQ, 19, 3, AVERAGE),
    ],
)  # fmt: skip
def test_complexity_by_the_manual(kind, elements, references, expected):
    assert complexity(kind, elements, references) is expected


# Cost


def test_the_chain_of_a_published_estimate():
    """125.27 points × 1.21 = 151.57; × 10.12 ÷ 8 = 191.74 days; quality 0.9, team 0.8 → 138.05 days.

    A cost table in the form of DB11/T 1010 as a public program prints it, without what is behind the second place;
    the quality factor is 1 + 0.025 × (−1 −1 −1 −1).
    """
    beijing = pack("beijing_2013")
    quality = beijing.quality_factor([-1, -1, -1, -1])
    assert quality == Decimal("0.9")
    found = estimate(
        FunctionPoints.of("125.27"),
        change=beijing.choice("change", "middle"),
        productivity=HoursPerFunctionPoint.of("1.265"),  # 10.12 hours over days of eight
        rate=FenPerPersonMonth.of(3_212_900),
        month=HoursPerMonth.of("21.75"),
        factors={
            "质量特性": quality,
            "开发语言": beijing.choice("language", "java"),
            "开发团队": beijing.choice("team", "same_industry"),
        },
    )
    printed = [step.value.quantize(Decimal("0.01"), ROUND_DOWN) for step in (*found.steps[:2], found.steps[4])]
    assert printed == [Decimal("151.57"), Decimal("191.74"), Decimal("138.05")]


def test_rounded_steps_are_carried_on_rounded():
    found = estimate(
        FunctionPoints.of("125.27"),
        change="1.21",
        productivity=HoursPerFunctionPoint.of("1.265"),
        rate=FenPerPersonMonth.of(3_212_900),
        month=HoursPerMonth.of("21.75"),
        places=2,
    )
    assert [str(step.value) for step in found.steps] == ["151.58", "191.75", "8.82", "28337778"]
    assert found.labour_fen == whole_fen(Decimal("8.82") * 3_212_900) == found.total_fen


def test_beijings_price_of_a_function_point():
    """1245.19 yuan a point in Beijing (CSBMK, 2020) = 30134 × 7.19 ÷ 174."""
    found = pack("csbmk_202010")
    rate = FenPerPersonMonth.of(fen(found.rates["beijing"]["2020"]))
    hours = HoursPerFunctionPoint.of(found.productivity["all"]["p50"])
    assert whole_fen(hours.price(rate, HoursPerMonth.of(found.hours_a_month)).value) == 124_519


def test_points_to_yuan_without_rounding_on_the_way():
    found = estimate(
        FunctionPoints.of(100),
        change="1.39",
        productivity=HoursPerFunctionPoint.of("6.51"),
        rate=FenPerPersonMonth.of(3_013_400),
        month=MONTH,
        direct_fen=5_000_00,
    )
    assert found.hours.value == Decimal("904.89")
    assert found.labour_fen == whole_fen(Decimal("904.89") / 174 * 3_013_400) == 15_671_239
    assert found.total_fen == 15_671_239 + 500_000
    assert found.steps[0].formula == "100 × 1.39"


def test_hours_a_point_are_not_points_a_month():
    hours = HoursPerFunctionPoint.of("7.25")
    points = FunctionPoints.of(240)
    assert hours.a_month(MONTH) == FunctionPointsPerMonth.of(24)
    assert hours.a_month(MONTH).hours(MONTH) == hours
    assert points * hours / MONTH == points / hours.a_month(MONTH)
    for wrong in (
        lambda: points * hours.a_month(MONTH),
        lambda: points / hours,
        lambda: points * hours * FenPerPersonMonth.of(1),
        lambda: points + hours,
        lambda: points * 7.25,
    ):
        with pytest.raises(TypeError):
            wrong()


def test_a_doubtful_productivity_is_asked_about():
    assert doubtful(HoursPerFunctionPoint.of(7), MONTH) is None
    asked = doubtful(HoursPerFunctionPoint.of("24"), MONTH)
    assert asked is not None
    assert "7.25" in asked.zh
    with pytest.raises(QuestionError):
        doubtful(HoursPerFunctionPoint.of(0), MONTH)


@given(st.decimals(0, 10_000, places=2), st.decimals("0.01", 50, places=2), st.decimals(1, 10**7, places=0))
@settings(max_examples=30, deadline=None)
def test_yuan_and_ten_thousand_yuan_cost_the_same(points, hours, rate):
    words = {"productivity": HoursPerFunctionPoint.of(hours), "month": MONTH}
    yuan = estimate(FunctionPoints.of(points), rate=FenPerPersonMonth.of(fen(rate, "元")), **words)
    wan = estimate(FunctionPoints.of(points), rate=FenPerPersonMonth.of(fen(rate / 10_000, "万元")), **words)
    assert yuan.total_fen == wan.total_fen


# Packs


@pytest.mark.parametrize("key", packs())
def test_every_pack_is_dated_cited_and_of_known_confidence(key):
    found = pack(key)
    assert found.reference.zh
    assert found.reference.en
    assert found.valid_from.year > 2000
    assert found.weights
    assert set(found.origin.values()) <= set(packs())


def test_what_a_pack_does_not_say_comes_from_where_it_says():
    found = pack("changsha_2023")
    assert found.change["early"] == Decimal("1.39")
    assert found.origin["change"] == "gbt36964_2018"
    assert found.origin["reuse"] == "changsha_2023"
    assert found.origin["weights"] == "ifpug"
    assert found.weights["estimated"] == {"ILF": 10, "EIF": 7, "EI": 4, "EO": 5, "EQ": 4}
    assert [pack("gbt36964_2018").choice("change", each) for each in ("middle", "late", "delivered")] == [
        Decimal("1.21"), Decimal("1.10"), Decimal("1.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: pack("mars"), "规则包"),
        (lambda: counted(pack("nesma"), "detailed", TEXTBOOK), "计数方法"),
        (lambda: counted(pack("ifpug"), "detailed", [Function(kind=Kind.EI)]), "复杂度"),
        (lambda: counted(pack("nesma"), "estimated", [Function(kind=Kind.EI, number=-1)]), "为负"),
        (lambda: pack("changsha_2023").choice("reuse", "twice"), "twice"),
        (lambda: pack("nesma").choice("reuse", "high"), "无此项"),
        (lambda: pack("beijing_2013").quality_factor([2, 0, 0, 0]), "质量特性"),
        (lambda: pack("nesma").quality_factor([]), "无此项"),
        (lambda: value_adjustment([6] * 14), "14"),
        (lambda: value_adjustment([1, 2]), "14"),
        (lambda: FunctionPoints.of(-1), "功能点"),
    ],
)
def test_what_cannot_be_counted_is_told(wrong, says):
    with pytest.raises(QuestionError) as told:
        wrong()
    assert says in told.value.text.zh
    assert told.value.text.en


def test_a_pack_with_a_figure_below_nought_is_refused():
    words = pack("nesma").model_dump() | {"change": {"early": Decimal(-1)}}
    with pytest.raises(ValueError, match="above nought"):
        Pack.model_validate(words)


# Optimism bias


def test_the_published_examples_of_optimism_bias():
    """Mott MacDonald 2002, section 4: a non-standard building at outline business case and at contract award."""
    contributions = {"contractor": 5, "design": 2, "business_case": 22, "intelligence": 5, "site": 3}
    mitigation = {"contractor": 1, "design": 1, "business_case": "0.4", "intelligence": 1, "site": 1}
    duration = guidance().type("non_standard_buildings").duration.upper
    left = bias(duration, contributions, mitigation)
    assert round(left, 3) == Decimal("0.297")
    assert round(28 * (1 + left), 1) == Decimal("36.3")
    assert round(28 * (1 + bias(duration, contributions, {})), 1) == Decimal("38.9")
    award = bias("0.51", {"all": 92}, {"all": 1})
    assert round(award, 2) == Decimal("0.04")
    assert adjusted_fen(fen(1, "亿元"), round(award, 2), fen(700, "万元")) == fen("1.11", "亿元")


def test_a_mix_of_two_kinds():
    """30 % non-standard and 70 % standard building: 32.1 % of cost, 14.5 % of duration (the same, section 4)."""
    one, other = (guidance().type(key) for key in ("non_standard_buildings", "standard_buildings"))
    assert combined([("0.3", one.cost.upper), ("0.7", other.cost.upper)]) == Decimal("0.321")
    assert combined([("0.3", one.duration.upper), ("0.7", other.duration.upper)]) == Decimal("0.145")


def test_equipment_and_development():
    found = guidance().type("equipment_development")
    assert (found.cost.upper, found.cost.lower) == (2, Decimal("0.1"))
    assert (found.duration.upper, found.duration.lower) == (Decimal("0.54"), Decimal("0.1"))
    assert sum(found.cost_contributions.values()) == sum(found.duration_contributions.values()) == 100
    assert {*found.cost_contributions, *found.duration_contributions} == set(guidance().areas)
    assert bias(2, found.cost_contributions, {"business_case": 1}) == Decimal("0.84")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: bias(2, {"a": 50}, {"b": 1}), "风险领域"),
        (lambda: bias(2, {"a": 50}, {"a": 2}), "0 与 1"),
        (lambda: combined([("0.3", 1)]), "占比"),
        (lambda: guidance().type("castle"), "castle"),
        (lambda: ReferenceClass(Text("少", "few"), (0.1,), Text("无", "none")), "至少"),
    ],
)
def test_what_cannot_be_biased_is_told(wrong, says):
    with pytest.raises(QuestionError) as told:
        wrong()
    assert says in told.value.text.zh


# Reference classes


def test_a_reference_class_speaks_in_quantiles():
    overruns = (*(each / 10 for each in range(-2, 9)), 4.0)
    found = ReferenceClass(Text("政务软件", "government software"), overruns, Text("自编", "ours"))
    assert found.quantiles == (found.quantile(0.1), found.quantile(0.5), found.quantile(0.9))
    assert found.uplift(0.2) == pytest.approx(found.quantile(0.8))
    assert found.uplift(0.95) == 0
    assert found.place(0.0) == pytest.approx(2 / 12)
    assert lifted(100_00, 0.25) == 125_00
    assert not [name for name in dir(found) if "mean" in name]


def test_a_fat_tail_says_that_there_is_no_mean():
    """Ratios of a Pareto distribution with index 0.8 and of one with 3, at their quantiles."""
    ranks = [(place + 0.5) / 400 for place in range(400)]
    fat, thin = (
        ReferenceClass(Text("甲", "a"), tuple((1 - rank) ** (-1 / index) - 1 for rank in ranks), Text("乙", "b"))
        for index in (0.8, 3)
    )
    assert fat.tail_index() == pytest.approx(0.8, rel=0.1)
    assert thin.tail_index() == pytest.approx(3, rel=0.1)
