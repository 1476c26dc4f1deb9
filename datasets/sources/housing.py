"""Houses and units (房产楼幢)."""

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
    key="housing",
    name=Text("房产楼幢", "Houses and units"),
    abstract=Text(
        "每幢房屋的坐落、用途、套数、面积和备案均价。",
        "Address, use, units, area and recorded average price of every house.",
    ),
    department=Text("房产管理局", "Housing Administration Bureau"),
    owner=Text("产权科科长", "Head of property rights"),
    legal_basis=Text("《城市房地产管理法》（2019 修正）", "Urban Real Estate Administration Law (amended 2019)"),
    coverage=Text("开发区登记房屋", "Registered houses of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 BD-09", "Coordinates are BD-09"),
    relations=Text("宗地号与宗地登记对应", "Matches the land register by parcel code"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="housing/*.csv",
    coordinates=CoordinateSystem.BD_09,
    consumers=(
        Text("税务局", "Tax Bureau"),
        Text("公安局", "Public Security Bureau"),
    ),
    fields=(
        Field(name="house_code", header="楼幢编号", kind=Kind.CODE, label=Text("楼幢编号", "house")),
        Field(name="house_name", header="楼幢名称", kind=Kind.TEXT, label=Text("楼幢名称", "name of the house")),
        Field(name="parcel_code", header="宗地号", kind=Kind.CODE, label=Text("宗地号", "parcel")),
        Field(name="land_use_code", header="用途代码", kind=Kind.CODE, label=Text("用途", "use"), code_list="land_use"),
        Field(
            name="reported_street_code",
            header="街区代码",
            kind=Kind.CODE,
            label=Text("街区代码", "block, as the department has it"),
            code_list="street",
        ),
        Field(name="house_address", header="坐落", kind=Kind.TEXT, label=Text("坐落", "address")),
        Field(
            name="housing_count",
            header="套数",
            kind=Kind.COUNT,
            label=Text("套数", "units"),
            range=(Decimal(1), Decimal(5000)),
        ),
        Field(
            name="floor_area_square_metre",
            header="建筑面积（平方米）",
            kind=Kind.QUANTITY,
            label=Text("建筑面积", "floor area"),
            unit=Unit.SQUARE_METRE,
            range=(Decimal(10), Decimal(2000000)),
        ),
        Field(
            name="average_price_yuan",
            header="备案均价（元/平方米）",
            kind=Kind.AMOUNT,
            label=Text("备案均价", "recorded average price, yuan per square metre"),
            unit=Unit.YUAN,
            required=False,
            range=(Decimal(500), Decimal(200000)),
        ),
        Field(name="completed_date", header="竣工日期", kind=Kind.DATE, label=Text("竣工日期", "date of completion")),
        Field(name="longitude_degree", header="经度", kind=Kind.QUANTITY, label=Text("经度", "longitude")),
        Field(name="latitude_degree", header="纬度", kind=Kind.QUANTITY, label=Text("纬度", "latitude")),
    ),
    unique=("house_code",),
    base="geography",
    table="housing",
)
