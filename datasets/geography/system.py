"""Whether a file's positions are in the coordinate system its contract declares.

The contract decides; but a file whose positions fall beside their blocks as declared and into them in another
system was, in all likelihood, delivered in that other one, and its department is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from datasets.contract import CoordinateSystem
from datasets.geography.blocks import Blocks
from datasets.geography.tolerance import tolerance
from datasets.geography.transform import Degrees, to_cgcs2000

CANDIDATES = (CoordinateSystem.CGCS2000, CoordinateSystem.GCJ_02, CoordinateSystem.BD_09)


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """The system declared and the one that fits better, and the share of positions each puts where they belong."""

    declared: CoordinateSystem
    likely: CoordinateSystem
    declared_share: float
    likely_share: float


def doubt(
    declared: CoordinateSystem, longitude: Degrees, latitude: Degrees, named: Sequence[str | None], blocks: Blocks
) -> Doubt | None:
    """Return the doubt about delivered positions, or None; ``named`` is the block the department gives each."""
    if len(longitude) < tolerance("system_rows"):
        return None
    every = -(-len(longitude) // int(tolerance("system_sample")))  # a large file tells as much by every n-th row
    longitude, latitude, named = longitude[::every], latitude[::every], named[::every]
    plain = CoordinateSystem.CGCS2000 if declared is CoordinateSystem.WGS_84 else declared
    shares = {each: _share(each, longitude, latitude, named, blocks) for each in CANDIDATES}
    likely = max(CANDIDATES, key=lambda each: (shares[each], each is plain))
    if shares[likely] - shares[plain] < tolerance("system_gain"):
        return None
    return Doubt(declared=declared, likely=likely, declared_share=shares[plain], likely_share=shares[likely])


def _share(
    system: CoordinateSystem, longitude: Degrees, latitude: Degrees, named: Sequence[str | None], blocks: Blocks
) -> float:
    x, y = to_cgcs2000(system, longitude, latitude)
    points: NDArray[np.object_] = shapely.points(x, y)
    return float(blocks.near(points, named).mean())
