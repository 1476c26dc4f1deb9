"""Servers, storage, network and software of the departments (信息化资产)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Unit
from datasets.text import Text

SOURCE = Source(
    key="it_asset",
    name=Text("信息化资产登记", "Information technology assets"),
    abstract=Text(
        "各部门服务器、存储、网络设备和软件的购置、寿命、功率、利用率和许可。",
        "Purchase, life, power, utilisation and licences of the departments' servers, storage, network and software.",
    ),
    department=Text("信息中心", "Information Centre"),
    owner=Text("资产管理岗", "Asset manager"),
    legal_basis=Text(
        "《行政事业性国有资产管理条例》（2021）", "Regulations on State-owned Assets of Administrative Bodies (2021)"
    ),
    coverage=Text("管委会各部门，不含办公电脑", "All departments of the Commission; office computers excluded"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("2008 年起登记", "Registered since 2008"),
    relations=Text("系统代码与运行事件、信息化项目一致", "System codes are those of incidents and projects"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.QUARTERLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="it_asset/*.csv",
    encoding="utf-8",
    fields=(
        Field(
            name="asset_number",
            header="资产编号",
            kind=Kind.CODE,
            label=Text("资产编号", "asset"),
        ),
        Field(
            name="asset_class_code",
            header="资产类别",
            kind=Kind.CODE,
            label=Text("资产类别", "class"),
            code_list="asset_class",
        ),
        Field(
            name="department_code",
            header="使用部门",
            kind=Kind.CODE,
            label=Text("使用部门", "department"),
            code_list="department",
        ),
        Field(
            name="system_code",
            header="所属系统",
            kind=Kind.CODE,
            label=Text("所属系统", "system"),
            code_list="system",
        ),
        Field(
            name="purchased_date",
            header="购置日期",
            kind=Kind.DATE,
            label=Text("购置日期", "date of purchase"),
        ),
        Field(
            name="price_yuan",
            header="购置价（元）",
            kind=Kind.AMOUNT,
            label=Text("购置价", "price"),
            unit=Unit.YUAN,
            range=(Decimal(0), Decimal(20000000)),
        ),
        Field(
            name="service_life_year",
            header="设计寿命（年）",
            kind=Kind.COUNT,
            label=Text("设计寿命", "years of service planned"),
            range=(Decimal(1), Decimal(20)),
        ),
        Field(
            name="power_watt",
            header="额定功率（瓦）",
            kind=Kind.QUANTITY,
            label=Text("额定功率", "rated power"),
            required=False,
            range=(Decimal(0), Decimal(20000)),
        ),
        Field(
            name="rack_unit",
            header="机柜占用（U）",
            kind=Kind.COUNT,
            label=Text("机柜占用", "rack units"),
            required=False,
            range=(Decimal(0), Decimal(48)),
        ),
        Field(
            name="utilisation_percent",
            header="处理器利用率P95（%）",
            kind=Kind.QUANTITY,
            label=Text("处理器利用率", "95th percentile of utilisation"),
            required=False,
            range=(Decimal(0), Decimal(100)),
        ),
        Field(
            name="licence_count",
            header="许可数",
            kind=Kind.COUNT,
            label=Text("许可数", "licences bought"),
            required=False,
            range=(Decimal(0), Decimal(100000)),
        ),
        Field(
            name="used_licence_count",
            header="已用许可数",
            kind=Kind.COUNT,
            label=Text("已用许可数", "licences in use"),
            required=False,
            range=(Decimal(0), Decimal(100000)),
        ),
        Field(
            name="asset_state_code",
            header="状态",
            kind=Kind.CODE,
            label=Text("状态", "state"),
            code_list="asset_state",
        ),
    ),
    unique=("asset_number",),
    base="operations",
    table="it_asset",
    consumers=(Text("财政局", "Finance Bureau"),),
)
