"""Refining: base tables of space as delivered become tables in CGCS2000 with block, area and length.

Rows that break a rule go to the quarantine; everything else stays, with what the department reported beside what
was measured. Nothing is repaired.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import shapely

from datasets.base import Site
from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.contract import Source
from datasets.geography.blocks import UNKNOWN, blocks
from datasets.geography.fault import FAULTS
from datasets.geography.gaps import covering_gaps
from datasets.geography.layer import LATITUDE, LONGITUDE, Layer, has_position, read_layer, shape_field
from datasets.geography.report import doubt_finding, header, rule_finding
from datasets.geography.shapes import Rows
from datasets.rows import append
from datasets.sql import quoted

LONGEST_VALUE = 200  # characters of a delivered shape shown in the quarantine; the landing has it whole
TOPOLOGY = "base_geography__topology"
CREATE = f"""
CREATE TABLE IF NOT EXISTS {TOPOLOGY} (source TEXT, rule TEXT, street TEXT, receipt INTEGER, source_row INTEGER,
    other_receipt INTEGER, other_source_row INTEGER, square_metre DOUBLE)
"""
SEVERITY: Mapping[str, str] = MappingProxyType({key: each.severity for key, each in FAULTS.items()})


def refining(base: str) -> Callable[[Site], None]:
    """Return the work that refines the base's layers; overlaps and gaps go to ``base_geography__topology``."""

    def work(site: Site) -> None:
        site.connection.execute(CREATE)
        for source in sources().values():
            if source.base == base and has_position(source):
                _refine(site, source)

    return work


def _refine(site: Site, source: Source) -> None:
    zone = blocks(site.zone)
    layer = read_layer(site.connection, source, zone)
    bad = refused_rows(layer)
    _quarantine(site, layer)
    _report(site, layer, bad)
    _write(site, layer, bad)
    _write_overlaps(site, layer)
    covering_gaps(site, layer, bad, zone, TOPOLOGY)


def examine(site: Site, source: Source) -> None:
    """Check the ``accepted`` rows of one file as a build checks a layer: what is refused and told, without a table."""
    columns = ", ".join(f"{quoted(field.name)} AS {quoted(column_of(field))}" for field in source.fields)
    site.connection.execute(
        f"CREATE OR REPLACE TABLE {source.relation} AS SELECT receipt, source_row, {columns} FROM accepted"  # noqa: S608 - from a contract
    )
    layer = read_layer(site.connection, source, blocks(site.zone))
    _quarantine(site, layer)
    _report(site, layer, refused_rows(layer))


def refused_rows(layer: Layer) -> Rows:
    """Return the rows that break a rule of severity error."""
    found = [each.rows for each in layer.broken if SEVERITY[each.rule] == "error"]
    return np.unique(np.concatenate(found)) if found else np.array([], dtype=np.intp)


def _values(layer: Layer) -> str:
    wkt = shape_field(layer.source)
    if wkt:
        return f"left({quoted(wkt.name)}, {LONGEST_VALUE})"
    return f"concat_ws(' + ', coalesce({LONGITUDE}::TEXT, ''), coalesce({LATITUDE}::TEXT, ''))"


def _quarantine(site: Site, layer: Layer) -> None:
    for each in layer.broken:
        if SEVERITY[each.rule] == "error" and len(each.rows):
            _register(site, layer, each.rows)
            suggestion = FAULTS[each.rule].suggestion
            site.connection.execute(
                f"INSERT INTO quarantine SELECT ?, receipt, source_row, ?, {_values(layer)}, ?, ?, ? "  # noqa: S608 - from a contract
                f"FROM {layer.source.relation} JOIN chosen USING (receipt, source_row) ORDER BY receipt, source_row",
                [layer.source.key, header(layer), each.rule, *suggestion],
            )
            site.connection.unregister("chosen")


def _register(site: Site, layer: Layer, rows: Rows) -> None:
    table = pa.table({"receipt": layer.receipt[rows], "source_row": layer.source_row[rows]})
    site.connection.register("chosen", table)


def _report(site: Site, layer: Layer, bad: Rows) -> None:
    receipts = np.unique(layer.receipt)
    for receipt in receipts.tolist():
        mine = layer.receipt == receipt
        lost = int(mine[bad].sum())
        if lost:
            site.refused[receipt] = site.refused.get(receipt, 0) + lost
        good = int(mine.sum()) - lost
        for each in layer.broken:
            rows = layer.source_row[each.rows[mine[each.rows]]]
            if len(rows):
                site.findings.append(rule_finding(site, layer, receipt, each.rule, np.sort(rows).tolist(), good))
        if receipt in layer.doubts:
            site.findings.append(doubt_finding(site, layer, receipt, layer.doubts[receipt], good))


def _write(site: Site, layer: Layer, bad: Rows) -> None:
    """Replace the base table by its accepted rows in CGCS2000."""
    keep = np.ones(len(layer.receipt), dtype=bool)
    keep[bad] = False
    points, wkt = layer.points, shape_field(layer.source)
    columns = {
        "receipt": pa.array(layer.receipt[keep], pa.int32()),
        "source_row": pa.array(layer.source_row[keep], pa.int32()),
        LONGITUDE: _numbers(shapely.get_x(points[keep]), 8),
        LATITUDE: _numbers(shapely.get_y(points[keep]), 8),
        "street": pa.array(layer.block[keep], pa.string()),
    }
    if wkt:
        measure, unit = (shapely.area, "area_square_metre") if _areal(layer) else (shapely.length, "length_metre")
        columns[unit] = _numbers(measure(layer.metres[keep]), 2)
        text = shapely.to_wkt(layer.shapes[keep], rounding_precision=8)
        columns[wkt.name] = pa.array(text, pa.string())
    table = layer.source.relation
    had = {name for name, *_ in site.connection.execute(f"DESCRIBE {table}").fetchall()}
    dropped = ", ".join(quoted(name) for name in sorted(had & ({"street", "area"} | set(columns))))
    site.connection.register("refined", pa.table(columns))
    made = ", ".join(f"refined.{quoted(name)}" for name in columns if name not in ("receipt", "source_row"))
    site.connection.execute(f"""
        CREATE OR REPLACE TABLE {table} AS
        SELECT delivered.* EXCLUDE ({dropped}), {made}, coalesce(parent, '{UNKNOWN}') AS area,
            refined.receipt, refined.source_row
        FROM {table} AS delivered JOIN refined USING (receipt, source_row)
            LEFT JOIN (SELECT code, parent FROM code_list WHERE list = 'street') ON refined.street = code
        ORDER BY refined.receipt, refined.source_row
    """)  # noqa: S608 - from a contract
    site.connection.unregister("refined")


def _areal(layer: Layer) -> bool:
    wkt = shape_field(layer.source)
    return wkt is not None and wkt.name.startswith("outline")


def _numbers(values: np.ndarray, decimals: int) -> pa.Array:
    return pa.array(np.round(values, decimals), pa.float64(), from_pandas=True)


def _write_overlaps(site: Site, layer: Layer) -> None:
    found = layer.overlaps
    if found is None or not len(found.left):
        return
    rows = [
        (layer.source.key, rule, layer.block[left], *_address(layer, left), *_address(layer, right), round(size, 2))
        for rule, left, right, size in zip(
            found.rules.tolist(), found.left.tolist(), found.right.tolist(), found.square_metre.tolist(), strict=True
        )
    ]
    append(site.connection, TOPOLOGY, rows)


def _address(layer: Layer, row: int) -> tuple[int, int]:
    return int(layer.receipt[row]), int(layer.source_row[row])
