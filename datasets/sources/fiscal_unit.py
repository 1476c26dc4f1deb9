"""Payments from the treasury to units (财政供养、专项资金和补贴)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Subject, Unit
from datasets.text import Text

SOURCE = Source(
    key="fiscal_unit",
    name=Text("财政资金支付", "Treasury payments to units"),
    abstract=Text(
        "财政供养单位经费、专项资金、企业扶持和补贴、非税收入返还，按单位、用途和日期。",
        "Appropriations, special funds, enterprise subsidies and returned non-tax revenue by unit, purpose and day.",
    ),
    department=Text("财政局", "Finance Bureau"),
    owner=Text("国库科科长", "Head of the treasury section"),
    legal_basis=Text(
        "《中华人民共和国预算法》第五十七条、《财政国库管理制度改革试点方案》（2001）",
        "Budget Law, article 57; Pilot Plan for the Reform of Treasury Management (2001)",
    ),
    coverage=Text(
        "开发区本级财政支付给单位和企业的资金，2005 年起",
        "Money of the zone's own budget paid to institutions and enterprises since 2005",
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("名称为支付时的名称", "Names are those of the day of payment"),
    relations=Text(
        "以组织机构代码对应，缺代码的以名称、地址对应", "Matched by organisation code, without one by name and address"
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="fiscal_unit/*.csv",
    fields=(
        Field(
            name="serial_number",
            header="支付序号",
            kind=Kind.CODE,
            label=Text("支付序号", "serial of the payment"),
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
            header="单位名称",
            kind=Kind.TEXT,
            label=Text("单位名称", "unit"),
            attribute="name",
        ),
        Field(
            name="address",
            header="单位地址",
            kind=Kind.TEXT,
            label=Text("单位地址", "address"),
            required=False,
            attribute="address",
        ),
        Field(
            name="purpose_code",
            header="资金用途代码",
            kind=Kind.CODE,
            label=Text("资金用途", "purpose"),
            code_list="fiscal_purpose",
        ),
        Field(
            name="amount_yuan",
            header="金额（元）",
            kind=Kind.AMOUNT,
            unit=Unit.YUAN,
            label=Text("金额", "amount"),
            range=(Decimal(0), Decimal(2_000_000_000)),
            median_range=(Decimal(5_000), Decimal(100_000_000)),
        ),
        Field(
            name="payment_date",
            header="支付日期",
            kind=Kind.DATE,
            label=Text("支付日期", "day of payment"),
            attribute="recorded_date",
        ),
    ),
    unique=("serial_number",),
    base="legal_entities",
    table="subsidy",
    subject=Subject.ENTITY,
    consumers=(
        Text("税务局", "Tax Bureau"),
        Text("统计局", "Statistics Bureau"),
        Text("商务局", "Commerce Bureau"),
    ),
)
