"""Published figures: two values for one thing both survive, targets are never results."""

import pytest

from indicators import QuestionError, published, series


def test_both_vintages_of_a_year_survive_and_one_is_chosen(handmade):
    found = published(handmade, "fiscal_revenue")
    year = found[found.period_code == "2008"]
    assert list(year.value) == [256e8, 249.1e8]
    assert list(year.chosen) == [True, False]


def test_a_target_is_a_vintage_and_never_a_result(handmade):
    found = published(handmade, "fiscal_revenue").set_index("period_code")
    assert not found.chosen["2009"]
    assert list(series(handmade, "fiscal_revenue").period.dt.year) == [2008]


def test_half_years_are_kept_and_not_mixed_with_years(handmade):
    found = published(handmade, "fiscal_revenue").set_index("period_code")
    assert found.value["2012H1"] == 252.9e8
    assert not found.chosen["2012H1"]


def test_other_territories_are_left_out(handmade):
    assert list(series(handmade, "gdp").value) == [1065e8]


def test_computed_indicators_have_no_vintages(handmade):
    with pytest.raises(QuestionError, match="computed"):
        published(handmade, "tax_revenue")


def test_the_zones_fiscal_revenue_of_2008_has_two_vintages(snapshot):
    found = published(snapshot, "fiscal_revenue")
    year = found[(found.period_code == "2008") & (found.coverage == "year")]
    assert sorted(year.value.round(0)) == [249.1e8, 256e8]
    assert year.chosen.sum() == 1
