"""Components of the city (城管部件)."""

from datasets.contract import Cadence, Classification, CoordinateSystem, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="city_component",
    name=Text("城市部件", "City components"),
    abstract=Text(
        "路灯、井盖、标志、绿化设施等城市部件的类别、位置和状态。",
        "Kind, position and state of lamps, manholes, signs, green furniture and the like.",
    ),
    department=Text("城市管理局", "Urban Management Bureau"),
    owner=Text("数字化城管中心主任", "Head of the digital management centre"),
    legal_basis=Text(
        "GB/T 30428.2-2013 数字化城市管理信息系统 第2部分：管理部件和事件",
        "GB/T 30428.2-2013, Digitized supervision and management of city, part 2",
    ),
    coverage=Text("开发区公共区域部件", "Components of the zone's public space"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 GCJ-02", "Coordinates are GCJ-02"),
    relations=Text("城市管理案件指向部件", "Cases of city management refer to components"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="city_component/*.csv",
    coordinates=CoordinateSystem.GCJ_02,
    consumers=(
        Text("建设局", "Construction Bureau"),
        Text("公安局", "Public Security Bureau"),
    ),
    fields=(
        Field(name="component_code", header="部件标识码", kind=Kind.CODE, label=Text("部件标识码", "component")),
        Field(
            name="component_kind_code",
            header="部件类别代码",
            kind=Kind.CODE,
            label=Text("部件类别", "kind of component"),
            code_list="component_kind",
        ),
        Field(
            name="reported_street_code",
            header="街区代码",
            kind=Kind.CODE,
            label=Text("街区代码", "block, as the department has it"),
            code_list="street",
        ),
        Field(
            name="component_status_code",
            header="部件状态代码",
            kind=Kind.CODE,
            label=Text("部件状态", "state of the component"),
            code_list="component_status",
        ),
        Field(name="surveyed_date", header="普查日期", kind=Kind.DATE, label=Text("普查日期", "date of survey")),
        Field(name="longitude_degree", header="经度", kind=Kind.QUANTITY, label=Text("经度", "longitude")),
        Field(name="latitude_degree", header="纬度", kind=Kind.QUANTITY, label=Text("纬度", "latitude")),
    ),
    unique=("component_code",),
    base="geography",
    table="city_component",
)
