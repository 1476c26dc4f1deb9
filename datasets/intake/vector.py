"""Vector files: GeoJSON and zipped Shapefiles become the readable CSV, shapes as well-known text.

A Shapefile keeps its attributes in a dBase table: Chinese text in GB 18030 unless a ``.cpg`` says otherwise, and
column titles cut off after ten bytes; a cut title is taken for the contract's only title that begins so.
"""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from datasets.contract import Kind, Source
from datasets.intake.archive import opened
from datasets.intake.table import Refused
from datasets.text import Text

LONGITUDE, LATITUDE = "longitude_degree", "latitude_degree"


def is_vector(path: Path) -> bool:
    """Return whether a file is a zipped Shapefile or a GeoJSON feature collection, by its content."""
    with path.open("rb") as content:
        head = content.read(4096)
    if head.startswith(b"PK\x03\x04"):
        with opened(path) as archive:
            return any(name.lower().endswith(".shp") for name in archive.namelist())
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and b'"FeatureCollection"' in head


def convert(path: Path, source: Source, out: Path) -> Path:
    """Write a vector file as the CSV the source's contract demands to ``out``; return ``out``.

    Raises Refused for a file that cannot be read, is drawn on a plane (metres, not degrees), or has another kind of
    columns than the contract.
    """
    archived = path.read_bytes().startswith(b"PK")
    titles, columns, shapes = _read_shapefile(path) if archived else _read_geojson(path)
    table = _renamed(dict(zip(titles, columns, strict=True)), source, cut=archived)
    table |= _places(source, shapes)
    with out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(table)
        writer.writerows(zip(*([_text(value) for value in values] for values in table.values()), strict=True))
    return out


def _read_shapefile(path: Path) -> tuple[list[str], list[Any], Any]:
    import geopandas  # dear to import

    with opened(path) as archive:
        names = archive.namelist()
    encoding = None if any(each.lower().endswith(".cpg") for each in names) else "GB18030"
    try:
        frame = geopandas.read_file(f"/vsizip/{path}", encoding=encoding, datetime_as_string=True)
    except (RuntimeError, UnicodeDecodeError, ValueError) as error:
        raise _unreadable() from error
    if frame.crs is not None and not frame.crs.is_geographic:
        text = Text(
            f"图形是平面坐标（{frame.crs.name}），合同约定为经纬度；请转换后提供。",
            f"the shapes are drawn on a plane ({frame.crs.name}), the contract wants degrees; convert them.",
        )
        raise Refused("plane_coordinates", text)
    titles = [each for each in frame.columns if each != "geometry"]
    return titles, [frame[each].to_list() for each in titles], frame.geometry.to_numpy()


def _read_geojson(path: Path) -> tuple[list[str], list[Any], Any]:
    try:  # by ourselves: codes written as text stay text, numbers keep their digits
        features = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=str, parse_int=str)["features"]
        titles = list(dict.fromkeys(title for each in features for title in each["properties"] or {}))
        shapes = shapely.from_geojson([json.dumps(_numbers(each["geometry"])) for each in features])
    except (ValueError, KeyError, TypeError, shapely.errors.GEOSException) as error:
        raise _unreadable() from error
    return titles, [[(each["properties"] or {}).get(title) for each in features] for title in titles], shapes


def _numbers(geometry: Any) -> Any:
    if isinstance(geometry, list):
        return [_numbers(each) for each in geometry]
    if isinstance(geometry, dict):
        return {key: value if key == "type" else _numbers(value) for key, value in geometry.items()}
    return float(geometry) if isinstance(geometry, str) else geometry


def _unreadable() -> Refused:
    return Refused(
        "unreadable", Text("图形文件无法读取；请重新导出。", "the file of shapes cannot be read; export it again.")
    )


def _renamed(table: Mapping[str, Any], source: Source, *, cut: bool) -> dict[str, Any]:
    """Return the columns under the contract's titles; a title dBase cut off is taken for the one that begins so."""
    headers = [each.header for each in source.fields]
    found = {}
    for title, values in table.items():
        whole = [each for each in headers if each == title]
        if cut and not whole:
            whole = [each for each in headers if each.startswith(title)]
        found[whole[0] if len(whole) == 1 else title] = values
    return found


def _places(source: Source, shapes: Any) -> dict[str, Any]:
    """Return the shapes as the contract's column of well-known text, or as its longitudes and latitudes."""
    titles = {each.name: each.header for each in source.fields}
    for each in source.fields:
        if each.kind is Kind.GEOMETRY:
            return {each.header: shapely.to_wkt(shapes, rounding_precision=9)}
    if LONGITUDE in titles and LATITUDE in titles:
        return {
            titles[LONGITUDE]: np.round(shapely.get_x(shapes), 9),
            titles[LATITUDE]: np.round(shapely.get_y(shapes), 9),
        }
    return {}


def _text(value: object) -> str:
    if value is None or (isinstance(value, float | np.floating) and np.isnan(value)):
        return ""
    if isinstance(value, float | np.floating):
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    return str(value)
