"""The track record: kept once, never changed, scored apart by nature."""

import sqlite3
from contextlib import closing

import pandas as pd
import pytest

from datasets import open_ledger
from indicators import forecast, series
from indicators.forecast.dated import forecast_many
from indicators.record import keep, kept, scored, summary
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
    origin = "2025-06-01"
    keys = snapshot.query("SELECT DISTINCT key FROM hindcast ORDER BY key").column("key").to_pylist()
    order = (
        snapshot.query("SELECT key FROM hindcast WHERE step = 1 AND origin = ?", (origin,)).column("key").to_pylist()
    )
    assert sorted(order) == keys
    past = [series(snapshot, key, end=origin[:7]) for key in order]
    cut = [pd.Series(each.value.to_numpy(), index=pd.PeriodIndex(each.period, freq="M")) for each in past]
    made = forecast_many(cut, 12)
    for key, each in zip(order, made, strict=True):
        rows = snapshot.query("SELECT mean FROM hindcast WHERE key = ? AND origin = ? ORDER BY step", (key, origin))
        assert rows.column("mean").to_pylist() == pytest.approx(each.frame["mean"].tolist(), rel=1e-9)


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
