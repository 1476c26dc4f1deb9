"""Layers: the rows of a source that say where things are, read from its base table and checked."""

from dataclasses import dataclass, field

import duckdb
import numpy as np
import shapely
from numpy.typing import NDArray

from datasets.building.integrate import column_of
from datasets.contract import CoordinateSystem, Field, Kind, Source
from datasets.geography import shapes
from datasets.geography.blocks import UNKNOWN, Blocks
from datasets.geography.measure import in_metres
from datasets.geography.shapes import AREA, LINE, Broken, Overlaps, Rows, Shapes, places
from datasets.geography.system import Doubt, doubt
from datasets.geography.tolerance import tolerance
from datasets.geography.transform import geometries_to_cgcs2000
from datasets.sql import quoted

LONGITUDE, LATITUDE = "longitude_degree", "latitude_degree"
REPORTED_AREA, REPORTED_BLOCK = "reported_area_square_metre", "reported_street"
NOTHING: Rows = np.array([], dtype=np.intp)


def shape_field(source: Source) -> Field | None:
    """Return the source's field of well-known text, None for a source of points."""
    return next((each for each in source.fields if each.kind is Kind.GEOMETRY), None)


def has_position(source: Source) -> bool:
    """Return whether the rows of a source say where they are: they are put into CGCS2000 and checked."""
    return source.coordinates is not None


@dataclass(eq=False, kw_only=True)
class Layer:
    """A source's rows in order of delivery: what was delivered, the shapes in CGCS2000, and the faults found."""

    source: Source
    system: CoordinateSystem
    receipt: NDArray[np.int64]
    source_row: NDArray[np.int64]
    delivered: Shapes
    reported_area: NDArray[np.float64] | None
    reported_block: Shapes | None
    shapes: Shapes
    metres: Shapes
    block: Shapes
    broken: list[Broken] = field(default_factory=list)
    doubts: dict[int, Doubt] = field(default_factory=dict)
    overlaps: Overlaps | None = None

    @property
    def areal(self) -> bool:
        """Return whether the layer's shapes are areas."""
        return bool(np.isin(shapely.get_type_id(self.shapes), AREA).any())

    @property
    def points(self) -> Shapes:
        """Return a point of each shape: on the surface of an area, half-way along a line."""
        if shape_field(self.source) is None:
            return self.shapes
        points = np.asarray(shapely.point_on_surface(self.shapes), dtype=object)
        lines = np.isin(shapely.get_type_id(self.shapes), LINE)
        points[lines] = shapely.line_interpolate_point(self.shapes[lines], 0.5, normalized=True)
        return points


def read_layer(connection: duckdb.DuckDBPyConnection, source: Source, blocks: Blocks) -> Layer:
    """Return the checked layer of a source whose base table holds its rows as delivered."""
    wkt, columns = shape_field(source), {column_of(each) for each in source.fields}
    wanted = [wkt.name] if wkt else [LONGITUDE, LATITUDE]
    wanted += sorted(columns & {REPORTED_AREA, REPORTED_BLOCK})
    table = connection.sql(
        f"SELECT receipt, source_row, {', '.join(map(quoted, wanted))} FROM {source.relation} "  # noqa: S608 - from a contract
        "ORDER BY receipt, source_row"
    ).to_arrow_table()
    data = {name: table.column(name).to_numpy() for name in table.column_names}
    broken: list[Broken] = []
    if wkt:
        delivered, broken = shapes.parse(data[wkt.name], LINE if wkt.name.startswith("centreline") else AREA)
    else:
        delivered, broken = _positions(data[LONGITUDE].astype(float), data[LATITUDE].astype(float))
    system = source.coordinates or CoordinateSystem.CGCS2000
    layer = Layer(
        source=source,
        system=system,
        receipt=data["receipt"],
        source_row=data["source_row"],
        delivered=delivered,
        reported_area=data[REPORTED_AREA].astype(float) if REPORTED_AREA in data else None,
        reported_block=data.get(REPORTED_BLOCK),
        shapes=delivered,
        metres=delivered,
        block=np.full(len(delivered), UNKNOWN, dtype=object),
        broken=broken,
    )
    if len(delivered):
        _place(layer, blocks)
    return layer


def _positions(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> tuple[Shapes, list[Broken]]:
    """Return points, None where neither coordinate is given; one alone is a fault."""
    points: Shapes = np.full(len(longitude), None, dtype=object)
    whole = ~np.isnan(longitude) & ~np.isnan(latitude)
    points[whole] = shapely.points(longitude[whole], latitude[whole])
    return points, [Broken("half_a_position", places(np.isnan(longitude) ^ np.isnan(latitude)))]


def _place(layer: Layer, blocks: Blocks) -> None:
    """Put the shapes into CGCS2000 and metres, find their faults and their blocks."""
    wrong = shapes.swapped(layer.delivered, blocks.extent)
    layer.broken.append(Broken("axes_swapped", wrong))
    plausible = layer.delivered.copy()
    plausible[wrong] = None
    layer.shapes = geometries_to_cgcs2000(layer.system, plausible)
    away = ~shapely.is_missing(layer.shapes) & ~shapes.within(layer.shapes, blocks.extent)
    layer.broken.append(Broken("outside_zone", places(away)))
    layer.shapes[away] = None
    if shape_field(layer.source):
        layer.metres = in_metres(layer.shapes)
    if layer.areal:
        _check_areas(layer)
    layer.block = blocks.block_of(layer.points)
    _doubt(layer, blocks)
    _compare_blocks(layer)


def _check_areas(layer: Layer) -> None:
    found = list(shapes.area_faults(layer.metres))
    layer.broken += found
    usable = ~shapely.is_missing(layer.metres)
    for each in found:
        if each.rule != "clockwise":
            usable[each.rows] = False
    layer.overlaps = shapes.overlaps(layer.metres, usable)
    layer.broken += layer.overlaps.broken()
    if layer.reported_area is not None:
        measured = shapely.area(layer.metres)
        with np.errstate(invalid="ignore", divide="ignore"):
            apart = np.abs(layer.reported_area - measured) / measured > tolerance("area_difference")
        layer.broken.append(Broken("area_differs", places(usable & apart)))


def _doubt(layer: Layer, blocks: Blocks) -> None:
    """Ask of each file whether another coordinate system fits its positions better than the declared one."""
    here = ~shapely.is_missing(layer.shapes)
    corner = shapely.centroid(layer.delivered) if shape_field(layer.source) else layer.delivered
    x, y = shapely.get_x(corner), shapely.get_y(corner)
    named = layer.reported_block if layer.reported_block is not None else np.full(len(here), None, dtype=object)
    for receipt in np.unique(layer.receipt):
        mask = here & (layer.receipt == receipt)
        found = doubt(layer.system, x[mask], y[mask], list(named[mask]), blocks)
        if found:
            layer.doubts[int(receipt)] = found


def _compare_blocks(layer: Layer) -> None:
    """Where a file's system is in doubt its positions place nothing; elsewhere both blocks stand and may differ."""
    doubtful = np.isin(layer.receipt, list(layer.doubts))
    layer.block[doubtful] = UNKNOWN
    if layer.reported_block is not None:
        known = (layer.block != UNKNOWN) & (layer.reported_block != UNKNOWN)
        layer.broken.append(Broken("outside_its_block", places(known & (layer.block != layer.reported_block))))
