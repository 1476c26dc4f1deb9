"""Gross domestic product by sector, cumulative quarters (地区生产总值季报)."""

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
    key="gdp_quarter",
    name=Text("地区生产总值季报", "Gross domestic product, quarterly"),
    abstract=Text(
        "地区生产总值分行业的累计现价数和可比价增速，含初步核算、最终核实和普查修订。",
        "GDP by sector, year to date at current prices, with growth at constant prices; all vintages.",
    ),
    department=Text("统计局", "Statistics Bureau"),
    owner=Text("国民经济核算科科长", "Head of national accounts"),
    legal_basis=Text("《中华人民共和国统计法》（2009 修订）第二十三条", "Statistics Law (revised 2009), article 23"),
    coverage=Text("开发区地域内全部常住单位", "All resident units within the zone"),
    update_method=Text(
        "每次提供全量，旧版本的行不删不改", "Each delivery is complete; lines of older vintages stay as they were"
    ),
    history=Text(
        "2009-12 按第二次经济普查修订 2005–2008 年；2018-01 口径修订；2019-11 按第四次普查修订；旧数保留",
        "Revised in 2009-12 (second census), 2018-01 (scope) and 2019-11 (fourth census); older figures are kept",
    ),
    relations=Text(
        "增速按可比价公布，不由现价推算", "Growth is published at constant prices, never computed from current ones"
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.QUARTERLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.OPEN,
    files="gdp/*.csv",
    encoding="utf-8",
    fields=(
        RECORD,
        PERIOD,
        Field(
            name="gdp_sector_code",
            header="核算行业",
            kind=Kind.CODE,
            label=Text("行业", "sector"),
            code_list="gdp_sector",
        ),
        Field(
            name="added_value_yuan",
            header="增加值累计（亿元）",
            kind=Kind.AMOUNT,
            unit=Unit.HUNDRED_MILLION_YUAN,
            label=Text("增加值累计", "value added, year to date"),
            range=(Decimal(0), Decimal(100_000)),
            median_range=(Decimal(1), Decimal(10_000)),
        ),
        Field(
            name="growth_percent",
            header="可比价增长（%）",
            kind=Kind.QUANTITY,
            label=Text("可比价增速", "growth at constant prices"),
            required=False,
            range=(Decimal(-100), Decimal(10_000)),
        ),
        STATUS,
        PUBLISHED,
    ),
    unique=("record_number",),
    base="economy",
    table="gdp_quarter",
    statistics=Statistics(
        item_field="gdp_sector_code",
        measures=(
            Measure(
                series="gdp",
                name=Text("地区生产总值", "Gross domestic product"),
                value_field="added_value_yuan",
                growth_field="growth_percent",
                growth=Growth.COMPARABLE,
            ),
        ),
    ),
    rules=(PERIOD_RULE,),
    consumers=(
        Text("发展和改革局", "Development and Reform Bureau"),
        Text("财政局", "Finance Bureau"),
        Text("管委会办公室", "Administrative Commission's office"),
    ),
)
