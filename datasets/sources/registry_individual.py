"""Sole proprietors on the business register (个体工商户登记)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source, Subject, Unit
from datasets.text import Text

SOURCE = Source(
    key="registry_individual",
    name=Text("个体工商户登记", "Sole proprietors"),
    abstract=Text(
        "个体工商户的注册号、字号、经营者、经营场所、行业和资金数额；没有组织机构代码。",
        "Sole proprietors with registration number, shop name, operator, "
        "place, trade and funds; they have no organisation code.",
    ),
    department=Text("工商行政管理局", "Administration for Industry and Commerce"),
    owner=Text("个体私营科科长", "Head of the private economy section"),
    legal_basis=Text("《个体工商户条例》（2011）", "Regulations on Sole Proprietors (2011)"),
    coverage=Text(
        "开发区登记机关核准的个体工商户，含已注销",
        "Sole proprietors approved by the zone's registrar, closed ones included",
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("只保存现时登记内容", "Holds the present record only"),
    relations=Text(
        "与卫生许可、社保参保单位以名称、地址、经营者对应",
        "Matches health licences and insured units by name, address and operator",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="registry_individual/*.csv",
    encoding="gb18030",
    fields=(
        Field(
            name="serial_number",
            header="登记序号",
            kind=Kind.CODE,
            label=Text("登记序号", "serial"),
        ),
        Field(
            name="registration_number",
            header="注册号",
            kind=Kind.REGISTRATION_NUMBER,
            label=Text("注册号", "registration number"),
        ),
        Field(
            name="name",
            header="字号名称",
            kind=Kind.TEXT,
            label=Text("字号名称", "shop name"),
            attribute="name",
        ),
        Field(
            name="representative_name",
            header="经营者姓名",
            kind=Kind.TEXT,
            label=Text("经营者姓名", "legal representative"),
            required=False,
            classification=Classification.RESTRICTED,
            attribute="legal_representative",
        ),
        Field(
            name="address",
            header="经营场所",
            kind=Kind.TEXT,
            label=Text("经营场所", "address"),
            required=False,
            attribute="address",
        ),
        Field(
            name="street_code",
            header="街区代码",
            kind=Kind.CODE,
            label=Text("街区", "block"),
            required=False,
            code_list="street",
            attribute="street",
        ),
        Field(
            name="division_code",
            header="行业代码",
            kind=Kind.CODE,
            label=Text("行业大类", "industry division"),
            code_list="division",
            attribute="division",
            edition_date="founded_date",
        ),
        Field(
            name="capital_yuan",
            header="资金数额（元）",
            kind=Kind.AMOUNT,
            unit=Unit.YUAN,
            label=Text("资金数额", "funds"),
            range=(Decimal(0), Decimal(10_000_000)),
            attribute="capital_yuan",
        ),
        Field(
            name="founded_date",
            header="核准日期",
            kind=Kind.DATE,
            label=Text("核准日期", "day of approval"),
            attribute="founded_date",
        ),
        Field(
            name="closed_date",
            header="注销日期",
            kind=Kind.DATE,
            label=Text("注销日期", "closing date"),
            required=False,
            empty_is_said=True,
            attribute="closed_date",
        ),
    ),
    unique=("serial_number",),
    base="legal_entities",
    table="sole_proprietor",
    subject=Subject.ENTITY,
    rules=(
        Rule(
            key="closed_after_founded",
            sql="closed_date IS NULL OR closed_date >= founded_date",
            message=Text("注销日期早于成立日期", "closing date is before the founding date"),
            suggestion=Text("核对两个日期", "check both dates"),
        ),
    ),
    consumers=(
        Text("税务局", "Tax Bureau"),
        Text("卫生局", "Health Bureau"),
        Text("城市管理局", "Urban Management Bureau"),
    ),
)
