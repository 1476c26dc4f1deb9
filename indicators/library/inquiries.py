"""Inquiries: how many, closed by the first who was asked, how soon, and to whose satisfaction."""

from datasets import Text
from indicators.definition import Direction, Indicator, Mean, Unit
from indicators.tables import INQUIRY, exact, flag, ones

FAMILY = Text("公众咨询", "Public inquiries")

_OWNER = Text("管委会办公室首问服务", "Administrative Commission's office, first-responsibility service")
_DIMENSIONS = ("inquiry_topic", "inquiry_channel", "department")
_CLOSED = INQUIRY.filter(INQUIRY.closed_time.notnull())
_ANSWERED = INQUIRY.filter(INQUIRY.answered_time.notnull())
_RATED = INQUIRY.filter(INQUIRY.satisfaction.isin(["1", "2", "3", "4", "5"]))

INDICATORS = (
    Indicator(
        key="inquiries",
        watched=True,
        name=Text("咨询件数", "Inquiries"),
        unit=Unit.CASES,
        meaning=Text("当月收到的公众咨询件数。", "Inquiries received in the month."),
        formula=Text("收到的咨询计数", "Number of inquiries received"),
        caveat=Text("同一事项重复咨询分别计数。", "The same question asked twice counts twice."),
        owner=_OWNER,
        sources=("inquiry",),
        direction=Direction.NEITHER,
        table=INQUIRY,
        amount=ones(INQUIRY),
        time="received_month",
        dimensions=_DIMENSIONS,
    ),
    Mean(
        key="first_responsibility_rate",
        name=Text("首问办结率", "First-responsibility closure rate"),
        unit=Unit.SHARE,
        meaning=Text("首问部门未转办而办结的比重（首问负责制）。", "Inquiries closed by the department first asked."),
        formula=Text("未转办而办结的件 ÷ 收到的咨询", "Closed without being passed on ÷ inquiries received"),
        caveat=Text("最近的月份尚有未办结件。", "Recent months still have open inquiries."),
        owner=_OWNER,
        sources=("inquiry",),
        table=INQUIRY,
        amount=flag((INQUIRY.transfer_count == 0) & INQUIRY.closed_time.notnull()),
        weight=ones(INQUIRY),
        time="received_month",
        dimensions=_DIMENSIONS,
    ),
    Mean(
        key="inquiry_closure_rate",
        name=Text("咨询办结率", "Closure rate of inquiries"),
        unit=Unit.SHARE,
        meaning=Text("当月收到的咨询至今已办结的比重。", "The part of the month's inquiries closed since."),
        formula=Text("已办结件 ÷ 收到的咨询", "Inquiries closed ÷ inquiries received"),
        caveat=Text("最近的月份会继续上升。", "Recent months will rise."),
        owner=_OWNER,
        sources=("inquiry",),
        table=INQUIRY,
        amount=flag(INQUIRY.closed_time.notnull()),
        weight=ones(INQUIRY),
        time="received_month",
        dimensions=_DIMENSIONS,
    ),
    Mean(
        key="inquiry_answer_hours",
        name=Text("咨询平均答复用时", "Mean time to answer an inquiry"),
        unit=Unit.HOURS,
        meaning=Text("从收到到答复的平均小时数。", "Mean hours from receipt to answer."),
        formula=Text("答复用时之和 ÷ 已答复件", "Sum of hours ÷ inquiries answered"),
        caveat=Text("按自然小时计，含夜间和周末。", "Hours run through nights and weekends."),
        owner=_OWNER,
        sources=("inquiry",),
        direction=Direction.DOWN,
        table=_ANSWERED,
        amount=exact(_ANSWERED.answered_time.delta(_ANSWERED.received_time, unit="minute") / 60),
        weight=ones(_ANSWERED),
        time="received_month",
        dimensions=_DIMENSIONS,
    ),
    Mean(
        key="inquiry_satisfaction",
        name=Text("咨询满意率", "Satisfaction with answers"),
        unit=Unit.SHARE,
        meaning=Text(
            "评价的人中满意（基本满意及以上）的比重。", "Of those who rated, the part fairly satisfied or better."
        ),
        formula=Text("评价 3 至 5 的件 ÷ 有评价的件", "Ratings of 3 to 5 ÷ all ratings"),
        caveat=Text("评价自愿，不代表全体。", "Rating is voluntary and speaks for those who rated."),
        owner=_OWNER,
        sources=("inquiry",),
        table=_RATED,
        amount=flag(_RATED.satisfaction.isin(["3", "4", "5"])),
        weight=ones(_RATED),
        time="received_month",
        dimensions=_DIMENSIONS,
    ),
)
