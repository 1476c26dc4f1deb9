"""Cases of the digital city management system (数字城管案件)."""

from decimal import Decimal

from datasets.contract import (
    Cadence,
    Classification,
    CoordinateSystem,
    DeliveryMode,
    Field,
    Kind,
    Rule,
    Sharing,
    Source,
)
from datasets.text import Text

SOURCE = Source(
    key="city_case",
    name=Text("数字城管案件", "City management cases"),
    abstract=Text(
        "每件城市管理问题的类别、位置、上报、派遣、结案时间和处置结果。",
        "Kind, place, times of report, assignment and closing, and result of every case of city management.",
    ),
    department=Text("城市管理和综合执法局", "Urban Management and Law Enforcement Bureau"),
    owner=Text("监督指挥中心主任", "Head of the command centre"),
    legal_basis=Text("《数字化城市管理模式建设导则》（2009）", "Guidelines for digital city management (2009)"),
    coverage=Text("开发区建成区", "Built-up area of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("2010 年系统上线；类别按 GB/T 30428.2", "In service since 2010; kinds after GB/T 30428.2"),
    relations=Text(
        "坐标为 GCJ-02，入库前转为 CGCS2000；地址可与街区对应",
        "Coordinates are GCJ-02 and become CGCS2000; addresses lead to a block",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.DAILY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="city_case/*.csv",
    encoding="utf-8",
    fields=(
        Field(
            name="case_number",
            header="案件编号",
            kind=Kind.CODE,
            label=Text("案件编号", "case number"),
        ),
        Field(
            name="city_case_type_code",
            header="案件小类",
            kind=Kind.CODE,
            label=Text("案件小类", "kind of case"),
            code_list="city_case_type",
        ),
        Field(
            name="case_channel_code",
            header="问题来源",
            kind=Kind.CODE,
            label=Text("问题来源", "channel"),
            code_list="case_channel",
        ),
        Field(
            name="address",
            header="发生地址",
            kind=Kind.TEXT,
            label=Text("发生地址", "address"),
            required=False,
        ),
        Field(
            name="longitude_degree",
            header="经度",
            kind=Kind.QUANTITY,
            label=Text("经度", "longitude"),
            required=False,
            range=(Decimal("117.3"), Decimal("118.2")),
        ),
        Field(
            name="latitude_degree",
            header="纬度",
            kind=Kind.QUANTITY,
            label=Text("纬度", "latitude"),
            required=False,
            range=(Decimal("38.5"), Decimal("39.4")),
        ),
        Field(
            name="reported_time",
            header="上报时间",
            kind=Kind.TIME,
            label=Text("上报时间", "time of report"),
        ),
        Field(
            name="assigned_time",
            header="派遣时间",
            kind=Kind.TIME,
            label=Text("派遣时间", "time of assignment"),
            required=False,
        ),
        Field(
            name="closed_time",
            header="结案时间",
            kind=Kind.TIME,
            label=Text("结案时间", "time of closing"),
            required=False,
        ),
        Field(
            name="department_code",
            header="处置部门",
            kind=Kind.CODE,
            label=Text("处置部门", "department in charge"),
            code_list="department",
        ),
        Field(
            name="limit_hour_count",
            header="处置时限（小时）",
            kind=Kind.COUNT,
            label=Text("处置时限", "hours allowed"),
            range=(Decimal(1), Decimal(720)),
        ),
        Field(
            name="case_result_code",
            header="处置结果",
            kind=Kind.CODE,
            label=Text("处置结果", "result"),
            code_list="case_result",
        ),
    ),
    unique=("case_number",),
    base="operations",
    table="city_case",
    coordinates=CoordinateSystem.GCJ_02,
    rules=(
        Rule(
            key="times_in_order",
            sql="closed_time >= reported_time",
            message=Text("结案时间早于上报时间", "closed before it was reported"),
            suggestion=Text("核对两个时间", "check the two times"),
        ),
    ),
    consumers=(
        Text("管委会办公室", "Administrative Commission's office"),
        Text("环境保护局", "Environmental Protection Bureau"),
    ),
)
