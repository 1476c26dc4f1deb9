"""Public institutions and associations (事业单位和社会组织登记)."""

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Subject
from datasets.text import Text

SOURCE = Source(
    key="institution",
    name=Text("事业单位和社会组织登记", "Institutions and associations"),
    abstract=Text(
        "机关、事业单位、社会团体和民办非企业单位的代码、名称、类型、法定代表人和住所。",
        "Government offices, public institutions, associations and private "
        "non-enterprise units with codes, name, kind, representative and address.",
    ),
    department=Text("机构编制和民政部门", "Institutions and Civil Affairs Offices"),
    owner=Text("登记管理科科长", "Head of registration"),
    legal_basis=Text(
        "《事业单位登记管理暂行条例》（2004）、《社会团体登记管理条例》（1998）",
        "Interim Regulations on the Registration of Public Institutions "
        "(2004); Regulations on the Registration of Social Organisations (1998)",
    ),
    coverage=Text("开发区的机关、事业单位和社会组织", "Government offices, institutions and associations of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("2015-10 起赋统一社会信用代码", "Unified social credit codes since 2015-10"),
    relations=Text(
        "以组织机构代码与财政、社保、卫生对应", "Matches treasury, insurance and health by organisation code"
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="institution/*.csv",
    fields=(
        Field(
            name="certificate_number",
            header="证书号",
            kind=Kind.CODE,
            label=Text("证书号", "certificate"),
        ),
        Field(
            name="organisation_code",
            header="组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("组织机构代码", "organisation code"),
        ),
        Field(
            name="credit_code",
            header="统一社会信用代码",
            kind=Kind.CREDIT_CODE,
            label=Text("统一社会信用代码", "unified social credit code"),
            required=False,
        ),
        Field(
            name="name",
            header="单位名称",
            kind=Kind.TEXT,
            label=Text("单位名称", "institution"),
            attribute="name",
        ),
        Field(
            name="kind_code",
            header="机构类型代码",
            kind=Kind.CODE,
            label=Text("机构类型", "kind of institution"),
            code_list="institution_kind",
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
        Field(
            name="address",
            header="住所",
            kind=Kind.TEXT,
            label=Text("住所", "address"),
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
            name="founded_date",
            header="成立日期",
            kind=Kind.DATE,
            label=Text("成立日期", "founding date"),
            attribute="founded_date",
        ),
    ),
    unique=("certificate_number",),
    base="legal_entities",
    table="institution",
    subject=Subject.ENTITY,
    consumers=(
        Text("财政局", "Finance Bureau"),
        Text("社会保险基金管理中心", "Social Insurance Centre"),
        Text("税务局", "Tax Bureau"),
        Text("卫生局", "Health Bureau"),
    ),
)
