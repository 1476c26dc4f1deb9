"""The business register (工商登记)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source, Subject, Unit
from datasets.text import Text

SOURCE = Source(
    key="registry",
    name=Text("企业登记信息", "Business register"),
    abstract=Text(
        "开发区注册的每一户企业：标识、名称、类型、行业、街区、资本和存续日期。",
        "Every enterprise registered in the zone: identifiers, name, type, industry, block, capital and dates.",
    ),
    department=Text("工商行政管理局", "Administration for Industry and Commerce"),
    owner=Text("企业登记科科长", "Head of enterprise registration"),
    legal_basis=Text(
        "《企业信息公示暂行条例》（2014）", "Interim Regulations on Enterprise Information Disclosure (2014)"
    ),
    coverage=Text(
        "开发区登记机关管辖的全部企业，含已注销", "All enterprises under the zone's registrar, closed ones included"
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "2015-10 起启用统一社会信用代码，此前以注册号和组织机构代码标识",
        "Unified social credit codes since 2015-10; registration numbers and organisation codes before",
    ),
    relations=Text(
        "以组织机构代码与税务、海关、投资、国土对应", "Matches tax, customs, investment and land by organisation code"
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="registry/*.csv",
    encoding="gb18030",
    required=True,
    consumers=(
        Text("税务局", "Tax Bureau"),
        Text("人力资源和社会保障局", "Human Resources and Social Security Bureau"),
        Text("海关", "Customs"),
        Text("统计局", "Statistics Bureau"),
        Text("财政局", "Finance Bureau"),
        Text("环境保护局", "Environmental Protection Bureau"),
    ),
    fields=(
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
        ),
        Field(
            name="credit_code",
            header="统一社会信用代码",
            kind=Kind.CREDIT_CODE,
            label=Text("统一社会信用代码", "unified social credit code"),
            required=False,
            empty_is_said=True,
        ),
        Field(
            name="name",
            header="企业名称",
            kind=Kind.TEXT,
            label=Text("企业名称", "enterprise name"),
            attribute="name",
        ),
        Field(
            name="registration_type_code",
            header="企业类型代码",
            kind=Kind.CODE,
            label=Text("企业类型", "registration type"),
            code_list="registration_type",
            attribute="registration_type",
        ),
        Field(
            name="division_code",
            header="行业代码",
            kind=Kind.CODE,
            label=Text("行业大类", "industry division"),
            code_list="division",
            attribute="division",
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
            name="address",
            header="住所",
            kind=Kind.TEXT,
            label=Text("住所", "address"),
            required=False,
            attribute="address",
        ),
        Field(
            name="capital_yuan",
            header="注册资本（万元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_YUAN,
            label=Text("注册资本", "registered capital"),
            required=False,
            range=(Decimal(0), Decimal(50_000_000)),
            median_range=(Decimal(20), Decimal(20_000)),
            attribute="capital_yuan",
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
    unique=("registration_number",),
    base="legal_entities",
    table="registration",
    subject=Subject.ENTITY,
    rules=(
        Rule(
            key="closed_after_founded",
            sql="closed_date IS NULL OR closed_date >= founded_date",
            message=Text("注销日期早于成立日期", "closing date is before the founding date"),
            suggestion=Text("核对两个日期", "check both dates"),
        ),
    ),
)
