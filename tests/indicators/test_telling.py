"""Sentences about one indicator: each number is that of the function that computes it, in both languages."""

import pytest

from indicators import contributions, matched, percent, point, points
from indicators.sentences.month import Month
from indicators.sentences.telling import Teller


@pytest.fixture
def tell(handmade):
    return Teller(Month(handmade, "2010-06", "zh"))


def test_the_level_is_that_of_the_year_so_far_and_of_the_month(tell, handmade):
    said = tell.level("tax_revenue")
    for cumulative in (True, False):
        found = point(handmade, "tax_revenue", "2010-06", cumulative=cumulative)
        assert percent(found.yoy, "zh") in said
    assert said.startswith("2010年1—6月税收收入 **")


def test_where_nothing_is_known_of_a_year_before_the_value_stands_alone(handmade):
    month = Month(handmade, "2008-01", "zh")
    assert month.phrase("tax_revenue") == f"**{month.value('tax_revenue')}**"
    assert "同比" in Month(handmade, "2010-06", "zh").phrase("tax_revenue")


def test_movers_are_the_largest_contributions_of_either_sign(tell, handmade):
    parts = contributions(handmade, "tax_revenue", "2010-06", "industry", cumulative=True)
    said = tell.movers("tax_revenue", "industry")
    most, least = parts.points.max(), parts.points.min()
    assert ("拉动最大" in said) == (most > 0)
    assert ("下拉最大" in said) == (least < 0)
    for moved in (most, least):
        assert points(moved, "zh") in said


def test_the_comparable_base_is_that_of_the_same_enterprises(tell, handmade):
    groups = matched(handmade, "tax_revenue", "2010-06", cumulative=True).set_index("code")
    assert percent(groups.growth["matched"], "zh") in tell.alike("tax_revenue")


def test_what_lies_ahead_is_said_with_its_interval_and_only_from_the_latest_month(tell, handmade):
    assert "八成把握" in tell.ahead("tax_revenue")
    assert Teller(Month(handmade, "2010-05", "zh")).ahead("tax_revenue") == ""


def test_a_slice_is_told_of_itself(handmade):
    month = Month(handmade, "2010-06", "en")
    found = month.parts("tax_revenue", "industry").iloc[0]
    said = Teller(month, {"industry": found.industry}).level("tax_revenue")
    assert month.written("tax_revenue", found.value) in said
