"""Revenue of the zone's treasury, by item, cumulative from January (财政收入月报)."""

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
    key="fiscal_revenue",
    name=Text("财政收入月报", "Fiscal revenue, monthly"),
    abstract=Text(
        "财政收入分科目的累计完成数、同比和年度预算，含快报、决算和修订各版。",
        "Fiscal revenue by item, year to date, with growth and the year's budget; preliminary, final and revised.",
    ),
    department=Text("财政局", "Finance Bureau"),
    owner=Text("国库科科长", "Head of the treasury section"),
    legal_basis=Text("《中华人民共和国预算法》（2014 修正）第六十九条", "Budget Law (amended 2014), article 69"),
    coverage=Text(
        "开发区组织的全部财政收入，含上划中央和市级部分",
        "All revenue raised in the zone, with what goes to the central and municipal treasuries",
    ),
    update_method=Text("每年一个文件，逐月追加，旧行不改", "One file a year, growing monthly; old lines stay"),
    history=Text(
        "1–2 月合并报送；2008 年决算与快报口径不同；2016-05 起无营业税",
        "January and February are one; the final account of 2008 has another scope; no business tax since 2016-05",
    ),
    relations=Text(
        "税收各科目与税务局入库税额对应", "The tax items correspond to the tax bureau's payments by type of tax"
    ),
    delivery_mode=DeliveryMode.BY_PERIOD,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="fiscal_revenue/*.csv",
    encoding="gb18030",
    fields=(
        RECORD,
        PERIOD,
        Field(
            name="fiscal_item_code",
            header="科目编码",
            kind=Kind.CODE,
            label=Text("收入科目", "revenue item"),
            code_list="fiscal_item",
        ),
        Field(
            name="revenue_yuan",
            header="累计完成（万元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_YUAN,
            label=Text("累计完成", "year to date"),
            range=(Decimal(-100_000), Decimal(100_000_000)),
            median_range=(Decimal(1_000), Decimal(1_000_000)),
        ),
        Field(
            name="growth_percent",
            header="同比增减（%）",
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
    table="fiscal_revenue",
    statistics=Statistics(
        item_field="fiscal_item_code",
        measures=(
            Measure(
                series="fiscal_revenue",
                name=Text("财政收入", "Fiscal revenue"),
                value_field="revenue_yuan",
                growth_field="growth_percent",
                growth=Growth.NOMINAL,
            ),
        ),
    ),
    rules=(PERIOD_RULE,),
    consumers=(Text("统计局", "Statistics Bureau"), Text("发展和改革局", "Development and Reform Bureau")),
)
