"""Projects of electronic government (信息化项目)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source, Unit
from datasets.text import Text

SOURCE = Source(
    key="it_project",
    name=Text("信息化项目台账", "E-government projects"),
    abstract=Text(
        "每个信息化项目的部门、阶段、预算、中标价、配套资金、计划和实际时间。",
        "Department, phase, budget, award, co-funding, planned and actual dates of every project.",
    ),
    department=Text("信息中心", "Information Centre"),
    owner=Text("项目管理岗", "Project manager"),
    legal_basis=Text(
        "《国家电子政务工程建设项目管理暂行办法》（2007）", "Interim Measures on E-government Projects (2007)"
    ),
    coverage=Text("使用财政资金的信息化项目", "Projects paid from public funds"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("2008 年起登记", "Registered since 2008"),
    relations=Text("系统代码与信息化资产一致", "System codes are those of the assets"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.QUARTERLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="it_project/*.csv",
    encoding="utf-8",
    fields=(
        Field(
            name="project_number",
            header="项目编号",
            kind=Kind.CODE,
            label=Text("项目编号", "project"),
        ),
        Field(
            name="project_name",
            header="项目名称",
            kind=Kind.TEXT,
            label=Text("项目名称", "project name"),
        ),
        Field(
            name="department_code",
            header="建设部门",
            kind=Kind.CODE,
            label=Text("建设部门", "department"),
            code_list="department",
        ),
        Field(
            name="system_code",
            header="所属系统",
            kind=Kind.CODE,
            label=Text("所属系统", "system"),
            code_list="system",
        ),
        Field(
            name="it_project_phase_code",
            header="当前阶段",
            kind=Kind.CODE,
            label=Text("当前阶段", "phase"),
            code_list="it_project_phase",
        ),
        Field(
            name="budget_yuan",
            header="批复预算（万元）",
            kind=Kind.AMOUNT,
            label=Text("批复预算", "budget approved"),
            unit=Unit.TEN_THOUSAND_YUAN,
            range=(Decimal(1), Decimal(20000)),
            median_range=(Decimal(20), Decimal(2000)),
        ),
        Field(
            name="award_yuan",
            header="中标金额（万元）",
            kind=Kind.AMOUNT,
            label=Text("中标金额", "award"),
            unit=Unit.TEN_THOUSAND_YUAN,
            required=False,
            range=(Decimal(1), Decimal(20000)),
        ),
        Field(
            name="cofunding_yuan",
            header="上级配套资金（万元）",
            kind=Kind.AMOUNT,
            label=Text("上级配套资金", "co-funding"),
            unit=Unit.TEN_THOUSAND_YUAN,
            required=False,
            range=(Decimal(0), Decimal(20000)),
        ),
        Field(
            name="planned_start_date",
            planned=True,
            header="计划开工日期",
            kind=Kind.DATE,
            label=Text("计划开工日期", "planned start"),
        ),
        Field(
            name="planned_finish_date",
            planned=True,
            header="计划完工日期",
            kind=Kind.DATE,
            label=Text("计划完工日期", "planned finish"),
        ),
        Field(
            name="actual_start_date",
            header="实际开工日期",
            kind=Kind.DATE,
            label=Text("实际开工日期", "actual start"),
            required=False,
        ),
        Field(
            name="actual_finish_date",
            header="实际完工日期",
            kind=Kind.DATE,
            label=Text("实际完工日期", "actual finish"),
            required=False,
        ),
        Field(
            name="it_project_state_code",
            header="状态",
            kind=Kind.CODE,
            label=Text("状态", "state"),
            code_list="it_project_state",
        ),
    ),
    unique=("project_number",),
    base="operations",
    table="it_project",
    rules=(
        Rule(
            key="award_within_budget",
            sql="award_yuan <= budget_yuan",
            message=Text("中标金额大于批复预算", "the award exceeds the budget approved"),
            suggestion=Text("核对金额单位，或补批复文件", "check the unit, or supply the approval"),
        ),
    ),
    consumers=(
        Text("财政局", "Finance Bureau"),
        Text("发展和改革局", "Development and Reform Bureau"),
    ),
)
