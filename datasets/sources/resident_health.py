"""Health of residents in numbers, by block, age and month (居民健康服务汇总)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="resident_health",
    name=Text("居民健康服务汇总", "Health of residents"),
    abstract=Text(
        "社区卫生服务按街区、年龄组和月份汇总的就诊、建档和慢病管理人数。",
        "Visits, health records and managed chronic diseases by block, age group and month.",
    ),
    department=Text("卫生局", "Health Bureau"),
    owner=Text("基层卫生科科长", "Head of primary care"),
    legal_basis=Text(
        "《国家基本公共卫生服务规范（第三版）》（2017）",
        "National standards of basic public health services, third edition (2017)",
    ),
    coverage=Text("开发区社区卫生服务机构", "Community health services of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("2015 年起建立居民电子健康档案", "Electronic health records since 2015"),
    relations=Text(
        "小于 10 的格子不得对外发布，发布前须经保护层",
        "Cells under ten must not be published; they pass the protection layer first",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.NONE,
    classification=Classification.RESTRICTED,
    files="resident_health/*.csv",
    encoding="gb18030",
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
            name="street_code",
            header="街区代码",
            kind=Kind.CODE,
            label=Text("街区", "block"),
            code_list="street",
        ),
        Field(
            name="health_age_group_code",
            header="年龄组",
            kind=Kind.CODE,
            label=Text("年龄组", "age group"),
            code_list="health_age_group",
        ),
        Field(
            name="visit_count",
            header="就诊人次",
            kind=Kind.COUNT,
            label=Text("就诊人次", "visits"),
            range=(Decimal(0), Decimal(100000)),
            classification=Classification.RESTRICTED,
        ),
        Field(
            name="record_count",
            header="新建档案数",
            kind=Kind.COUNT,
            label=Text("新建档案数", "records established"),
            range=(Decimal(0), Decimal(20000)),
            classification=Classification.RESTRICTED,
        ),
        Field(
            name="hypertension_count",
            header="高血压管理人数",
            kind=Kind.COUNT,
            label=Text("高血压管理人数", "persons with hypertension under management"),
            range=(Decimal(0), Decimal(20000)),
            classification=Classification.RESTRICTED,
        ),
        Field(
            name="diabetes_count",
            header="糖尿病管理人数",
            kind=Kind.COUNT,
            label=Text("糖尿病管理人数", "persons with diabetes under management"),
            range=(Decimal(0), Decimal(20000)),
            classification=Classification.RESTRICTED,
        ),
    ),
    unique=("record_number",),
    base="operations",
    small_cells=True,
    table="resident_health",
    consumers=(),
)
