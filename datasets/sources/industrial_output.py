"""Gross output of industry above designated size, by industry, cumulative (规模以上工业总产值)."""

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
    key="industrial_output",
    name=Text("规模以上工业总产值", "Gross industrial output by industry"),
    abstract=Text(
        "规模以上工业总产值分行业的累计数和同比，含快报、年报和历史修订。",
        "Gross output of industry above designated size by industry, year to date; preliminary, final and revised.",
    ),
    department=Text("统计局", "Statistics Bureau"),
    owner=Text("工业统计科科长", "Head of industrial statistics"),
    legal_basis=Text("《中华人民共和国统计法》（2009 修订）第二十三条", "Statistics Law (revised 2009), article 23"),
    coverage=Text(
        "规模以上工业法人单位（2011 年起年主营业务收入 2000 万元）",
        "Industrial units above designated size (20 million yuan of revenue since 2011)",
    ),
    update_method=Text(
        "每次提供全量，旧版本的行不删不改", "Each delivery is complete; lines of older vintages stay as they were"
    ),
    history=Text(
        "2018-01 按在地口径修订 2014–2017 年，旧数保留；1–2 月合并报送",
        "The years 2014–2017 were revised in 2018-01 (place of activity), older figures kept; January–February is one",
    ),
    relations=Text("与公开发布的工业总产值对应", "Corresponds to the published gross industrial output"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.OPEN,
    files="industrial_output/*.csv",
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
            name="output_yuan",
            header="工业总产值累计（万元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_YUAN,
            label=Text("工业总产值累计", "gross output, year to date"),
            range=(Decimal(0), Decimal(1_000_000_000)),
            median_range=(Decimal(100_000), Decimal(50_000_000)),
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
    table="industrial_output",
    statistics=Statistics(
        item_field="output_item_code",
        measures=(
            Measure(
                series="industrial_output",
                name=Text("规模以上工业总产值", "Gross industrial output"),
                value_field="output_yuan",
                growth_field="growth_percent",
                growth=Growth.NOMINAL,
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
