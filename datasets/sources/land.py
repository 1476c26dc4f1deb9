"""Land parcels (国土宗地)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Unit
from datasets.text import Text

SOURCE = Source(
    key="land",
    name=Text("宗地登记", "Land parcels"),
    abstract=Text(
        "每宗已供土地的使用者、街区、用途、面积和位置。",
        "User, block, use, area and position of every parcel granted.",
    ),
    department=Text("规划和国土资源局", "Planning and Land Resources Bureau"),
    owner=Text("地籍科科长", "Head of cadastre"),
    legal_basis=Text("《不动产登记暂行条例》（2014）", "Interim Regulations on Real Estate Registration (2014)"),
    coverage=Text("开发区全部已供宗地", "All granted parcels of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 CGCS2000 经纬度", "Coordinates are CGCS2000 longitude and latitude"),
    relations=Text("以组织机构代码与企业登记对应", "Matches the register by organisation code"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.ON_CHANGE,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="land/*.csv",
    required=True,
    consumers=(
        Text("税务局", "Tax Bureau"),
        Text("发展和改革局", "Development and Reform Bureau"),
        Text("环境保护局", "Environmental Protection Bureau"),
    ),
    fields=(
        Field(name="parcel_code", header="宗地号", kind=Kind.CODE, label=Text("宗地号", "parcel")),
        Field(
            name="organisation_code",
            header="土地使用者组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("土地使用者组织机构代码", "organisation code of the land user"),
            in_base=False,
        ),
        Field(
            name="street_code",
            header="街区代码",
            kind=Kind.CODE,
            label=Text("街区", "block"),
            code_list="street",
        ),
        Field(
            name="land_use_code",
            header="土地用途代码",
            kind=Kind.CODE,
            label=Text("土地用途", "land use"),
            code_list="land_use",
        ),
        Field(
            name="area_square_metre",
            header="宗地面积（平方米）",
            kind=Kind.QUANTITY,
            unit=Unit.SQUARE_METRE,
            label=Text("宗地面积", "parcel area"),
            range=(Decimal(100), Decimal(5_000_000)),
            median_range=(Decimal(1_000), Decimal(200_000)),
        ),
        Field(
            name="floor_area_square_metre",
            header="建筑面积（平方米）",
            kind=Kind.QUANTITY,
            unit=Unit.SQUARE_METRE,
            label=Text("建筑面积", "floor area"),
            required=False,
            range=(Decimal(0), Decimal(20_000_000)),
        ),
        Field(name="granted_date", header="供地日期", kind=Kind.DATE, label=Text("供地日期", "date of grant")),
        Field(
            name="longitude_degree",
            header="中心经度",
            kind=Kind.QUANTITY,
            label=Text("中心经度", "longitude"),
            range=(Decimal("117.3"), Decimal("118.2")),
        ),
        Field(
            name="latitude_degree",
            header="中心纬度",
            kind=Kind.QUANTITY,
            label=Text("中心纬度", "latitude"),
            range=(Decimal("38.5"), Decimal("39.4")),
        ),
    ),
    unique=("parcel_code",),
    base="geography",
    table="land_parcel",
    entity_field="organisation_code",
)
