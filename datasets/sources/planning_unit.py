"""Units of the control plan (规划控规单元)."""

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
    key="planning_unit",
    name=Text("控规单元", "Control plan units"),
    abstract=Text(
        "控制性详细规划的每个单元：用地性质、容积率、限高和密度。",
        "Every unit of the regulatory plan: use, plot ratio, height and coverage allowed.",
    ),
    department=Text("规划和国土资源局", "Planning and Land Resources Bureau"),
    owner=Text("规划科科长", "Head of planning"),
    legal_basis=Text("《城乡规划法》（2007）第十九条", "Urban and Rural Planning Law (2007), article 19"),
    coverage=Text("开发区全部街区", "All blocks of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 CGCS2000 经纬度", "Coordinates are CGCS2000 longitude and latitude"),
    relations=Text("单元覆盖街区，不重不漏", "Units cover a block without gap or overlap"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.YEARLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="planning_unit/*.csv",
    coordinates=CoordinateSystem.CGCS2000,
    consumers=(
        Text("建设局", "Construction Bureau"),
        Text("环境保护局", "Environmental Protection Bureau"),
        Text("发展和改革局", "Development and Reform Bureau"),
    ),
    fields=(
        Field(name="unit_code", header="单元编号", kind=Kind.CODE, label=Text("单元编号", "unit")),
        Field(
            name="reported_street_code",
            header="街区代码",
            kind=Kind.CODE,
            label=Text("街区代码", "block, as the department has it"),
            code_list="street",
        ),
        Field(
            name="land_use_code",
            header="用地性质代码",
            kind=Kind.CODE,
            label=Text("用地性质", "planned use"),
            code_list="land_use",
        ),
        Field(
            name="plot_ratio_limit_rate",
            header="容积率上限",
            kind=Kind.QUANTITY,
            label=Text("容积率上限", "plot ratio allowed"),
            range=(Decimal(0), Decimal(15)),
        ),
        Field(
            name="height_limit_metre",
            header="建筑限高（米）",
            kind=Kind.QUANTITY,
            label=Text("建筑限高", "height allowed"),
            range=(Decimal(0), Decimal(500)),
        ),
        Field(
            name="coverage_limit_percent",
            header="建筑密度上限（%）",
            kind=Kind.QUANTITY,
            label=Text("建筑密度上限", "ground coverage allowed"),
            range=(Decimal(0), Decimal(100)),
        ),
        Field(
            name="reported_area_square_metre",
            header="单元面积（平方米）",
            kind=Kind.QUANTITY,
            label=Text("单元面积", "area of the unit"),
            unit=Unit.SQUARE_METRE,
            range=(Decimal(0), Decimal(50000000)),
        ),
        Field(name="approved_date", header="批复日期", kind=Kind.DATE, label=Text("批复日期", "date of approval")),
        Field(name="outline_wkt", header="图形", kind=Kind.GEOMETRY, label=Text("边界", "outline")),
    ),
    unique=("unit_code",),
    base="geography",
    table="planning_unit",
)
