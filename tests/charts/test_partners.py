"""Partners as bubbles: areas in proportion, names apart, nothing lost without a word."""

import pytest
import shapely

from indicators import charts
from indicators.charts.partners import land, places

NAMES = {"116": "日本", "133": "韩国", "502": "美国", "143": "中国台湾", "110": "中国香港", "304": "德国"}


def bubbles(values):
    figure = charts.partner_map(values, unit="usd", names=NAMES)
    return {trace["meta"]: trace for trace in figure["data"] if "meta" in trace}


def test_areas_are_amounts():
    found = bubbles({"116": 400e6, "502": 100e6})
    assert found["116"]["marker"]["size"] == pytest.approx(2 * found["502"]["marker"]["size"])
    assert found["116"]["customdata"][0].startswith("日本 <b>4.00 亿美元")


def test_nought_nothing_and_nowhere_are_no_bubbles():
    assert set(bubbles({"116": 1.0, "133": 0.0, "502": None, "701": 5.0, "304": float("nan")})) == {"116"}
    assert charts.partner_map({"701": 5.0}, unit="usd", names={})["data"] == []


def test_names_of_neighbours_stand_on_different_sides():
    found = bubbles({"116": 400e6, "133": 390e6, "110": 380e6, "143": 370e6})
    sides = {code: trace["textposition"] for code, trace in found.items() if trace["text"][0]}
    assert len(sides) >= 3
    assert len(set(sides.values())) >= 2


def test_every_partner_of_the_list_that_has_a_place_is_on_the_plane():
    inside = [ring for ring in land() if all(-2.8 < x < 2.8 and -1.1 < y < 1.5 for x, y in ring)]
    assert len(inside) == len(land())
    shapes = [shapely.Polygon(ring) for ring in land()]
    for name, (x, y) in {"Norilsk": (-0.705, 1.154), "Yakutsk": (-0.249, 1.076), "Fairbanks": (0.746, 1.12)}.items():
        assert any(shape.contains(shapely.Point(x, y)) for shape in shapes), f"{name} is on dry land"
    for name, (x, y) in {"the Barents Sea": (-1.223, 1.243), "the Pacific": (0.76, 0.0)}.items():
        assert not any(shape.contains(shapely.Point(x, y)) for shape in shapes), f"{name} is water"
    assert len(places()) > 230
    assert places()["116"][0] > places()["133"][0] > places()["304"][0]  # Japan, Korea, Germany from east to west
