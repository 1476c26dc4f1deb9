"""Expenditure of the zone's treasury, by function, cumulative from January (财政支出月报)."""

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
    key="fiscal_expenditure",
    name=Text("财政支出月报", "Fiscal expenditure, monthly"),
    abstract=Text(
        "一般公共预算支出分科目的累计完成数和同比，含快报和决算。",
        "Expenditure of the general public budget by function, year to date, with growth; preliminary and final.",
    ),
    department=Text("财政局", "Finance Bureau"),
    owner=Text("国库科科长", "Head of the treasury section"),
    legal_basis=Text("《中华人民共和国预算法》（2014 修正）第六十九条", "Budget Law (amended 2014), article 69"),
    coverage=Text("开发区本级一般公共预算", "General public budget of the zone's own level"),
    update_method=Text(
        "每次提供全量，旧版本的行不删不改", "Each delivery is complete; lines of older vintages stay as they were"
    ),
    history=Text(
        "1–2 月合并报送；科目按 2007 年政府收支分类",
        "January and February are one; items of the classification of 2007",
    ),
    relations=Text("与财政收入同一国库报表", "From the same treasury report as revenue"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="fiscal_expenditure/*.csv",
    encoding="gb18030",
    fields=(
        RECORD,
        PERIOD,
        Field(
            name="expenditure_item_code",
            header="科目编码",
            kind=Kind.CODE,
            label=Text("支出科目", "item of expenditure"),
            code_list="expenditure_item",
        ),
        Field(
            name="expenditure_yuan",
            header="累计支出（万元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_YUAN,
            label=Text("累计支出", "year to date"),
            range=(Decimal(0), Decimal(100_000_000)),
            median_range=(Decimal(500), Decimal(1_000_000)),
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
    table="fiscal_expenditure",
    statistics=Statistics(
        item_field="expenditure_item_code",
        measures=(
            Measure(
                series="fiscal_expenditure",
                name=Text("财政支出", "Fiscal expenditure"),
                value_field="expenditure_yuan",
                growth_field="growth_percent",
                growth=Growth.NOMINAL,
            ),
        ),
    ),
    rules=(PERIOD_RULE,),
    consumers=(Text("统计局", "Statistics Bureau"), Text("发展和改革局", "Development and Reform Bureau")),
)
