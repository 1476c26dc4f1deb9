"""The software of an application: cut to what its points cost, with the factors that it names."""

from decimal import Decimal

import pytest

from indicators.appraisal.cost import pack
from indicators.appraisal.fen import whole_fen
from indicators.appraisal.parts import Development
from indicators.appraisal.software import software

ORDINARY = {
    "application_type": "business",
    "language": "java",
    "team": "other_industry",
    "reuse_level": "low",
    "quality_influences": 0,
}
"""Factors that are all one."""


def development(**words):
    numbers = {"internal_files": 20, "external_files": 5, "inputs": 40, "outputs": 20, "inquiries": 10}
    return Development.model_validate({"amount": "60 万元", "method": "estimated", **numbers, **ORDINARY, **words})


def test_a_development_is_cut_to_what_its_points_cost():
    """535 points (200 + 35 + 160 + 100 + 40) × 1.21 × 6.51 h ÷ 174 × 12,000 yuan = 290,637.83 yuan."""
    found = software(development(change_factor=Decimal("1.21"), person_month_price="1.2 万元"), pack("csbmk_202010"))
    assert found.estimate.total_fen == whole_fen(Decimal(535) * Decimal("1.21") * Decimal("6.51") / 174 * 1_200_000)
    assert found.opinion.approved_fen == found.estimate.total_fen
    (cut,) = found.opinion.cuts
    names = {name: Decimal(value.replace(",", "")) for name, value in cut.inputs}
    again = eval(cut.formula, {"__builtins__": {}}, names) * 100  # noqa: S307 - our own formula
    assert whole_fen(again) == cut.amount_fen


def test_what_a_development_does_not_say_is_asked_for_and_nothing_is_cut():
    found = software(development(internal_files=None), pack("csbmk_202010"))
    assert (found.estimate, found.opinion.cut_fen) == (None, 0)
    assert found.missing == ("development.internal_files", "development.person_month_price")
    assert software(development(), pack("csbmk_202010"), rate=Decimal(12_000)).missing == ()


def test_points_a_month_written_for_hours_a_point_are_asked_about():
    words = {"person_month_price": "1.2 万元", "hours_per_function_point": 24}
    found = software(development(**words), pack("csbmk_202010"))
    assert "每人月" in found.opinion.remarks[0].zh
    assert dict(found.opinion.cuts[0].inputs)["hours"] == "6.51"


def test_a_detailed_count_gives_its_points():
    """64 points × 6.51 h ÷ 174 × 12,000 yuan; without them nothing is known, whatever else was counted."""
    words = {"method": "detailed", "person_month_price": "1.2 万元", "change_factor": 1}
    found = software(development(unadjusted_points=64, **words), pack("csbmk_202010"))
    assert found.estimate.total_fen == whole_fen(Decimal(64) * Decimal("6.51") / 174 * 1_200_000)
    assert software(development(**words), pack("csbmk_202010")).missing == ("development.unadjusted_points",)


@pytest.mark.parametrize(
    ("words", "factor"),
    [
        ({"application_type": "process_control"}, "2"),
        ({"application_type": "multimedia", "language": "c", "team": "same_industry"}, "1.56"),
        ({"reuse_level": "middle", "quality_influences": -2}, "0.633365"),
        ({"quality_influences": 9}, "1.1"),
        ({"team": None}, "1.2"),
        (dict.fromkeys(ORDINARY), "3.96"),
    ],
)
def test_factors_are_the_packs_and_one_that_is_not_given_stands_at_its_most(words, factor):
    found = software(development(person_month_price="1.2 万元", change_factor=1, **words), pack("csbmk_202010"))
    plain = Decimal(535) * Decimal("6.51") / 174 * 1_200_000
    assert found.estimate.total_fen == whole_fen(plain * Decimal(factor))


def test_direct_costs_are_added_and_what_is_not_said_leaves_a_range():
    """Between the least and the most of what is not said, nothing is known: neither cut nor passed."""
    words = {"person_month_price": "1.2 万元", "change_factor": 1, "hours_per_function_point": Decimal("6.51")}
    plain, more = (
        software(development(**words, **each), pack("csbmk_202010")) for each in ({}, {"direct_cost": "3 元"})
    )
    assert more.estimate.total_fen - plain.estimate.total_fen == 300
    assert dict(more.opinion.cuts[0].inputs)["direct"] == "3.00"
    assert plain.least_fen == plain.estimate.total_fen
    open_ = software(development(**words, team=None), pack("csbmk_202010"))
    assert open_.least_fen == whole_fen(Decimal(535) * Decimal("6.51") / 174 * 1_200_000 * Decimal("0.8"))
    assert open_.estimate.total_fen > plain.estimate.total_fen
