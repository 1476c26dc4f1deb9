"""Areas and lengths in metres: CGCS2000 drawn on the 3-degree Gauss-Kruger plane of the zone (EPSG:4548, 117° E)."""

from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

BASE_CRS, METRE_CRS = 4490, 4548


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs(BASE_CRS, METRE_CRS, always_xy=True)


def in_metres(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes of CGCS2000 on the plane, in metres; None stays None."""

    def drawn(vertices: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(_transformer().transform(vertices[:, 0], vertices[:, 1]))

    return np.asarray(shapely.transform(shapes, drawn), dtype=object)
