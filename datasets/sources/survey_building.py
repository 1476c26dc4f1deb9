"""Surveyed buildings (测绘建筑物)."""

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
    key="survey_building",
    name=Text("建筑物测绘", "Surveyed buildings"),
    abstract=Text("建筑物基底轮廓、层数、高度和建成年份。", "Footprint, floors, height and year of every building."),
    department=Text("测绘院", "Surveying Institute"),
    owner=Text("数据部主任", "Head of data"),
    legal_basis=Text(
        "《测绘法》（2017）；《测绘成果管理条例》（2006）",
        "Surveying and Mapping Law (2017); Regulations on Surveying Results (2006)",
    ),
    coverage=Text("开发区建成建筑物", "Completed buildings of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 GCJ-02，由公开地图修测而来", "Coordinates are GCJ-02, revised from a public map"),
    relations=Text("宗地号与宗地登记对应", "Matches the land register by parcel code"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.YEARLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="survey_building/*.csv",
    coordinates=CoordinateSystem.GCJ_02,
    consumers=(
        Text("建设局", "Construction Bureau"),
        Text("房产管理局", "Housing Administration Bureau"),
        Text("公安局", "Public Security Bureau"),
    ),
    fields=(
        Field(name="building_code", header="建筑物编号", kind=Kind.CODE, label=Text("建筑物编号", "building")),
        Field(name="parcel_code", header="宗地号", kind=Kind.CODE, label=Text("宗地号", "parcel")),
        Field(
            name="floor_count",
            header="地上层数",
            kind=Kind.COUNT,
            label=Text("地上层数", "floors above ground"),
            range=(Decimal(1), Decimal(150)),
        ),
        Field(
            name="height_metre",
            header="建筑高度（米）",
            kind=Kind.QUANTITY,
            label=Text("建筑高度", "height"),
            range=(Decimal(2), Decimal(600)),
        ),
        Field(
            name="built_date",
            header="建成日期",
            kind=Kind.DATE,
            label=Text("建成日期", "date of completion"),
            required=False,
        ),
        Field(
            name="reported_area_square_metre",
            header="基底面积（平方米）",
            kind=Kind.QUANTITY,
            label=Text("基底面积", "area of the footprint"),
            unit=Unit.SQUARE_METRE,
            range=(Decimal(0), Decimal(50000000)),
        ),
        Field(name="outline_wkt", header="图形", kind=Kind.GEOMETRY, label=Text("边界", "outline")),
    ),
    unique=("building_code",),
    base="geography",
    table="survey_building",
)
