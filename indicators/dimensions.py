"""Dimensions: the code lists by which indicators are split, and the words for their codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from datasets import Language, Snapshot, Text
from indicators.computing.slices import Slice
from indicators.errors import QuestionError

UNKNOWN = "unknown"
NO_EMPLOYER = "none"
"""The industry of persons who work for nobody in the zone; enterprises never have it."""

_UNKNOWN_LABEL = Text("未知", "Unknown")
_NO_EMPLOYER_LABEL = Text("无就业单位", "No employer")


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
    Dimension("gdp_sector", Text("产业部门", "Sector of production"), "gdp_sector"),
    Dimension("output_item", Text("工业行业", "Industrial branch"), "output_item"),
    Dimension("price_item", Text("价格类别", "Group of prices"), "price_item"),
    Dimension("fiscal_item", Text("财政收入科目", "Item of revenue"), "fiscal_item"),
    Dimension("expenditure_item", Text("财政支出科目", "Item of expenditure"), "expenditure_item"),
    Dimension("fund_source", Text("投资资金来源", "Source of funds"), "fund_source"),
    Dimension("retail_item", Text("消费类别", "Kind of consumption"), "retail_item"),
    Dimension("power_item", Text("用电分类", "User of power"), "power_item"),
    Dimension("size", Text("企业规模", "Size of enterprise"), "size"),
    Dimension("area", Text("片区", "Area of the zone"), "area"),
    Dimension("age_group", Text("年龄组", "Age group"), "age_group"),
    Dimension("sex", Text("性别", "Sex"), "sex"),
    Dimension("residence_type", Text("居住类型", "Kind of residence"), "residence_type"),
    Dimension("education_level", Text("受教育程度", "Level of education"), "education_level"),
    Dimension("household_size", Text("家庭户规模", "Size of household"), "household_size"),
    Dimension("health_age_group", Text("卫生年龄组", "Age group in health"), "health_age_group"),
    Dimension("health_service", Text("公共卫生服务项目", "Public health service"), "health_service"),
    Dimension("health_group", Text("服务人群", "Group served"), "health_group"),
    Dimension("fdi_form", Text("外资企业形式", "Form of foreign investment"), "fdi_form"),
    Dimension("pollutant", Text("污染物", "Pollutant"), "pollutant"),
    Dimension("air_station", Text("监测站", "Air station"), "air_station"),
    Dimension("city_case_class", Text("城管案件大类", "Class of city case"), "city_case_class"),
    Dimension("case_channel", Text("案件来源", "Channel of a case"), "case_channel"),
    Dimension("department", Text("部门", "Department"), "department"),
    Dimension("approval_item", Text("审批事项", "Item of approval"), "approval_item"),
    Dimension("inquiry_topic", Text("咨询主题", "Topic of an inquiry"), "inquiry_topic"),
    Dimension("inquiry_channel", Text("咨询渠道", "Channel of an inquiry"), "inquiry_channel"),
    Dimension("system", Text("信息系统", "Information system"), "system"),
    Dimension("incident_cause", Text("事件原因", "Cause of an incident"), "incident_cause"),
    Dimension("incident_severity", Text("事件等级", "Severity of an incident"), "incident_severity"),
    Dimension("asset_class", Text("资产类别", "Class of asset"), "asset_class"),
    Dimension("training_course", Text("培训课程", "Training course"), "training_course"),
)
DIMENSIONS: Mapping[str, Dimension] = MappingProxyType({each.key: each for each in _ALL})


def labels(snapshot: Snapshot, dimension: str, language: Language) -> dict[str, str]:
    """Return the label of every code of a dimension, in the order of the code list, 'unknown' last."""
    return dict(_labels(snapshot, dimension, language))


@lru_cache(maxsize=256)
def _labels(snapshot: Snapshot, dimension: str, language: Language) -> dict[str, str]:
    found = dict(words(snapshot, DIMENSIONS[dimension].code_list, language))
    if dimension == "industry":
        found[NO_EMPLOYER] = _NO_EMPLOYER_LABEL.in_language(language)
    return {**found, UNKNOWN: found.get(UNKNOWN, _UNKNOWN_LABEL.in_language(language))}


@lru_cache(maxsize=256)
def words(snapshot: Snapshot, code_list: str, language: Language) -> dict[str, str]:
    """Return the word of every code of a list, in the list's order."""
    sql = "SELECT code, zh, en FROM code_list WHERE list = ? ORDER BY position, code"
    return {row["code"]: row[language] for row in snapshot.query(sql, (code_list,)).to_pylist()}


@lru_cache(maxsize=64)
def parents(snapshot: Snapshot, code_list: str) -> dict[str, str | None]:
    """Return the code above each code of a list, in the list's order; None stands above the uppermost."""
    sql = "SELECT code, parent FROM code_list WHERE list = ? ORDER BY position, code"
    return {row["code"]: row["parent"] for row in snapshot.query(sql, (code_list,)).to_pylist()}


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
