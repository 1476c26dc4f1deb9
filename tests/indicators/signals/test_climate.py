"""The climate of the small zone: ragged months, one number in build and on demand, and a file that speaks both languages."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from indicators import series
from indicators.computing.panel import growth_of, name_of, panel, quarters_of
from indicators.signals import climate, components
from indicators.signals.climate import compute, warning_scores


def test_january_and_february_are_one_period(snapshot):
    found = growth_of(snapshot, "exports")
    values = series(snapshot, "exports").set_index("period").value
    both = values["2015-01":"2015-02"].sum() / values["2014-01":"2014-02"].sum() - 1
    assert np.isnan(found["2015-01"])
    assert found["2015-02"] == pytest.approx(both)
    filled = panel(snapshot, ["exports"], january=True).exports
    assert filled["2015-01"] == pytest.approx(both)


def test_a_report_is_known_only_from_the_day_it_was_published(snapshot):
    name = "macro.industrial_output"
    before, after = (growth_of(snapshot, name, dt.date(2026, month, 18)) for month in (10, 11))
    assert after.index[-1] == before.index[-1] + 1 or after.index[-1] == before.index[-1] + 2
    assert growth_of(snapshot, name, dt.date(2000, 1, 1)).empty


def test_a_price_index_is_growth_already(snapshot):
    found = growth_of(snapshot, "macro.price_over_year.cpi")
    assert -0.1 < found.mean() < 0.1
    assert name_of(snapshot, "macro.price_over_year.cpi").zh == "价格同比指数：居民消费价格"


def test_an_unknown_series_is_empty_not_an_error(snapshot, handmade):
    assert growth_of(snapshot, "macro.nothing").empty
    assert growth_of(snapshot, "nothing").empty
    assert growth_of(handmade, "macro.nothing").empty
    assert panel(handmade, ["macro.nothing"]).empty


def test_quarters_are_quarters_alone(snapshot):
    found = quarters_of(snapshot, "macro.gdp")
    assert found.index.freqstr.startswith("Q")
    year = found.value["2025Q1":"2025Q4"].sum()
    whole = snapshot.query(
        "SELECT value::DOUBLE AS value FROM base_economy__macro_series WHERE series = 'gdp' AND item = 'total' AND "
        "status = 'preliminary' AND period_start = '2025-01-01' AND period_end = '2025-12-31'"
    ).to_pylist()[0]["value"]
    assert year == pytest.approx(whole)


def test_the_build_and_the_moment_say_the_same(snapshot):
    stored, now = climate(snapshot), compute(snapshot)
    pd.testing.assert_frame_equal(stored.indices, now.indices, check_names=False, check_freq=False, atol=1e-7)
    assert stored.lights == now.lights
    assert stored.light == now.light is not None
    assert {each: lead.months for each, lead in stored.leads.items()} == {k: v.months for k, v in now.leads.items()}


def test_an_earlier_month_is_judged_by_what_was_known_of_it(snapshot):
    found = climate(snapshot, "2020-04")
    assert found.indices.index[-1] == pd.Period("2020-04", "M")
    known = found.growth[list(found.lights)]
    assert warning_scores(known).iloc[-1] == found.indices.warning_score.iloc[-1]
    assert found.indices.coincident.iloc[-1] < 100


def test_every_component_is_named_and_referenced(snapshot):
    for each in components():
        assert name_of(snapshot, each.series).en
        assert each.reference.zh
        assert each.reference.en
    assert {each.role for each in components()} == {"leading", "coincident", "lagging"}


def test_a_zone_without_reports_has_a_climate_of_what_there_is(handmade):
    found = climate(handmade)
    assert found.light is None
    assert found.indices.leading.isna().all()
