"""City management: cases reported, closed, and closed in time."""

from datasets import Text
from indicators.definition import Direction, Indicator, Mean, Unit
from indicators.tables import CITY_CASE, exact, flag, ones

FAMILY = Text("城市管理", "City management")

_OWNER = Text("城市管理和综合执法局指挥中心", "Urban Management Bureau, command centre")
_DIMENSIONS = ("city_case_class", "case_channel", "street", "department")
_VOID = "3"
_CASES = CITY_CASE.filter(CITY_CASE.case_result != _VOID)
_CLOSED = _CASES.filter(_CASES.closed_time.notnull())
_HOURS = exact(_CLOSED.closed_time.delta(_CLOSED.reported_time, unit="minute") / 60)

INDICATORS = (
    Indicator(
        key="city_cases",
        watched=True,
        name=Text("城市管理案件数", "City management cases"),
        unit=Unit.CASES,
        meaning=Text("当月上报的案件数，不含作废。", "Cases reported in the month, void ones left out."),
        formula=Text("上报案件计数", "Number of cases reported"),
        caveat=Text("监督员增加会使案件增多，不等于秩序变差。", "More inspectors find more: more is not worse order."),
        owner=_OWNER,
        sources=("city_case",),
        direction=Direction.NEITHER,
        table=_CASES,
        amount=ones(_CASES),
        time="reported_month",
        dimensions=_DIMENSIONS,
    ),
    Mean(
        key="city_case_closure_rate",
        name=Text("城市管理案件结案率", "Closure rate of city cases"),
        unit=Unit.SHARE,
        meaning=Text("当月上报的案件至今已结案的比重。", "The part of the month's cases that has been closed since."),
        formula=Text("已结案数 ÷ 上报案件数", "Cases closed ÷ cases reported"),
        caveat=Text("最近的月份尚有在办案件，会继续上升。", "Recent months still have cases in hand and will rise."),
        owner=_OWNER,
        sources=("city_case",),
        table=_CASES,
        amount=flag(_CASES.closed_time.notnull()),
        weight=ones(_CASES),
        time="reported_month",
        dimensions=_DIMENSIONS,
    ),
    Mean(
        key="city_case_on_time_rate",
        name=Text("城市管理案件按期结案率", "On-time rate of city cases"),
        unit=Unit.SHARE,
        meaning=Text("结案的案件中在规定时限内结案的比重。", "The part of closed cases that were closed in time."),
        formula=Text("结案用时 ≤ 规定时限的案件 ÷ 已结案数", "Cases closed within their limit ÷ cases closed"),
        caveat=Text("用时从上报起按自然小时计。", "Hours run from the report, day and night."),
        owner=_OWNER,
        sources=("city_case",),
        table=_CLOSED,
        amount=flag(_CLOSED.limit_hour_count >= _HOURS),
        weight=ones(_CLOSED),
        time="reported_month",
        dimensions=_DIMENSIONS,
    ),
    Mean(
        key="city_case_hours",
        name=Text("城市管理案件平均处置用时", "Mean time to close a city case"),
        unit=Unit.HOURS,
        meaning=Text("从上报到结案的平均小时数。", "Mean hours from report to closure."),
        formula=Text("处置用时之和 ÷ 已结案数", "Sum of hours ÷ cases closed"),
        caveat=Text("少数长期案件会抬高平均数。", "A few long cases lift the mean."),
        owner=_OWNER,
        sources=("city_case",),
        direction=Direction.DOWN,
        table=_CLOSED,
        amount=_HOURS,
        weight=ones(_CLOSED),
        time="reported_month",
        dimensions=_DIMENSIONS,
    ),
)
