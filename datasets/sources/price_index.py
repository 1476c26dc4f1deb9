"""Price indices of consumers and producers, by month and category (价格指数)."""

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
    key="price_index",
    name=Text("价格指数", "Price indices"),
    abstract=Text(
        "居民消费价格和工业生产者价格按月、分类别的同比和环比指数。",
        "Consumer and producer prices by month and category: the index over a year and the index over a month.",
    ),
    department=Text("国家统计局调查总队", "Survey Office of the National Bureau of Statistics"),
    owner=Text("消费价格处处长", "Head of consumer prices"),
    legal_basis=Text("《中华人民共和国统计法》（2009 修订）第二十三条", "Statistics Law (revised 2009), article 23"),
    coverage=Text("天津全市；开发区不单独编制", "The whole of Tianjin; none is made for the zone alone"),
    update_method=Text("每次提供全量，发布后不修订", "Each delivery is complete; not revised once published"),
    history=Text("类别按 2016 年新分类回溯", "Categories are carried back on the classification of 2016"),
    relations=Text("用于按可比价比较其他现价序列", "Used to compare series at current prices on constant ones"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.OPEN,
    files="price_index/*.csv",
    fields=(
        RECORD,
        PERIOD,
        Field(
            name="price_item_code",
            header="类别编码",
            kind=Kind.CODE,
            label=Text("类别", "category"),
            code_list="price_item",
        ),
        Field(
            name="year_index",
            header="同比指数（上年同月=100）",
            kind=Kind.QUANTITY,
            unit=Unit.INDEX,
            label=Text("同比指数", "index, the same month of the year before = 100"),
            range=(Decimal(60), Decimal(160)),
            median_range=(Decimal(90), Decimal(115)),
        ),
        Field(
            name="month_index",
            header="环比指数（上月=100）",
            kind=Kind.QUANTITY,
            unit=Unit.INDEX,
            label=Text("环比指数", "index, the month before = 100"),
            range=(Decimal(80), Decimal(120)),
            median_range=(Decimal(98), Decimal(102)),
        ),
        STATUS,
        PUBLISHED,
    ),
    unique=("record_number",),
    base="economy",
    table="price_index",
    statistics=Statistics(
        item_field="price_item_code",
        measures=(
            Measure(
                series="price_over_year",
                name=Text("价格同比指数", "Price index over a year"),
                value_field="year_index",
                growth=Growth.COMPARABLE,
                flow=False,
            ),
            Measure(
                series="price_over_month",
                name=Text("价格环比指数", "Price index over a month"),
                value_field="month_index",
                growth=Growth.COMPARABLE,
                flow=False,
            ),
        ),
    ),
    rules=(PERIOD_RULE,),
    consumers=(Text("统计局", "Statistics Bureau"), Text("发展和改革局", "Development and Reform Bureau")),
)
