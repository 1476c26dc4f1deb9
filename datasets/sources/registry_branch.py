"""Branches on the business register (分支机构登记)."""

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source, Subject
from datasets.text import Text

SOURCE = Source(
    key="registry_branch",
    name=Text("分支机构登记", "Registered branches"),
    abstract=Text(
        "企业在开发区设立的分公司：注册号、组织机构代码、负责人、营业场所和隶属企业。",
        "Branches of enterprises in the zone: numbers, person in "
        "charge, place of business and the enterprise they belong to.",
    ),
    department=Text("工商行政管理局", "Administration for Industry and Commerce"),
    owner=Text("企业登记科科长", "Head of enterprise registration"),
    legal_basis=Text(
        "《中华人民共和国公司登记管理条例》第七章", "Regulations on the Registration of Companies, chapter 7"
    ),
    coverage=Text(
        "开发区登记机关核准的分支机构，含已注销", "Branches approved by the zone's registrar, closed ones included"
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "2015-10 起换发统一社会信用代码，组织机构代码不变",
        "Unified social credit codes since 2015-10 around the same organisation code",
    ),
    relations=Text(
        "以隶属企业组织机构代码与企业登记对应",
        "Leads to the register by the organisation code of the enterprise it belongs to",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="registry_branch/*.csv",
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
            name="organisation_code",
            header="组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("组织机构代码", "organisation code"),
            required=False,
        ),
        Field(
            name="name",
            header="分支机构名称",
            kind=Kind.TEXT,
            label=Text("分支机构名称", "branch"),
            attribute="name",
        ),
        Field(
            name="representative_name",
            header="负责人",
            kind=Kind.TEXT,
            label=Text("负责人", "legal representative"),
            required=False,
            classification=Classification.RESTRICTED,
            attribute="legal_representative",
        ),
        Field(
            name="address",
            header="营业场所",
            kind=Kind.TEXT,
            label=Text("营业场所", "address"),
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
            name="head_name",
            header="隶属企业名称",
            kind=Kind.TEXT,
            label=Text("隶属企业名称", "enterprise it belongs to"),
        ),
        Field(
            name="head_organisation_code",
            header="隶属企业组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("隶属企业组织机构代码", "organisation code of the enterprise it belongs to"),
            required=False,
            attribute="head_organisation_code",
        ),
        Field(
            name="founded_date",
            header="成立日期",
            kind=Kind.DATE,
            label=Text("成立日期", "founding date"),
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
    table="registered_branch",
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
        Text("社会保险基金管理中心", "Social Insurance Centre"),
        Text("统计局", "Statistics Bureau"),
    ),
)
