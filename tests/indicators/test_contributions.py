"""Contributions add up: to the change of the total, and to its growth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import QuestionError, contributions, point, series

MONTHS = st.sampled_from(["2009-01", "2009-02", "2009-06", "2010-01", "2010-03", "2010-06"])


def test_the_largest_change_stands_first(handmade):
    found = contributions(handmade, "exports", "2010-01", "hs_section")
    assert list(found.code) == ["XVII", "XVI"]
    assert list(found.change) == [1500.30, -1000.10]
    assert list(found.points) == pytest.approx([1500.30 / 1000.10, -1])


@given(MONTHS, st.sampled_from(["industry", "street", "tax_type", "ownership"]), st.booleans())
@settings(max_examples=40, deadline=None)
def test_points_add_up_to_growth_and_changes_to_the_change(handmade, month, dimension, cumulative):
    found = contributions(handmade, "tax_revenue", month, dimension, cumulative=cumulative)
    total = point(handmade, "tax_revenue", month, cumulative=cumulative)
    assert found.points.sum() == pytest.approx(total.yoy, abs=1e-12)
    assert found.value.sum() == pytest.approx(total.value, abs=0.001)
    assert found.change.sum() == pytest.approx(found.value.sum() - found.base.sum(), abs=0.001)


def test_contributions_inside_a_slice(handmade):
    where = {"street": "B01"}
    found = contributions(handmade, "tax_revenue", "2010-06", "industry", where)
    assert found.points.sum() == pytest.approx(point(handmade, "tax_revenue", "2010-06", where=where).yoy)


def test_without_a_base_there_are_no_points(handmade):
    assert contributions(handmade, "tax_revenue", "2008-03", "industry").points.isna().all()


def test_ratios_do_not_add_up(handmade):
    with pytest.raises(QuestionError, match="do not add up"):
        contributions(handmade, "tax_per_mu", "2010-01", "street")


def test_contributions_add_up_on_the_demo_zone(snapshot):
    for key, dimension in (("tax_revenue", "industry"), ("exports", "partner"), ("registered_enterprises", "street")):
        last = series(snapshot, key, cumulative=True).iloc[-1]
        found = contributions(snapshot, key, last.period, dimension, cumulative=True)
        assert found.points.sum() == pytest.approx(last.yoy, abs=1e-9)
