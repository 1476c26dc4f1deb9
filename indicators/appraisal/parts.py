"""The tables of an application: what each holds, with the words a person reads for every field."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from indicators.appraisal.money import MOST, Number, Quantity, Yuan


def said(zh: str, en: str, default: Any = None, **more: Any) -> Any:
    """Return a field with its names in Chinese and English; without a value it is not known."""
    return Field(default, title=zh, description=en, **more)


def _count(value: Any) -> Any:
    """Return a whole number that is not below nothing."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticCustomError("count", "not a whole number")
    if value < 0:
        raise PydanticCustomError("negative", "below nothing")
    if value > MOST:
        raise PydanticCustomError("beyond", "beyond what can be")
    return value


Count = Annotated[int, BeforeValidator(_count)]
"""How many: a whole number, zero or more."""

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A month, ``"2008-05"``."""

Words = tuple[str, ...]
Built = Literal[
    "application",
    "base_information",
    "portal",
    "network",
    "machine_room",
    "database",
    "office_automation",
    "storage",
    "security",
    "ca_root",
    "registration_authority",
    "operation",
    "standards",
    "decision_support",
]
Base = Literal["population", "legal_entities", "economy", "geography"]
Metric = Literal["tpmc", "requests_per_second", "users", "gigabytes", "megabits", "ports", "transactions"]
Party = Literal["authority", "finance", "planning"]
Application = Literal[
    "business",
    "integration",
    "science",
    "multimedia",
    "intelligent",
    "system",
    "communication",
    "process_control",
]


class Part(BaseModel):
    """A table of the application: typed, complete in itself, and without keys nobody knows."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Project(Part):
    """What is applied for, by whom, and when it would be built."""

    number: str = said("申报编号", "number of the application", ..., min_length=1)
    name: str = said("项目名称", "name", ..., min_length=1)
    department: str = said("建设部门（代码）", "department (code)", ..., min_length=1)
    applied: dt.date | None = said("申报日期", "date of application")
    tasks: Words | None = said("对应的规划任务（如 T08；没有写 []）", "tasks of the plan it serves, [] for none")
    start: Month | None = said("计划开工月份", "month of the start")
    finish: Month | None = said("计划完工月份", "month of the end")
    life_years: Quantity | None = said("产品生命周期（年）", "life cycle in years")
    function: str | None = said("功能描述", "what the system does")
    replaces: Words | None = said("替换的现有资产编号", "numbers of the assets it replaces, [] for none")
    simulated: bool = said("是否模拟申报（供演示或练习）", "is simulated, to show or to practise", default=False)


class Funding(Part):
    """One source of money for one stage in one year."""

    source: Literal["zone", "state", "city", "new_area", "department", "enterprise"] = said(
        "资金来源", "source of the money", ...
    )
    stage: Literal["construction", "operation"] = said("用途阶段", "stage", ...)
    amount: Yuan = said("金额（须带单位）", "amount with its unit", ...)
    year: int | None = said("年度", "year", ge=2000, le=2100)


class SignOff(Part):
    """One party's signature under the project, or under how its funds are used."""

    party: Party = said("会签方", "party", ...)
    covers: tuple[Literal["project", "funds"], ...] = said("会签事项", "what is signed", ("project",))
    agrees: bool = said("是否同意", "agrees", ...)
    signer: str = said("签字人", "who signed", ..., min_length=1)
    date: dt.date | None = said("签字日期", "date")


class Architecture(Part):
    """What is built, how it joins the whole, and where it stands."""

    builds: tuple[Built, ...] | None = said("建设内容", "what is built")
    interfaces: Words | None = said("与统一平台的接口（没有写 []）", "interfaces to the shared platform, [] for none")
    bases_fed: tuple[Base, ...] | None = said("充实的基础数据库", "base databases it feeds")
    fields_shared: Count | None = said("提供共享的数据项数", "fields it shares")
    fields_no_longer_collected: Count | None = said("不再重复采集的数据项数", "fields nobody need collect twice")
    data: Words | None = said("采集的数据", "data it collects")
    standards: Words | None = said("遵循的标准编号", "numbers of the standards it follows")
    hosted: Literal["centre", "own", "idc"] | None = said("部署场所", "where it stands")
    virtualised: bool | None = said("是否虚拟化部署", "runs on virtual machines")
    novel_components: Count | None = said("本区尚无先例的技术部件数", "components never run in the zone")
    references: Words | None = said("同类成功案例（没有写 []）", "where the like already runs, [] for nowhere")


class Load(Part):
    """The load measured in one month, in the demand's metric."""

    month: Month = said("月份", "month", ...)
    p95: Quantity = said("95 分位负载", "95th percentile of the load", ...)
    peak: Quantity | None = said("峰值负载", "peak of the load")


class Demand(Part):
    """How much is needed, measured or counted, and by whom."""

    metric: Metric | None = said("负载指标", "metric of the load")
    load: tuple[Load, ...] | None = said("实测负载（逐月）", "measured load by month", min_length=1)
    function_points: Quantity | None = said("功能点数", "function points counted")
    users: Count | None = said("用户数", "users")
    departments: Count | None = said("使用部门数", "departments served")
    growth_percent: Number | None = said("年增长率（%）", "growth a year in per cent")
    target_utilisation_percent: Quantity | None = said("设计利用率（%）", "utilisation designed for in per cent")


class Line(Part):
    """One line of what is to be bought."""

    name: str = said("名称", "name", ..., min_length=1)
    quantity: Count = said("数量", "quantity", ...)
    unit_price: Yuan = said("单价（须带单位）", "price of one, with its unit", ...)
    asset_class: str | None = said("资产类别（代码）", "class of asset (code)")
    purpose: Literal["capacity", "security", "support"] | None = said("用途", "purpose")
    capacity: Quantity | None = said("单台能力（按负载指标）", "capacity of one, in the demand's metric")
    spares: Count = said("其中备机数", "spares among them", 0)
    expandable_to: Quantity | None = said("可扩展到的总能力", "total capacity it can grow to")
    power_watt: Quantity | None = said("单台功率（瓦）", "watts of one")
    rack_units: Quantity | None = said("单台机柜占用（U）", "rack units of one")
    maintenance_percent: Quantity | None = said("年维护费率（%）", "maintenance a year in per cent of the price")
    product: str | None = said("软件产品", "software product")
    tender: Literal["public", "invited", "negotiated", "single_source"] | None = said("采购方式", "way of procurement")

    @property
    def total_yuan(self) -> Decimal:
        """What the line costs, in yuan."""
        return self.quantity * self.unit_price


class Development(Part):
    """Software that is written for the project, counted by function points."""

    amount: Yuan = said("开发费（须带单位）", "price of the development, with its unit", ...)
    method: Literal["indicative", "estimated", "detailed"] | None = said("计数方法", "way of counting")
    internal_files: Count | None = said("内部逻辑文件数（ILF）", "internal logical files")
    external_files: Count | None = said("外部接口文件数（EIF）", "external interface files")
    inputs: Count | None = said("外部输入数（EI）", "external inputs")
    outputs: Count | None = said("外部输出数（EO）", "external outputs")
    inquiries: Count | None = said("外部查询数（EQ）", "external inquiries")
    unadjusted_points: Quantity | None = said("详细计数的未调整功能点数", "unadjusted points of a detailed count")
    change_factor: Quantity | None = said("规模变更调整系数", "factor for change of scope")
    hours_per_function_point: Quantity | None = said("每功能点工时（小时）", "hours for a function point")
    person_month_price: Yuan | None = said("人月费率（须带单位）", "price of a person-month, with its unit")
    application_type: Application | None = said("应用类型", "type of application")
    language: Literal["c", "python", "java", "php"] | None = said("开发语言", "language, or its like")
    team: Literal["same_industry", "other_industry", "none"] | None = said("开发团队经验", "experience of the team")
    reuse_level: Literal["high", "middle", "low"] | None = said("软件复用程度", "how much of the software is reused")
    quality_influences: Number | None = said(
        "非功能特性影响度之和（每项 -1、0、1）", "sum of the influences of quality, each -1, 0 or 1"
    )
    direct_cost: Yuan = said(
        "直接非人力成本（须带单位）", "direct costs that are not labour, with their unit", Decimal(0)
    )


class Margin(Part):
    """One safety factor of the sizing, itemised."""

    name: str = said("名称", "name", ..., min_length=1)
    kind: Literal["unit", "peak", "growth", "headroom", "failure", "overhead"] = said("类型", "kind", ...)
    factor: Quantity = said("系数", "factor", ...)
    divides: bool = said("是否为除数（如 ÷0.7）", "divides, as in ÷ 0.7", default=False)
    years: Quantity | None = said("增长系数所指年数", "years a growth factor looks ahead")


class Operation(Part):
    """Who runs it when it is built, and with what money."""

    staff: Count | None = said("运维人员数", "staff")
    certified_staff: Count | None = said("持证运维人员数", "certified staff")
    yearly_budget: Yuan | None = said("年运维经费（须带单位）", "budget a year, with its unit")
    counts: tuple[Literal["maintenance", "space", "power", "cooling", "staff"], ...] | None = said(
        "运维经费已计入的项目", "what the budget counts"
    )


class Reuse(Part):
    """One existing asset that was considered, and what came of it."""

    asset: str = said("资产编号", "number of the asset", ..., min_length=1)
    used: bool = said("是否利用", "is used", ...)
    capacity: Quantity | None = said("可利用能力", "capacity gained")
    reason: str | None = said("不利用的理由", "reason against it")


class Alternative(Part):
    """One way to meet the demand that was compared."""

    name: str = said("名称", "name", ..., min_length=1)
    kind: Literal["purchase", "reuse", "staged", "lease", "shared"] = said("类型", "kind", ...)
    total: Yuan | None = said("总费用（须带单位）", "total cost, with its unit")


class Dependency(Part):
    """One thing that must be finished before another begins: applications or tasks of the plan, by number."""

    on: str = said("前置项目或任务", "what comes before", ..., min_length=1)
    of: str | None = said("后续项目（缺省为本项目）", "what comes after, this project if not said")
    lag_months: Count = said("间隔月数", "months between", 0)


class Benefit(Part):
    """One indicator that is to move, from where to where."""

    indicator: str = said("效益指标", "indicator", ..., min_length=1)
    unit: str | None = said("单位", "unit")
    baseline: Number | None = said("基准值", "baseline")
    target: Number | None = said("目标值", "target")
    better: Literal["up", "down"] | None = said("向好方向", "direction that is better")
    year: int | None = said("目标年度", "year of the target", ge=2000, le=2100)


class Priority(Part):
    """Which conditions for priority are claimed, with the evidence for each."""

    claims: tuple[Literal["P1", "P2", "P3", "P4", "P5", "P6"], ...] | None = said(
        "申请优先的条件（没有写 []）", "conditions claimed, [] for none"
    )
    hours_saved_a_year: Quantity | None = said("每年节省工时", "hours saved a year")
    items_disclosed: Count | None = said("新增公开事项数", "matters made public")
    units_supervised: Count | None = said("纳入监管的单位数", "units supervised")
    beneficiaries: Count | None = said("受益人数", "persons who benefit")
    parent_level: Literal["state", "city", "new_area"] | None = said("上级项目层级", "level of the parent project")
    parent_approval: str | None = said("上级批文号", "number of the parent's approval")
