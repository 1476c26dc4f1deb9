"""Gaps: land of a block that a layer which ought to cover it leaves out."""

import numpy as np
import shapely

from datasets.base import Site
from datasets.finding import Finding, taken
from datasets.geography.blocks import Blocks
from datasets.geography.layer import Layer
from datasets.geography.measure import in_metres
from datasets.geography.shapes import Rows
from datasets.geography.tolerance import tolerance
from datasets.rows import append
from datasets.text import Text

COVERING = frozenset({"planning_unit"})  # the control plan leaves no land unplanned; parcels leave the roads out


def covering_gaps(site: Site, layer: Layer, bad: Rows, blocks: Blocks, table: str) -> None:
    """Write the gaps of a covering layer to the table of topology and a finding on them."""
    if layer.source.key not in COVERING or not len(layer.receipt):
        return
    keep = np.ones(len(layer.receipt), dtype=bool)
    keep[bad] = False
    land = in_metres(blocks.shapes)
    gaps = []
    for code, whole in zip(blocks.codes.tolist(), land, strict=True):
        units = layer.metres[keep & (layer.block == code)]
        left = float(shapely.area(shapely.difference(whole, shapely.union_all(units))))
        if left > tolerance("gap") * shapely.area(whole):
            gaps.append((layer.source.key, "gap", code, None, None, None, None, round(left, 2)))
    if gaps:
        append(site.connection, table, gaps)
        site.findings.append(_finding(site, layer, [str(gap[2]) for gap in gaps], int(keep.sum())))


def _finding(site: Site, layer: Layer, codes: list[str], good: int) -> Finding:
    receipt = int(layer.receipt.max())
    file = site.files.get(receipt, "")
    return Finding(
        source=layer.source.key,
        file=file,
        receipt=receipt,
        rule="gap",
        severity="warning",
        field=None,
        row_count=len(codes),
        message=Text(
            f"{file}：有 {len(codes)} 个街区未被覆盖完整：{'、'.join(codes)}。请补齐缺少的单元。",
            f"{file}: {len(codes)} blocks are not covered in full: {', '.join(codes)}. Deliver the units that lack.",
        ),
        fate=taken(good),
    )
