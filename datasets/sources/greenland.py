"""Green land (林业绿地)."""

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
    key="greenland",
    name=Text("绿地", "Green land"),
    abstract=Text("每块绿地的类别、面积和边界。", "Kind, area and boundary of every green."),
    department=Text("林业和园林局", "Forestry and Parks Bureau"),
    owner=Text("绿化科科长", "Head of greening"),
    legal_basis=Text(
        "《城市绿化条例》（2017 修订）；CJJ/T 85-2017 城市绿地分类标准",
        "Urban Greening Regulations (revised 2017); CJJ/T 85-2017",
    ),
    coverage=Text("开发区城市绿地", "Urban green land of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 CGCS2000 经纬度", "Coordinates are CGCS2000 longitude and latitude"),
    relations=Text("与控规单元的绿地指标核对", "Compared with the control plan"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.YEARLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="greenland/*.csv",
    coordinates=CoordinateSystem.CGCS2000,
    consumers=(
        Text("规划和国土资源局", "Planning and Land Resources Bureau"),
        Text("城市管理局", "Urban Management Bureau"),
        Text("环境保护局", "Environmental Protection Bureau"),
    ),
    fields=(
        Field(name="green_code", header="绿地编号", kind=Kind.CODE, label=Text("绿地编号", "green")),
        Field(name="green_name", header="绿地名称", kind=Kind.TEXT, label=Text("绿地名称", "name of the green")),
        Field(
            name="green_kind_code",
            header="绿地类别代码",
            kind=Kind.CODE,
            label=Text("绿地类别", "kind of green"),
            code_list="green_kind",
        ),
        Field(
            name="reported_area_square_metre",
            header="绿地面积（平方米）",
            kind=Kind.QUANTITY,
            label=Text("绿地面积", "area of the green"),
            unit=Unit.SQUARE_METRE,
            range=(Decimal(0), Decimal(50000000)),
        ),
        Field(name="surveyed_date", header="调查日期", kind=Kind.DATE, label=Text("调查日期", "date of survey")),
        Field(name="outline_wkt", header="图形", kind=Kind.GEOMETRY, label=Text("边界", "outline")),
    ),
    unique=("green_code",),
    base="geography",
    table="greenland",
)
