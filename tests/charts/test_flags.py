"""Flags: a number above its month, side by side where a month has several, none where the month is out of sight."""

import pandas as pd

from indicators import charts

MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")
HISTORY = pd.DataFrame({"period": MONTHS, "value": [float(at) for at in range(1, 25)]})


def marks(*flags: tuple[str, int], months: int = 12) -> list[tuple[str, float, str, int]]:
    drawn = charts.trend(HISTORY, unit="yuan", months=months)
    figure = charts.flagged(drawn, [charts.Flag(pd.Timestamp(period), number) for period, number in flags], HISTORY)
    assert not drawn["layout"].get("annotations"), "the figure given stays as it was"
    return [(each["x"], each["y"], each["text"], each["ay"]) for each in figure["layout"].get("annotations", [])]


def test_a_flag_stands_above_its_month():
    assert marks(("2025-03", 1)) == [("2025-03-01", 15.0, "1", -26)]


def test_several_flags_of_a_month_stand_above_one_another():
    assert marks(("2025-03", 1), ("2025-04", 2), ("2025-03", 3)) == [
        ("2025-03-01", 15.0, "1", -26),
        ("2025-04-01", 16.0, "2", -26),
        ("2025-03-01", 15.0, "3", -46),
    ]


def test_a_month_out_of_sight_or_without_a_value_has_no_flag():
    assert marks(("2024-03", 1), ("2031-01", 2)) == []
