"""Trade in goods: exports, imports and their balance."""

from datasets import Text
from indicators.definition import Difference, Direction, Indicator, Mean, Unit
from indicators.tables import GOODS_TRADE

FAMILY = Text("对外贸易", "Trade")

_DIMENSIONS = ("hs_section", "partner", "continent", "regime_group", "industry", "street", "ownership")
_OWNER = Text("海关统计科", "Customs, statistics")
_EXPORTS = GOODS_TRADE.filter(GOODS_TRADE.flow == "E")
_IMPORTS = GOODS_TRADE.filter(GOODS_TRADE.flow == "I")

INDICATORS = (
    Indicator(
        key="exports",
        watched=True,
        name=Text("出口", "Exports"),
        unit=Unit.USD,
        meaning=Text(
            "经营单位在开发区注册的出口货物金额。",
            "Value of goods exported by enterprises registered in the zone.",
        ),
        formula=Text("进出口标志为出口的金额之和", "Sum of the value of trade whose flow is export"),
        caveat=Text(
            "按经营单位所在地，不是货源地；美元现价。春节在 1 月和 2 月之间移动，宜看 1—2 月合计。",
            "By seat of the trading enterprise, not origin of the goods; US dollars at current prices. The Spring "
            "Festival moves between January and February: read the two months together.",
        ),
        owner=_OWNER,
        sources=("customs",),
        table=_EXPORTS,
        amount=_EXPORTS.value_usd,
        time="trade_month",
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="imports",
        watched=True,
        name=Text("进口", "Imports"),
        unit=Unit.USD,
        meaning=Text(
            "经营单位在开发区注册的进口货物金额。",
            "Value of goods imported by enterprises registered in the zone.",
        ),
        formula=Text("进出口标志为进口的金额之和", "Sum of the value of trade whose flow is import"),
        caveat=Text(
            "按经营单位所在地，不是消费地；美元现价。",
            "By seat of the trading enterprise, not place of use; US dollars at current prices.",
        ),
        owner=_OWNER,
        sources=("customs",),
        direction=Direction.NEITHER,
        table=_IMPORTS,
        amount=_IMPORTS.value_usd,
        time="trade_month",
        dimensions=_DIMENSIONS,
    ),
    Difference(
        key="trade_balance",
        name=Text("贸易差额", "Trade balance"),
        unit=Unit.USD,
        meaning=Text("出口减进口，正数为顺差。", "Exports minus imports; positive is a surplus."),
        formula=Text("出口 − 进口", "Exports − imports"),
        caveat=Text(
            "去年同期为逆差或零时，同比没有意义，不予计算。",
            "Where the same period of last year was a deficit or nil, growth has no meaning and is not computed.",
        ),
        owner=_OWNER,
        sources=("customs",),
        direction=Direction.NEITHER,
        minuend="exports",
        subtrahend="imports",
        dimensions=_DIMENSIONS,
    ),
    Mean(
        key="processing_share",
        name=Text("加工贸易出口占比", "Share of processing trade in exports"),
        unit=Unit.SHARE,
        meaning=Text("加工贸易方式的出口占全部出口的比重。", "The part of exports under processing regimes."),
        formula=Text("加工贸易出口 ÷ 出口", "Exports under processing regimes ÷ exports"),
        caveat=Text(
            "比重下降可能因为加工贸易减少，也可能因为一般贸易增长更快，应与总量一起看。",
            "It falls when processing shrinks and when ordinary trade grows faster: read it with the levels.",
        ),
        owner=_OWNER,
        sources=("customs",),
        direction=Direction.NEITHER,
        table=_EXPORTS,
        amount=(_EXPORTS.regime_group == "processing").ifelse(_EXPORTS.value_usd, 0),
        weight=_EXPORTS.value_usd,
        time="trade_month",
        amount_unit=Unit.USD,
        dimensions=("industry", "street", "ownership"),
    ),
)
