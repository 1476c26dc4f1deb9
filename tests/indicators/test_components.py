"""Who moved a reported total, and how the same enterprises did: every table adds up to the growth it explains."""

import pandas as pd
import pytest

from indicators import QuestionError, catalogue, contributions, matched, series
from indicators.definition import Growth, Reported
from indicators.statistics.components import UNALLOCATED

SPLIT = [each for each in catalogue().values() if isinstance(each, Reported) and each.flow and each.dimensions]


@pytest.mark.parametrize("definition", SPLIT, ids=lambda each: each.key)
def test_the_items_of_a_report_explain_its_growth_to_the_last_bit(snapshot, definition):
    to_date = series(snapshot, definition.key, cumulative=True).dropna(subset=["value", "yoy"])
    last = to_date.iloc[-1]
    found = contributions(snapshot, definition.key, last.period, definition.dimensions[0], cumulative=True)
    assert found.points.sum() == pytest.approx(last.yoy, abs=1e-12)
    assert sum(round(each * 100) for each in found.value) == round(last.value * 100)
    assert found.points.sum() == sum(reversed(found.points.tolist()))
    if definition.growth is Growth.PUBLISHED:
        assert found.base.sum() == pytest.approx(last.value / (1 + last.yoy_published), rel=1e-12)


def test_what_was_not_delivered_is_not_nought(handmade_zone):
    zone = handmade_zone(cubes=False)
    for table in ("macro_series", "macro_month"):
        zone.change(f"DELETE FROM base_economy__{table} WHERE item = 'automotive' AND period_end = '2010-06-30'")
    found = contributions(zone, "industrial_output_monthly", "2010-06", "output_item").set_index("code")
    assert found.loc["electronics", ["value", "base"]].tolist() == [660, 600]
    assert found.loc[UNALLOCATED, ["value", "base"]].tolist() == [440, 400]
    assert found.points.sum() == pytest.approx(0.1, abs=1e-15)


def test_an_index_and_a_quarter_without_growth_are_refused(snapshot):
    with pytest.raises(QuestionError, match="without weights"):
        contributions(snapshot, "consumer_prices", "2026-09", "price_item")
    with pytest.raises(QuestionError, match="year to date"):
        contributions(snapshot, "gdp_quarterly", "2026-09", "gdp_sector")


def test_the_same_enterprises_new_ones_and_those_that_went_add_up(handmade_zone):
    zone = handmade_zone(cubes=False)
    found = matched(zone, "exports", "2010-01").set_index("code")
    # E01 sold 1000.10 a year before and nothing now, E02 sells 1500.30 and sold nothing then.
    assert found.loc["appeared", ["enterprises", "value", "base"]].tolist() == [1, 1500.30, 0]
    assert found.loc["vanished", ["enterprises", "value", "base"]].tolist() == [1, 0, 1000.10]
    assert found.points.sum() == pytest.approx(1500.30 / 1000.10 - 1, abs=1e-15)


def test_growth_on_a_comparable_base_is_that_of_enterprises_in_both_periods(handmade_zone):
    zone = handmade_zone(cubes=False)
    found = matched(zone, "exports", "2010-03", cumulative=True).set_index("code")
    assert found.loc["matched", "enterprises"] == 1  # E02: 500.00, then 1500.30
    assert found.loc["matched", "growth"] == pytest.approx(1500.30 / 500 - 1)
    assert found.loc["appeared", "value"] == 100.00  # E03


def test_who_had_another_partner_before_moved_and_did_not_appear(handmade_zone):
    zone = handmade_zone(cubes=False)
    zone.change("""INSERT INTO base_economy__goods_trade VALUES
        ('E01', '2010-01-01', 'E', '85', 'XVI', '116', 'asia', '15', 'processing', 70, 1, 'automotive', 'B01', 'x', 2, 9),
        (NULL, '2010-01-01', 'E', '85', 'XVI', '116', 'asia', '15', 'processing', 5, 1, 'unknown', 'B01', 'x', 2, 10)""")
    found = matched(zone, "exports", "2010-01", where={"partner": "116"}).set_index("code")
    assert found.value.to_dict() == {"appeared": 1500.30, "moved_in": 70.0, "unidentified": 5.0}
    away = matched(zone, "exports", "2010-01", where={"partner": "502"}).set_index("code")
    assert away.loc["moved_out", ["enterprises", "base"]].tolist() == [1, 1000.10]


@pytest.mark.parametrize("key", ["tax_revenue", "exports", "fixed_asset_investment"])
def test_groups_of_enterprises_add_up_to_the_growth_of_the_demo_zone(snapshot, key):
    last = series(snapshot, key).dropna(subset=["yoy"]).iloc[-1]
    found = matched(snapshot, key, last.period)
    assert isinstance(found, pd.DataFrame)
    assert found.points.sum() == pytest.approx(last.yoy, abs=1e-12)
    assert found.loc[found.code == "matched", "enterprises"].item() > 10


@pytest.mark.parametrize("key", ["registered_enterprises", "gdp_quarterly", "tax_per_mu", "enterprise_births"])
def test_what_is_no_flow_of_enterprises_has_no_matched_sample(snapshot, key):
    with pytest.raises(QuestionError, match="none to be matched"):
        matched(snapshot, key, "2026-09")
