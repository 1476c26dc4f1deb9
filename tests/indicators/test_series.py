"""Tables in, numbers out: the arithmetic of series, checked by hand against the rows in conftest."""

import math

import pandas as pd
import pytest

import indicators
from indicators import QuestionError, point, series


def value(snapshot, key, period, **slice_):
    return point(snapshot, key, period, **slice_).value


def test_a_flow_is_the_sum_of_the_rows_of_its_month(handmade):
    # February 2008: taxpayers 0..12 pay (number + 1) x 100 x (3 + 1) and a fen for each of two taxes.
    assert value(handmade, "tax_revenue", "2008-02") == pytest.approx(91 * 100 * 4 + 26 * 0.01, abs=1e-9)


def test_a_quarter_month_is_double(handmade):
    assert value(handmade, "tax_revenue", "2008-04") == pytest.approx(91 * 200 * 4 + 26 * 0.01, abs=1e-9)


def test_codes_of_one_dimension_add_up(handmade):
    both = value(handmade, "tax_revenue", "2008-02", where={"tax_type": ["VAT", "CIT"]})
    apart = [value(handmade, "tax_revenue", "2008-02", where={"tax_type": code}) for code in ("VAT", "CIT")]
    assert both == pytest.approx(sum(apart), abs=1e-9)
    assert both == value(handmade, "tax_revenue", "2008-02")


def test_a_month_without_rows_is_nought_and_has_no_growth_a_year_later(handmade):
    assert value(handmade, "exports", "2009-02") == 0
    assert math.isnan(point(handmade, "exports", "2010-02").yoy)


def test_growth_is_against_the_same_month_of_the_year_before(handmade):
    assert point(handmade, "exports", "2010-01").yoy == pytest.approx(1500.30 / 1000.10 - 1)


def test_year_to_date_starts_again_in_january(handmade):
    march = point(handmade, "exports", "2009-03", cumulative=True)
    january = point(handmade, "exports", "2010-01", cumulative=True)
    assert (march.value, january.value) == (1500.10, 1500.30)


def test_year_to_date_growth_compares_the_same_months(handmade):
    assert point(handmade, "exports", "2010-03", cumulative=True).yoy == pytest.approx(1600.30 / 1500.10 - 1)


def test_year_to_date_is_exact_to_the_fen(handmade):
    monthly = series(handmade, "tax_revenue", start="2008-01", end="2008-12").value
    total = value(handmade, "tax_revenue", "2008-12", cumulative=True)
    assert round(total * 100) == sum(round(each * 100) for each in monthly)


def test_a_first_year_that_misses_january_has_no_year_to_date(handmade):
    assert math.isnan(point(handmade, "fixed_asset_investment", "2010-04", cumulative=True).value)


def test_a_stock_is_everything_up_to_the_month_and_runs_to_the_date_of_the_data(handmade):
    found = series(handmade, "registered_enterprises").set_index("period").value
    assert found["2008-12-01"] == 1
    assert found["2009-02-01"] == 3
    assert found["2010-01-01"] == 2
    assert found.index[-1] == pd.Timestamp("2010-06-01")


def test_a_stock_does_not_cumulate(handmade):
    plain, summed = (series(handmade, "land_area", cumulative=cumulative) for cumulative in (False, True))
    pd.testing.assert_frame_equal(plain, summed)


def test_tax_per_mu_divides_by_the_land_granted_so_far(handmade):
    tax = value(handmade, "tax_revenue", "2009-02")
    assert value(handmade, "tax_per_mu", "2009-02") == pytest.approx(tax / (10_000 / (10_000 / 15)))
    tax = value(handmade, "tax_revenue", "2009-03")
    assert value(handmade, "tax_per_mu", "2009-03") == pytest.approx(tax / 45)  # 30 000 m2 are 45 mu


def test_year_to_date_tax_per_mu_divides_the_years_tax_by_the_present_land(handmade):
    tax = value(handmade, "tax_revenue", "2009-12", cumulative=True)
    assert value(handmade, "tax_per_mu", "2009-12", cumulative=True) == pytest.approx(tax / 45)


def test_a_block_without_land_has_no_tax_per_mu(handmade):
    found = series(handmade, "tax_per_mu", by=("street",), start="2010-01", end="2010-01").set_index("street").value
    assert math.isnan(found["unknown"])
    assert found["B02"] > 0


def test_the_balance_is_exports_minus_imports(handmade):
    assert value(handmade, "trade_balance", "2009-01") == 600.05
    assert value(handmade, "trade_balance", "2010-01") == -499.70
    assert value(handmade, "trade_balance", "2010-03", where={"ownership": "foreign"}) == 0


def test_growth_on_a_deficit_is_undefined(handmade):
    found = series(handmade, "trade_balance", cumulative=True).set_index("period").yoy
    assert "2010-01-01" in found.index
    assert found.isna().all()  # nothing before 2009, and deficits from 2010 on


def test_the_ten_largest_taxpayers(handmade):
    # Taxpayer i pays in proportion to i + 1; the unlinked row pays 1 and can be in the total only.
    weights = [each + 1 for each in range(13)]
    expected = sum(sorted(weights[1:])[-10:]) / sum(weights)
    assert value(handmade, "tax_concentration", "2008-02") == pytest.approx(expected, abs=1e-5)


def test_year_to_date_concentration_ranks_on_the_sums_of_the_year(handmade):
    # Taxpayer 12 stops paying in March 2010, and is still among the ten of the year to date.
    monthly, so_far = (value(handmade, "tax_concentration", "2010-06", cumulative=each) for each in (False, True))
    base = [(each + 1) * 120 * 4 * 8 for each in range(12)]  # eight shares: two of January and April, six months
    late = 13 * 120 * 4 * 3
    everybody = [*base, late]
    assert so_far == pytest.approx(sum(sorted(everybody[1:])[-10:]) / sum(everybody), abs=1e-5)
    assert monthly == pytest.approx(sum(range(3, 13)) / sum(range(1, 13)), abs=1e-5)


def test_a_published_indicator_stands_in_the_last_month_of_its_year_with_its_published_growth(handmade):
    found = series(handmade, "fiscal_revenue")
    assert found.to_dict("records") == [{"period": pd.Timestamp("2008-12-01"), "value": 256e8, "yoy": 0.144}]


def test_start_and_end_keep_the_growth_of_the_first_months(handmade):
    found = series(handmade, "tax_revenue", start="2010-01", end="2010-02")
    assert list(found.period.dt.strftime("%Y-%m")) == ["2010-01", "2010-02"]
    assert found.yoy.notna().all()


def test_splits_are_sorted_by_period_and_code(handmade):
    found = series(handmade, "tax_revenue", by=("street", "tax_type"))
    assert list(found.columns) == ["period", "street", "tax_type", "value", "yoy"]
    pd.testing.assert_frame_equal(found, found.sort_values(["period", "street", "tax_type"]).reset_index(drop=True))


def test_a_slice_without_rows_is_nought(handmade):
    assert value(handmade, "exports", "2010-01", where={"ownership": "foreign", "street": "B01"}) == 0


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        ({"key": "tax_revenues"}, "tax_revenue"),
        ({"key": "tax_revenue", "by": ("partner",)}, "tax_type, industry, street, ownership"),
        ({"key": "tax_revenue", "where": {"street": "B99"}}, "B01, B02"),
        ({"key": "gdp", "by": ("street",)}, "none"),
        ({"key": "tax_revenue", "start": "June 2010"}, "2010-06"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_can_be_asked(handmade, ask, words):
    with pytest.raises(QuestionError) as refused:
        series(handmade, **ask)
    assert words in refused.value.text.en
    assert refused.value.text.zh


def test_a_month_out_of_reach_says_how_far_the_series_goes(handmade):
    with pytest.raises(QuestionError) as refused:
        point(handmade, "tax_revenue", "2011-01")
    assert refused.value.text.en == "Tax revenue has no value for Jan 2011; it runs from Jan 2008 to Jun 2010."


def test_labels_come_in_the_order_of_the_code_list_unknown_last(handmade):
    assert indicators.labels(handmade, "street", "zh") == {"B01": "第一街区", "B02": "第二街区", "unknown": "未知"}
    assert indicators.labels(handmade, "street", "en")["unknown"] == "Unknown"
