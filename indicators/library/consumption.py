"""Consumption: retail sales as the statistics bureau reports them."""

from datasets import Text
from indicators.definition import Direction, Ratio, Reported, Unit

FAMILY = Text("消费", "Consumption")

_OWNER = Text("统计局贸易外经统计科", "Statistics Bureau, trade")
_CAVEAT = Text(
    "现价；1—2 月合并公布，不拆分；限额以下单位为抽样推算。",
    "Current prices; January and February are published together; units below the quota are estimated by sample.",
)
_FORMULA = Text("累计数减上月累计数", "The cumulative figure less the one before it")

INDICATORS = (
    Reported(
        key="retail_sales",
        watched=True,
        name=Text("社会消费品零售额（月报）", "Retail sales, monthly report"),
        unit=Unit.YUAN,
        meaning=Text("当月售给居民和社会集团的消费品金额。", "Consumer goods sold to households and institutions."),
        formula=_FORMULA,
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("retail_sales",),
        series="retail_sales",
        dimensions=("retail_item",),
    ),
    Reported(
        key="catering_sales",
        name=Text("餐饮收入（月报）", "Catering, monthly report"),
        unit=Unit.YUAN,
        meaning=Text("当月餐饮服务收入。", "Receipts of catering in the month."),
        formula=_FORMULA,
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("retail_sales",),
        series="retail_sales",
        item="R2",
    ),
    Ratio(
        key="catering_share",
        name=Text("餐饮收入占比", "Share of catering"),
        unit=Unit.SHARE,
        meaning=Text("餐饮收入占社会消费品零售额的比重。", "Catering's part of retail sales."),
        formula=Text("餐饮收入 ÷ 社会消费品零售额", "Catering ÷ retail sales"),
        caveat=Text("按相同月份相除。", "Both over the same months."),
        owner=_OWNER,
        sources=("retail_sales",),
        direction=Direction.NEITHER,
        numerator="catering_sales",
        denominator="retail_sales",
    ),
)
