"""Dimensions: the code lists by which indicators are split, and the words for their codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from datasets import Language, Snapshot, Text
from indicators.errors import QuestionError
from indicators.slices import Slice

UNKNOWN = "unknown"
_UNKNOWN_LABEL = Text("未知", "Unknown")


@dataclass(frozen=True)
class Dimension:
    """A column by which an indicator may be split; its codes stand in ``code_list``."""

    key: str
    name: Text
    code_list: str


_ALL = (
    Dimension("tax_type", Text("税种", "Type of tax"), "tax_type"),
    Dimension("industry", Text("行业", "Industry"), "industry"),
    Dimension("street", Text("街区", "Block"), "street"),
    Dimension("ownership", Text("所有制", "Ownership"), "ownership"),
    Dimension("hs_section", Text("商品类", "Section of goods"), "hs_section"),
    Dimension("partner", Text("国别（地区）", "Partner"), "partner"),
    Dimension("continent", Text("大洲", "Continent"), "continent"),
    Dimension("regime_group", Text("贸易方式", "Customs regime"), "regime_group"),
    Dimension("project_nature", Text("建设性质", "Nature of construction"), "project_nature"),
    Dimension("land_use", Text("土地用途", "Land use"), "land_use"),
)
DIMENSIONS: Mapping[str, Dimension] = MappingProxyType({each.key: each for each in _ALL})


def labels(snapshot: Snapshot, dimension: str, language: Language) -> dict[str, str]:
    """Return the label of every code of a dimension, in the order of the code list, 'unknown' last."""
    return dict(_labels(snapshot, dimension, language))


@lru_cache(maxsize=256)
def _labels(snapshot: Snapshot, dimension: str, language: Language) -> dict[str, str]:
    rows = snapshot.query(
        "SELECT code, zh, en FROM code_list WHERE list = ? ORDER BY position, code", (DIMENSIONS[dimension].code_list,)
    ).to_pylist()
    found = {row["code"]: row[language] for row in rows}
    return {**found, UNKNOWN: found.get(UNKNOWN, _UNKNOWN_LABEL.in_language(language))}


def refuse_strange_codes(snapshot: Snapshot, cut: Slice) -> None:
    """Raise an error that names the codes a slice asks for and no code list holds: a slip, not a nought."""
    for dimension, codes in cut.where:
        known = _labels(snapshot, dimension, "en")
        strange = [code for code in codes if code not in known]
        if strange and len(known) > 1:
            name = DIMENSIONS[dimension].name
            raise QuestionError(
                Text(
                    f"{name.zh}没有代码 {'、'.join(strange)}；可用：{'、'.join(known)}",
                    f"{name.en} has no code {', '.join(strange)}; it has: {', '.join(known)}",
                )
            )
