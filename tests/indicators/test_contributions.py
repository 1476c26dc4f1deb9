"""Contributions add up: to the change of the total, and to its growth, to the last bit and in any order."""

import math
import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import QuestionError, contributions, point, series
from indicators.computing.compute import growth
from indicators.statistics.contributions import contributions_of

MONTHS = st.sampled_from(["2009-01", "2009-02", "2009-06", "2010-01", "2010-03", "2010-06"])
AMOUNTS = st.lists(st.tuples(*[st.integers(-(10**13), 10**13)] * 2), min_size=1, max_size=30)


def test_the_largest_change_stands_first(handmade):
    found = contributions(handmade, "exports", "2010-01", "hs_section")
    assert list(found.code) == ["XVII", "XVI"]
    assert list(found.change) == [1500.30, -1000.10]
    assert list(found.points) == pytest.approx([1500.30 / 1000.10, -1], abs=1e-14)
    assert list(found.share) == pytest.approx([1500.30 / 500.20, -1000.10 / 500.20], abs=1e-14)


def test_members_that_appear_and_vanish_say_so(handmade):
    found = contributions(handmade, "exports", "2010-01", "hs_section").set_index("code")
    assert dict(found.state) == {"XVII": "appeared", "XVI": "vanished"}
    assert np.isnan(found.growth["XVII"])
    assert found.growth["XVI"] == -1


@given(MONTHS, st.sampled_from(["industry", "street", "tax_type", "ownership"]), st.booleans())
@settings(max_examples=40, deadline=None)
def test_points_add_up_to_growth_and_changes_to_the_change(handmade, month, dimension, cumulative):
    found = contributions(handmade, "tax_revenue", month, dimension, cumulative=cumulative)
    total = point(handmade, "tax_revenue", month, cumulative=cumulative)
    if found.points.abs().sum() < 1:
        assert found.points.sum() == total.yoy or np.isnan(total.yoy)
    assert found.points.sum() == pytest.approx(total.yoy, abs=1e-14)
    assert found.value.sum() == pytest.approx(total.value, abs=0.001)
    assert found.change.sum() == pytest.approx(found.value.sum() - found.base.sum(), abs=0.001)


@given(AMOUNTS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_any_amounts_add_up_to_the_last_bit_in_any_order(amounts, chance: random.Random):
    now, base = (pd.Series([pair[side] / 100 for pair in amounts]) for side in (0, 1))
    found = contributions_of(now, base, shown=True)
    for column in ("points", "share"):
        known = list(found[column].dropna())
        shuffled = chance.sample(known, len(known))
        assert sum(shuffled) == sum(known)
    if sum(pair[1] for pair in amounts) > 0:
        moved, whole = (sum(pair[0] - pair[1] for pair in amounts), sum(pair[1] for pair in amounts))
        largest = max(abs(found.points).sum(), 1.0)
        assert found.points.sum() == pytest.approx(moved / whole, abs=1e-14 * largest)


def test_february_can_stand_for_january_and_february(handmade):
    found = contributions(handmade, "tax_revenue", "2010-02", "industry", combine_new_year=True)
    months = [contributions(handmade, "tax_revenue", month, "industry") for month in ("2010-01", "2010-02")]
    together = sum(each.set_index("code").change for each in months)
    assert dict(found.set_index("code").change.round(2)) == dict(together.round(2))
    with pytest.raises(QuestionError, match="ask for February"):
        contributions(handmade, "tax_revenue", "2010-01", "industry", combine_new_year=True)


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
        assert found.points.sum() == sum(reversed(list(found.points)))
        assert found.points.sum() == pytest.approx(last.yoy, abs=1e-13)


@pytest.mark.parametrize(
    ("now", "base", "told"),
    [
        ([500, 500], [60, 50], True),
        ([500, 500], [60, 39], False),
        ([300, -400], [60, 50], False),
        ([5, 6], [0, 0], False),
    ],
)
def test_growth_is_split_where_a_series_shows_it_and_only_there(now, base, told):
    """One rule: nothing from a base that is not positive or less than a tenth, and nothing to a loss."""
    found = contributions_of(
        pd.Series(now, index=["a", "b"], dtype=float), pd.Series(base, index=["a", "b"], dtype=float)
    )
    months = pd.DatetimeIndex(["2009-01-01", "2010-01-01"])
    shown = growth(pd.DataFrame({"total": [sum(base), sum(now)]}, index=months, dtype=float)).iloc[1, 0]
    assert found.points.notna().all() == told == math.isfinite(shown)
    assert not told or found.points.sum() == pytest.approx(shown)
    assert found.change.sum() == sum(now) - sum(base)
    own = growth(pd.DataFrame([base, now], index=months, columns=["a", "b"], dtype=float)).iloc[1]
    assert found.set_index("code").growth.reindex(["a", "b"]).tolist() == pytest.approx(own.tolist(), nan_ok=True)
    published = contributions_of(
        pd.Series(now, index=["a", "b"], dtype=float), pd.Series(base, index=["a", "b"], dtype=float), shown=True
    )
    assert published.points.notna().all() == (sum(base) > 0)
