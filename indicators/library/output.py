"""Growth and output: annual figures as printed, with every vintage kept, and the quarters and months reported since."""

from datasets import Text
from indicators.definition import Direction, Frequency, Growth, Published, Ratio, Reported, Unit

FAMILY = Text("增长和产出", "Growth and output")

_OWNER = Text("统计局综合统计科", "Statistics Bureau, general statistics")
_ACCOUNTS = Text("统计局国民经济核算科", "Statistics Bureau, national accounts")
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
        owner=Text("财政局预算科", "Finance Bureau, budget"),
        sources=("published",),
    ),
    Reported(
        key="gdp_quarterly",
        name=Text("季度地区生产总值", "Quarterly gross domestic product"),
        unit=Unit.YUAN,
        meaning=Text(
            "开发区当季（累计为年初至本季）生产的增加值，现价。",
            "Value added in the zone in the quarter, or from January to its end, at current prices.",
        ),
        formula=Text(
            "累计核算数减上季累计数；一季度即累计数；累计取最新版本",
            "The cumulative account less the one before it; the first quarter as delivered; the newest vintage",
        ),
        caveat=Text(
            "总量为现价，同比为统计局按可比价公布的累计增速，不由总量推算；单季没有公布增速。年度以定案数为准。",
            "Levels are at current prices, growth is the bureau's at comparable prices for the year to date, never "
            "computed from levels; a single quarter has no published growth. A year shows its final account.",
        ),
        owner=_ACCOUNTS,
        sources=("gdp_quarter",),
        frequency=Frequency.QUARTER,
        series="gdp",
        growth=Growth.PUBLISHED,
        dimensions=("gdp_sector",),
    ),
    Reported(
        key="tertiary_value_added",
        name=Text("第三产业增加值", "Value added of the tertiary sector"),
        unit=Unit.YUAN,
        meaning=Text("第三产业当季增加值，现价。", "Value added in services in the quarter, at current prices."),
        formula=Text("季度地区生产总值的第三产业分项", "Item tertiary industry of quarterly gross domestic product"),
        caveat=Text("同季度地区生产总值。", "As for quarterly gross domestic product."),
        owner=_ACCOUNTS,
        sources=("gdp_quarter",),
        frequency=Frequency.QUARTER,
        series="gdp",
        item="3",
        growth=Growth.PUBLISHED,
        dimensions=("gdp_sector",),
    ),
    Reported(
        key="industrial_value_added",
        name=Text("工业增加值", "Industrial value added"),
        unit=Unit.YUAN,
        meaning=Text("工业当季增加值，现价。", "Value added in industry in the quarter, at current prices."),
        formula=Text("季度地区生产总值的工业分项", "Item industry of quarterly gross domestic product"),
        caveat=Text("同季度地区生产总值。", "As for quarterly gross domestic product."),
        owner=_ACCOUNTS,
        sources=("gdp_quarter",),
        frequency=Frequency.QUARTER,
        series="gdp",
        item="21",
        growth=Growth.PUBLISHED,
    ),
    Ratio(
        key="tertiary_share",
        name=Text("第三产业占比", "Share of the tertiary sector"),
        unit=Unit.SHARE,
        meaning=Text("第三产业增加值占地区生产总值的比重。", "Services' part of gross domestic product."),
        formula=Text("第三产业增加值 ÷ 季度地区生产总值", "Value added of services ÷ quarterly gross domestic product"),
        caveat=Text("按现价计算。", "At current prices."),
        owner=_ACCOUNTS,
        sources=("gdp_quarter",),
        direction=Direction.NEITHER,
        frequency=Frequency.QUARTER,
        numerator="tertiary_value_added",
        denominator="gdp_quarterly",
    ),
    Reported(
        key="industrial_output_monthly",
        watched=True,
        name=Text("规模以上工业总产值（月报）", "Industrial output, monthly report"),
        unit=Unit.YUAN,
        meaning=Text(
            "规模以上工业企业当月（1—2 月合并）总产值，现价。",
            "Gross output of industry above the designated size in the month, January and February together.",
        ),
        formula=Text(
            "累计数减上月累计数；1—2 月为部门合并数，不拆分",
            "The cumulative figure less the one before it; January and February as delivered together, never split",
        ),
        caveat=Text(
            "规模以上的起点几经调整，公布同比为可比口径，与按总量计算的同比分列，不混用。",
            "The designated size has changed; published growth is on a comparable scope and stands beside growth "
            "computed from levels, never mixed with it.",
        ),
        owner=Text("统计局工业统计科", "Statistics Bureau, industry"),
        sources=("industrial_output",),
        series="industrial_output",
        dimensions=("output_item",),
    ),
)
