"""Roads (交通道路)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, CoordinateSystem, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="road",
    name=Text("道路", "Roads"),
    abstract=Text(
        "每段道路的名称、等级、宽度、车道数和中心线。",
        "Name, class, width, lanes and centre line of every stretch of road.",
    ),
    department=Text("交通局", "Transport Bureau"),
    owner=Text("路政科科长", "Head of roads"),
    legal_basis=Text(
        "《城市道路管理条例》（2019 修订）；GB 50220-1995", "Urban Road Regulations (revised 2019); GB 50220-1995"
    ),
    coverage=Text("开发区城市道路", "Urban roads of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 CGCS2000 经纬度", "Coordinates are CGCS2000 longitude and latitude"),
    relations=Text("地址匹配用其路名", "Addresses are matched by its names"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.YEARLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="road/*.csv",
    coordinates=CoordinateSystem.CGCS2000,
    consumers=(
        Text("城市管理局", "Urban Management Bureau"),
        Text("规划和国土资源局", "Planning and Land Resources Bureau"),
        Text("公安局", "Public Security Bureau"),
    ),
    fields=(
        Field(name="road_code", header="路段编号", kind=Kind.CODE, label=Text("路段编号", "stretch of road")),
        Field(name="road_name", header="道路名称", kind=Kind.TEXT, label=Text("道路名称", "name of the road")),
        Field(
            name="road_class_code",
            header="道路等级代码",
            kind=Kind.CODE,
            label=Text("道路等级", "class of road"),
            code_list="road_class",
        ),
        Field(
            name="width_metre",
            header="路面宽度（米）",
            kind=Kind.QUANTITY,
            label=Text("路面宽度", "width of the carriageway"),
            range=(Decimal(2), Decimal(200)),
        ),
        Field(
            name="lane_count",
            header="车道数",
            kind=Kind.COUNT,
            label=Text("车道数", "lanes"),
            range=(Decimal(1), Decimal(20)),
        ),
        Field(name="built_date", header="通车日期", kind=Kind.DATE, label=Text("通车日期", "date of opening")),
        Field(name="centreline_wkt", header="图形", kind=Kind.GEOMETRY, label=Text("中心线", "centre line")),
    ),
    unique=("road_code",),
    base="geography",
    table="road",
)
