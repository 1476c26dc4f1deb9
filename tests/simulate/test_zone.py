"""The schematic map: whole, without overlaps, and every parcel inside its block."""

import json
import tomllib
from itertools import combinations

import duckdb
import pytest
from shapely.geometry import Point, Polygon, shape

from datasets.simulate.content import zone_folder

from .conftest import code_list


@pytest.fixture(scope="module")
def blocks() -> dict[str, Polygon]:
    content = json.loads((zone_folder("teda") / "blocks.geojson").read_text(encoding="utf-8"))
    return {feature["properties"]["code"]: shape(feature["geometry"]) for feature in content["features"]}


def test_every_block_of_the_list_has_a_valid_polygon(blocks: dict[str, Polygon]) -> None:
    assert list(blocks) == [row["code"] for row in code_list("street", "teda")]
    assert all(block.is_valid and block.exterior.is_ccw for block in blocks.values())


def test_blocks_touch_but_never_overlap(blocks: dict[str, Polygon]) -> None:
    for one, two in combinations(blocks.values(), 2):
        assert one.intersection(two).area < 1e-12


def test_neighbours_share_whole_edges(blocks: dict[str, Polygon]) -> None:
    assert blocks["E05A"].intersection(blocks["E05B"]).length == pytest.approx(0.0099, abs=0.002)


def test_the_map_says_that_it_is_a_schematic() -> None:
    folder = zone_folder("teda")
    content = json.loads((folder / "blocks.geojson").read_text(encoding="utf-8"))
    settings = tomllib.loads((folder / "zone.toml").read_text(encoding="utf-8"))
    assert "示意图" in content["label"]["zh"]
    assert "示意图" in settings["map_label_zh"]
    assert "Schematic" in settings["map_label_en"]


def test_every_parcel_lies_in_its_block(world: duckdb.DuckDBPyConnection, blocks: dict[str, Polygon]) -> None:
    rows = world.execute('SELECT "街区代码", "中心经度"::DOUBLE, "中心纬度"::DOUBLE FROM land').fetchall()
    assert all(blocks[street].contains(Point(longitude, latitude)) for street, longitude, latitude in rows)


def test_granted_land_stays_within_the_zone_and_every_block_has_some(world: duckdb.DuckDBPyConnection) -> None:
    blocks, area = world.execute(
        'SELECT count(DISTINCT "街区代码"), sum("宗地面积（平方米）"::DOUBLE) FROM land'
    ).fetchall()[0]
    assert blocks == len(code_list("street", "teda"))
    assert area == pytest.approx(106e6, rel=0.01)
