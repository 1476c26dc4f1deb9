"""Findings on a layer, in both languages."""

from collections.abc import Sequence

from datasets.base import Site
from datasets.finding import Finding, accepted, taken
from datasets.geography.fault import FAULTS
from datasets.geography.layer import LATITUDE, LONGITUDE, Layer, shape_field
from datasets.geography.system import Doubt
from datasets.reading.remarks import SHOWN
from datasets.text import Text


def header(layer: Layer) -> str:
    """Return the titles of the columns that say where a row lies."""
    wkt = shape_field(layer.source)
    names = [wkt.name] if wkt else [LONGITUDE, LATITUDE]
    return " + ".join(each.header for each in layer.source.fields if each.name in names)


def rule_finding(site: Site, layer: Layer, receipt: int, rule: str, rows: Sequence[int], good: int) -> Finding:
    """Return the finding on the rows of a file that break a rule."""
    fault, file, count = FAULTS[rule], site.files.get(receipt, ""), len(rows)
    shown = rows[:SHOWN]
    zh_rows = "、".join(map(str, shown)) + ("等 " if count > SHOWN else " ")
    en_rows = ", ".join(map(str, shown)) + (" …" if count > SHOWN else "")
    return Finding(
        source=layer.source.key,
        file=file,
        receipt=receipt,
        rule=rule,
        severity=fault.severity,
        field=header(layer),
        row_count=count,
        rows=tuple(shown),
        message=Text(
            f"{file} 第 {zh_rows}行：{fault.message.zh}（共 {count} 行）。",
            f"{file}, row {en_rows}: {fault.message.en} ({count} in all).",
        ),
        fate=accepted(good) if fault.severity == "error" else taken(good),
    )


def doubt_finding(site: Site, layer: Layer, receipt: int, doubt: Doubt, good: int) -> Finding:
    """Return the finding on a file whose positions fit another coordinate system better."""
    file, old, new = site.files.get(receipt, ""), doubt.declared.value, doubt.likely.value
    return Finding(
        source=layer.source.key,
        file=file,
        receipt=receipt,
        rule="implausible_system",
        severity="warning",
        field=header(layer),
        row_count=int((layer.receipt == receipt).sum()),
        message=Text(
            f"{file}：合同约定坐标为 {old}，按此只有 {doubt.declared_share:.1%} 的位置落在应在的街区；"
            f"若为 {new}，则有 {doubt.likely_share:.1%}。请核实；建议将合同改为 {new} 或按 {old} 重新提供。",
            f"{file}: the contract says {old}, by which {doubt.declared_share:.1%} of the positions lie where they "
            f"belong; as {new} it would be {doubt.likely_share:.1%}. Check it; either the contract should say {new}, "
            f"or the file should be delivered again in {old}.",
        ),
        fate=Text(
            f"{good} 行按合同约定的坐标系保存，其位置不用于定位街区。",
            f"{good} rows were kept as the contract has them; their positions do not place them in blocks.",
        ),
    )
