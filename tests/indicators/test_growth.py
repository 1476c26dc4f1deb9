"""Tables in, numbers out: growth, indices and measures, checked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import Measure, QuestionError, measured, point, series
from indicators.statistics import growth
from indicators.statistics.indices import chained, linked_growth, rebased


def monthly(*values, start="2019-01", step="MS"):
    return pd.DataFrame({"": values}, index=pd.date_range(start, periods=len(values), freq=step, unit="us"))


def test_two_year_average_is_the_geometric_mean_of_two_years():
    # Retail sales fell by 20 % and came back by 25 %: over two years nothing happened.
    values = monthly(*[100.0] * 12, *[80.0] * 12, *[100.0] * 12)
    assert growth.two_year_average(values).iloc[-1, 0] == pytest.approx(0)
    values = monthly(*[100.0] * 12, *[110.0] * 12, *[144.0] * 12)
    assert growth.two_year_average(values).iloc[-1, 0] == pytest.approx(0.2)
    assert growth.two_year_average(values).iloc[:24, 0].isna().all()


def test_two_year_average_of_published_rates():
    # China's retail sales, January-February: -20.5 % in 2020 and +33.8 % in 2021; the bureau printed 3.2 %
    # (6.4 % over two years; the yearly rates are rounded themselves).
    rates = monthly(-0.205, 0.338, start="2020-02", step="12MS")
    assert growth.two_year_average_of_rates(rates).iloc[1, 0] == pytest.approx(0.032, abs=0.001)


@given(st.floats(-0.9, 5), st.floats(-0.9, 5))
def test_two_years_of_the_average_bring_what_both_years_brought(first, second):
    rates = monthly(first, second, start="2020-02", step="12MS")
    average = growth.two_year_average_of_rates(rates).iloc[1, 0]
    assert (1 + average) ** 2 == pytest.approx((1 + first) * (1 + second))


def test_the_comparable_base_is_not_the_level_of_the_year_before():
    value, yoy = pd.Series([39.8]), pd.Series([0.08])
    assert growth.comparable_base(value, yoy).iloc[0] == pytest.approx(36.852, abs=0.001)


def test_january_and_february_are_one_period(handmade):
    found = series(handmade, "tax_revenue", combine_new_year=True).set_index("period")
    assert not (found.index.month == 1).any()
    pair = [point(handmade, "tax_revenue", month).value for month in ("2010-01", "2010-02")]
    assert found.value["2010-02-01"] == pytest.approx(sum(pair), abs=0.001)
    assert found.value["2010-03-01"] == point(handmade, "tax_revenue", "2010-03").value
    before = [point(handmade, "tax_revenue", month).value for month in ("2009-01", "2009-02")]
    assert found.yoy["2010-02-01"] == pytest.approx(sum(pair) / sum(before) - 1)


def test_a_stock_at_the_end_of_february_is_no_sum(handmade):
    found = series(handmade, "registered_enterprises", combine_new_year=True).set_index("period").value
    assert found["2009-02-01"] == 3


def test_an_index_has_its_base_year_at_100(handmade):
    found = measured(handmade, "tax_revenue", "index", base_year=2009).set_index("period")
    assert found.value[found.index.year == 2009].mean() == pytest.approx(100)
    assert set(found.unit) == {"index"}
    together = measured(handmade, "tax_revenue", "index", base_year=2009, combine_new_year=True).set_index("period")
    months = found.value
    assert together.value["2009-02-01"] == pytest.approx((months["2009-01-01"] + months["2009-02-01"]) / 2)


def test_a_base_year_that_is_not_whole_is_refused_with_those_that_are(handmade):
    with pytest.raises(QuestionError, match="2008–2009"):
        measured(handmade, "tax_revenue", Measure.INDEX, base_year=2010)


def test_links_make_a_chain_whose_base_year_averages_100():
    links = pd.Series([100.0, *[101.0] * 23], index=pd.date_range("2019-01", periods=24, freq="MS"))
    chain = chained(links, 2019)
    assert chain.iloc[:12].mean() == pytest.approx(100)
    assert chain.iloc[23] / chain.iloc[11] == pytest.approx(1.01**12)
    broken = links.where(links.index != "2019-06-01")
    with pytest.raises(QuestionError):
        chained(broken, 2019)
    # The growth over a year bridges the gap.
    resumed = chained(links.drop(pd.Timestamp("2020-03-01")), 2019, links * 0 + 112.0)
    assert resumed["2020-03-01"] == pytest.approx(resumed["2019-03-01"] * 1.12)


def test_published_growth_links_into_volume_in_both_directions():
    volume = linked_growth(pd.Series([0.10, 0.20, np.nan], index=[2007, 2008, 2009]), 2007)
    assert dict(volume.round(6)) == {2006: round(100 / 1.1, 6), 2007: 100.0, 2008: 120.0}


def test_rebasing_levels():
    values = monthly(*[10.0] * 12, *[12.0] * 12)
    assert rebased(values, 2019).iloc[-1, 0] == pytest.approx(120)


@pytest.mark.parametrize("measure", ["month", "ytd", "yoy", "ytd_yoy", "two_year"])
def test_each_measure_is_the_number_of_the_series(handmade, measure):
    found = measured(handmade, "tax_revenue", measure, start="2010-06", end="2010-06")
    plain = point(handmade, "tax_revenue", "2010-06", cumulative=measure.startswith("ytd"))
    two_years = (plain.value / point(handmade, "tax_revenue", "2008-06").value) ** 0.5 - 1
    expected = {"month": plain.value, "ytd": plain.value, "two_year": two_years}.get(measure, plain.yoy)
    assert found.value.iloc[0] == pytest.approx(expected)
    assert found.unit.iloc[0] == ("yuan" if measure in {"month", "ytd"} else "share")


def test_the_published_chain_of_prices_agrees_with_the_published_growth(snapshot):
    sql = "SELECT period_start, value FROM base_economy__macro_series WHERE series = ? AND item = 'cpi' ORDER BY ALL"
    over_month, over_year = (
        snapshot.query(sql, [name]).to_pandas().set_index("period_start").value.astype(float)
        for name in ("price_over_month", "price_over_year")
    )
    over_month.index = over_year.index = pd.DatetimeIndex(over_month.index)
    chain = chained(over_month, 2010, over_year)
    implied = (chain / chain.shift(12) * 100).dropna()
    # Twelve links rounded to 0.1 may be 0.6 off; half of that is common.
    assert (implied - over_year.reindex(implied.index)).abs().max() < 0.6
