"""Enterprises registered with customs (海关报关单位注册登记)."""

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source, Subject
from datasets.text import Text

SOURCE = Source(
    key="customs_registration",
    name=Text("报关单位注册登记", "Customs registrations"),
    abstract=Text(
        "每户报关单位的海关注册编码、组织机构代码、中英文名称、地址和有效期。",
        "Each declarant's customs code, organisation code, names in Chinese and English, address and validity.",
    ),
    department=Text("海关", "Customs"),
    owner=Text("企业管理科科长", "Head of enterprise administration"),
    legal_basis=Text(
        "《中华人民共和国海关报关单位注册登记管理规定》（2014）",
        "Provisions of Customs on the Registration of Declarants (2014)",
    ),
    coverage=Text(
        "在开发区注册的进出口货物收发货人和报关企业，含已失效",
        "Consignees, consignors and brokers registered in the zone, lapsed ones included",
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "换证时才更新名称和地址，旧名称可保留数年",
        "Names and addresses change when a certificate is renewed, years late",
    ),
    relations=Text(
        "以组织机构代码与企业登记对应，以海关注册编码与进出口货物统计对应",
        "Matches the register by organisation code, and the trade statistics by customs code",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.RESTRICTED,
    files="customs_registration/*.csv",
    encoding="gb18030",
    fields=(
        Field(name="serial_number", header="备案序号", kind=Kind.CODE, label=Text("备案序号", "filing serial")),
        Field(
            name="customs_code",
            header="海关注册编码",
            kind=Kind.CUSTOMS_CODE,
            label=Text("海关注册编码", "customs code"),
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
            header="企业中文名称",
            kind=Kind.TEXT,
            label=Text("企业中文名称", "name in Chinese"),
            attribute="name",
        ),
        Field(
            name="english_name",
            header="企业英文名称",
            kind=Kind.TEXT,
            label=Text("企业英文名称", "name in English"),
            required=False,
        ),
        Field(
            name="address",
            header="注册地址",
            kind=Kind.TEXT,
            label=Text("注册地址", "registered address"),
            required=False,
            attribute="address",
        ),
        Field(
            name="representative_name",
            header="法定代表人",
            kind=Kind.TEXT,
            label=Text("法定代表人", "legal representative"),
            required=False,
            classification=Classification.RESTRICTED,
            attribute="legal_representative",
        ),
        Field(name="registered_date", header="注册日期", kind=Kind.DATE, label=Text("注册日期", "registration date")),
        Field(
            name="valid_date", planned=True, header="有效期至", kind=Kind.DATE, label=Text("有效期至", "valid until")
        ),
    ),
    unique=("serial_number",),
    base="legal_entities",
    table="customs_registration",
    subject=Subject.ENTITY,
    rules=(
        Rule(
            key="valid_after_registered",
            sql="valid_date >= registered_date",
            message=Text("有效期早于注册日期", "valid until a day before the registration"),
            suggestion=Text("核对两个日期", "check both dates"),
        ),
    ),
    consumers=(
        Text("税务局", "Tax Bureau"),
        Text("商务局", "Commerce Bureau"),
        Text("统计局", "Statistics Bureau"),
    ),
)
