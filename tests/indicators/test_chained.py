"""Prices as one index: linked from month to month, bridged by the year before, 100 in its base year."""

import numpy as np

from indicators import measured, series


def test_an_index_of_prices_is_linked_from_its_two_published_forms(snapshot):
    found = measured(snapshot, "consumer_prices", "index", by=("price_item",), base_year=2012)
    wide = found.pivot(index="period", columns="price_item", values="value")
    whole = wide.columns[wide[wide.index.year == 2012].notna().all()]
    assert len(whole) >= 6
    assert np.allclose(wide.loc[wide.index.year == 2012, whole].mean(), 100)
    told = series(snapshot, "consumer_prices", by=("price_item",), start="2015-12", end="2015-12").set_index(
        "price_item"
    )
    linked = wide.loc["2015-12-01"] / wide.loc["2014-12-01"] * 100
    assert (linked[whole] - told.value[whole]).abs().max() < 1.5  # both forms are rounded to a tenth


def test_either_form_gives_the_same_index(snapshot):
    one, other = (
        measured(snapshot, key, "index", where={"price_item": "cpi02"}, base_year=2012)
        for key in ("consumer_prices", "consumer_prices_on_month")
    )
    assert one.value.equals(other.value)


def test_growth_beside_an_index_on_the_month_before_is_that_over_the_year(snapshot):
    year, month = (
        series(snapshot, key, by=("price_item",)).set_index(["period", "price_item"])
        for key in ("consumer_prices", "consumer_prices_on_month")
    )
    assert not month.value.equals(year.value)
    both = month.yoy.dropna().index.intersection(year.yoy.dropna().index)
    assert len(both) > 100
    assert month.yoy[both].equals(year.yoy[both])
