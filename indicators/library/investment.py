"""Investment: fixed assets and their funds, foreign capital, and projects from contract to output."""

from datasets import Text
from indicators.definition import Direction, Indicator, Ratio, Reported, Unit
from indicators.tables import APPROVAL_CASE, FDI_CONTRACT, PROJECT_MILESTONE, PROJECT_PROGRESS, ones

FAMILY = Text("投资", "Investment")

_DIMENSIONS = ("industry", "street", "ownership", "project_nature")

_OWNER = Text("发展和改革局投资科", "Development and Reform Bureau, investment")
_COMMERCE = Text("商务局外资科", "Commerce Bureau, foreign investment")
_FDI_DIMENSIONS = ("continent", "fdi_form", "industry", "street")
_STARTED = PROJECT_MILESTONE.filter((PROJECT_MILESTONE.milestone == "started") & PROJECT_MILESTONE.dated)
_COMPLETED = PROJECT_MILESTONE.filter((PROJECT_MILESTONE.milestone == "completed") & PROJECT_MILESTONE.dated)
_FILED = APPROVAL_CASE.filter((APPROVAL_CASE.approval_item == "A04") & (APPROVAL_CASE.approval_result == "1"))
_STAGE = Text(
    "按项目月报首次进入该阶段的月份；2005 年 1 月已在建的项目开工月份不详，不计入当月。",
    "By the first monthly report in the stage; projects under way when reports began in January 2005 have no date.",
)

INDICATORS = (
    Indicator(
        key="fixed_asset_investment",
        watched=True,
        name=Text("固定资产投资", "Fixed-asset investment"),
        unit=Unit.YUAN,
        meaning=Text(
            "计划总投资 500 万元及以上项目当月完成的投资。",
            "Investment completed in the month by projects of 5 million yuan or more.",
        ),
        formula=Text("各项目本月完成投资之和", "Sum of investment completed in the month over projects"),
        caveat=Text(
            "统计起点 2011 年由 50 万元提高到 500 万元，此前数据已按新起点回溯；1 月与 2 月宜合并看。",
            "The threshold rose from 0.5 to 5 million yuan in 2011 and earlier months are carried back on the new one; "
            "January and February are best read together.",
        ),
        owner=Text("发展和改革局投资科", "Development and Reform Bureau, investment"),
        sources=("investment",),
        table=PROJECT_PROGRESS,
        amount=PROJECT_PROGRESS.completed_yuan,
        time="report_month",
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="fdi_used",
        watched=True,
        name=Text("实际使用外资", "Foreign direct investment used"),
        unit=Unit.USD,
        meaning=Text("当月项目实际到位的外资。", "Foreign capital that projects actually received in the month."),
        formula=Text("各项目本月实际使用外资之和", "Sum of foreign capital used in the month over projects"),
        caveat=Text(
            "按到位月份统计，单个大项目会使单月值跳动；与合同外资不可比。",
            "By month of arrival, so one large project moves a month; not comparable with contracted capital.",
        ),
        owner=Text("商务局外资科", "Commerce Bureau, foreign investment"),
        sources=("investment",),
        table=PROJECT_PROGRESS,
        amount=PROJECT_PROGRESS.foreign_capital_usd,
        time="report_month",
        dimensions=_DIMENSIONS,
    ),
    Reported(
        key="investment_funds",
        name=Text("投资到位资金", "Funds in place for investment"),
        unit=Unit.YUAN,
        meaning=Text("当月固定资产投资项目实际到位的资金。", "Funds that projects received in the month."),
        formula=Text("累计数减上月累计数", "The cumulative figure less the one before it"),
        caveat=Text(
            "1—2 月合并公布，不拆分；到位早于使用。",
            "January and February together; funds arrive before they are spent.",
        ),
        owner=_OWNER,
        sources=("investment_funds",),
        series="fixed_asset_investment",
        dimensions=("fund_source",),
    ),
    Indicator(
        key="fdi_contracted",
        name=Text("合同外资", "Foreign capital contracted"),
        unit=Unit.USD,
        meaning=Text(
            "当月新签和增资合同约定的外资额。", "Foreign capital agreed in contracts of the month, increases included."
        ),
        formula=Text("各合同外资额之和", "Sum of foreign capital over contracts"),
        caveat=Text(
            "约定数，可能分年到位或不到位；单个合同会使单月跳动。",
            "A promise, paid over years or never; one contract moves a month.",
        ),
        owner=_COMMERCE,
        sources=("fdi_contract",),
        table=FDI_CONTRACT,
        amount=FDI_CONTRACT.contracted_usd,
        time="contract_month",
        dimensions=_FDI_DIMENSIONS,
    ),
    Indicator(
        key="fdi_contracts",
        name=Text("外资签约项目数", "Foreign investment contracts signed"),
        unit=Unit.PROJECTS,
        meaning=Text(
            "当月签约（新设、增资、并购）的外资项目数。", "Contracts signed: new enterprises, increases, acquisitions."
        ),
        formula=Text("合同计数", "Number of contracts"),
        caveat=Text(
            "项目推进四段中的“签约”，内资签约没有登记来源。",
            "The first stage, signing; domestic contracts have no register.",
        ),
        owner=_COMMERCE,
        sources=("fdi_contract",),
        table=FDI_CONTRACT,
        amount=ones(FDI_CONTRACT),
        time="contract_month",
        dimensions=_FDI_DIMENSIONS,
    ),
    Ratio(
        key="fdi_delivery_rate",
        name=Text("外资到位率", "Delivery rate of foreign capital"),
        unit=Unit.SHARE,
        meaning=Text(
            "实际使用外资相当于合同外资的比重。", "Foreign direct investment used as a part of that contracted."
        ),
        formula=Text("实际使用外资 ÷ 合同外资", "Foreign direct investment used ÷ foreign capital contracted"),
        caveat=Text(
            "分子分母不是同一批合同，可能超过 100%；宜看全年累计。",
            "Not the same contracts: it may exceed 100 %. Read the year.",
        ),
        owner=_COMMERCE,
        sources=("investment", "fdi_contract"),
        numerator="fdi_used",
        denominator="fdi_contracted",
        dimensions=("industry", "street"),
    ),
    Indicator(
        key="projects_filed",
        name=Text("企业投资项目备案数", "Investment projects filed"),
        unit=Unit.PROJECTS,
        meaning=Text("当月办结并通过的企业投资项目备案。", "Filings of investment projects that passed in the month."),
        formula=Text(
            "审批事项“企业投资项目备案”通过件计数", "Number of cases of filing of an investment project that passed"
        ),
        caveat=Text(
            "项目推进四段中的“备案”；审批数据自 2012 年起。",
            "The second stage, filing; approvals are known from 2012 on.",
        ),
        owner=_OWNER,
        sources=("approval",),
        table=_FILED,
        amount=ones(_FILED),
        time="finished_month",
    ),
    Indicator(
        key="project_starts",
        watched=True,
        name=Text("开工项目数", "Projects started"),
        unit=Unit.PROJECTS,
        meaning=Text("当月开工（进入土建施工）的项目数。", "Projects whose civil works began in the month."),
        formula=Text("首次报告施工的项目计数", "Number of projects first reported in works"),
        caveat=_STAGE,
        owner=_OWNER,
        sources=("investment",),
        table=_STARTED,
        amount=ones(_STARTED),
        time="month",
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="started_investment",
        name=Text("开工项目计划投资", "Planned investment of projects started"),
        unit=Unit.YUAN,
        meaning=Text("当月开工项目的计划总投资。", "Planned total investment of the projects started in the month."),
        formula=Text("开工项目计划总投资之和", "Sum of planned investment over projects started"),
        caveat=_STAGE,
        owner=_OWNER,
        sources=("investment",),
        table=_STARTED,
        amount=_STARTED.planned_yuan,
        time="month",
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="project_completions",
        name=Text("投产项目数", "Projects completed"),
        unit=Unit.PROJECTS,
        meaning=Text("当月竣工投产的项目数。", "Projects completed and put to use in the month."),
        formula=Text("首次报告竣工投产的项目计数", "Number of projects first reported as completed"),
        caveat=_STAGE,
        owner=_OWNER,
        sources=("investment",),
        table=_COMPLETED,
        amount=ones(_COMPLETED),
        time="month",
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="completed_investment",
        name=Text("投产项目计划投资", "Planned investment of projects completed"),
        unit=Unit.YUAN,
        meaning=Text(
            "当月竣工投产项目的计划总投资。", "Planned total investment of the projects completed in the month."
        ),
        formula=Text("投产项目计划总投资之和", "Sum of planned investment over projects completed"),
        caveat=_STAGE,
        owner=_OWNER,
        sources=("investment",),
        table=_COMPLETED,
        amount=_COMPLETED.planned_yuan,
        time="month",
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="projects_under_way",
        name=Text("在建项目数", "Projects under way"),
        unit=Unit.PROJECTS,
        meaning=Text("月末已开工、尚未投产的项目数。", "Projects started and not completed at the month's end."),
        formula=Text(
            "截至本月开工项目数 − 截至本月投产项目数", "Projects started − projects completed, up to the month"
        ),
        caveat=Text(
            "不再报送而未报竣工的项目仍算在建。", "A project that stopped reporting without completion stays in."
        ),
        owner=_OWNER,
        sources=("investment",),
        direction=Direction.NEITHER,
        table=PROJECT_MILESTONE,
        amount=PROJECT_MILESTONE.change.cast("int64"),
        time="month",
        stock=True,
        dimensions=_DIMENSIONS,
    ),
    Ratio(
        key="project_delivery_rate",
        name=Text("项目投产率", "Delivery rate of projects"),
        unit=Unit.SHARE,
        meaning=Text("当期投产项目相当于期末在建项目的比重。", "Projects completed as a part of those under way."),
        formula=Text("投产项目数 ÷ 在建项目数；累计值以累计投产数为分子", "Projects completed ÷ projects under way"),
        caveat=Text("宜看全年累计。", "Read the year to date."),
        owner=_OWNER,
        sources=("investment",),
        numerator="project_completions",
        denominator="projects_under_way",
        dimensions=_DIMENSIONS,
    ),
)
