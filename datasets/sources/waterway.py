"""Waterways (水利河道)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, CoordinateSystem, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="waterway",
    name=Text("河道沟渠", "Waterways"),
    abstract=Text(
        "河道、渠道和排水沟的中心线、宽度和管理单位。", "Centre line, width and keeper of rivers, canals and drains."
    ),
    department=Text("水务局", "Water Bureau"),
    owner=Text("河道科科长", "Head of waterways"),
    legal_basis=Text("《水法》（2016 修正）；SL 261-2017 中国河流代码", "Water Law (amended 2016); SL 261-2017"),
    coverage=Text("开发区内河道沟渠", "Waterways in the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 WGS-84", "Coordinates are WGS-84"),
    relations=Text("与水环境监测点位对应", "Matches the water monitors"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.YEARLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="waterway/*.csv",
    coordinates=CoordinateSystem.WGS_84,
    consumers=(
        Text("环境保护局", "Environmental Protection Bureau"),
        Text("城市管理局", "Urban Management Bureau"),
        Text("建设局", "Construction Bureau"),
    ),
    fields=(
        Field(name="waterway_code", header="河道编号", kind=Kind.CODE, label=Text("河道编号", "waterway")),
        Field(name="waterway_name", header="河道名称", kind=Kind.TEXT, label=Text("河道名称", "name of the waterway")),
        Field(
            name="waterway_kind_code",
            header="河道类别代码",
            kind=Kind.CODE,
            label=Text("河道类别", "kind of waterway"),
            code_list="waterway_kind",
        ),
        Field(
            name="width_metre",
            header="水面宽度（米）",
            kind=Kind.QUANTITY,
            label=Text("水面宽度", "width of the water"),
            range=(Decimal("0.5"), Decimal(2000)),
        ),
        Field(name="centreline_wkt", header="图形", kind=Kind.GEOMETRY, label=Text("中心线", "centre line")),
    ),
    unique=("waterway_code",),
    base="geography",
    table="waterway",
)
