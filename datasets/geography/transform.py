"""Coordinates: from the systems departments deliver (GCJ-02, BD-09, WGS-84) to CGCS2000, and back.

GCJ-02 shifts a position by several hundred metres with a formula that is applied inside a box round China
only; BD-09 shifts GCJ-02 once more. The formulas have no closed inverse: the inverse here is iterated until
the forward formula gives the delivered position to within 1e-11 degrees. WGS-84 is taken as CGCS2000: they
were one in 2000 and drift apart with the continent, by less than ``WGS_84_METRES`` until 2030.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

from datasets.contract import CoordinateSystem
from datasets.errors import DatasetsError
from datasets.text import Text

Degrees = NDArray[np.float64]
Pair = tuple[Degrees, Degrees]  # longitudes, latitudes

WGS_84_METRES = 1.0  # about 3 cm a year since 2000.0
# Outside this box the shift is not applied (west, south, east, north).
BOX = (72.004, 0.8293, 137.8347, 55.8271)
SEMI_MAJOR, ECCENTRICITY_SQUARED = 6378245.0, 0.00669342162296594323  # Krassovsky 1940, as the formula has it
BAIDU_PI = np.pi * 3000.0 / 180.0
PRECISION, ITERATIONS = 1e-11, 30


def inside_box(longitude: Degrees, latitude: Degrees) -> NDArray[np.bool_]:
    """Return where positions lie inside the box in which the shift is applied."""
    west, south, east, north = BOX
    return (longitude >= west) & (longitude <= east) & (latitude >= south) & (latitude <= north)


def _waves(value: Degrees, periods: tuple[tuple[float, float], ...]) -> Degrees:
    return sum((size * np.sin(value * np.pi * per) for size, per in periods), np.zeros_like(value)) * 2.0 / 3.0


def gcj_02_shift(longitude: Degrees, latitude: Degrees) -> Pair:
    """Return by how many degrees the formula of GCJ-02 moves positions east and north, wherever they lie."""
    x, y = longitude - 105.0, latitude - 35.0
    short = _waves(x, ((20.0, 6.0), (20.0, 2.0)))
    north = -100.0 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    north += short + _waves(y, ((20.0, 1.0), (40.0, 1 / 3), (160.0, 1 / 12), (320.0, 1 / 30)))
    east = 300.0 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    east += short + _waves(x, ((20.0, 1.0), (40.0, 1 / 3), (150.0, 1 / 12), (300.0, 1 / 30)))
    radians = np.radians(latitude)
    curve = 1 - ECCENTRICITY_SQUARED * np.sin(radians) ** 2
    meridian = SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / (curve * np.sqrt(curve))
    parallel = SEMI_MAJOR / np.sqrt(curve) * np.cos(radians)
    return np.degrees(east / parallel), np.degrees(north / meridian)


def _to_gcj_02(longitude: Degrees, latitude: Degrees) -> Pair:
    east, north = gcj_02_shift(longitude, latitude)
    return longitude + east, latitude + north


def _to_bd_09(longitude: Degrees, latitude: Degrees) -> Pair:
    x, y = _to_gcj_02(longitude, latitude)
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * BAIDU_PI)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * BAIDU_PI)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def _same(longitude: Degrees, latitude: Degrees) -> Pair:
    return longitude, latitude


FORWARD: Mapping[CoordinateSystem, Callable[[Degrees, Degrees], Pair]] = MappingProxyType(
    {
        CoordinateSystem.CGCS2000: _same,
        CoordinateSystem.WGS_84: _same,
        CoordinateSystem.GCJ_02: _to_gcj_02,
        CoordinateSystem.BD_09: _to_bd_09,
    }
)


def from_cgcs2000(system: CoordinateSystem, longitude: Degrees, latitude: Degrees) -> Pair:
    """Return positions of CGCS2000 in another system; those outside the box are the same in all."""
    x, y = np.asarray(longitude, dtype=float), np.asarray(latitude, dtype=float)
    east, north = FORWARD[system](x, y)
    within = inside_box(x, y)
    return np.where(within, east, x), np.where(within, north, y)


def to_cgcs2000(system: CoordinateSystem, longitude: Degrees, latitude: Degrees) -> Pair:
    """Return positions of a system in CGCS2000, to within 1e-9 degrees; NaN stays NaN.

    Positions outside the box come back unchanged. Raises DatasetsError if the iteration does not settle.
    """
    x, y = np.asarray(longitude, dtype=float), np.asarray(latitude, dtype=float)
    forward = FORWARD[system]
    if forward is _same or x.size == 0:
        return x, y
    within = inside_box(x, y)
    east, north = x.copy(), y.copy()
    for _ in range(ITERATIONS):
        image_east, image_north = forward(east, north)
        miss_east, miss_north = np.where(within, x - image_east, 0.0), np.where(within, y - image_north, 0.0)
        east, north = east + miss_east, north + miss_north
        if max(_largest(miss_east), _largest(miss_north)) < PRECISION:
            return east, north
    raise DatasetsError(
        Text(
            f"{system.value} 坐标反算不收敛；请核对坐标系是否填错。",
            f"Turning {system.value} back did not settle; check which coordinate system was delivered.",
        )
    )


def _largest(miss: Degrees) -> float:
    return float(np.nanmax(np.abs(miss), initial=0.0))


def geometries_to_cgcs2000(system: CoordinateSystem, geometries: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapely geometries of a system in CGCS2000, vertex by vertex; None stays None."""
    if FORWARD[system] is _same:
        return geometries

    def moved(vertices: Degrees) -> Degrees:
        return np.column_stack(to_cgcs2000(system, vertices[:, 0], vertices[:, 1]))

    return np.asarray(shapely.transform(geometries, moved), dtype=object)
