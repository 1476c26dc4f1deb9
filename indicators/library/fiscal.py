"""Fiscal: revenue and expenditure by item, the balance, and what enterprises were given."""

from datasets import Text
from indicators.definition import Difference, Direction, Indicator, Ratio, Reported, Unit
from indicators.tables import SUBSIDY

FAMILY = Text("财政", "Fiscal")

_OWNER = Text("财政局国库科", "Finance Bureau, treasury")
_CAVEAT = Text(
    "收付实现制；1—2 月合并公布，不拆分；12 月累计取决算定案数，可能不等于各月之和。",
    "Cash basis; January and February are published together; December to date is the final account and may differ "
    "from the sum of the months.",
)
_FORMULA = Text("累计数减上月累计数", "The cumulative figure less the one before it")

INDICATORS = (
    Reported(
        key="fiscal_revenue_monthly",
        watched=True,
        name=Text("财政收入（月报）", "Fiscal revenue, monthly report"),
        unit=Unit.YUAN,
        meaning=Text("当月入库的全部财政收入。", "All revenue that reached the treasury in the month."),
        formula=_FORMULA,
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("fiscal_revenue",),
        series="fiscal_revenue",
        dimensions=("fiscal_item",),
    ),
    Reported(
        key="fiscal_tax_revenue",
        name=Text("财政收入中的税收", "Tax in fiscal revenue"),
        unit=Unit.YUAN,
        meaning=Text("财政收入中的税收部分。", "The part of fiscal revenue that is tax."),
        formula=Text("财政收入月报的税收收入科目", "Item tax revenue of the monthly report"),
        caveat=Text("按财政口径，与税务局全部入库税款不同。", "On the treasury's scope, not all tax paid in the zone."),
        owner=_OWNER,
        sources=("fiscal_revenue",),
        series="fiscal_revenue",
        item="101",
        dimensions=("fiscal_item",),
    ),
    Reported(
        key="non_tax_revenue",
        name=Text("非税收入", "Non-tax revenue"),
        unit=Unit.YUAN,
        meaning=Text(
            "专项收入、收费、罚没和资产有偿使用收入。", "Earmarked revenue, fees, fines and paid use of assets."
        ),
        formula=Text("财政收入月报的非税收入科目", "Item non-tax revenue of the monthly report"),
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("fiscal_revenue",),
        direction=Direction.NEITHER,
        series="fiscal_revenue",
        item="103",
        dimensions=("fiscal_item",),
    ),
    Ratio(
        key="tax_share_of_revenue",
        name=Text("税收占财政收入比重", "Share of tax in fiscal revenue"),
        unit=Unit.SHARE,
        meaning=Text("税收占财政收入的比重，反映收入质量。", "Tax as a part of fiscal revenue: its quality."),
        formula=Text("财政收入中的税收 ÷ 财政收入", "Tax in fiscal revenue ÷ fiscal revenue"),
        caveat=Text("按相同月份相除。", "Both over the same months."),
        owner=_OWNER,
        sources=("fiscal_revenue",),
        numerator="fiscal_tax_revenue",
        denominator="fiscal_revenue_monthly",
    ),
    Reported(
        key="fiscal_expenditure",
        name=Text("财政支出", "Fiscal expenditure"),
        unit=Unit.YUAN,
        meaning=Text("当月财政支出。", "Spending of the zone's treasury in the month."),
        formula=_FORMULA,
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("fiscal_expenditure",),
        direction=Direction.NEITHER,
        series="fiscal_expenditure",
        dimensions=("expenditure_item",),
    ),
    Difference(
        key="fiscal_balance",
        name=Text("财政收支差额", "Fiscal balance"),
        unit=Unit.YUAN,
        meaning=Text("财政收入减财政支出，正数为结余。", "Revenue less expenditure; positive is a surplus."),
        formula=Text("财政收入（月报）− 财政支出", "Fiscal revenue, monthly report − fiscal expenditure"),
        caveat=Text(
            "不含上级补助、上解和债务收支；基数为负时不计算同比。",
            "Without transfers from and to higher levels and without debt; no growth on a deficit.",
        ),
        owner=_OWNER,
        sources=("fiscal_revenue", "fiscal_expenditure"),
        minuend="fiscal_revenue_monthly",
        subtrahend="fiscal_expenditure",
    ),
    Ratio(
        key="fiscal_self_sufficiency",
        name=Text("财政自给率", "Fiscal self-sufficiency"),
        unit=Unit.SHARE,
        meaning=Text("财政收入能覆盖多少支出。", "How much of expenditure revenue covers."),
        formula=Text("财政收入（月报）÷ 财政支出", "Fiscal revenue, monthly report ÷ fiscal expenditure"),
        caveat=Text(
            "收入为全口径，含上划中央和市级部分，因此远高于 100%；单月受拨款进度影响大，宜看累计。",
            "Revenue has the central and municipal shares, hence far above 100 %; read the year to date.",
        ),
        owner=_OWNER,
        sources=("fiscal_revenue", "fiscal_expenditure"),
        numerator="fiscal_revenue_monthly",
        denominator="fiscal_expenditure",
    ),
    Indicator(
        key="enterprise_subsidies",
        name=Text("财政对单位的拨款和补贴", "Appropriations and subsidies to organisations"),
        unit=Unit.YUAN,
        meaning=Text("当月拨付给单位的经费、专项资金和补贴。", "Funds, grants and subsidies paid out in the month."),
        formula=Text("各笔拨付金额之和", "Sum of the amounts paid"),
        caveat=Text(
            "含机关事业单位经费；未对应到单位的行业列为未知。", "With funds of public bodies; unmatched are unknown."
        ),
        owner=Text("财政局企业科", "Finance Bureau, enterprises"),
        sources=("fiscal_unit",),
        direction=Direction.NEITHER,
        table=SUBSIDY,
        amount=SUBSIDY.amount_yuan,
        time="payment_month",
        dimensions=("industry", "street"),
    ),
)
