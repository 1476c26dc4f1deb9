"""Electricity sold by industry and month (分行业用电量)."""

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
    key="power_use",
    name=Text("分行业用电量", "Electricity use by industry"),
    abstract=Text(
        "供电公司抄见的每月分行业用电量，另有全年结算数。",
        "Electricity sold by month and industry as read from meters, and the year's settled figure.",
    ),
    department=Text("供电公司", "Power Company"),
    owner=Text("营销部主任", "Head of sales"),
    legal_basis=Text("《中华人民共和国统计法》（2009 修订）第七条", "Statistics Law (revised 2009), article 7"),
    coverage=Text(
        "供电营业区内全部用户，不含自备电厂自用", "All customers of the supply area; own use of captive plants excluded"
    ),
    update_method=Text(
        "每次提供全量，旧版本的行不删不改", "Each delivery is complete; lines of older vintages stay as they were"
    ),
    history=Text(
        "按月报送，不作累计；全年数次年 2 月结算",
        "Months are reported singly; the year's figure is settled in the next February",
    ),
    relations=Text(
        "与工业综合能源消费量、工业总产值可对照", "May be held against energy use and gross output of industry"
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="power_use/*.csv",
    encoding="utf-8",
    fields=(
        RECORD,
        PERIOD,
        Field(
            name="power_item_code",
            header="用电分类编码",
            kind=Kind.CODE,
            label=Text("用电分类", "class of use"),
            code_list="power_item",
        ),
        Field(
            name="energy_kilowatt_hour",
            header="用电量（万千瓦时）",
            kind=Kind.QUANTITY,
            unit=Unit.TEN_THOUSAND_KILOWATT_HOUR,
            label=Text("用电量", "electricity"),
            range=(Decimal(0), Decimal(100_000_000)),
            median_range=(Decimal(100), Decimal(200_000)),
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
    table="power_use",
    statistics=Statistics(
        item_field="power_item_code",
        measures=(
            Measure(
                series="power_use",
                name=Text("用电量", "Electricity use"),
                value_field="energy_kilowatt_hour",
                growth_field="growth_percent",
                growth=Growth.NOMINAL,
            ),
        ),
    ),
    rules=(PERIOD_RULE,),
    consumers=(
        Text("发展和改革局", "Development and Reform Bureau"),
        Text("统计局", "Statistics Bureau"),
        Text("环境保护局", "Environmental Protection Bureau"),
    ),
)
