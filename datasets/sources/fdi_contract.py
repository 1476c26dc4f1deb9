"""Foreign capital agreed in contracts, project by project (外资项目审批和备案)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source, Unit
from datasets.text import Text

SOURCE = Source(
    key="fdi_contract",
    name=Text("外资项目审批备案", "Contracts of foreign investment"),
    abstract=Text(
        "每个新设、增资和并购项目的投资总额、合同外资、方式和投资来源地。",
        "Total investment, foreign capital agreed, form and origin of every new project, increase and acquisition.",
    ),
    department=Text("商务局", "Commerce Bureau"),
    owner=Text("外资科科长", "Head of foreign investment"),
    legal_basis=Text("《中华人民共和国外商投资法》（2019）第三十四条", "Foreign Investment Law (2019), article 34"),
    coverage=Text("开发区批准或备案的全部外资项目", "All foreign investment approved or filed in the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "2016-10 起由审批改为备案，2020 年起为信息报告",
        "Approval gave way to filing in 2016-10 and to reporting in 2020",
    ),
    relations=Text(
        "以组织机构代码与企业登记对应；合同外资不等于实际使用外资",
        "Matches the register by organisation code; capital agreed is not capital used",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="fdi_contract/*.csv",
    encoding="gb18030",
    fields=(
        Field(name="contract_number", header="批准（备案）号", kind=Kind.CODE, label=Text("批准号", "approval")),
        Field(
            name="organisation_code",
            header="组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("组织机构代码", "organisation code"),
            in_base=False,
        ),
        Field(name="project_name", header="项目名称", kind=Kind.TEXT, label=Text("项目名称", "project name")),
        Field(
            name="fdi_action_code",
            header="业务类型",
            kind=Kind.CODE,
            label=Text("业务类型", "kind of contract"),
            code_list="fdi_action",
        ),
        Field(
            name="fdi_form_code",
            header="投资方式",
            kind=Kind.CODE,
            label=Text("投资方式", "form of investment"),
            code_list="fdi_form",
        ),
        Field(
            name="partner_code",
            header="投资来源地代码",
            kind=Kind.CODE,
            label=Text("投资来源地", "origin of the capital"),
            code_list="partner",
        ),
        Field(
            name="contract_date", header="批准（备案）日期", kind=Kind.DATE, label=Text("批准日期", "date of approval")
        ),
        Field(
            name="total_investment_usd",
            header="投资总额（万美元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_USD,
            label=Text("投资总额", "total investment"),
            range=(Decimal(0), Decimal(500_000)),
        ),
        Field(
            name="contracted_usd",
            header="合同外资额（万美元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_USD,
            label=Text("合同外资额", "foreign capital agreed"),
            range=(Decimal(0), Decimal(200_000)),
            median_range=(Decimal(1), Decimal(20_000)),
        ),
    ),
    unique=("contract_number",),
    base="economy",
    table="fdi_contract",
    entity_field="organisation_code",
    rules=(
        Rule(
            key="agreed_within_total",
            sql="contracted_usd <= total_investment_usd",
            message=Text("合同外资额大于投资总额", "more foreign capital agreed than invested in all"),
            suggestion=Text("核对两列是否颠倒", "check whether the two columns are swapped"),
        ),
    ),
    consumers=(Text("统计局", "Statistics Bureau"), Text("工商行政管理局", "Administration for Industry and Commerce")),
)
