"""Files of series: any order, any way of writing periods, nothing lost, and errors that say which line."""

import csv
import datetime as dt
from io import StringIO

import numpy as np
import pandas as pd
import pytest
import typer
import xlsxwriter

from indicators import QuestionError, forecast_file
from indicators.forecast.commands import forecast
from indicators.forecast.styles import timeline


def written(tmp_path, rows, header="series_id,period,value", encoding="utf-8", name="in.csv"):
    path = tmp_path / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding=encoding)
    return path


def answered(path, frequency="M", horizon=3):
    return list(csv.DictReader(StringIO(forecast_file(path, frequency, horizon)[0])))


@pytest.mark.parametrize(
    ("frequency", "periods", "ahead"),
    [
        ("Y", ["1974", "1975", "1976"], ["1977", "1978"]),
        ("O", ["1", "2", "3"], ["4", "5"]),
        ("M", ["001", "002", "003"], ["004", "005"]),
        ("Q", ["2010Q3", "2010Q4", "2011Q1"], ["2011Q2", "2011Q3"]),
        ("Q", ["2010-Q3", "2010-Q4"], ["2011-Q1", "2011-Q2"]),
        ("Q", ["2010年3季度", "2010年4季度"], ["2011年1季度", "2011年2季度"]),
        ("Q", ["20103", "20104"], ["20111", "20112"]),
        ("Q", ["2010-03", "2010-06", "2010-12"], ["2011-03", "2011-06"]),
        ("Q", ["2010-03-31", "2010-06-30"], ["2010-09-30", "2010-12-31"]),
        ("M", ["2010-11", "2010-12"], ["2011-01", "2011-02"]),
        ("M", ["2010-9", "2010-10"], ["2010-11", "2010-12"]),
        ("M", ["201011", "201012"], ["201101", "201102"]),
        ("M", ["2010M11", "2010M12"], ["2011M01", "2011M02"]),
        ("M", ["2010/11/01", "2010/12/01"], ["2011/01/01", "2011/02/01"]),
        ("M", ["2010-12-31", "2011-01-31"], ["2011-02-28", "2011-03-31"]),
        ("M", ["2010年11月", "2010年12月"], ["2011年01月", "2011年02月"]),
        ("M", ["20101101", "20101201"], ["20110101", "20110201"]),
        ("Y", ["2009-01-01", "2010-01-01"], ["2011-01-01", "2012-01-01"]),
        ("W", ["2010-01-04", "2010-01-11"], ["2010-01-18", "2010-01-25"]),
        ("W", ["2020-W52", "2020-W53"], ["2021-W01", "2021-W02"]),
        ("D", ["2010-02-27", "2010-02-28"], ["2010-03-01", "2010-03-02"]),
        ("D", [f"2024-02-{day:02d}" for day in range(12, 24) if day not in (17, 18)], ["2024-02-26", "2024-02-27"]),
        ("H", ["2024-02-28 22:00", "2024-02-28 23:00"], ["2024-02-29 00:00", "2024-02-29 01:00"]),
        ("H", ["2024-02-28T22", "2024-02-28T23"], ["2024-02-29T00", "2024-02-29T01"]),
        ("H", ["701", "702"], ["703", "704"]),
        ("M", ["2010-11-01 00:00:00", "2010-12-01 00:00:00"], ["2011-01-01 00:00:00", "2011-02-01 00:00:00"]),
    ],
)
def test_periods_are_carried_on_as_they_are_written(frequency, periods, ahead):
    found = timeline("a", periods, frequency)
    last = max(found.places)
    assert [found.write(last + step) for step in (1, 2)] == ahead


def test_only_dated_months_know_the_calendar():
    assert timeline("a", ["2010-02", "2010-03"], "M").first_month == 2010 * 12 + 1
    assert timeline("a", ["1", "2"], "M").first_month is None
    assert timeline("a", ["2010-02", "2010-05"], "Q").first_month is None


def test_rows_in_any_order_of_any_series_come_back_whole(tmp_path):
    rng = np.random.default_rng(0)
    rows = [f"s{each},{2000 + year},{100 + rng.normal():.3f}" for each in range(4) for year in range(20)]
    rows += ["短,2019,5", "空,2019,"]
    mixed = [rows[place] for place in rng.permutation(len(rows))]
    plain = {(row["series_id"], row["period"]): row for row in answered(written(tmp_path, rows), "Y", 2)}
    found = answered(written(tmp_path, mixed, encoding="utf-8-sig", name="mixed.csv"), "Y", 2)
    assert {(row["series_id"], row["period"]): row for row in found} == plain
    assert len(found) == 6 * 2
    assert plain["短", "2020"]["mean"] == "5"
    assert "Too few data" in plain["短", "2020"]["method"]
    assert "none at all" in plain["空", "2021"]["method"]
    for row in found:
        numbers = [float(row[name]) for name in ("lo95", "lo80", "mean", "hi80", "hi95")]
        assert numbers == sorted(numbers)


def test_gaps_are_told_and_not_filled_in(tmp_path):
    rows = [f"a,{year},{year}" for year in range(1980, 2010) if year != 1999]
    text, told = forecast_file(written(tmp_path, rows), "Y", 2)
    assert "1 of them have gaps" in told.en
    assert text.splitlines()[1].startswith("a,2010,")


def test_semicolons_gbk_and_further_columns_are_read(tmp_path):
    rows = [f"x;出口;{year};{year}.5" for year in range(1980, 2010)]
    path = written(tmp_path, rows, header="note;SERIES_ID;Period;value", encoding="gb18030")
    assert answered(path, "Y", 1)[0]["series_id"] == "出口"


@pytest.mark.parametrize(
    ("header", "rows", "periods"),
    [
        ('"V1","V2","V3","V4","V5"', ['"M1",8000,8350,8570,7700', '"M2",2000,,2100,'], ["5", "4"]),
        ("Series,N,NF,Category,1,2,3,4", ["N 1,4,6,MICRO,940,1084,1244,1445", "N 2,3,6,MICRO,,3,4,5"], ["5", "5"]),
        ("country,2018,2019,2020,2021", ["China,1,2,3,", "Chile,1,2,3,4"], ["2021", "2022"]),
        ("id,item_id,state_id,d_1,d_2,d_3", ["a_1,a,CA,3,1,2", "b_1,b,TX,0,4,4"], ["4", "4"]),
        ("Y1,5172,5133,5186", ["Y2,2070,2104,2394,2300"], ["4", "5"]),
        ("ts1;12;monthly;600.5;580.25;590", ["ts2;12;monthly;3;2;4"], ["4", "4"]),
        ("unique_id,ds,y", ["a,2019-12-31,1", "a,2020-12-31,2", "b,2020-12-31,5"], ["2021-12-31", "2021-12-31"]),
        ("id|date|value", ["a|2019|1", "b|2019|3"], ["2020", "2020"]),
        ("序列,年份,数值", ["出口,2019,1", "进口,2018,3"], ["2020", "2019"]),
    ],
)
def test_files_of_competitions_are_read_as_they_come(tmp_path, header, rows, periods):
    found = answered(written(tmp_path, rows, header), "Y", 1)
    assert [row["period"] for row in found] == periods


def workbook(tmp_path, **sheets):
    path = tmp_path / "M3C.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_a_workbook_of_the_m3_competition_gives_the_sheet_of_the_frequency(tmp_path):
    names = ["Series", "N", "NF", "Category", "Starting Year", "Starting Quarter", *range(1, 7)]
    rows = [["N 646", 5, 8, "MICRO ", 1984, 1, 3142.63, 3190.75, 3178.69, 3170.94, 3124.38, None]]
    path = workbook(
        tmp_path, M3Year=[names, ["N 1", 3, 6, "MICRO", 1975, 1, 940.66, 1084.86, 1244.98]], M3Quart=[names, *rows]
    )
    found = answered(path, "Q", None)
    assert [row["period"] for row in found] == [str(6 + ahead) for ahead in range(8)]
    assert {row["series_id"] for row in found} == {"N 646"}
    assert len(answered(path, "Y", None)) == 6
    with pytest.raises(QuestionError, match="M3Quart"):
        forecast_file(path, "M")


def test_a_sheet_of_dates_is_read_as_such(tmp_path):
    rows = [["ds", "y"], *([dt.date(2020, month, 1), 100.0 + month] for month in range(1, 10))]
    assert answered(workbook(tmp_path, one=rows), "M", 1)[0]["period"] == "2020-10-01"


def test_a_file_of_the_monash_archive_is_read(tmp_path):
    path = tmp_path / "m4.tsf"
    said = "# M4\n@relation M4\n@attribute series_name string\n@attribute start date\n@frequency weekly\n@horizon 13\n@data\n"
    path.write_text(f"{said}T1:1979-01-01 00-00-00:1.5,2.5,?,3.5,2,4\nT2:1979-01-01 00-00-00:5,6,7\n", encoding="utf-8")
    found = answered(path, "W", None)
    assert [row["period"] for row in found] == [
        *(str(7 + ahead) for ahead in range(13)),
        *(str(4 + at) for at in range(13)),
    ]
    with pytest.raises(QuestionError, match="--frequency W"):
        forecast_file(path, "M")


@pytest.mark.parametrize("name", ["M3C.xls", "M3C.xlsx"])
def test_what_is_no_workbook_that_can_be_read_is_refused_in_words(tmp_path, name):
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 old")
    with pytest.raises(QuestionError, match="workbook"):
        forecast_file(tmp_path / name, "Y")


@pytest.mark.parametrize(
    ("frequency", "periods"),
    [
        ("Q", [f"{2000 + at // 4}Q{at % 4 + 1}" for at in range(40)]),
        ("Q", [f"{2000 + at // 4}-{at % 4 * 3 + 3:02d}" for at in range(40)]),
        ("Y", [f"{1980 + at}-12-31" for at in range(40)]),
    ],
)
def test_periods_that_say_their_season_need_no_frequency(tmp_path, frequency, periods):
    rows = [f"a,{period},{100 + 10 * (at % 4) + at}" for at, period in enumerate(periods)]
    path = written(tmp_path, rows)
    assert answered(path, "M") == answered(path, frequency)


def test_a_file_says_where_the_combination_did_no_better_than_a_naive_method(tmp_path):
    chance = np.random.default_rng(1).normal(size=96)
    rising = 100 + np.arange(96) + 10 * np.sin(np.arange(96) * np.pi / 6) + chance
    flat = np.random.default_rng(2).normal(size=96).cumsum() + 100
    rows = [f"{name},{at},{value}" for name, own in (("a", flat), ("b", rising)) for at, value in enumerate(own)]
    path = written(tmp_path, rows)
    told = forecast_file(path, "M", 3)[1]
    assert "for 1 the combination did no better" in told.en
    assert "1 个的回测中组合不优于朴素法" in told.zh
    methods = {row["series_id"]: row["method"] for row in answered(path, "M", 3)}
    assert methods["a"].endswith("; did no better than the naive method")
    assert methods["b"].startswith("Combination")
    assert methods["b"].endswith(")")


def test_dates_and_values_alone_are_one_series(tmp_path):
    found = answered(written(tmp_path, ["2010-11;5", "2010-12;6"], "date;value", name="cpi.csv"), "M", 1)
    assert [(row["series_id"], row["period"]) for row in found] == [("cpi", "2011-01")]


def test_what_excel_calls_unicode_text_is_read(tmp_path):
    rows = [f"出口\t{year}\t{year}.5" for year in range(1980, 2010)]
    path = written(tmp_path, rows, header="series_id\tperiod\tvalue", encoding="utf-16")
    assert answered(path, "Y", 1)[0]["series_id"] == "出口"


def test_weeks_of_five_days_and_of_seven_stand_in_one_file(tmp_path):
    every = pd.date_range("2024-01-01", periods=70, freq="D")
    rows = [f"a,{day:%Y-%m-%d},{100 + 10 * day.weekday()}" for day in every]
    rows += [f"b,{day:%Y-%m-%d},{100 + 10 * day.weekday()}" for day in every if day.weekday() < 5]
    found = pd.DataFrame(answered(written(tmp_path, rows), "D", 7)).astype({"mean": float})
    days = pd.to_datetime(found.period)
    assert set(days[found.series_id == "b"].dt.day_of_week) == {0, 1, 2, 3, 4}
    assert found["mean"].to_numpy() == pytest.approx(100 + 10 * days.dt.day_of_week.to_numpy(), abs=1)


def test_one_wild_value_does_not_set_the_width_of_all(tmp_path):
    rng = np.random.default_rng(3)
    values = 100 + rng.normal(size=60)
    values[50] = 1e6
    rows = [f"a,{2000 + at // 12}-{at % 12 + 1:02d},{value}" for at, value in enumerate(values)]
    found = pd.DataFrame(answered(written(tmp_path, rows), "M", 6)).hi95.astype(float)
    assert found.max() < 1e6


@pytest.mark.parametrize("growth", [1.12, 1.5])
def test_what_has_grown_ten_thousandfold_goes_on_growing(tmp_path, growth):
    rows = [f"a,{2000 + at // 12}-{at % 12 + 1:02d},{growth**at}" for at in range(120)]
    found = pd.DataFrame(answered(written(tmp_path, rows), "M", 3))["mean"].astype(float)
    assert found.to_numpy() == pytest.approx(growth ** np.arange(120.0, 123), rel=0.1)


@pytest.mark.parametrize(
    ("rows", "header", "words"),
    [
        (["a,1,x"], "series_id,period,value", "Line 2: 'x' is not a number"),
        (["a,1,inf"], "series_id,period,value", "Line 2"),
        (["a;1;3,5"], "series_id;period;value", "decimals after a point"),
        (["a,1,2", "a,1,3"], "series_id,period,value", "Line 3: 1 of series a comes twice"),
        (["a,1"], "series_id,period,value", "Line 2: there are too few columns"),
        ([",1,3"], "series_id,period,value", "Line 2: series_id and period"),
        (["a,1,2"], "name,period,value", "lacks the columns series_id"),
        (["a,1,2"], "name,x,z", "each row is a series"),
        ([",1,2"], "V1,V2,V3", "Line 2: the series has no name"),
        (["a,1,x"], "V1,V2,V3", "Line 2: 'x' is not a number"),
        (["a,1", "a,2"], "V1,V2,V3", "comes twice"),
        ([], "series_id,period,value", "has no rows"),
        (["a,spring,2"], "series_id,period,value", "Series a: the way periods are written"),
        (["a,1,2", "a,2,3", "a,90000,3"], "series_id,period,value", "too far apart"),
        (["a,2010-06,2", "a,2010-06-01,3"], "series_id,period,value", "Series a"),
        (["a,2024-02-30 01:00,2"], "series_id,period,value", "Series a"),
        (["a,01,2", "a,1,3"], "series_id,period,value", "a period comes twice"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path, rows, header, words):
    with pytest.raises(QuestionError, match=words):
        forecast_file(written(tmp_path, rows, header), "Y", 3)


def test_the_command_line_writes_the_file_it_was_asked_for(tmp_path, capsys):
    path, out = written(tmp_path, [f"a,{year},{year}.5" for year in range(1990, 2010)]), tmp_path / "out.csv"
    forecast(csv=path, frequency="y", horizon=2, out=out)
    assert capsys.readouterr().out.strip() == str(out)
    assert out.read_text(encoding="utf-8").splitlines()[0] == "series_id,period,mean,lo80,hi80,lo95,hi95,method"
    with pytest.raises(typer.BadParameter):
        forecast(key="exports", csv=path)


@pytest.mark.parametrize(("frequency", "horizon"), [("X", 3), ("M", 0), ("M", 1001)])
def test_a_strange_frequency_or_horizon_is_refused(tmp_path, frequency, horizon):
    with pytest.raises(QuestionError):
        forecast_file(written(tmp_path, ["a,1,2"]), frequency, horizon)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\xff\xff\xff\x00")
    with pytest.raises(QuestionError, match="UTF-8"):
        forecast_file(path, "M", 3)
