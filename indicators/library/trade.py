"""Trade in goods: value, balance, structure, concentration and unit values."""

from datasets import Text
from indicators.definition import Difference, Direction, Indicator, Mean, TopShare, Unit
from indicators.tables import GOODS_TRADE, exact

FAMILY = Text("对外贸易", "Trade")

_DIMENSIONS = ("hs_section", "partner", "continent", "regime_group", "industry", "street", "ownership")
_OWNER = Text("海关统计科", "Customs, statistics")
_EXPORTS = GOODS_TRADE.filter(GOODS_TRADE.flow == "E")
_IMPORTS = GOODS_TRADE.filter(GOODS_TRADE.flow == "I")

_WEIGHED_EXPORTS = _EXPORTS.filter(_EXPORTS.weight_kilogram > 0)
_WEIGHED_IMPORTS = _IMPORTS.filter(_IMPORTS.weight_kilogram > 0)
_UNIT_VALUE = Text(
    "单位价值含商品结构变化，不是价格指数；没有重量的记录不计入。",
    "It moves with the mix of goods and is not a price index; records without weight are left out.",
)

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
    Indicator(
        key="total_trade",
        name=Text("进出口总额", "Total trade"),
        unit=Unit.USD,
        meaning=Text("出口与进口之和。", "Exports and imports together."),
        formula=Text("出口 + 进口", "Exports + imports"),
        caveat=Text("按经营单位所在地；美元现价。", "By seat of the trading enterprise; US dollars at current prices."),
        owner=_OWNER,
        sources=("customs",),
        table=GOODS_TRADE,
        amount=GOODS_TRADE.value_usd,
        time="trade_month",
        parts=("exports", "imports"),
        dimensions=("continent", "industry", "street", "ownership"),
    ),
    Mean(
        key="foreign_share_of_exports",
        name=Text("外资企业出口占比", "Share of foreign enterprises in exports"),
        unit=Unit.SHARE,
        meaning=Text(
            "外商和港澳台投资企业的出口占全部出口的比重。", "The part of exports by foreign-invested enterprises."
        ),
        formula=Text("外商及港澳台投资企业出口 ÷ 出口", "Exports of foreign-invested enterprises ÷ exports"),
        caveat=Text(
            "按现登记的所有制；未对应企业的不算外资。", "By today's ownership; unmatched exports are not foreign."
        ),
        owner=_OWNER,
        sources=("customs",),
        direction=Direction.NEITHER,
        table=_EXPORTS,
        amount=_EXPORTS.ownership.isin(["foreign", "hmt"]).ifelse(_EXPORTS.value_usd, 0),
        weight=_EXPORTS.value_usd,
        amount_unit=Unit.USD,
        time="trade_month",
        dimensions=("industry", "street"),
    ),
    TopShare(
        key="export_market_concentration",
        name=Text("前五大出口市场占比", "Share of the five largest export markets"),
        unit=Unit.SHARE,
        meaning=Text(
            "出口最多的五个国别（地区）占出口的比重。", "The part of exports that goes to the five largest partners."
        ),
        formula=Text("前五国别出口 ÷ 出口；累计值按年初至本月重新排序", "Exports to the five largest ÷ exports"),
        caveat=Text("经香港等地转口的按中转地统计。", "Goods shipped on count where they are first sent."),
        owner=_OWNER,
        sources=("customs",),
        direction=Direction.DOWN,
        of="exports",
        entity="partner",
        count=5,
        dimensions=("industry",),
    ),
    TopShare(
        key="exporter_concentration",
        name=Text("前十大出口企业占比", "Share of the ten largest exporters"),
        unit=Unit.SHARE,
        meaning=Text("出口最多的十户企业占出口的比重。", "The part of exports by the ten largest exporters."),
        formula=Text("前十户出口 ÷ 出口；累计值按年初至本月重新排序", "Exports of the ten largest ÷ exports"),
        caveat=Text("不能归到企业的出口只进分母。", "Exports of no known enterprise stand in the divisor only."),
        owner=_OWNER,
        sources=("customs",),
        direction=Direction.DOWN,
        of="exports",
        entity="entity_id",
        count=10,
        dimensions=("industry",),
    ),
    Indicator(
        key="export_weight",
        name=Text("出口货物重量", "Weight of exports"),
        unit=Unit.KILOGRAM,
        meaning=Text("当月出口货物的重量。", "Weight of the goods exported in the month."),
        formula=Text("出口重量之和", "Sum of the weight of exports"),
        caveat=Text("部分记录没有重量。", "Some records have no weight."),
        owner=_OWNER,
        sources=("customs",),
        table=_WEIGHED_EXPORTS,
        amount=exact(_WEIGHED_EXPORTS.weight_kilogram),
        time="trade_month",
        dimensions=("hs_section",),
    ),
    Mean(
        key="export_unit_value",
        name=Text("出口单位价值", "Unit value of exports"),
        unit=Unit.USD_PER_KILOGRAM,
        meaning=Text("每千克出口货物的金额。", "Value of a kilogram of exports."),
        formula=Text("有重量记录的出口金额 ÷ 出口重量", "Value of exports with a weight ÷ their weight"),
        caveat=_UNIT_VALUE,
        owner=_OWNER,
        sources=("customs",),
        table=_WEIGHED_EXPORTS,
        amount=_WEIGHED_EXPORTS.value_usd,
        weight=exact(_WEIGHED_EXPORTS.weight_kilogram),
        amount_unit=Unit.USD,
        time="trade_month",
        dimensions=("hs_section",),
    ),
    Mean(
        key="import_unit_value",
        name=Text("进口单位价值", "Unit value of imports"),
        unit=Unit.USD_PER_KILOGRAM,
        meaning=Text("每千克进口货物的金额。", "Value of a kilogram of imports."),
        formula=Text("有重量记录的进口金额 ÷ 进口重量", "Value of imports with a weight ÷ their weight"),
        caveat=_UNIT_VALUE,
        owner=_OWNER,
        sources=("customs",),
        direction=Direction.NEITHER,
        table=_WEIGHED_IMPORTS,
        amount=_WEIGHED_IMPORTS.value_usd,
        weight=exact(_WEIGHED_IMPORTS.weight_kilogram),
        amount_unit=Unit.USD,
        time="trade_month",
        dimensions=("hs_section",),
    ),
)
