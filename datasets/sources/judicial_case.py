"""Court cases of enterprises (法院案件)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Subject, Unit
from datasets.text import Text

SOURCE = Source(
    key="judicial_case",
    name=Text("法院涉企案件", "Court cases of enterprises"),
    abstract=Text(
        "以企业为当事人的民商事、执行、知识产权和行政案件：案号、当事人、案由、立案日期和标的额。",
        "Civil, enforcement, intellectual property and administrative cases with "
        "an enterprise as party: number, party, cause, filing date and amount.",
    ),
    department=Text("政法委员会", "Political and Legal Affairs Commission"),
    owner=Text("信息科科长", "Head of information"),
    legal_basis=Text(
        "《最高人民法院关于人民法院在互联网公布裁判文书的规定》（2016）、"
        "《关于公布失信被执行人名单信息的若干规定》（2013）",
        "Provisions on Publishing Judgments on the Internet (2016); "
        "Provisions on the List of Dishonest Judgment Debtors (2013)",
    ),
    coverage=Text(
        "滨海新区人民法院受理的、当事人为开发区或外地单位的案件，2005 年起",
        "Cases accepted by the court of Binhai New Area with a party of the zone or from elsewhere, since 2005",
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "2016 年起案号改为法院代码格式；六成没有代码，只有当事人名称",
        "Case numbers carry the court's code since 2016; six in ten rows have no code, only the party's name",
    ),
    relations=Text(
        "以代码对应，缺代码的以名称、住所、法定代表人对应；外地当事人不在登记中",
        "Matched by code, without one by name, address and "
        "representative; parties from elsewhere are on no register here",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.RESTRICTED,
    files="judicial_case/*.csv",
    encoding="gb18030",
    fields=(
        Field(
            name="serial_number",
            header="案件序号",
            kind=Kind.CODE,
            label=Text("案件序号", "serial"),
        ),
        Field(
            name="case_number",
            header="案号",
            kind=Kind.TEXT,
            label=Text("案号", "case number"),
        ),
        Field(
            name="party_name",
            header="当事人名称",
            kind=Kind.TEXT,
            label=Text("当事人名称", "party"),
            attribute="name",
        ),
        Field(
            name="role_code",
            header="诉讼地位代码",
            kind=Kind.CODE,
            label=Text("诉讼地位", "role of the party"),
            code_list="case_role",
        ),
        Field(
            name="organisation_code",
            header="组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("组织机构代码", "organisation code"),
            required=False,
        ),
        Field(
            name="credit_code",
            header="统一社会信用代码",
            kind=Kind.CREDIT_CODE,
            label=Text("统一社会信用代码", "unified social credit code"),
            required=False,
        ),
        Field(
            name="address",
            header="当事人住所",
            kind=Kind.TEXT,
            label=Text("当事人住所", "address"),
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
        Field(
            name="kind_code",
            header="案由代码",
            kind=Kind.CODE,
            label=Text("案由", "cause"),
            code_list="case_kind",
        ),
        Field(
            name="filing_date",
            header="立案日期",
            kind=Kind.DATE,
            label=Text("立案日期", "filing date"),
            attribute="recorded_date",
        ),
        Field(
            name="amount_yuan",
            header="标的额（元）",
            kind=Kind.AMOUNT,
            unit=Unit.YUAN,
            label=Text("标的额", "amount in dispute"),
            required=False,
            range=(Decimal(0), Decimal(5_000_000_000)),
        ),
    ),
    unique=("serial_number",),
    base="legal_entities",
    table="case",
    subject=Subject.ENTITY,
    consumers=(
        Text("工商行政管理局", "Administration for Industry and Commerce"),
        Text("税务局", "Tax Bureau"),
        Text("财政局", "Finance Bureau"),
    ),
)
