"""Tax registrations (税务登记)."""

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Subject
from datasets.text import Text

SOURCE = Source(
    key="tax_registration",
    name=Text("税务登记", "Tax registrations"),
    abstract=Text(
        "每户纳税人的识别号、名称、经营地址、法定代表人、电话、行业和状态；分支机构另报总机构识别号。",
        "Each taxpayer's number, name, place of business, representative, telephone, industry and state; "
        "a branch also gives its head office's number.",
    ),
    department=Text("税务局", "Tax Bureau"),
    owner=Text("征管科科长", "Head of collection and administration"),
    legal_basis=Text(
        "《中华人民共和国税收征收管理法》第十五条、《税务登记管理办法》（2003）",
        "Tax Collection Administration Law, article 15; Measures on Tax Registration (2003)",
    ),
    coverage=Text(
        "在开发区办理税务登记的企业、分支机构和单位，不含个体工商户，含已注销",
        "Enterprises, branches and institutions registered for tax in the zone, deregistered ones included; "
        "sole proprietors excluded",
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "只保存现时登记内容，未办变更的仍为旧值；2015-10 起陆续换用 18 位识别号",
        "Holds the present record only, old values where no change was reported; 18-digit numbers since 2015-10",
    ),
    relations=Text(
        "识别号含组织机构代码，与企业登记对应；与税收入库明细以识别号对应",
        "The number holds the organisation code of the register; matches tax payments by number",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.RESTRICTED,
    files="tax_registration/*.csv",
    encoding="gb18030",
    fields=(
        Field(name="serial_number", header="登记序号", kind=Kind.CODE, label=Text("登记序号", "registration serial")),
        Field(
            name="taxpayer_number",
            header="纳税人识别号",
            kind=Kind.TAXPAYER_NUMBER,
            label=Text("纳税人识别号", "taxpayer number"),
        ),
        Field(
            name="taxpayer_name",
            header="纳税人名称",
            kind=Kind.TEXT,
            label=Text("纳税人名称", "taxpayer"),
            attribute="name",
        ),
        Field(
            name="address",
            header="生产经营地址",
            kind=Kind.TEXT,
            label=Text("生产经营地址", "place of business"),
            required=False,
            attribute="address",
        ),
        Field(
            name="representative_name",
            header="法定代表人（负责人）姓名",
            kind=Kind.TEXT,
            label=Text("法定代表人（负责人）", "legal representative"),
            required=False,
            classification=Classification.RESTRICTED,
            attribute="legal_representative",
        ),
        Field(
            name="phone_number",
            header="联系电话",
            kind=Kind.TEXT,
            label=Text("联系电话", "telephone"),
            required=False,
            classification=Classification.RESTRICTED,
            attribute="phone",
        ),
        Field(
            name="division_code",
            header="行业代码",
            kind=Kind.CODE,
            label=Text("行业大类", "industry division"),
            code_list="division",
            attribute="division",
            edition_date="registered_date",
        ),
        Field(
            name="registered_date",
            header="登记日期",
            kind=Kind.DATE,
            label=Text("税务登记日期", "date of tax registration"),
        ),
        Field(
            name="state_code",
            header="纳税人状态代码",
            kind=Kind.CODE,
            label=Text("纳税人状态", "state of the taxpayer"),
            code_list="taxpayer_status",
        ),
        Field(
            name="head_number",
            header="总机构纳税人识别号",
            kind=Kind.TAXPAYER_NUMBER,
            label=Text("总机构纳税人识别号", "head office's taxpayer number"),
            required=False,
            attribute="head_organisation_code",
        ),
    ),
    unique=("serial_number",),
    base="legal_entities",
    table="tax_registration",
    subject=Subject.ENTITY,
    consumers=(
        Text("工商行政管理局", "Administration for Industry and Commerce"),
        Text("财政局", "Finance Bureau"),
        Text("社会保险基金管理中心", "Social Insurance Centre"),
        Text("统计局", "Statistics Bureau"),
    ),
)
