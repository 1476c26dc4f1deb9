"""Outlines of land parcels (国土宗地界址)."""

from decimal import Decimal

from datasets.contract import (
    Cadence,
    Classification,
    CoordinateSystem,
    DeliveryMode,
    Field,
    Kind,
    Sharing,
    Source,
    Unit,
)
from datasets.text import Text

SOURCE = Source(
    key="parcel_outline",
    name=Text("宗地界址", "Outlines of land parcels"),
    abstract=Text(
        "每宗土地的界址多边形和登记面积。", "The boundary of every parcel and the area it is registered with."
    ),
    department=Text("规划和国土资源局", "Planning and Land Resources Bureau"),
    owner=Text("地籍科科长", "Head of cadastre"),
    legal_basis=Text(
        "《不动产登记暂行条例》（2014）；GB/T 37346-2019 不动产单元设定与代码编制规则",
        "Interim Regulations on Real Estate Registration (2014); GB/T 37346-2019",
    ),
    coverage=Text("开发区全部已供宗地", "All granted parcels of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 CGCS2000 经纬度", "Coordinates are CGCS2000 longitude and latitude"),
    relations=Text("以宗地号与宗地登记对应", "Matches the land register by parcel code"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.ON_CHANGE,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="parcel_outline/*.csv",
    coordinates=CoordinateSystem.CGCS2000,
    consumers=(
        Text("发展和改革局", "Development and Reform Bureau"),
        Text("建设局", "Construction Bureau"),
        Text("税务局", "Tax Bureau"),
    ),
    fields=(
        Field(name="parcel_code", header="宗地号", kind=Kind.CODE, label=Text("宗地号", "parcel")),
        Field(
            name="reported_street_code",
            header="街区代码",
            kind=Kind.CODE,
            label=Text("街区代码", "block, as the department has it"),
            code_list="street",
        ),
        Field(
            name="reported_area_square_metre",
            header="登记面积（平方米）",
            kind=Kind.QUANTITY,
            label=Text("登记面积", "registered area"),
            unit=Unit.SQUARE_METRE,
            range=(Decimal(0), Decimal(50000000)),
        ),
        Field(name="surveyed_date", header="测量日期", kind=Kind.DATE, label=Text("测量日期", "date of survey")),
        Field(name="outline_wkt", header="图形", kind=Kind.GEOMETRY, label=Text("边界", "outline")),
    ),
    unique=("parcel_code",),
    base="geography",
    table="parcel_outline",
)
