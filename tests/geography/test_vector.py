"""Vector files of departments become the same CSV they could have delivered."""

import csv
import json
import zipfile
from pathlib import Path

import geopandas
import pytest
import shapely

import datasets
from datasets.intake.delivered import delivered_rows
from datasets.intake.opening import open_file
from datasets.intake.table import Opened, Refused
from datasets.intake.vector import convert, is_vector

GREEN = datasets.sources()["greenland"]
SITE = datasets.sources()["environment_site"]
SQUARE = shapely.box(117.7, 39.03, 117.71, 39.04)
COLUMNS = {
    "绿地编号": ["LD0001"],
    "绿地名称": ["泰丰公园"],
    "绿地类别代码": ["G1"],
    "绿地面积（平方米）": [955000.5],
    "调查日期": ["2019-12-27"],
}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def zipped(folder: Path, crs: str | int, encoding: str = "GB18030", *, cpg: bool = False) -> Path:
    """Write a zipped Shapefile the way an old desktop system does: titles cut, attributes in GB 18030."""
    shapefile = folder / "green.shp"
    cut = {title[:3]: values for title, values in COLUMNS.items()}  # nine bytes of UTF-8, as dBase has ten
    frame = geopandas.GeoDataFrame(cut, geometry=[SQUARE], crs=4490).to_crs(crs)
    frame.to_file(shapefile, encoding=encoding, engine="pyogrio")
    path = folder / "green.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in sorted(folder.glob("green.*")):
            if each.suffix not in {".zip", *([] if cpg else [".cpg"])}:
                archive.write(each, each.name)
    return path


def geojson(folder: Path, source_columns: dict[str, object], geometry: object) -> Path:
    path = folder / "layer.geojson"
    feature = {"type": "Feature", "properties": source_columns, "geometry": geometry}
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False), encoding="utf-8"
    )
    return path


@pytest.mark.parametrize(("encoding", "cpg"), [("GB18030", False), ("UTF-8", True)])
def test_a_zipped_shapefile(tmp_path, encoding, cpg):
    path = zipped(tmp_path, 4490, encoding, cpg=cpg)
    assert is_vector(path)
    (row,) = read(convert(path, GREEN, tmp_path / "out.csv"))
    assert set(row) == {field.header for field in GREEN.fields}
    assert row["绿地面积（平方米）"] == "955000.5"
    assert row["绿地编号"] == "LD0001"
    assert row["绿地名称"] == "泰丰公园"
    assert shapely.from_wkt(row["图形"]).equals(SQUARE)


def test_a_shapefile_in_metres_is_refused_in_words(tmp_path):
    with pytest.raises(Refused, match="drawn on a plane"):
        convert(zipped(tmp_path, 4548), GREEN, tmp_path / "out.csv")


def test_geojson_keeps_codes_and_digits_as_written(tmp_path):
    columns = {title: values[0] for title, values in COLUMNS.items()} | {"绿地编号": "0007"}
    path = geojson(tmp_path, columns, json.loads(shapely.to_geojson(SQUARE)))
    assert is_vector(path)
    (row,) = read(convert(path, GREEN, tmp_path / "out.csv"))
    assert row["绿地编号"] == "0007"
    assert row["绿地面积（平方米）"] == "955000.5"


def test_points_become_longitude_and_latitude(tmp_path):
    columns = {"点位编号": "HJ1", "点位名称": "一号", "点位类别代码": "air", "启用日期": None}
    path = geojson(tmp_path, columns, {"type": "Point", "coordinates": [117.7, 39.03]})
    (row,) = read(convert(path, SITE, tmp_path / "out.csv"))
    assert (row["经度"], row["纬度"], row["启用日期"]) == ("117.7", "39.03", "")


def test_a_broken_file_is_refused_and_a_table_is_not_taken_for_shapes(tmp_path):
    broken = tmp_path / "layer.geojson"
    broken.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    with pytest.raises(Refused, match="cannot be read"):
        convert(broken, GREEN, tmp_path / "out.csv")
    table = tmp_path / "green.csv"
    table.write_text("绿地编号\nLD1\n", encoding="utf-8")
    assert not is_vector(table)


def test_the_way_in_takes_a_shapefile_as_it_takes_a_table(tmp_path):
    (found,) = open_file(zipped(tmp_path, 4490), GREEN, tmp_path / "readable.csv")
    assert isinstance(found, Opened)
    (row,) = read(found.path)
    assert "LD0001" in row.values()


def test_a_row_of_a_shapefile_can_be_read_again_by_its_number(tmp_path):
    ((number, titles, cells),) = delivered_rows(zipped(tmp_path, 4490), GREEN, "greenland/green.zip", "utf-8", [1])
    assert number == 1
    assert dict(zip(titles, cells, strict=True))["绿地名称"] == "泰丰公园"
