"""Construction permits (建设施工许可)."""

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
    key="construction_site",
    name=Text("施工许可", "Construction permits"),
    abstract=Text(
        "每份施工许可的建设单位、地址、规模、工期和位置。",
        "Builder, address, size, dates and position of every construction permit.",
    ),
    department=Text("建设局", "Construction Bureau"),
    owner=Text("建管科科长", "Head of construction management"),
    legal_basis=Text("《建筑法》（2019 修正）第七条", "Construction Law (amended 2019), article 7"),
    coverage=Text("开发区全部施工许可", "All construction permits of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 CGCS2000；早年许可只有地址", "Coordinates are CGCS2000; early permits have an address only"),
    relations=Text("以组织机构代码与企业登记对应", "Matches the register by organisation code"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="construction_site/*.csv",
    coordinates=CoordinateSystem.CGCS2000,
    consumers=(
        Text("规划和国土资源局", "Planning and Land Resources Bureau"),
        Text("环境保护局", "Environmental Protection Bureau"),
        Text("城市管理局", "Urban Management Bureau"),
    ),
    fields=(
        Field(name="permit_code", header="施工许可证编号", kind=Kind.CODE, label=Text("施工许可证", "permit")),
        Field(name="works_name", header="工程名称", kind=Kind.TEXT, label=Text("工程名称", "name of the works")),
        Field(
            name="organisation_code",
            header="建设单位组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("建设单位组织机构代码", "organisation code of the builder"),
            in_base=False,
        ),
        Field(
            name="works_address",
            header="工程地址",
            kind=Kind.TEXT,
            label=Text("工程地址", "address of the works"),
            required=False,
        ),
        Field(
            name="floor_area_square_metre",
            header="建设规模（平方米）",
            kind=Kind.QUANTITY,
            label=Text("建设规模", "floor area to be built"),
            unit=Unit.SQUARE_METRE,
            range=(Decimal(10), Decimal(5000000)),
        ),
        Field(name="permitted_date", header="发证日期", kind=Kind.DATE, label=Text("发证日期", "date of the permit")),
        Field(
            name="planned_completion_date",
            planned=True,
            header="计划竣工日期",
            kind=Kind.DATE,
            label=Text("计划竣工日期", "planned date of completion"),
        ),
        Field(
            name="longitude_degree", header="经度", kind=Kind.QUANTITY, label=Text("经度", "longitude"), required=False
        ),
        Field(
            name="latitude_degree", header="纬度", kind=Kind.QUANTITY, label=Text("纬度", "latitude"), required=False
        ),
    ),
    unique=("permit_code",),
    base="geography",
    table="construction_site",
    entity_field="organisation_code",
)
