"""Retail sales of consumer goods, cumulative (社会消费品零售总额)."""

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
    key="retail_sales",
    name=Text("社会消费品零售总额", "Retail sales of consumer goods"),
    abstract=Text(
        "社会消费品零售总额按消费形态的累计数和同比。",
        "Retail sales by kind of consumption, year to date, with growth.",
    ),
    department=Text("统计局", "Statistics Bureau"),
    owner=Text("贸易外经科科长", "Head of domestic and foreign trade statistics"),
    legal_basis=Text("《中华人民共和国统计法》（2009 修订）第二十三条", "Statistics Law (revised 2009), article 23"),
    coverage=Text(
        "开发区全社会，限额以上单位全面调查、限额以下抽样",
        "The whole zone: units above quota in full, those below by sample",
    ),
    update_method=Text(
        "每次提供全量，旧版本的行不删不改", "Each delivery is complete; lines of older vintages stay as they were"
    ),
    history=Text(
        "1–2 月合并报送；2018 年后按第四次经济普查口径",
        "January and February are one; since 2018 on the scope of the fourth census",
    ),
    relations=Text("与税务局批发零售业税收可对照", "May be held against the tax bureau's tax on trade"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.OPEN,
    files="retail_sales/*.csv",
    encoding="utf-8",
    fields=(
        RECORD,
        PERIOD,
        Field(
            name="retail_item_code",
            header="分组编码",
            kind=Kind.CODE,
            label=Text("消费形态", "kind of consumption"),
            code_list="retail_item",
        ),
        Field(
            name="sales_yuan",
            header="零售额累计（万元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_YUAN,
            label=Text("零售额累计", "sales, year to date"),
            range=(Decimal(0), Decimal(100_000_000)),
            median_range=(Decimal(10_000), Decimal(10_000_000)),
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
    table="retail_sales",
    statistics=Statistics(
        item_field="retail_item_code",
        measures=(
            Measure(
                series="retail_sales",
                name=Text("社会消费品零售总额", "Retail sales"),
                value_field="sales_yuan",
                growth_field="growth_percent",
                growth=Growth.NOMINAL,
            ),
        ),
    ),
    rules=(PERIOD_RULE,),
    consumers=(
        Text("发展和改革局", "Development and Reform Bureau"),
        Text("管委会办公室", "Administrative Commission's office"),
    ),
)
