"""Checks of shapes: one finding of a rule on one row of a layer, never a repair."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from datasets.geography.tolerance import tolerance
from datasets.geography.transform import Degrees

Shapes = NDArray[np.object_]
Rows = NDArray[np.intp]
POINT, LINE, AREA = (0, 4), (1, 5), (3, 6)  # type numbers of GEOS: single and several


@dataclass(frozen=True, eq=False)
class Broken:
    """A rule and the places (0, 1 …) of the rows that break it."""

    rule: str
    rows: Rows


def places(mask: NDArray[np.bool_]) -> Rows:
    """Return the places where a mask is true."""
    return np.flatnonzero(mask)


def parse(texts: Shapes, kinds: tuple[int, ...]) -> tuple[Shapes, list[Broken]]:
    """Return the shapes of well-known texts, None where a text is none of ``kinds``, and the faults."""
    shapes = np.asarray(shapely.from_wkt(texts, on_invalid="ignore"), dtype=object)
    unread = shapely.is_missing(shapes)
    begun = np.array([text.lstrip().upper().startswith(("POLYGON", "MULTIPOLYGON")) for text in texts], dtype=bool)
    other = ~unread & (~np.isin(shapely.get_type_id(shapes), kinds) | shapely.is_empty(shapes))
    shapes[other] = None
    return shapes, [Broken("open_ring", places(unread & begun)), Broken("not_a_shape", places(unread & ~begun | other))]


def swapped(shapes: Shapes, extent: NDArray[np.float64]) -> Rows:
    """Return the rows whose longitude and latitude have changed places."""
    west, south, east, north = shapely.bounds(shapes).T
    return places(_within((south, west, north, east), extent) & ~within(shapes, extent))


def within(shapes: Shapes, extent: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which shapes lie wholly within the extent (west, south, east, north)."""
    west, south, east, north = shapely.bounds(shapes).T
    return _within((west, south, east, north), extent)


def _within(bounds: tuple[Degrees, Degrees, Degrees, Degrees], extent: NDArray[np.float64]) -> NDArray[np.bool_]:
    west, south, east, north = bounds
    return (west >= extent[0]) & (south >= extent[1]) & (east <= extent[2]) & (north <= extent[3])


def area_faults(metres: Shapes) -> Iterator[Broken]:
    """Yield the faults of single areas, drawn in metres."""
    valid = shapely.is_valid(metres)
    here = ~shapely.is_missing(metres)
    yield Broken("self_intersection", places(here & ~valid))
    size, rim = shapely.area(metres), shapely.length(metres)
    with np.errstate(divide="ignore", invalid="ignore"):
        yield Broken("sliver", places(here & valid & (2 * size / rim < tolerance("sliver_width"))))
    ring = shapely.get_exterior_ring(metres)
    yield Broken("clockwise", places(~shapely.is_missing(ring) & valid & ~shapely.is_ccw(ring)))


@dataclass(frozen=True, eq=False)
class Overlaps:
    """Pairs of rows of one layer that share land, and how many square metres."""

    left: Rows
    right: Rows
    square_metre: NDArray[np.float64]
    share: NDArray[np.float64]  # of the smaller
    same: NDArray[np.bool_]

    @property
    def rules(self) -> NDArray[np.str_]:
        """Return the rule each pair breaks: the same shape, much shared land, a little shared land."""
        much = self.share > tolerance("refused_overlap")
        return np.where(self.same, "duplicate_shape", np.where(much, "overlap", "small_overlap"))

    def broken(self) -> list[Broken]:
        """Return the rows of both sides of each pair by rule: who is right cannot be known from the shapes."""
        rules = self.rules
        return [
            Broken(rule, np.unique(np.concatenate([self.left[rules == rule], self.right[rules == rule]])))
            for rule in ("duplicate_shape", "overlap", "small_overlap")
        ]


def overlaps(metres: Shapes, usable: NDArray[np.bool_]) -> Overlaps:
    """Return the pairs of usable areas that overlap by more than is rounding."""
    rows = places(usable)
    held = metres[rows]
    tree = shapely.STRtree(held)
    first, second = tree.query(held, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    shared = shapely.area(shapely.intersection(held[first], held[second]))
    much = shared > tolerance("reported_overlap")
    first, second, shared = first[much], second[much], shared[much]
    smaller = np.minimum(shapely.area(held[first]), shapely.area(held[second]))
    same = shapely.equals(held[first], held[second])
    order = np.lexsort((second, first))
    return Overlaps(rows[first][order], rows[second][order], shared[order], (shared / smaller)[order], same[order])
