"""Timetables: which period is due when, by the working calendar, in the time of Beijing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import indicators
import reports
from indicators.warnings.workdays import HolidaysRefused, local
from reports.timetable import timetable

TABLE = {"each": "month", "working_day": 10, "at": "09:00", "first": "2026-01"}


def made(**changes):
    return timetable(TABLE | changes, "trial.toml")


@pytest.mark.parametrize(
    ("period", "working_day", "due", "noticed"),
    [
        ("2026-10", 10, "2026-11-13 09:00", True),
        ("2026-09", 1, "2026-10-08 09:00", True),  # the national holiday lies between
        ("2026-09", 3, "2026-10-10 09:00", True),  # a Saturday worked instead
        ("2026-01", 10, "2026-02-13 09:00", True),
        (
            "2024-01",
            10,
            "2024-02-19 09:00",
            True,
        ),  # Sundays 4 and 18 February are worked, the festival is the 10th to 17th
        ("2025-01", 10, "2025-02-17 09:00", True),  # the festival ends on 4 February, Saturday the 8th is worked
        ("2025-09", 10, "2025-10-21 09:00", True),  # off until 8 October, Saturday the 11th is worked
        ("2027-01", 10, "2027-02-18 09:00", False),  # 5 to 8 February, and two weekdays for the weekend among them
        ("2026-12", 1, "2027-01-04 09:00", False),  # no notice of 2027 yet: New Year's Day is off
        ("2027-04", 1, "2027-05-05 09:00", False),  # 1 and 2 May are a weekend: Monday and Tuesday in their place
    ],
)
def test_a_period_is_due_on_its_working_day(tmp_path, period, working_day, due, noticed):
    found = made(working_day=working_day).due(period, tmp_path)
    assert f"{local(found.at):%Y-%m-%d %H:%M}" == due
    assert found.at.tzinfo is dt.UTC
    assert found.noticed is noticed


def test_a_notice_in_the_home_moves_the_day(tmp_path):
    before = made(working_day=1).due("2026-12", tmp_path)
    (tmp_path / "holidays.csv").write_text("first,last,kind\n2027-01-01,2027-01-04,rest\n", encoding="utf-8")
    after = made(working_day=1).due("2026-12", tmp_path)
    assert (after.at - before.at, after.noticed) == (dt.timedelta(days=1), True)


def test_a_list_of_holidays_from_a_spreadsheet_is_read_and_a_faulty_one_told_in_words(tmp_path):
    own = tmp_path / "holidays.csv"
    own.write_text("first,last,kind\n2027-01-01,2027-01-04,rest\n", encoding="utf-8-sig")
    assert made(working_day=1).due("2026-12", tmp_path).noticed
    for wrong in ("day\n", "first,last,kind\n2027/1/1,2027/1/3,rest\n", "first,last,kind\n2027-01-01,2027-01-03,off\n"):
        own.write_text(wrong + "2027-01-01\n", encoding="utf-8")
        with pytest.raises(HolidaysRefused, match="rest 或 work"):
            made().due("2026-12", tmp_path)
    own.write_bytes("first,last,kind\n元旦".encode("gbk"))
    with pytest.raises(HolidaysRefused, match="UTF-8"):
        made().due("2026-12", tmp_path)


@pytest.mark.parametrize(
    ("each", "periods", "coming"),
    [
        ("month", ["2026-05", "2026-06", "2026-07"], "2026-08"),
        ("quarter", ["2026-06"], "2026-09"),
        ("half-year", ["2026-06"], "2026-12"),
        ("year", [], "2026-12"),
    ],
)
def test_periods_are_named_by_their_last_month(each, periods, coming):
    table = made(each=each, first="2026-05")
    now = dt.datetime(2026, 7, 31, 16, 30, tzinfo=dt.UTC)  # half past midnight of 1 August in Beijing
    assert table.periods(now) == periods
    assert table.coming(now) == coming
    assert table.coming(now - dt.timedelta(hours=1)) == (coming if each != "month" else "2026-07")


@given(st.dates(dt.date(2026, 1, 1), dt.date(2034, 1, 1)), st.integers(1, 40), st.sampled_from(["month", "quarter"]))
def test_periods_are_due_one_after_the_other_and_never_before_they_are_over(tmp_path_factory, day, nth, each):
    table = made(each=each, working_day=nth)
    now = dt.datetime.combine(day, dt.time(12), dt.UTC)
    dues = [table.due(period, tmp_path_factory.getbasetemp()).at for period in table.periods(now)[-4:]]
    assert dues == sorted(set(dues))
    ends = [period for period in table.periods(now) if period >= f"{local(now):%Y-%m}"]
    assert ends == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"each": "week"},
        {"working_day": 0},
        {"first": "2026-13"},
        {"catch_up": "some"},
        {"at": "09:00+01:00"},
    ],
)
def test_nonsense_is_refused_with_what_may_stand_there(wrong):
    with pytest.raises(TypeError, match=r"trial\.toml: .*working_day from 1 to 60"):
        made(**wrong)


def test_without_a_timetable_an_edition_is_made_on_demand():
    assert timetable({"zh": "不定期", "en": "now and then"}, "trial.toml") is None


def test_every_edition_waits_for_indicators_there_are():
    for each in reports.editions().values():
        if each.timetable:
            assert set(each.timetable.needs) <= set(indicators.catalogue()), each.key
            assert each.recipients, each.key
