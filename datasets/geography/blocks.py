"""The zone's blocks as shapes: which block a position lies in, and how far the zone reaches."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from datasets.catalogue import zone_folder
from datasets.geography.tolerance import tolerance

UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Blocks:
    """Codes and shapes (CGCS2000) of a zone's blocks, sorted by code."""

    codes: NDArray[np.object_]
    shapes: NDArray[np.object_]
    tree: shapely.STRtree

    @property
    def extent(self) -> NDArray[np.float64]:
        """Return how far things of the zone may lie: west, south, east, north in degrees."""
        margin = tolerance("extent_margin")
        return np.asarray(shapely.total_bounds(self.shapes)) + np.array([-margin, -margin, margin, margin])

    def block_of(self, points: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return each point's block; ``unknown`` where it lies in none, or on the border of several."""
        found = np.full(len(points), UNKNOWN, dtype=object)
        point, block = self.tree.query(points, predicate="intersects")
        once = np.bincount(point, minlength=len(points)) == 1
        found[point] = self.codes[block]
        found[~once] = UNKNOWN
        return found

    def near(self, points: NDArray[np.object_], codes: Sequence[str | None]) -> NDArray[np.bool_]:
        """Return which points lie in or beside the block named for them, or in any where none is named."""
        margin = tolerance("block_margin")
        wide = dict(zip(self.codes, shapely.buffer(self.shapes, margin), strict=True))
        whole = shapely.buffer(shapely.union_all(self.shapes), margin)
        target = np.array([wide.get(code, whole) for code in codes], dtype=object)
        shapely.prepare(target)
        return np.asarray(shapely.intersects(target, points), dtype=bool)


@cache
def blocks(zone: str) -> Blocks:
    """Return the blocks of a zone from its ``blocks.geojson``."""
    features = json.loads((zone_folder(zone) / "blocks.geojson").read_text(encoding="utf-8"))["features"]
    features.sort(key=lambda each: each["properties"]["code"])
    codes = np.array([each["properties"]["code"] for each in features], dtype=object)
    shapes = np.array([shape(each["geometry"]) for each in features], dtype=object)
    return Blocks(codes, shapes, shapely.STRtree(shapes))
