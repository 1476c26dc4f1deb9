"""Positions in other coordinate systems become CGCS2000, and nothing is lost on the way."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from datasets.contract import CoordinateSystem
from datasets.geography.transform import (
    BOX,
    from_cgcs2000,
    gcj_02_shift,
    geometries_to_cgcs2000,
    inside_box,
    to_cgcs2000,
)

GCJ, BD, CGCS, WGS = (
    CoordinateSystem.GCJ_02,
    CoordinateSystem.BD_09,
    CoordinateSystem.CGCS2000,
    CoordinateSystem.WGS_84,
)
SHIFTED = (GCJ, BD)
INLAND = st.tuples(st.floats(72.1, 137.7), st.floats(0.9, 55.7))


def at(*pairs: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([x for x, _ in pairs]), np.array([y for _, y in pairs])


def test_the_shift_in_the_zone_is_the_one_the_design_states():
    east, north = gcj_02_shift(*at((117.70, 39.035)))
    assert (round(east[0], 6), round(north[0], 6)) == (0.006262, 0.000901)
    *_, metres = Geod(ellps="GRS80").inv(117.70, 39.035, 117.70 + east[0], 39.035 + north[0])
    assert round(metres, 1) == 551.3


# Worked out apart, one number at a time, from the published formulas.
@pytest.mark.parametrize(
    ("system", "true", "delivered"),
    [
        (GCJ, (117.70, 39.035), (117.7062616953, 39.0359007175)),
        (GCJ, (117.20, 38.60), (117.2062387661, 38.6007584876)),
        (BD, (117.70, 39.035), (117.7126916859, 39.0421723462)),
        (BD, (117.20, 38.60), (117.2127446094, 38.6066841493)),
        (WGS, (117.70, 39.035), (117.70, 39.035)),
        (CGCS, (117.70, 39.035), (117.70, 39.035)),
    ],
)
def test_known_positions(system, true, delivered):
    x, y = to_cgcs2000(system, *at(delivered))
    assert (x[0], y[0]) == pytest.approx(true, abs=1e-9)


@given(INLAND, st.sampled_from(SHIFTED))
def test_there_and_back_is_the_same_place_to_a_tenth_of_a_millimetre(place, system):
    x, y = to_cgcs2000(system, *from_cgcs2000(system, *at(place)))
    if inside_box(*from_cgcs2000(system, *at(place)))[0]:
        assert (x[0], y[0]) == pytest.approx(place, abs=1e-9)


@given(st.tuples(st.floats(-180, 180), st.floats(-89, 89)), st.sampled_from(SHIFTED))
def test_outside_the_box_nothing_moves_and_on_its_rim_the_iteration_still_settles(place, system):
    west, south, east, north = BOX
    x, y = to_cgcs2000(system, *at(place))
    if not (west <= place[0] <= east and south <= place[1] <= north):
        assert (x[0], y[0]) == place
    assert np.isfinite([x[0], y[0]]).all()


def test_a_blank_stays_blank_among_others():
    x, y = to_cgcs2000(GCJ, *at((float("nan"), 39.0), (117.7, 39.0)))
    assert np.isnan(x[0])
    assert 117.69 < x[1] < 117.7
    assert y[1] < 39.0


def test_shapes_move_as_their_corners_do():
    square = shapely.box(117.70, 39.03, 117.71, 39.04)
    (moved,) = geometries_to_cgcs2000(GCJ, np.array([square], dtype=object))
    corners = shapely.get_coordinates(square)
    x, y = to_cgcs2000(GCJ, corners[:, 0], corners[:, 1])
    assert np.allclose(shapely.get_coordinates(moved), np.column_stack([x, y]), atol=0)
    assert geometries_to_cgcs2000(WGS, np.array([square], dtype=object))[0].equals(square)
