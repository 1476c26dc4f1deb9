"""As of a day: a revised figure is what it was before, and what nobody kept is refused, not made up."""

import datetime as dt

import numpy as np
import pytest

import datasets
import indicators
from datasets.vintages import as_known
from indicators import QuestionError, catalogue, series
from indicators.definition import Reported
from tests.indicators.conftest import HandmadeSnapshot

REVISED = """
SELECT series, item, period_end, min(published_date) AS first, max(published_date) AS last
FROM base_economy__macro_month WHERE months = 1 GROUP BY ALL
HAVING arg_min(value, published_date) <> arg_max(value, published_date) AND min(published_date) < max(published_date)
ORDER BY ALL
"""


@pytest.fixture(scope="module")
def revised(snapshot):
    """An indicator of the demo zone, a month that was revised, and the days between which its first figure stood."""
    flows = {
        (each.series, each.item): key for key, each in catalogue().items() if isinstance(each, Reported) and each.flow
    }
    row = next(row for row in snapshot.query(REVISED).to_pylist() if (row["series"], row["item"]) in flows)
    return flows[row["series"], row["item"]], row


def value(frame, month):
    return frame[frame.period == month.replace(day=1).isoformat()].value.item()


def test_a_revised_month_is_on_each_day_what_was_published_until_then(snapshot, revised):
    key, row = revised
    definition = catalogue()[key]
    for day in (row["first"], row["last"] - dt.timedelta(1), row["last"]):
        told = as_known(snapshot, definition.series, day, item=definition.item, months=True).to_pylist()
        known = {each["period_end"]: float(each["value"]) for each in told if each["status"] == "preliminary"}
        found = series(datasets.known_on(snapshot, day), key)
        assert found.period.max().date() <= day
        assert found.attrs["known_on"] == str(day)
        if day < row["last"]:
            assert value(found, row["period_end"]) == known[row["period_end"]]
    first, newest = (
        value(series(each, key), row["period_end"]) for each in (datasets.known_on(snapshot, row["first"]), snapshot)
    )
    assert first != newest


def test_nothing_is_known_before_the_day_it_was_published(snapshot, revised):
    key, row = revised
    found = series(datasets.known_on(snapshot, row["first"] - dt.timedelta(1)), key)
    assert found.empty or found.period.max().date() < row["period_end"].replace(day=1)


def test_ratios_growth_and_forecasts_follow(home, snapshot, revised, monkeypatch):
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    key, row = revised
    day = str(row["first"])
    by_day, by_object = indicators.series(key, as_of=day), indicators.series(snapshot, key, as_of=row["first"])
    assert by_day.equals(by_object)
    told = indicators.measured(key, "yoy", as_of=day)
    assert np.array_equal(told.value, by_day.yoy, equal_nan=True)


@pytest.mark.parametrize("key", ["exports", "tax_per_mu", "tax_concentration", "gdp"])
def test_what_keeps_no_vintages_is_refused_in_two_languages(snapshot, key):
    with pytest.raises(QuestionError, match="nobody knows what") as refused:
        series(datasets.known_on(snapshot, dt.date(2010, 6, 30)), key)
    assert "无从得知" in refused.value.text.zh


def test_of_a_snapshot_published_by_then_everything_was_known(snapshot):
    after = datasets.known_on(snapshot, snapshot.manifest.published_on)
    assert after.kept
    assert series(after, "exports").equals(series(snapshot, "exports"))


def test_a_snapshot_written_by_hand_is_as_whole_as_a_real_one():
    zone = HandmadeSnapshot(cubes=False)
    assert (zone.kept, zone.known_on) == (True, None)
