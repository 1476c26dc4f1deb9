"""Funds in place for fixed-asset investment, by source, cumulative (固定资产投资资金来源)."""

from decimal import Decimal

from datasets.contract import (
    Cadence,
    Classification,
    DeliveryMode,
    Field,
    Growth,
    Kind,
    Measure,
    Sharing,
    Source,
    Statistics,
    Unit,
)
from datasets.text import Text
from datasets.vintages.fields import PERIOD, PERIOD_RULE, PUBLISHED, RECORD, STATUS

SOURCE = Source(
    key="investment_funds",
    name=Text("固定资产投资资金来源", "Sources of investment funds"),
    abstract=Text(
        "固定资产投资按资金来源的累计到位数和同比。",
        "Funds in place for fixed-asset investment by source of funds, year to date, with growth.",
    ),
    department=Text("统计局", "Statistics Bureau"),
    owner=Text("投资统计科科长", "Head of investment statistics"),
    legal_basis=Text("《中华人民共和国统计法》（2009 修订）第二十三条", "Statistics Law (revised 2009), article 23"),
    coverage=Text("计划总投资 500 万元及以上的项目", "Projects with a planned total of 5 million yuan or more"),
    update_method=Text(
        "每次提供全量，旧版本的行不删不改", "Each delivery is complete; lines of older vintages stay as they were"
    ),
    history=Text(
        "1–2 月合并报送；2011 年起统计起点 500 万元",
        "January and February are one; threshold of 5 million yuan since 2011",
    ),
    relations=Text("各来源之和与投资项目月报的完成额对应", "The sources add up to what projects report as completed"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.OPEN,
    files="investment_funds/*.csv",
    encoding="utf-8",
    fields=(
        RECORD,
        PERIOD,
        Field(
            name="fund_source_code",
            header="资金来源编码",
            kind=Kind.CODE,
            label=Text("资金来源", "source of funds"),
            code_list="fund_source",
        ),
        Field(
            name="funds_yuan",
            header="到位资金累计（万元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_YUAN,
            label=Text("到位资金累计", "funds, year to date"),
            range=(Decimal(0), Decimal(100_000_000)),
            median_range=(Decimal(10_000), Decimal(20_000_000)),
        ),
        Field(
            name="growth_percent",
            header="同比（%）",
            kind=Kind.QUANTITY,
            label=Text("同比", "growth over a year"),
            required=False,
            range=(Decimal(-100), Decimal(10_000)),
        ),
        STATUS,
        PUBLISHED,
    ),
    unique=("record_number",),
    base="economy",
    table="investment_funds",
    statistics=Statistics(
        item_field="fund_source_code",
        measures=(
            Measure(
                series="fixed_asset_investment",
                name=Text("固定资产投资资金来源", "Investment by source of funds"),
                value_field="funds_yuan",
                growth_field="growth_percent",
                growth=Growth.NOMINAL,
            ),
        ),
    ),
    rules=(PERIOD_RULE,),
    consumers=(Text("发展和改革局", "Development and Reform Bureau"), Text("财政局", "Finance Bureau")),
)
