"""Every indicator in every declared slice: the cube says what the base table says, to the fen."""

from itertools import combinations

import pandas as pd
import pytest

from indicators import catalogue, series
from indicators.cubes import covering, cube_name, groupings
from indicators.definition import Indicator, Published, TopShare
from indicators.slices import Slice
from indicators.sums import monthly_sql

COMPUTED = [each for each in catalogue().values() if not isinstance(each, Published)]
SUMS = [each for each in COMPUTED if isinstance(each, Indicator)]


def same(one, other):
    pd.testing.assert_frame_equal(one, other, check_exact=True)


@pytest.mark.parametrize("definition", COMPUTED, ids=lambda each: each.key)
@pytest.mark.parametrize("cumulative", [False, True])
def test_cube_and_base_table_agree_in_every_single_and_double_split(handmade, cubed, definition, cumulative):
    for size in (0, 1, 2):
        for by in combinations(definition.dimensions, size):
            answers = [series(each, definition.key, by=by, cumulative=cumulative) for each in (handmade, cubed)]
            same(*answers)


@pytest.mark.parametrize("definition", COMPUTED, ids=lambda each: each.key)
def test_cube_and_base_table_agree_on_filters(handmade, cubed, definition):
    for dimension in definition.dimensions:
        codes = sorted(set(series(handmade, definition.key, by=(dimension,))[dimension]))
        for chosen in (codes[:1], codes[:2], codes):
            for by in ((), (dimension,), *((each,) for each in definition.dimensions)):
                where = {dimension: [code for code in chosen if code in known(handmade, dimension)]}
                same(*(series(each, definition.key, by=by, where=where) for each in (handmade, cubed)))


def known(snapshot, dimension):
    rows = snapshot.query("SELECT code FROM code_list WHERE list = ?", (dimension,)).to_pylist()
    codes = {row["code"] for row in rows} | {"unknown"}
    return codes if len(codes) > 1 else set(snapshot.query("SELECT code FROM code_list").column("code").to_pylist())


@pytest.mark.parametrize("definition", COMPUTED, ids=lambda each: each.key)
def test_the_whole_is_the_sum_of_its_parts_unless_it_is_a_ratio(cubed, definition):
    total = series(cubed, definition.key).set_index("period").value
    for dimension in definition.dimensions:
        parts = series(cubed, definition.key, by=(dimension,)).groupby("period").value.sum()
        if isinstance(definition, Indicator):
            pd.testing.assert_series_equal(parts.round(2), total.round(2))


def test_real_snapshot_answers_from_cubes_as_from_base_tables(snapshot):
    for definition in SUMS:
        for size in (1, 2):
            for by in combinations(definition.dimensions, size):
                cut = Slice(by=by)
                order = ["period", *by]
                answers = [
                    snapshot.query(monthly_sql(definition, cut, from_cube=from_cube)).to_pandas().sort_values(order)
                    for from_cube in (True, False)
                ]
                same(*(each.reset_index(drop=True) for each in answers))


@pytest.mark.parametrize("definition", COMPUTED, ids=lambda each: each.key)
def test_every_indicator_computes_on_the_demo_zone(snapshot, definition):
    total = series(snapshot, definition.key)
    assert len(total) > 200
    assert total.value.notna().any()
    for dimension in definition.dimensions:
        split = series(snapshot, definition.key, by=(dimension,), cumulative=True)
        assert split[dimension].notna().all()


def test_the_smallest_grouping_that_covers_a_slice_is_taken():
    dimensions = ("a", "b", "c")
    assert covering(dimensions, frozenset()) == ()
    assert covering(dimensions, frozenset({"b"})) == ("b",)
    assert covering(dimensions, frozenset({"a", "c"})) == ("a", "c")
    assert covering(dimensions, frozenset(dimensions)) == dimensions


def test_many_dimensions_keep_no_finest_grouping():
    dimensions = tuple("abcdefg")
    assert len(groupings(dimensions)) == 1 + 7 + 21
    assert covering(dimensions, frozenset("abc")) is None


def test_a_cube_that_cannot_answer_says_so():
    trade = catalogue()["exports"]
    with pytest.raises(ValueError, match="no grouping"):
        monthly_sql(trade, Slice(by=("partner", "industry", "street")), from_cube=True)


def test_three_dimensions_of_trade_fall_back_to_the_base_table(handmade, cubed):
    by = ("partner", "industry", "street")
    same(*(series(each, "exports", by=by) for each in (handmade, cubed)))


def test_every_computed_sum_and_share_has_a_cube(cubed):
    for definition in COMPUTED:
        if isinstance(definition, (Indicator, TopShare)):
            assert cubed.has(cube_name(definition.key)), definition.key
