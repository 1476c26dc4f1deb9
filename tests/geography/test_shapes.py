"""Rules on shapes, on shapes small enough to draw by hand (metres)."""

import numpy as np
import pytest
import shapely
from shapely import Polygon

from datasets.geography.shapes import AREA, LINE, area_faults, overlaps, parse, swapped

EXTENT = np.array([117.5, 38.9, 117.8, 39.2])


def areas(*shapes: Polygon) -> np.ndarray:
    return np.array(shapes, dtype=object)


def rules(found) -> dict[str, list[int]]:
    return {each.rule: each.rows.tolist() for each in found if len(each.rows)}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("POLYGON ((0 0, 1 0, 1 1, 0 0))", None),
        ("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))", None),
        ("POLYGON ((0 0, 1 0, 1 1))", "open_ring"),
        ("POLYGON ((0 0, 1 0))", "open_ring"),
        ("POLYGON EMPTY", "not_a_shape"),
        ("LINESTRING (0 0, 1 1)", "not_a_shape"),
        ("not a shape", "not_a_shape"),
        ("", "not_a_shape"),
    ],
)
def test_a_text_is_read_or_refused(text, rule):
    shapes, found = parse(np.array([text], dtype=object), AREA)
    assert rules(found) == ({rule: [0]} if rule else {})
    assert shapely.is_missing(shapes[0]) == (rule is not None)


def test_a_line_is_a_line():
    assert rules(parse(np.array(["LINESTRING (0 0, 1 1)"], dtype=object), LINE)[1]) == {}


def test_faults_of_single_areas():
    square, bow_tie = shapely.box(0, 0, 10, 10), Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    strip, clockwise = shapely.box(0, 0, 100, 0.5), Polygon([(0, 0), (0, 10), (10, 10), (10, 0)])
    ccw = [shapely.normalize(square).reverse(), bow_tie, shapely.normalize(strip).reverse(), clockwise]
    assert rules(area_faults(areas(*ccw))) == {"self_intersection": [1], "sliver": [2], "clockwise": [3]}


def test_overlaps_are_told_apart_by_how_much_they_share():
    first, second = shapely.box(0, 0, 100, 100), shapely.box(50, 0, 150, 100)
    near, twin = shapely.box(149, 0, 249, 100), shapely.box(0, 500, 10, 510)
    beside, bad = shapely.box(-100, 0, 0, 100), shapely.box(0, 0, 300, 300)
    shapes = areas(first, second, near, twin, twin, beside, bad)
    found = overlaps(shapes, np.array([True] * 6 + [False]))
    assert rules(found.broken()) == {"overlap": [0, 1], "small_overlap": [1, 2], "duplicate_shape": [3, 4]}
    assert found.square_metre.tolist() == [5000, 100, 100]


def test_swapped_axes_are_known_by_where_they_would_lie():
    shapes = areas(
        shapely.box(117.6, 39.0, 117.7, 39.1), shapely.box(39.0, 117.6, 39.1, 117.7), shapely.box(1, 2, 3, 4)
    )
    assert swapped(shapes, EXTENT).tolist() == [1]
