"""Prices: indices of consumer and producer prices, against the year and the month before."""

from datasets import Text
from indicators.definition import Direction, Growth, Reported, Unit

FAMILY = Text("价格", "Prices")

_CHAIN = ("price_over_month", "price_over_year")
_OWNER = Text("统计局价格统计科", "Statistics Bureau, prices")
_YEAR = Text("部门公布的指数，上年同月 = 100", "The index as published; the same month of the year before is 100")
_MONTH = Text("部门公布的指数，上月 = 100", "The index as published; the month before is 100")
_CAVEAT = Text(
    "指数不相加、不累计；同比涨幅即指数减 100。",
    "Indices are neither added nor accumulated; the rise over the year is the index less 100.",
)
_CAVEAT_MONTH = Text(
    "指数不相加、不累计；未作季节调整；所列同比取自同比指数。",
    "Indices are neither added nor accumulated; not seasonally adjusted; growth is that on the year before.",
)

INDICATORS = (
    Reported(
        key="consumer_prices",
        name=Text("居民消费价格指数", "Consumer price index"),
        unit=Unit.INDEX,
        meaning=Text("居民消费价格与上年同月之比。", "Consumer prices against the same month of the year before."),
        formula=_YEAR,
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("price_index",),
        direction=Direction.NEITHER,
        series="price_over_year",
        item="cpi",
        growth=Growth.INDEX,
        chain=_CHAIN,
        dimensions=("price_item",),
    ),
    Reported(
        key="producer_prices",
        name=Text("工业生产者出厂价格指数", "Producer price index"),
        unit=Unit.INDEX,
        meaning=Text("工业品出厂价格与上年同月之比。", "Producer prices against the same month of the year before."),
        formula=_YEAR,
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("price_index",),
        direction=Direction.NEITHER,
        series="price_over_year",
        item="ppi",
        growth=Growth.INDEX,
        chain=_CHAIN,
    ),
    Reported(
        key="purchase_prices",
        name=Text("工业生产者购进价格指数", "Purchase price index of producers"),
        unit=Unit.INDEX,
        meaning=Text(
            "工业企业购进原材料等的价格与上年同月之比。",
            "Prices that industry pays for its inputs against the same month of the year before.",
        ),
        formula=_YEAR,
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("price_index",),
        direction=Direction.NEITHER,
        series="price_over_year",
        item="ppirm",
        growth=Growth.INDEX,
        chain=_CHAIN,
    ),
    Reported(
        key="consumer_prices_on_month",
        name=Text("居民消费价格环比指数", "Consumer price index on the month before"),
        unit=Unit.INDEX,
        meaning=Text("居民消费价格与上月之比。", "Consumer prices against the month before."),
        formula=_MONTH,
        caveat=_CAVEAT_MONTH,
        owner=_OWNER,
        sources=("price_index",),
        direction=Direction.NEITHER,
        series="price_over_month",
        item="cpi",
        growth=Growth.INDEX,
        chain=_CHAIN,
        dimensions=("price_item",),
    ),
)
