"""Energy consumed by industry above designated size, cumulative quarters (综合能源消费量)."""

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
    key="energy_use",
    name=Text("工业综合能源消费量", "Energy use of industry"),
    abstract=Text(
        "规模以上工业分行业综合能源消费量（等价值）的累计数和同比。",
        "Energy consumed by industry above designated size, by industry, in tonnes of coal equivalent, year to date.",
    ),
    department=Text("统计局", "Statistics Bureau"),
    owner=Text("能源统计科科长", "Head of energy statistics"),
    legal_basis=Text("《中华人民共和国统计法》（2009 修订）第二十三条", "Statistics Law (revised 2009), article 23"),
    coverage=Text("规模以上工业法人单位", "Industrial units above designated size"),
    update_method=Text(
        "每次提供全量，旧版本的行不删不改", "Each delivery is complete; lines of older vintages stay as they were"
    ),
    history=Text("2005 年起按季报送", "Quarterly since 2005"),
    relations=Text("与供电公司分行业用电量可对照", "May be held against the power company's sales by industry"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.QUARTERLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="energy_use/*.csv",
    encoding="utf-8",
    fields=(
        RECORD,
        PERIOD,
        Field(
            name="output_item_code",
            header="行业编码",
            kind=Kind.CODE,
            label=Text("行业", "industry"),
            code_list="output_item",
        ),
        Field(
            name="energy_tonne",
            header="综合能源消费量累计（吨标准煤）",
            kind=Kind.QUANTITY,
            unit=Unit.TONNE_COAL_EQUIVALENT,
            label=Text("综合能源消费量累计", "energy, year to date"),
            range=(Decimal(0), Decimal(100_000_000)),
            median_range=(Decimal(5_000), Decimal(5_000_000)),
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
    table="energy_use",
    statistics=Statistics(
        item_field="output_item_code",
        measures=(
            Measure(
                series="energy_use",
                name=Text("规模以上工业综合能源消费量", "Energy use of industry"),
                value_field="energy_tonne",
                growth_field="growth_percent",
                growth=Growth.NOMINAL,
            ),
        ),
    ),
    rules=(PERIOD_RULE,),
    consumers=(
        Text("发展和改革局", "Development and Reform Bureau"),
        Text("环境保护局", "Environmental Protection Bureau"),
    ),
)
