"""Shift-share, mix and rate, LMDI: textbook numbers, hostile zeros, and sums that are met to the last bit."""

import math

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indicators import QuestionError, lmdi, mix_and_rate, point, shift_share, shift_share_of, structure
from indicators.statistics.decomposition import log_mean
from indicators.statistics.exact import fen
from indicators.statistics.shift_share import EXTENDED, totals

AMOUNT = st.integers(0, 10**13).map(lambda cents: cents / 100)
MEMBERS = st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT, AMOUNT), min_size=1, max_size=12)
FACTOR = st.one_of(st.just(0.0), st.floats(1e-6, 1e6))


def places(rows, columns):
    return pd.DataFrame(rows, columns=columns, index=[f"m{each}" for each in range(len(rows))])


def test_shift_share_by_hand():
    # The whole grows by 10 %: steel by 0, chips by 25 %. The place has 100 of steel and 100 of chips.
    table = places([[100, 110, 300, 300], [100, 130, 200, 250]], ["base", "now", "whole_base", "whole_now"])
    found = shift_share_of(table)
    assert found.national.tolist() == [10, 10]
    assert found.mix.tolist() == [-10, 15]
    assert found.competitive.tolist() == [10, 5]


def test_esteban_marquillas_by_hand():
    table = places([[100, 110, 300, 300], [100, 130, 200, 250]], ["base", "now", "whole_base", "whole_now"])
    found = shift_share_of(table, extended=True)
    # With the whole's shares the place would have 120 of steel and 80 of chips.
    assert found.competitive.tolist() == [12, 4]
    assert found.allocation.tolist() == [-2, 1]


def test_what_is_new_in_a_place_is_its_own():
    table = places([[0, 7, 50, 60], [100, 100, 0, 0]], ["base", "now", "whole_base", "whole_now"])
    found = shift_share_of(table, extended=True)
    assert found.loc[0, list(EXTENDED)].tolist() == [0, 0, 7, 0]
    assert found.mix[1] == 0  # nobody else has it: the whole's growth stands in


# Amounts that differ by less than ten thousandfold: an allocation effect multiplies by how special a place is.
ALIKE = st.one_of(st.just(0.0), st.integers(10**6, 10**10).map(lambda cents: cents / 100))


@given(st.lists(st.tuples(ALIKE, ALIKE, ALIKE, ALIKE), min_size=1, max_size=8), st.booleans())
@settings(max_examples=60, deadline=None)
def test_effects_add_up_to_the_fen(rows, extended):
    table = places(rows, ["base", "now", "rest_base", "rest_now"])
    table = table.assign(whole_base=table.base + table.rest_base, whole_now=table.now + table.rest_now)
    if table.base.sum() <= 0:
        with pytest.raises(QuestionError):
            shift_share_of(table)
        return
    found = shift_share_of(table, extended=extended)
    effects = [name for name in EXTENDED if name in found]
    for row in found.to_dict("records"):
        assert sum(fen(row[name]) for name in effects) == fen(row["change"])
    whole = totals(found)
    assert sum(fen(whole[name]) for name in effects) == fen(whole.change)


def test_a_block_within_the_zone(handmade):
    found = shift_share(handmade, "tax_revenue", "2010-06", "industry", {"street": "B01"}, cumulative=True)
    here = [point(handmade, "tax_revenue", month, where={"street": "B01"}, cumulative=True) for month in
            ("2010-06", "2009-06")]  # fmt: skip
    assert found.change.sum() == pytest.approx(here[0].value - here[1].value, abs=0.001)
    with pytest.raises(QuestionError, match="no shift"):
        shift_share(handmade, "tax_per_mu", "2010-06", "street", {})


def test_mix_and_rate_by_hand():
    # Two blocks of equal land, 10 and 20 a mu; half the first's land moves to the second; rates stay.
    table = places([[500, 1000, 50, 100], [3000, 2000, 150, 100]], ["over_now", "over_base", "under_now", "under_base"])
    found = mix_and_rate(table).set_index("code")
    assert found.rate.tolist() == [0, 0]
    assert found.mix.sum() == pytest.approx(17.5 - 15)
    # Rates double, land stays.
    table = places(
        [[2000, 1000, 100, 100], [4000, 2000, 100, 100]], ["over_now", "over_base", "under_now", "under_base"]
    )
    found = mix_and_rate(table).set_index("code")
    assert found.mix.tolist() == [0, 0]
    assert found.rate.sum() == 15


def test_a_new_block_is_mix():
    table = places([[100, 100, 10, 10], [60, 0, 2, 0]], ["over_now", "over_base", "under_now", "under_base"])
    found = mix_and_rate(table).set_index("code")
    assert found.rate.m1 == 0
    assert found.effect.sum() == pytest.approx(160 / 12 - 10)
    assert math.isnan(found.rate_base.m1)


@given(MEMBERS)
@example([(0.0, 0.01, 0.01, 12412.12)])  # an effect of less than a millionth
@settings(max_examples=60, deadline=None)
def test_mix_and_rate_leave_nothing_over(rows):
    table = places(rows, ["over_now", "over_base", "under_now", "under_base"])
    if table.under_now.sum() <= 0 or table.under_base.sum() <= 0:
        with pytest.raises(QuestionError):
            mix_and_rate(table)
        return
    found = mix_and_rate(table)
    effects = [*found.mix, *found.rate]
    assert sum(effects) == sum(reversed(effects))
    expected = math.fsum(table.over_now) / math.fsum(table.under_now) - math.fsum(table.over_base) / math.fsum(
        table.under_base
    )
    assert sum(effects) == pytest.approx(expected, rel=1e-9, abs=1e-9 * max(map(abs, effects)))


def test_tax_per_mu_by_block(handmade):
    found = structure(handmade, "tax_per_mu", "2010-01", "street")
    now, before = (point(handmade, "tax_per_mu", month).value for month in ("2010-01", "2009-01"))
    assert found.effect.sum() == pytest.approx(now - before)
    with pytest.raises(QuestionError, match="not one indicator over another"):
        structure(handmade, "tax_revenue", "2010-01", "street")


def test_lmdi_by_hand():
    # Ang (2005), the additive form: V = x y; from 10 x 2 to 12 x 3.
    now, base = (pd.DataFrame([row], columns=["x", "y"], index=["a"]) for row in ((12.0, 3.0), (10.0, 2.0)))
    found = lmdi(now, base, ["x", "y"])
    mean = (36 - 20) / math.log(36 / 20)
    assert found.x[0] == pytest.approx(mean * math.log(1.2))
    assert found.y[0] == pytest.approx(mean * math.log(1.5))
    assert found.change[0] == 16


def test_lmdi_at_nought():
    now, base = (
        pd.DataFrame(rows, columns=["x", "y", "z"], index=["new", "gone", "never", "two"])
        for rows in (
            [[2.0, 3.0, 1.0], [0.0, 3.0, 5.0], [0.0, 3.0, 5.0], [2.0, 2.0, 2.0]],
            [[0.0, 3.0, 1.0], [2.0, 3.0, 5.0], [0.0, 3.0, 5.0], [0.0, 0.0, 3.0]],
        )
    )
    found = lmdi(now, base, ["x", "y", "z"]).set_index("code")
    assert found.loc["new"].tolist() == [6, 6, 0, 0]
    assert found.loc["gone"].tolist() == [-30, -30, 0, 0]
    assert found.loc["never"].tolist() == [0, 0, 0, 0]
    assert found.loc["two"].tolist() == [8, 4, 4, 0]
    with pytest.raises(QuestionError, match="negative"):
        lmdi(now * -1, base, ["x", "y", "z"])


@given(st.lists(st.tuples(*[FACTOR] * 6), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_lmdi_leaves_no_residual(rows):
    names = ["activity", "share", "intensity"]
    now, base = (places([row[side : side + 3] for row in rows], names) for side in (0, 3))
    found = lmdi(now, base, names)
    effects = [each for name in names for each in found[name]]
    assert sum(effects) == sum(reversed(effects))
    expected = math.fsum(math.prod(row[:3]) - math.prod(row[3:]) for row in rows)
    size = max(math.prod(row[:3]) + math.prod(row[3:]) for row in rows)
    assert sum(effects) == pytest.approx(expected, rel=1e-9, abs=1e-9 * max(size, 1e-9))


def test_the_logarithmic_mean_lies_between_geometric_and_arithmetic():
    assert math.sqrt(2 * 8) < log_mean(2, 8) < 5
    assert log_mean(3, 3) == 3
    assert log_mean(0, 3) == 0
