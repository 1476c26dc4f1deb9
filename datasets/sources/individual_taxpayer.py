"""Individual income tax withheld (个人所得税)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Subject, Unit
from datasets.text import Text

SOURCE = Source(
    key="individual_taxpayer",
    name=Text("个人所得税纳税人", "Individual taxpayers"),
    abstract=Text(
        "由开发区扣缴义务人代扣代缴个人所得税的每一个人，全年税额。",
        "Every person whose income tax is withheld by a payer in the zone, with the year’s tax.",
    ),
    department=Text("税务局", "Tax Bureau"),
    owner=Text("个人所得税科科长", "Head of individual income tax"),
    legal_basis=Text(
        "《中华人民共和国税收征收管理法》（2001），第八条：为纳税人保密",
        "Tax Collection Law (2001), article 8: taxpayers’ affairs are confidential",
    ),
    coverage=Text(
        "开发区扣缴义务人申报的纳税人，含外籍人员", "Persons declared by payers in the zone, foreigners included"
    ),
    update_method=Text("每年提供上一自然年全量", "Each year, complete for the year before"),
    history=Text("外籍人员以护照登记", "Foreigners are registered by passport"),
    relations=Text(
        "以公民身份号码与公安、劳动社保对应，以纳税人识别号与企业对应",
        "Matches the police and labour by person number, enterprises by taxpayer number",
    ),
    delivery_mode=DeliveryMode.BY_PERIOD,
    cadence=Cadence.YEARLY,
    sharing=Sharing.NONE,
    classification=Classification.RESTRICTED,
    files="individual_taxpayer/*.csv",
    fields=(
        Field(name="record_number", header="申报序号", kind=Kind.CODE, label=Text("申报序号", "record serial")),
        Field(
            name="person_number",
            header="公民身份号码",
            kind=Kind.PERSON_NUMBER,
            label=Text("公民身份号码", "person number"),
            required=False,
            classification=Classification.RESTRICTED,
            in_base=False,
        ),
        Field(
            name="passport_number",
            header="护照号码",
            kind=Kind.TEXT,
            label=Text("护照号码", "passport number"),
            required=False,
            classification=Classification.RESTRICTED,
            in_base=False,
        ),
        Field(
            name="person_name",
            header="姓名",
            kind=Kind.TEXT,
            label=Text("姓名", "name"),
            classification=Classification.RESTRICTED,
            in_base=False,
            attribute="name",
        ),
        Field(
            name="sex_code",
            header="性别代码",
            kind=Kind.CODE,
            label=Text("性别", "sex"),
            code_list="sex",
            attribute="sex",
        ),
        Field(
            name="employer_number",
            header="扣缴义务人识别号",
            kind=Kind.TAXPAYER_NUMBER,
            label=Text("扣缴义务人识别号", "employer’s taxpayer number"),
            required=False,
            attribute="employer_code",
        ),
        Field(
            name="phone_number",
            header="联系电话",
            kind=Kind.TEXT,
            label=Text("联系电话", "phone"),
            required=False,
            classification=Classification.RESTRICTED,
            in_base=False,
            attribute="phone",
        ),
        Field(
            name="tax_paid_yuan",
            header="全年已缴税额（元）",
            kind=Kind.AMOUNT,
            unit=Unit.YUAN,
            label=Text("全年已缴税额", "tax paid in the year"),
            classification=Classification.RESTRICTED,
            range=(Decimal(0), Decimal(50_000_000)),
        ),
    ),
    unique=("record_number",),
    base="population",
    table="individual_tax",
    subject=Subject.PERSON,
)
