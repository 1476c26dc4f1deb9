"""Tax paid into the treasury (税收入库)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source, Unit
from datasets.text import Text

SOURCE = Source(
    key="tax",
    name=Text("税收入库明细", "Tax payments"),
    abstract=Text(
        "每户企业每月每个税种的应征和入库税额。",
        "Tax levied and tax paid by enterprise, month and type of tax.",
    ),
    department=Text("税务局", "Tax Bureau"),
    owner=Text("收入核算科科长", "Head of revenue accounting"),
    legal_basis=Text("《中华人民共和国税收征收管理法》第六条", "Tax Collection Administration Law, article 6"),
    coverage=Text(
        "开发区税务登记户，不含海关代征", "Taxpayers registered in the zone; tax collected by customs excluded"
    ),
    update_method=Text("每年一个文件，当年文件逐月增补", "One file a year; the current year's file grows every month"),
    history=Text(
        "2008 年内外资企业所得税合并；2016-05 营业税改征增值税；2015-10 起识别号为 18 位",
        "Enterprise income taxes merged in 2008; VAT for business tax in 2016-05; 18-digit numbers since 2015-10",
    ),
    relations=Text(
        "识别号含组织机构代码，与企业登记对应", "The taxpayer number holds the organisation code of the register"
    ),
    delivery_mode=DeliveryMode.BY_PERIOD,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.RESTRICTED,
    files="tax/*.csv",
    required=True,
    large=True,
    consumers=(
        Text("财政局", "Finance Bureau"),
        Text("统计局", "Statistics Bureau"),
        Text("工商行政管理局", "Administration for Industry and Commerce"),
    ),
    fields=(
        Field(name="voucher_code", header="凭证号", kind=Kind.CODE, label=Text("凭证号", "voucher"), in_base=False),
        Field(
            name="taxpayer_number",
            header="纳税人识别号",
            kind=Kind.TAXPAYER_NUMBER,
            label=Text("纳税人识别号", "taxpayer number"),
            in_base=False,
        ),
        Field(
            name="taxpayer_name",
            header="纳税人名称",
            kind=Kind.TEXT,
            label=Text("纳税人名称", "taxpayer"),
            in_base=False,
        ),
        Field(
            name="tax_type_code",
            header="税种代码",
            kind=Kind.CODE,
            label=Text("税种", "type of tax"),
            code_list="tax_type",
        ),
        Field(name="payment_month", header="入库月份", kind=Kind.MONTH, label=Text("入库月份", "month of payment")),
        Field(
            name="levied_yuan",
            header="应征税额（元）",
            kind=Kind.AMOUNT,
            unit=Unit.YUAN,
            label=Text("应征税额", "tax levied"),
            range=(Decimal(-100_000_000), Decimal(20_000_000_000)),
        ),
        Field(
            name="paid_yuan",
            header="入库税额（元）",
            kind=Kind.AMOUNT,
            unit=Unit.YUAN,
            label=Text("入库税额", "tax paid"),
            range=(Decimal(-100_000_000), Decimal(20_000_000_000)),
            median_range=(Decimal(500), Decimal(5_000_000)),
        ),
    ),
    unique=("voucher_code",),
    base="economy",
    table="tax_payment",
    entity_field="taxpayer_number",
    rules=(
        Rule(
            key="paid_within_levied",
            sql="paid_yuan <= levied_yuan",
            message=Text("入库税额大于应征税额", "more tax paid than levied"),
            suggestion=Text("核对两列是否颠倒", "check whether the two columns are swapped"),
        ),
    ),
)
