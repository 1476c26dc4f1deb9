"""Bus stops (交通公交站点)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, CoordinateSystem, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="bus_stop",
    name=Text("公交站点", "Bus stops"),
    abstract=Text("公交站点的名称、线路数和位置。", "Name, lines and position of bus stops."),
    department=Text("交通局", "Transport Bureau"),
    owner=Text("运输科科长", "Head of transport"),
    legal_basis=Text("《城市公共交通条例》（2024）", "Urban Public Transport Regulations (2024)"),
    coverage=Text("开发区公交站点", "Bus stops of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("合同约定坐标为 CGCS2000", "Coordinates are CGCS2000 by the contract"),
    relations=Text("站名取自道路", "Named after roads"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.ON_CHANGE,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="bus_stop/*.csv",
    coordinates=CoordinateSystem.CGCS2000,
    consumers=(
        Text("城市管理局", "Urban Management Bureau"),
        Text("规划和国土资源局", "Planning and Land Resources Bureau"),
    ),
    fields=(
        Field(name="stop_code", header="站点编号", kind=Kind.CODE, label=Text("站点编号", "stop")),
        Field(name="stop_name", header="站点名称", kind=Kind.TEXT, label=Text("站点名称", "name of the stop")),
        Field(
            name="line_count",
            header="线路数",
            kind=Kind.COUNT,
            label=Text("线路数", "lines"),
            range=(Decimal(1), Decimal(100)),
        ),
        Field(name="longitude_degree", header="经度", kind=Kind.QUANTITY, label=Text("经度", "longitude")),
        Field(name="latitude_degree", header="纬度", kind=Kind.QUANTITY, label=Text("纬度", "latitude")),
    ),
    unique=("stop_code",),
    base="geography",
    table="bus_stop",
)
