"""Every indicator in every declared slice: the cube says what the base table says, to the fen."""

from itertools import combinations

import ibis
import pandas as pd
import pytest

from indicators import catalogue, series
from indicators.computing import reported
from indicators.computing.cubes import by_month, covering, cube_name, groupings, rows_of
from indicators.computing.slices import Slice
from indicators.computing.sums import monthly_sql
from indicators.definition import Indicator, Protected, Published, Reported, Rows, TopShare
from tests.indicators.walk import by_hand

COMPUTED = [each for each in by_hand() if not isinstance(each, (Published, Reported, Protected))]


ALL = list(catalogue().values())
ROWS = [each for each in ALL if isinstance(each, Rows)]


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
        for chosen in (codes[:1], codes[:2]):
            for by in dict.fromkeys(((), (dimension,), definition.dimensions[:1], definition.dimensions[-1:])):
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


@pytest.mark.parametrize("definition", ROWS, ids=lambda each: each.key)
def test_every_slice_of_a_cube_is_what_the_base_table_says(snapshot, definition):
    finest = asked(snapshot, by_month(definition, definition.dimensions))
    measures = list(definition.measures)
    for by in groupings(definition.dimensions):
        cube = asked(snapshot, rows_of(definition, by).select("period", *by, *measures))
        base = finest.groupby(["period", *by], as_index=False)[measures].sum()
        order = ["period", *by]
        same(*(each.sort_values(order).reset_index(drop=True)[[*order, *measures]] for each in (cube, base)))


def asked(snapshot, rows):
    """Return rows with money in whole fen, so that sums are exact in any order."""
    sums = [name for name in ("value", "weight") if name in rows.columns]
    rows = rows.mutate(**{name: (rows[name].cast("decimal(38, 2)") * 100).cast("int64") for name in sums})
    return snapshot.query(str(ibis.to_sql(rows, dialect="duckdb"))).to_pandas()


def test_every_reported_figure_in_the_cube_is_chosen_among_the_vintages_of_the_base(snapshot):
    chosen = [each for each in ALL if isinstance(each, Reported)]
    for name in sorted({each.series for each in chosen}):
        cube, base = (
            snapshot.query(f"SELECT * FROM ({sql}) WHERE series = ? ORDER BY item, cumulative, period", (name,))
            for sql in (f"FROM {reported.CUBE}", reported.base_sql(name))
        )
        assert cube.equals(base)
        assert cube.num_rows


@pytest.mark.parametrize("definition", ALL, ids=lambda each: each.key)
def test_every_indicator_computes_in_every_declared_dimension(snapshot, definition):
    total = series(snapshot, definition.key)
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
        if isinstance(definition, (Rows, TopShare)):
            assert cubed.has(cube_name(definition.key)), definition.key
