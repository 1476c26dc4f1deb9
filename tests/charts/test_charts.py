"""Charts are plain data: JSON without NaN, in one unit, in both languages, on screen as on paper."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from datasets import Text
from indicators import charts
from indicators.charts import palette
from indicators.charts.areas import Box, squarify
from indicators.charts.blocks import class_breaks, class_of
from indicators.charts.scale import shared_scale, tick_texts, ticks

LANGUAGES = ("zh", "en")


@pytest.fixture
def history() -> pd.DataFrame:
    periods = pd.date_range("2005-01-01", "2026-10-01", freq="MS")
    values = np.linspace(5e8, 3.4e9, len(periods))
    values[7] = np.nan
    return pd.DataFrame({"period": periods, "value": values})


@pytest.fixture
def ahead() -> SimpleNamespace:
    mean = np.linspace(3.4e9, 3.6e9, 12)
    frame = pd.DataFrame({"period": pd.date_range("2026-11-01", periods=12, freq="MS"), "mean": mean})
    for name, reach in (("80", 1.28), ("95", 1.96)):
        frame[f"lo{name}"], frame[f"hi{name}"] = mean - reach * 1e8, mean + reach * 1e8
    return SimpleNamespace(frame=frame)


def squares(count: int) -> dict[str, object]:
    features = [
        {
            "type": "Feature",
            "properties": {"code": f"b{x}"},
            "geometry": {"type": "Polygon", "coordinates": [[[x, 39], [x + 0.9, 39], [x + 0.9, 40], [x, 40], [x, 39]]]},
        }
        for x in range(count)
    ]
    return {"type": "FeatureCollection", "features": features}


def figures(language: str, history: pd.DataFrame, ahead: SimpleNamespace) -> dict[str, dict]:
    words = {"language": language}
    years = history.iloc[::12]
    parts = pd.concat([years.assign(kind=kind) for kind in ("a", "b")])
    values = {"汽车制造": 3e9, "Food": 1.5e8, "nothing": float("nan"), "little": 1e4}
    return {
        "trend": charts.trend(history, ahead, unit="yuan", **words),
        "ringed": charts.trend(history, None, unit="yuan", mark=pd.Timestamp("2026-10-01"), **words),
        "bars": charts.bars(values, unit="yuan", notes={"Food": "+1.0%"}, **words),
        "columns": charts.columns(years, unit="usd", yearly=True, **words),
        "stacked": charts.stacked(parts, {"a": "甲", "b": "B"}, by="kind", unit="yuan", yearly=True, **words),
        "need": charts.need_ahead([0, 3], [(1, 2, 3), (2, 4, 8)], {"asked": 9.0}, unit=Text("台", "units"), **words),
        "waterfall": charts.waterfall({"a": 3e5, "b": -1e5}, "sum", unit="yuan", **words),
        "ranges": charts.ranges({"20%": (-1e5, 2e5, 3e5)}, unit="yuan", **words),
        "compare": charts.compare({"x": history, "y": history}, unit="yuan", **words),
        "treemap": charts.treemap(values, unit="yuan", keys={"Food": "food"}, **words),
        "map": charts.block_map(
            squares(8),
            {f"b{x}": float(x * 1e5) for x in range(7)} | {"b7": float("nan")},
            unit="yuan_per_mu",
            names={},
            **words,
        ),
        "growth": charts.block_map(
            squares(4), {"b0": -0.2, "b1": 0.0, "b2": 0.3, "b3": None}, unit="share", names={}, centre=0.0, **words
        ),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_json_without_nan(language: str, history: pd.DataFrame, ahead: SimpleNamespace) -> None:
    for name, figure in figures(language, history, ahead).items():
        text = json.dumps(figure, allow_nan=False, ensure_ascii=False)
        assert set(figure) == {"data", "layout"}, name
        assert figure["data"], name
        assert "template" not in figure["layout"], name
        assert not re.search(r"https?://", text), name


def test_a_waterfall_ends_where_its_steps_lead() -> None:
    (trace,) = charts.waterfall({"bare": 3.0, "peak": 2.0, "cut": -4.0}, "sum", unit=Text("分", "points"))["data"]
    assert trace["base"] == [0, 3, 1, 0]
    assert trace["x"] == [3, 2, 4, 1]
    assert trace["customdata"][-1].startswith("1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_chinese_in_an_english_chart(language: str, history: pd.DataFrame, ahead: SimpleNamespace) -> None:
    drawn = charts.trend(history, ahead, unit="yuan", language=language)
    chinese = re.search(r"[\u4e00-\u9fff]", json.dumps(drawn, ensure_ascii=False))
    assert bool(chinese) == (language == "zh")


@pytest.mark.parametrize("shape", ["empty", "all missing", "one month"])
def test_a_trend_of_almost_nothing_is_still_a_figure(shape: str) -> None:
    rows = {"empty": [], "all missing": [np.nan, np.nan], "one month": [5.0]}[shape]
    frame = pd.DataFrame({"period": pd.date_range("2020-01-01", periods=len(rows), freq="MS"), "value": rows})
    json.dumps(charts.trend(frame, None, unit="yuan"), allow_nan=False)
    json.dumps(charts.columns(frame, unit="yuan"), allow_nan=False)


def test_the_axis_counts_in_yi(history: pd.DataFrame) -> None:
    figure = charts.trend(history, None, unit="yuan", language="zh")
    assert charts.unit_of(figure) == "亿元"
    axis = figure["layout"]["yaxis"]
    assert [float(text) * 1e8 for text in axis["ticktext"]] == pytest.approx(axis["tickvals"])


def test_the_fan_begins_where_history_ends(history: pd.DataFrame, ahead: SimpleNamespace) -> None:
    figure = charts.trend(history, ahead, unit="yuan")
    dashes = next(trace for trace in figure["data"] if trace.get("line", {}).get("dash"))
    assert (dashes["x"][0], dashes["y"][0]) == ("2026-10-01", history["value"].iloc[-1])
    assert figure["layout"]["shapes"][0]["x0"] == "2026-10-01"


def test_bars_and_columns_stand_on_zero(history: pd.DataFrame) -> None:
    assert charts.columns(history, unit="yuan")["layout"]["yaxis"]["range"][0] <= 0
    assert charts.bars({"a": 5.0, "b": 9.0}, unit="yuan")["layout"]["xaxis"]["range"][0] <= 0


def test_a_number_left_of_a_bar_has_more_room_beside_a_long_name() -> None:
    short, long = (
        charts.bars({name: -0.37, "b": 0.94}, unit="share")["layout"]["xaxis"]["range"][0]
        for name in ("Equipment", "Business and technical services")
    )
    assert long < short < -0.37


def test_treemap_areas_are_the_values() -> None:
    values = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0]
    boxes = squarify(values, Box(0, 0, 6, 4))
    assert [box.width * box.height for box in boxes] == pytest.approx(values)
    assert max(max(box.width / box.height, box.height / box.width) for box in boxes) < 3
    assert all(box.x >= 0 and box.x + box.width <= 6 + 1e-9 and box.y + box.height <= 4 + 1e-9 for box in boxes)


def test_a_click_on_a_part_reports_its_key() -> None:
    figure = charts.treemap({"Food": 2.0, "Cars": 1.0}, unit="yuan", keys={"Food": "food", "Cars": "cars"})
    assert [trace["meta"] for trace in figure["data"]] == ["food", "cars"]


def test_the_map_states_its_classes_and_that_it_is_schematic() -> None:
    values = {f"b{x}": float(x + 1) for x in range(10)}
    figure = charts.block_map(squares(10), values, unit="yuan", names={}, language="zh")
    stated = [trace["name"] for trace in figure["data"] if trace.get("showlegend")]
    assert len(stated) == 5
    assert stated[0].startswith("<")
    assert stated[-1].startswith("≥")
    written = [note["text"] for note in figure["layout"]["annotations"]]
    assert "示意图" in written
    assert any("公里" in text for text in written)
    assert any("北" in text for text in written)


@pytest.mark.parametrize("values", [[], [3.0], [3.0, 3.0, 3.0], [1.0, 2.0], list(range(100))])
def test_every_value_has_a_class(values: list[float]) -> None:
    breaks = class_breaks(values)
    assert breaks == sorted(breaks)
    assert all(0 <= class_of(value, breaks) < len(breaks) - 1 for value in values)


def test_a_sparkline_has_gaps_where_months_are_missing() -> None:
    assert charts.sparkline([1, 2, None, 3, 4]).count("<polyline") == 2
    assert "polyline" not in charts.sparkline([None, float("nan")])


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 7.3e9), (-5, 5), (3, 3), (0, 0)])
def test_ticks_are_round_and_inside(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 2 <= len(found) <= 9
    assert all(low - 1e-9 <= each <= max(high, low + (abs(low) or 1)) + 1e-9 for each in found)


def test_tick_texts_tell_ticks_apart() -> None:
    scale = shared_scale([2.5e8], "yuan", "zh")
    assert tick_texts([0, 2.5e7, 5e7, -2.5e7], scale) == ["0.00", "0.25", "0.50", "−0.25"]


def test_a_column_shares_the_scale_of_its_middle() -> None:
    assert shared_scale([5.9e6, 3e5, 2e5, 1.5e4], "yuan_per_mu", "en").unit == "thousand yuan per mu"
    assert shared_scale([9e12, 1.0, 1.0], "yuan", "zh").unit == "万亿元"


def test_the_style_sheet_repeats_the_palette() -> None:
    sheet = (Path(__file__).parents[2] / "dashboards" / "assets" / "1_base.css").read_text(encoding="utf-8")
    written = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet))
    assert {name: written.get(name) for name in palette.TOKENS} == palette.TOKENS
