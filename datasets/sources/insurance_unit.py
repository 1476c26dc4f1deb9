"""Units insured with social insurance (社会保险参保单位)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Subject
from datasets.text import Text

SOURCE = Source(
    key="insurance_unit",
    name=Text("社会保险参保单位", "Insured units"),
    abstract=Text(
        "每个参保单位的编号、名称、地址、电话、参保人数和首次参保年月；已停保的为停保前人数。",
        "Each insured unit's number, name, address, telephone, insured employees and first month; "
        "for a unit that left, the employees before it left.",
    ),
    department=Text("社会保险基金管理中心", "Social Insurance Centre"),
    owner=Text("征缴科科长", "Head of contributions"),
    legal_basis=Text(
        "《社会保险费征缴暂行条例》（1999）第七条、《中华人民共和国社会保险法》第五十七条",
        "Interim Regulations on Social Insurance Contributions (1999), article 7; Social Insurance Law, article 57",
    ),
    coverage=Text(
        "在开发区参保的企业、分支机构、事业单位、社会团体和部分个体工商户",
        "Enterprises, branches, institutions, associations and some sole proprietors insured in the zone",
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "早期参保单位未登记组织机构代码，2016 年五证合一后逐步补录",
        "Units insured early were entered without organisation code; added since the five-in-one licence of 2016",
    ),
    relations=Text(
        "以组织机构代码与企业登记对应，缺代码的以名称、地址、电话对应",
        "Matches the register by organisation code, without one by name, address and telephone",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.RESTRICTED,
    files="insurance_unit/*.csv",
    fields=(
        Field(name="unit_number", header="单位编号", kind=Kind.CODE, label=Text("单位编号", "unit number")),
        Field(
            name="organisation_code",
            header="组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("组织机构代码", "organisation code"),
            required=False,
        ),
        Field(name="name", header="单位名称", kind=Kind.TEXT, label=Text("单位名称", "unit"), attribute="name"),
        Field(
            name="address",
            header="单位地址",
            kind=Kind.TEXT,
            label=Text("单位地址", "address"),
            required=False,
            attribute="address",
        ),
        Field(
            name="representative_name",
            header="法定代表人或负责人",
            kind=Kind.TEXT,
            label=Text("法定代表人或负责人", "legal representative"),
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
            name="insured_count",
            header="参保人数",
            kind=Kind.COUNT,
            label=Text("参保人数", "insured employees"),
            range=(Decimal(0), Decimal(200_000)),
            attribute="employee_count",
        ),
        Field(
            name="first_month",
            header="首次参保年月",
            kind=Kind.MONTH,
            label=Text("首次参保年月", "first month insured"),
        ),
    ),
    unique=("unit_number",),
    base="legal_entities",
    table="insured_unit",
    subject=Subject.ENTITY,
    consumers=(
        Text("税务局", "Tax Bureau"),
        Text("统计局", "Statistics Bureau"),
        Text("人力资源和社会保障局", "Human Resources and Social Security Bureau"),
    ),
)
