"""Public health services in numbers (公共卫生服务汇总)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="public_health",
    name=Text("公共卫生服务汇总", "Public health services"),
    abstract=Text(
        "公共卫生服务按项目、人群和月份的应服务和已服务人数。",
        "Persons due for and given public health services, by service, group and month.",
    ),
    department=Text("卫生局", "Health Bureau"),
    owner=Text("公共卫生科科长", "Head of public health"),
    legal_basis=Text(
        "《国家基本公共卫生服务规范（第三版）》（2017）",
        "National standards of basic public health services, third edition (2017)",
    ),
    coverage=Text("开发区全部公共卫生服务机构", "All providers of public health services in the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("2015 年起按月汇总", "Monthly since 2015"),
    relations=Text("与居民健康服务同一机构上报", "Reported by the same services as the health of residents"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="public_health/*.csv",
    encoding="utf-8",
    fields=(
        Field(
            name="record_number",
            header="报表行号",
            kind=Kind.CODE,
            label=Text("报表行号", "line of the report"),
            in_base=False,
        ),
        Field(
            name="health_month",
            header="统计月份",
            kind=Kind.MONTH,
            label=Text("统计月份", "month"),
        ),
        Field(
            name="health_service_code",
            header="服务项目",
            kind=Kind.CODE,
            label=Text("服务项目", "service"),
            code_list="health_service",
        ),
        Field(
            name="health_group_code",
            header="服务人群",
            kind=Kind.CODE,
            label=Text("服务人群", "group"),
            code_list="health_group",
        ),
        Field(
            name="due_count",
            header="应服务人数",
            kind=Kind.COUNT,
            label=Text("应服务人数", "persons due"),
            range=(Decimal(0), Decimal(200000)),
        ),
        Field(
            name="served_count",
            header="已服务人数",
            kind=Kind.COUNT,
            label=Text("已服务人数", "persons served"),
            range=(Decimal(0), Decimal(200000)),
        ),
    ),
    unique=("record_number",),
    base="operations",
    small_cells=True,
    table="public_health",
    rules=(
        Rule(
            key="served_within_due",
            sql="served_count <= due_count",
            message=Text("已服务人数大于应服务人数", "more persons served than due"),
            suggestion=Text("核对两列是否颠倒", "check whether the two columns are swapped"),
        ),
    ),
    consumers=(),
)
