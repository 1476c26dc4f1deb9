"""Reports and counts carried forward by the periods they come in: January and February together, quarters, years."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import jingwei
from indicators import QuestionError, catalogue, forecast, series, year_end
from indicators.computing.alignment import gapless, paced
from indicators.computing.slices import Slice
from indicators.forecast import course as courses
from indicators.forecast.answers import compute
from indicators.forecast.course import Course, told
from indicators.targets.flow import indicator_of
from indicators.targets.progress import all_progress

RETAIL, SHARE = "retail_sales", "catering_share"


def delivered(monkeypatch, key, values, *, start="2015-01", missing=()):
    """Return the course of a report in which February holds January too and some months never came."""
    months = pd.period_range(start, periods=len(values), freq="M")
    column = pd.Series(values, index=months.to_timestamp())
    if key == RETAIL:
        column[months.month == 2] *= 2
    column = column[(months.month != 1) & ~months.strftime("%Y-%m").isin(missing)]
    monkeypatch.setattr(courses, "levels", lambda *_, **__: column.to_frame(""))
    return courses.course_of(None, catalogue()[key], Slice())


def test_january_and_february_are_forecast_as_the_one_period_they_are(monkeypatch):
    course = delivered(monkeypatch, RETAIL, [100.0] * 71)
    assert course.joined
    (found,) = told([course], 12)
    assert [f"{each:%m}" for each in found.frame.period] == ["12", "02", *(f"{each:02d}" for each in range(3, 12))]
    assert found.frame["mean"].tolist() == [100, 200, *[100] * 9]
    assert found.frame.hi95.tolist() == found.frame.lo95.tolist()  # what never moved has no width
    assert found.frame.sum_hi80.tolist() == [100, 300, *range(400, 1300, 100)]
    assert list(courses.steps(course, found.frame)) == [1, *range(3, 13)]
    assert "各按一半计" in found.reason.zh


def test_a_rate_of_both_months_is_the_rate_of_each(monkeypatch):
    (found,) = told([delivered(monkeypatch, SHARE, [0.25] * 60)], 3)
    assert found.frame["mean"].tolist() == [0.25, 0.25]
    assert [f"{each:%Y-%m}" for each in found.frame.period] == ["2020-02", "2020-03"]


@pytest.mark.parametrize(("horizon", "last"), [(1, "2020-02"), (2, "2020-02"), (3, "2020-03")])
def test_a_joined_period_is_never_told_by_half(monkeypatch, horizon, last):
    (found,) = told([delivered(monkeypatch, RETAIL, [100.0] * 60)], horizon)
    assert f"{found.frame.period.iloc[-1]:%Y-%m}" == last


def test_what_follows_a_gap_holds_several_months_and_is_not_taken_for_one(monkeypatch):
    values = [100.0] * 71
    values[27] = 200.0  # April 2017 is the total to April less that to February
    (found,) = told([delivered(monkeypatch, RETAIL, values, missing=("2017-03",))], 2)
    assert found.frame["mean"].tolist() == [100, 200]


def test_a_change_of_scope_begins_the_history_anew(monkeypatch):
    values = [900.0] * 20 + [-50.0] + [100.0] * 50
    course = delivered(monkeypatch, RETAIL, values)
    assert course.known.max() == 100
    assert len(course.known) == 50


def test_the_year_before_is_the_naive_forecast(monkeypatch):
    rising = np.arange(71.0) + 1
    course = delivered(monkeypatch, RETAIL, rising)
    (found,) = told([course], 13)
    expected = [60, 2 * 62, *range(63, 72), 60]  # December, February as delivered, March to November, December again
    assert course.naive(found.frame) == expected


def test_months_of_their_own_keep_their_january_and_the_festival(monkeypatch):
    months = pd.date_range("2015-01", periods=60, freq="MS")
    monkeypatch.setattr(courses, "levels", lambda *_, **__: pd.DataFrame({"": np.arange(60.0) + 50}, index=months))
    course = courses.course_of(None, catalogue()["power_use"], Slice())
    assert not course.joined
    assert [each.month for each in told([course], 2)[0].frame.period] == [1, 2]


def test_nobody_is_told_the_future_of_the_past():
    years = pd.Series([1.0, 2.0], pd.PeriodIndex(["2010", "2020"], freq="Y"))
    course = Course(definition=catalogue()["residents"], known=years)
    assert course.is_over(dt.date(2026, 10, 31), 3)
    assert not course.is_over(dt.date(2022, 10, 31), 3)


def test_every_report_and_count_is_forecast_unless_what_follows_is_over(snapshot):
    for key, definition in catalogue().items():
        if gapless(definition) or not paced(definition):
            continue
        if key == "census_residents":
            with pytest.raises(QuestionError, match="over already"):
                forecast(snapshot, key)
            continue
        frame = forecast(snapshot, key).frame
        known = series(snapshot, key)
        assert frame.period.iloc[0] > known.period.max(), key
        assert np.isfinite(frame.drop(columns="period").to_numpy(dtype=float)).all(), key
        assert (frame.lo95 <= frame.lo80).all(), key
        assert (frame.hi80 <= frame.hi95).all(), key


def test_what_the_build_stored_is_what_is_computed(snapshot):
    for key in (RETAIL, "residents", "gdp_quarterly"):
        stored = forecast(snapshot, key).frame
        made = compute(snapshot, catalogue()[key], Slice(), {"month": 12, "quarter": 8, "year": 3}[_pace(key)]).frame
        pd.testing.assert_frame_equal(stored, made, rtol=1e-8)
    near = forecast(snapshot, RETAIL, horizon=3).frame.period  # January comes with February
    assert [each.month for each in near] == [11, 12, 2]


def _pace(key):
    return str(catalogue()[key].frequency)


def test_a_goal_and_the_year_of_its_report_expect_the_same(snapshot):
    goals = {indicator_of(each.target.series): each for each in all_progress(snapshot)}
    for key in ("fiscal_revenue_monthly", "industrial_output_monthly"):
        assert goals[key].expected == pytest.approx(year_end(snapshot, key).mean)


def test_a_share_that_has_been_above_one_may_be_so_again(snapshot):
    assert series(snapshot, "fiscal_self_sufficiency").value.max() > 1
    assert forecast(snapshot, "fiscal_self_sufficiency").frame["mean"].max() > 1
    assert (forecast(snapshot, "tax_share_of_revenue").frame.hi95 <= 1).all()


def test_an_empty_slice_has_no_course(monkeypatch):
    monkeypatch.setattr(courses, "levels", lambda *_, **__: pd.DataFrame(index=pd.DatetimeIndex([])))
    empty = courses.course_of(None, catalogue()[RETAIL], Slice())
    assert empty.known.empty
    assert replace(empty, joined=True).halves


def test_the_command_goes_as_far_as_the_frequency_of_an_indicator(home, monkeypatch):
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    for key, periods in (("residents", 3), ("gdp_quarterly", 8), ("exports", 12)):
        printed = CliRunner().invoke(jingwei.app, ["forecast", key, "--format", "csv"])
        assert printed.stdout.count("\n") == 1 + periods, key


def test_a_report_known_on_a_day_is_carried_forward_from_that_day(snapshot):
    known = snapshot.known(dt.date(2020, 6, 30))
    found = forecast(known, "gdp_quarterly")
    assert found.frame.period.iloc[0] == pd.Timestamp("2020-06-01")
    assert len(found.frame) == 8
