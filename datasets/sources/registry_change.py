"""Changes on the business register (工商变更登记)."""

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

# What was changed there is who answers for the enterprise: the name of a person.
_REPRESENTATIVE = "item = '03'"

SOURCE = Source(
    key="registry_change",
    name=Text("企业变更登记", "Changes of registration"),
    abstract=Text(
        "企业名称、住所、法定代表人、资本、行业的变更，吊销、迁出、合并和证照号码换发，逐项记录变更前后内容。",
        "Changes of name, address, representative, capital and trade, revocations, "
        "moves out, mergers and reissued numbers, each with the old and the new content.",
    ),
    department=Text("工商行政管理局", "Administration for Industry and Commerce"),
    owner=Text("企业登记科科长", "Head of enterprise registration"),
    legal_basis=Text(
        "《中华人民共和国企业法人登记管理条例》第十七条",
        "Regulations on the Registration of Enterprise Legal Persons, article 17",
    ),
    coverage=Text(
        "开发区登记机关核准的企业变更事项，自登记之日起",
        "Every change of an enterprise approved by the zone's registrar since its founding",
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "2007-07 至 2008-12 注册号由 13 位换发为 15 位；此前的变更用旧号",
        "Registration numbers of 13 digits became 15 between 2007-07 and 2008-12; earlier changes carry the old number",
    ),
    relations=Text("以注册号与企业登记对应", "Matches the register by registration number"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="registry_change/*.csv",
    encoding="gb18030",
    fields=(
        Field(
            name="serial_number",
            header="变更流水号",
            kind=Kind.CODE,
            label=Text("变更流水号", "serial of the change"),
        ),
        Field(
            name="registration_number",
            header="注册号",
            kind=Kind.REGISTRATION_NUMBER,
            label=Text("注册号", "registration number"),
        ),
        Field(
            name="name",
            header="企业名称",
            kind=Kind.TEXT,
            label=Text("企业名称", "enterprise name"),
        ),
        Field(
            name="change_date",
            header="核准日期",
            kind=Kind.DATE,
            label=Text("核准日期", "day of approval"),
        ),
        Field(
            name="item_code",
            header="变更事项代码",
            kind=Kind.CODE,
            label=Text("变更事项", "what was changed"),
            code_list="registry_change_item",
        ),
        Field(
            name="old_text",
            header="变更前内容",
            kind=Kind.TEXT,
            label=Text("变更前内容", "content before"),
            required=False,
            restricted_where=_REPRESENTATIVE,
        ),
        Field(
            name="new_text",
            header="变更后内容",
            kind=Kind.TEXT,
            label=Text("变更后内容", "content after"),
            restricted_where=_REPRESENTATIVE,
        ),
        Field(
            name="survivor_number",
            header="存续企业注册号",
            kind=Kind.REGISTRATION_NUMBER,
            label=Text("合并后存续企业注册号", "registration number of the enterprise that survives a merger"),
            required=False,
            empty_is_said=True,
        ),
    ),
    unique=("serial_number",),
    base="legal_entities",
    table="registration_change",
    consumers=(
        Text("税务局", "Tax Bureau"),
        Text("社会保险基金管理中心", "Social Insurance Centre"),
        Text("海关", "Customs"),
        Text("统计局", "Statistics Bureau"),
    ),
)
