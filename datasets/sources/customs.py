"""Goods through customs (海关进出口)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Unit
from datasets.text import Text

SOURCE = Source(
    key="customs",
    name=Text("进出口货物统计", "Imports and exports of goods"),
    abstract=Text(
        "每户企业每月按商品章、国别和贸易方式汇总的进出口金额和重量。",
        "Value and weight of trade by enterprise, month, chapter of goods, partner and customs regime.",
    ),
    department=Text("海关", "Customs"),
    owner=Text("统计科科长", "Head of statistics"),
    legal_basis=Text("《中华人民共和国海关统计条例》（2005）", "Regulations on Customs Statistics (2005)"),
    coverage=Text("经营单位在开发区注册的进出口货物", "Goods traded by enterprises registered in the zone"),
    update_method=Text("每年一个文件，当年文件逐月增补", "One file a year; the current year's file grows every month"),
    history=Text(
        "商品章按《协调制度》，各版本章号一致", "Chapters of the Harmonized System, the same in every edition"
    ),
    relations=Text("以组织机构代码与企业登记对应", "Matches the register by organisation code"),
    delivery_mode=DeliveryMode.BY_PERIOD,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.RESTRICTED,
    files="customs/*.csv",
    required=True,
    large=True,
    consumers=(
        Text("商务局", "Commerce Bureau"),
        Text("统计局", "Statistics Bureau"),
        Text("税务局", "Tax Bureau"),
    ),
    fields=(
        Field(name="record_code", header="记录号", kind=Kind.CODE, label=Text("记录号", "record"), in_base=False),
        Field(
            name="customs_code",
            header="经营单位代码",
            kind=Kind.CODE,
            label=Text("经营单位代码", "customs code"),
            in_base=False,
        ),
        Field(
            name="organisation_code",
            header="组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("组织机构代码", "organisation code"),
            in_base=False,
        ),
        Field(name="trade_month", header="进出口月份", kind=Kind.MONTH, label=Text("进出口月份", "month of trade")),
        Field(
            name="flow_code",
            header="进出口标志",
            kind=Kind.CODE,
            label=Text("进出口标志", "flow"),
            code_list="trade_flow",
        ),
        Field(
            name="hs_chapter_code",
            header="商品章",
            kind=Kind.CODE,
            label=Text("商品章", "chapter of goods"),
            code_list="hs_chapter",
        ),
        Field(
            name="partner_code",
            header="国别（地区）代码",
            kind=Kind.CODE,
            label=Text("国别（地区）", "partner"),
            code_list="partner",
        ),
        Field(
            name="regime_code",
            header="贸易方式代码",
            kind=Kind.CODE,
            label=Text("贸易方式", "customs regime"),
            code_list="regime",
        ),
        Field(
            name="value_usd",
            header="金额（美元）",
            kind=Kind.AMOUNT,
            unit=Unit.USD,
            label=Text("金额", "value"),
            range=(Decimal(0), Decimal(5_000_000_000)),
            median_range=(Decimal(1_000), Decimal(20_000_000)),
        ),
        Field(
            name="weight_kilogram",
            header="重量（千克）",
            kind=Kind.QUANTITY,
            unit=Unit.KILOGRAM,
            label=Text("重量", "weight"),
            required=False,
            range=(Decimal(0), Decimal(10_000_000_000)),
        ),
    ),
    unique=("record_code",),
    base="economy",
    table="goods_trade",
    entity_field="organisation_code",
)
