"""Statistics as departments report them and counts as they are protected: what is shown, kept apart and refused."""

import math
import sys

import pandas as pd
import pyarrow as pa
import pytest

from indicators import QuestionError, explain, forecast, measured, period_label, point, series
from indicators.definition import Frequency


def of(frame, *columns):
    return [tuple(row) for row in frame.assign(period=frame.period.dt.strftime("%Y-%m"))[list(columns)].to_numpy()]


def test_january_and_february_stay_together_and_so_do_months_that_came_late(handmade):
    found = series(handmade, "industrial_output_monthly")
    assert of(found, "period", "value", "months") == [
        ("2009-02", 2000.0, 2.0), ("2009-03", 1000.0, 1.0), ("2009-04", 1000.0, 1.0), ("2009-05", 1000.0, 1.0),
        ("2009-06", 1000.0, 1.0), ("2010-02", 2200.0, 2.0), ("2010-03", 1100.0, 1.0), ("2010-05", 2200.0, 2.0),
        ("2010-06", 1100.0, 1.0),
    ]  # fmt: skip


def test_growth_compares_the_same_months_only(handmade):
    found = series(handmade, "industrial_output_monthly").set_index("period").yoy
    assert found["2010-02-01"] == pytest.approx(0.1)
    assert math.isnan(found["2010-05-01"])  # two months against one


def test_computed_and_published_growth_stand_in_columns_of_their_own(handmade):
    (row,) = series(handmade, "industrial_output_monthly", start="2010-06", cumulative=True).to_dict("records")
    assert (row["value"], row["yoy"], row["yoy_computed"], row["yoy_published"]) == pytest.approx(
        (6600, 0.1, 0.1, 0.08)
    )
    assert math.isnan(series(handmade, "industrial_output_monthly", start="2010-06").yoy_published.iloc[0])


def test_growth_at_comparable_prices_is_the_published_one(handmade):
    quarter = point(handmade, "gdp_quarterly", "2010Q1", cumulative=True)
    assert (quarter.value, quarter.yoy) == (260, 0.18)
    assert series(handmade, "gdp_quarterly", cumulative=True).yoy_computed.iloc[-1] == pytest.approx(260 / 210 - 1)


def test_a_revision_that_reaches_less_far_does_not_mix_with_the_preliminary_figures(handmade):
    single = series(handmade, "gdp_quarterly", end="2009-12")
    assert of(single, "period", "value") == [("2009-03", 200.0), ("2009-06", 250.0)]
    so_far = series(handmade, "gdp_quarterly", end="2009-12", cumulative=True)
    assert of(so_far, "period", "value") == [("2009-03", 210.0), ("2009-06", 450.0), ("2009-12", 990.0)]


def test_a_target_is_never_a_result(handmade):
    assert pd.Timestamp("2010-12-01") not in set(series(handmade, "gdp_quarterly", cumulative=True).period)


def test_any_month_names_its_quarter_and_a_month_inside_a_sum_is_refused(handmade):
    assert point(handmade, "gdp_quarterly", "2009-04").value == 250
    assert point(handmade, "gdp_quarterly", "2009Q2").value == 250
    with pytest.raises(QuestionError) as refused:
        point(handmade, "industrial_output_monthly", "2010-01")
    assert "published together with a later month" in refused.value.text.en
    with pytest.raises(QuestionError) as refused:
        point(handmade, "gdp_quarterly", "2011-02")
    assert "it runs from Q1 2009 to Q1 2010" in refused.value.text.en


def test_a_split_shows_the_finest_items_and_they_add_up(handmade):
    split = series(handmade, "industrial_output_monthly", by=("output_item",))
    assert set(split.output_item) == {"electronics", "automotive"}
    whole = series(handmade, "industrial_output_monthly").set_index("period").value
    assert split.groupby("period").value.sum().equals(whole)


def test_an_item_and_the_item_above_it_are_not_added_up(handmade):
    with pytest.raises(QuestionError, match="part of another item"):
        series(handmade, "industrial_output_monthly", where={"output_item": ("total", "electronics")})
    two = series(handmade, "industrial_output_monthly", where={"output_item": ("automotive", "electronics")})
    assert two.value.equals(series(handmade, "industrial_output_monthly").value)


def test_an_index_is_its_own_growth_and_does_not_accumulate(handmade):
    plain, summed = (point(handmade, "consumer_prices", "2010-02", cumulative=each) for each in (False, True))
    assert plain == summed
    assert plain.yoy == pytest.approx(0.027)


def test_a_withheld_count_is_missing_and_says_so(handmade):
    found = series(handmade, "residents", by=("sex",), where={"area": "west"})
    assert found.value.isna().all()
    assert found.protected.all()
    assert point(handmade, "residents", "2008", where={"area": "west", "sex": "1"}).protected
    assert point(handmade, "residents", "2009").yoy == 0.25


def test_a_sum_over_a_withheld_cell_is_withheld(handmade):
    several = point(handmade, "residents", "2008", where={"area": "west", "sex": ("1", "2")})
    assert math.isnan(several.value)
    assert several.protected


def test_only_published_tables_can_be_crossed(handmade):
    with pytest.raises(QuestionError, match="not published by"):
        series(handmade, "residents", by=("age_group", "education_level"))


def test_what_is_printed_now_and_then_is_not_forecast(handmade):
    with pytest.raises(QuestionError, match="not forecast"):
        forecast(handmade, "gdp")


@pytest.fixture
def _no_landing(monkeypatch):
    def nothing(home, snapshot, source, references):
        return pa.table({"receipt": [each[0] for each in references], "source_row": [each[1] for each in references]})

    monkeypatch.setattr(sys.modules["indicators.explaining.receipts"], "source_rows", nothing)


@pytest.mark.usefixtures("_no_landing")
def test_a_month_is_explained_by_the_two_figures_it_is_the_difference_of(handmade, tmp_path):
    told = explain(handmade, tmp_path, "industrial_output_monthly", "2010-05")
    assert told.agrees
    assert told.label("en") == "Apr–May 2010"
    assert len(told.raw) == told.row_count == 2
    assert any("less the one before it" in note.en for note in told.notes)
    assert told.vintages is not None
    assert list(told.vintages.value) == [5500.0]


@pytest.mark.usefixtures("_no_landing")
def test_the_way_to_persons_ends_at_the_published_table(handmade, tmp_path):
    told = explain(handmade, tmp_path, "residents", "2008", where={"area": "west", "sex": "1"})
    assert told.agrees
    assert told.rows.empty
    assert told.raw.empty
    assert [each.department.en for each in told.receipts] == ["Police"]
    text = told.as_text("zh")
    assert "已保护" in text
    assert "person-rows" in text


@pytest.mark.parametrize(
    ("period", "options", "zh", "en"),
    [
        ("2010-06", {"frequency": Frequency.QUARTER}, "2010年二季度", "Q2 2010"),
        ("2010-06", {"frequency": Frequency.QUARTER, "cumulative": True}, "2010年上半年", "H1 2010"),
        ("2010-12", {"frequency": Frequency.YEAR}, "2010年", "2010"),
        ("2010-02", {"together": 2}, "2010年1—2月", "Jan–Feb 2010"),
    ],
)
def test_labels_of_longer_periods(period, options, zh, en):
    assert period_label(period, "zh", **options) == zh
    assert period_label(period, "en", **options) == en


def test_growth_from_next_to_nothing_is_not_shown(handmade_zone):
    zone = handmade_zone(cubes=False)
    zone.change("UPDATE base_economy__goods_trade SET value_usd = 100 WHERE source_row = 1")
    assert math.isnan(point(zone, "exports", "2010-01").yoy)


def test_an_index_of_volume_is_the_published_growth_of_years_linked(snapshot):
    found = measured(snapshot, "gdp_quarterly", "volume", base_year=2015).set_index("period")
    growth = measured(snapshot, "gdp_quarterly", "ytd_yoy").set_index("period").value
    ends = growth[growth.index.month == 12].dropna()
    assert found.value["2015-12-01"] == 100
    for year in (2010, 2016, 2025):
        step = found.value[f"{year}-12-01"] / found.value[f"{year - 1}-12-01"] - 1
        assert step == pytest.approx(ends[f"{year}-12-01"])
    assert set(found.origin) == {"published"}
    assert set(found.unit) == {"index"}
    split = measured(snapshot, "gdp_quarterly", "volume", by=("gdp_sector",))
    assert (split.groupby("gdp_sector").value.first() == 100).all()


@pytest.mark.parametrize(("key", "base", "words"), [("exports", None, "no published"), ("gdp_quarterly", 1950, "1950")])
def test_what_has_no_published_growth_has_no_index_of_volume(snapshot, key, base, words):
    with pytest.raises(QuestionError, match=words):
        measured(snapshot, key, "volume", base_year=base)


@pytest.mark.parametrize("key", ["gdp_quarterly", "industrial_output_monthly"])
def test_an_index_of_quarters_and_of_joined_months_has_their_average_month_in_its_base_year(snapshot, key):
    found = measured(snapshot, key, "index", base_year=2015).set_index("period").value
    told = series(snapshot, key).set_index("period")
    year = told["2015":"2015"]
    assert year.months.sum() == 12
    assert (found["2015":"2015"] * year.months).sum() / 12 == pytest.approx(100)
    last = told.iloc[-1]
    assert found.iloc[-1] == pytest.approx(100 * last.value / last.months / (year.value.sum() / 12))
    with pytest.raises(QuestionError, match=r"possible: [0-9]{4}–2025"):
        measured(snapshot, key, "index", base_year=2026)
