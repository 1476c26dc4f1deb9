"""Output and revenue as the zone has published them: annual, with every vintage kept."""

from datasets import Text
from indicators.definition import Published, Unit

_OWNER = Text("统计局综合统计科", "Statistics bureau, general statistics")
_AS_PRINTED = Text(
    "公开资料整理，年份不连续；同比为公布数（可比口径），不由总量推算。同一年有多个数值时均保留为版本。",
    "Compiled from public sources, with gaps; growth is as published (comparable basis), never computed from levels. "
    "Where a year has several values all are kept as vintages.",
)
_FORMULA = Text(
    "取当年最可信的公布数；目标值不作为实绩", "The most trusted published figure of the year; targets are not results"
)

INDICATORS = (
    Published(
        key="gdp",
        name=Text("地区生产总值", "Gross domestic product"),
        unit=Unit.YUAN,
        meaning=Text("开发区全年生产的增加值总和，现价。", "Value added in the zone in the year, at current prices."),
        formula=_FORMULA,
        caveat=_AS_PRINTED,
        owner=_OWNER,
        sources=("published",),
    ),
    Published(
        key="industrial_output",
        name=Text("工业总产值", "Gross industrial output"),
        unit=Unit.YUAN,
        meaning=Text("规模以上工业企业全年总产值，现价。", "Gross output of industry in the year, at current prices."),
        formula=_FORMULA,
        caveat=_AS_PRINTED,
        owner=_OWNER,
        sources=("published",),
    ),
    Published(
        key="fiscal_revenue",
        name=Text("财政收入", "Fiscal revenue"),
        unit=Unit.YUAN,
        meaning=Text("开发区全年组织的财政收入。", "Revenue raised by the zone's treasury in the year."),
        formula=_FORMULA,
        caveat=_AS_PRINTED,
        owner=Text("财政局预算科", "Finance bureau, budget"),
        sources=("published",),
    ),
)
