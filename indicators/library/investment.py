"""Investment: fixed assets completed and foreign capital used."""

from datasets import Text
from indicators.definition import Indicator, Unit
from indicators.tables import PROJECT_PROGRESS

FAMILY = Text("投资", "Investment")

_DIMENSIONS = ("industry", "street", "ownership", "project_nature")

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
)
