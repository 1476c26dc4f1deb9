"""The track record: kept once, never changed, scored apart by nature."""

import sqlite3
from contextlib import closing

import pandas as pd
import pytest

from datasets import open_ledger
from indicators import catalogue, forecast, series
from indicators.forecast.answers import REACH
from indicators.forecast.course import told
from indicators.record import hindcast, keep, kept, scored, summary
from indicators.record.hindcast import ORIGINS
from indicators.record.score import of_frame


@pytest.fixture
def ledger_home(tmp_path, snapshot):
    keep(tmp_path, snapshot)
    return tmp_path


def test_a_snapshots_forecasts_are_kept_once(ledger_home, snapshot):
    rows = kept(ledger_home)
    assert len(rows) > 100
    assert keep(ledger_home, snapshot) == 0
    mine = rows[(rows.key == "exports") & (rows.slice == "")]
    made = forecast(snapshot, "exports").frame
    assert mine["mean"].tolist() == pytest.approx(made["mean"].tolist())
    assert (mine.origin == series(snapshot, "exports").period.max()).all()
    assert mine.in_time.all()
    quarters = rows[rows.key == "gdp_quarterly"]
    assert set(quarters.origin) == {series(snapshot, "gdp_quarterly").period.max()}
    last_year = series(snapshot, "exports").value.tail(12)
    assert mine.naive.tolist() == pytest.approx(last_year.tolist())


@pytest.mark.parametrize("sql", ["UPDATE forecast_record SET mean = 0", "DELETE FROM forecast_record"])
def test_what_was_said_stays_said(ledger_home, sql):
    with closing(open_ledger(ledger_home)) as ledger, pytest.raises(sqlite3.IntegrityError, match="once said"):
        ledger.execute(sql)


def test_an_older_month_built_again_is_not_in_time(ledger_home, snapshot):
    class Later:
        name = "later"

        def __getattr__(self, name):
            return getattr(snapshot, name)

        def query(self, sql, parameters=()):
            found = snapshot.query(sql, parameters)
            if "FROM forecast ORDER" in sql:
                frame = found.to_pandas()
                frame["period"] = [(pd.Timestamp(each) - pd.DateOffset(months=1)).date() for each in frame["period"]]
                return type(found).from_pandas(frame, preserve_index=False)
            return found

    added = keep(ledger_home, Later())
    rows = kept(ledger_home)
    assert added == (rows.snapshot == "later").sum() > 0
    assert not rows[rows.snapshot == "later"].in_time.any()
    late = scored(ledger_home, snapshot, "exports")
    assert set(late.nature) == {"late", "hindcast"}


def test_a_forecast_is_scored_when_its_month_has_come(tmp_path, snapshot):
    found = scored(tmp_path, snapshot, "exports")
    assert set(found.nature) == {"hindcast"}
    actual = series(snapshot, "exports").set_index("period").value
    assert found.actual.tolist() == actual.reindex(found.period).tolist()
    assert found.origin.nunique() == ORIGINS
    assert (found.period > found.origin).all()


def test_a_hindcast_knows_nothing_of_later_months(snapshot):
    origin = pd.Timestamp("2025-06-01")
    held = snapshot.query("SELECT * FROM hindcast WHERE origin = ? ORDER BY key, step", (origin.date(),)).to_pandas()
    keys = list(dict.fromkeys(held.key))
    assert {"exports", "gdp_quarterly", "industrial_output_monthly"} <= set(keys)
    courses = [hindcast._course(snapshot, catalogue()[key]) for key in keys]
    cuts = [each.until(pd.Period(origin, each.known.index.freqstr[0])) for each in courses]
    for frequency in {each.definition.frequency for each in cuts}:  # a balance is told with its parts
        alike = [each for each in cuts if each.definition.frequency is frequency]
        for cut, made in zip(alike, told(alike, REACH[frequency]), strict=True):
            rows = held[held.key == cut.definition.key]
            assert rows["mean"].tolist() == pytest.approx(made.frame["mean"].tolist(), rel=1e-8)
            assert (rows.period > origin.date()).all()


def test_reports_and_quarters_have_a_record_too(tmp_path, snapshot):
    found = scored(tmp_path, snapshot, "industrial_output_monthly")
    assert found.origin.nunique() == ORIGINS
    assert not (found.period.dt.month == 1).any()
    last_year = series(snapshot, "industrial_output_monthly").set_index("period").value
    assert found.naive.tolist() == pytest.approx(
        [last_year[each - pd.DateOffset(years=1)] for each in found.period], rel=1e-9
    )
    quarters = scored(tmp_path, snapshot, "gdp_quarterly")
    assert set(quarters.step) == {3, 6, 9, 12, 15, 18, 21, 24}
    assert {each.last for each in of_frame("gdp_quarterly", quarters)} == {3, 6, 12, 24}


def test_scores_by_hand():
    rows = pd.DataFrame(
        {
            "nature": ["hindcast"] * 2,
            "step": [1, 2],
            "mean": [110.0, 90.0],
            "actual": [100.0, 100.0],
            "naive": [100.0, 60.0],
            "lo80": [105.0, 80.0],
            "hi80": [115.0, 120.0],
            "lo95": [95.0, 80.0],
            "hi95": [125.0, 120.0],
        }
    )
    (found,) = of_frame("x", rows)
    assert (found.cases, found.first, found.last) == (2, 1, 3)
    assert (found.error, found.naive_error) == (pytest.approx(0.1), pytest.approx(0.2))
    assert (found.coverage80, found.coverage95) == (0.5, 1.0)


def test_the_summary_names_every_indicator_with_hindcasts(tmp_path, snapshot):
    found = summary(tmp_path, snapshot)
    assert {each.key for each in found} >= {"tax_revenue", "exports", "fdi_used"}
    assert all(each.nature == "hindcast" for each in found)


def test_a_zone_without_forecasts_has_no_record(tmp_path, handmade):
    assert keep(tmp_path, handmade) == 0
    assert summary(tmp_path, handmade) == []
    assert scored(tmp_path, handmade, "exports").empty
