"""Monthly progress of investment projects (投资项目月报)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source, Unit
from datasets.text import Text

SOURCE = Source(
    key="investment",
    name=Text("投资项目月报", "Investment projects, monthly"),
    abstract=Text(
        "每个项目每月完成的固定资产投资和实际使用外资。",
        "Fixed-asset investment completed and foreign capital used by project and month.",
    ),
    department=Text("发展和改革局", "Development and Reform Bureau"),
    owner=Text("投资科科长", "Head of investment"),
    legal_basis=Text(
        "《政府投资条例》（2019）、《统计法》", "Government Investment Regulations (2019); Statistics Law"
    ),
    coverage=Text("计划总投资 500 万元及以上的项目", "Projects with a planned total of 5 million yuan or more"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "2011 年起统计起点由 50 万元提高到 500 万元，本抽取已按新起点回溯",
        "The threshold rose from 0.5 to 5 million yuan in 2011; this extract is carried back on the new one",
    ),
    relations=Text("以组织机构代码与企业登记对应", "Matches the register by organisation code"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="investment/*.csv",
    required=True,
    consumers=(
        Text("统计局", "Statistics Bureau"),
        Text("规划和国土资源局", "Planning and Land Resources Bureau"),
        Text("财政局", "Finance Bureau"),
    ),
    fields=(
        Field(name="project_code", header="项目代码", kind=Kind.CODE, label=Text("项目代码", "project")),
        Field(name="project_name", header="项目名称", kind=Kind.TEXT, label=Text("项目名称", "project name")),
        Field(
            name="organisation_code",
            header="组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("组织机构代码", "organisation code"),
            in_base=False,
        ),
        Field(
            name="project_nature_code",
            header="建设性质",
            kind=Kind.CODE,
            label=Text("建设性质", "nature of construction"),
            code_list="project_nature",
        ),
        Field(
            name="project_stage_code",
            header="项目阶段",
            kind=Kind.CODE,
            label=Text("项目阶段", "project stage"),
            code_list="project_stage",
        ),
        Field(name="report_month", header="统计月份", kind=Kind.MONTH, label=Text("统计月份", "month")),
        Field(
            name="planned_yuan",
            header="计划总投资（万元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_YUAN,
            label=Text("计划总投资", "planned total"),
            range=(Decimal(500), Decimal(10_000_000)),
        ),
        Field(
            name="completed_yuan",
            header="本月完成投资（万元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_YUAN,
            label=Text("本月完成投资", "investment completed in the month"),
            range=(Decimal(0), Decimal(1_000_000)),
            median_range=(Decimal(1), Decimal(200_000)),
        ),
        Field(
            name="foreign_capital_usd",
            header="本月实际使用外资（万美元）",
            kind=Kind.AMOUNT,
            unit=Unit.TEN_THOUSAND_USD,
            label=Text("本月实际使用外资", "foreign capital used in the month"),
            range=(Decimal(0), Decimal(200_000)),
        ),
    ),
    unique=("project_code", "report_month"),
    base="economy",
    table="project_progress",
    entity_field="organisation_code",
    rules=(
        Rule(
            key="completed_within_planned",
            sql="completed_yuan <= planned_yuan",
            message=Text("本月完成投资大于计划总投资", "more completed in a month than planned in total"),
            suggestion=Text("核对单位和计划总投资", "check the unit and the planned total"),
        ),
    ),
)
