"""Approvals: how many, how long, on time, and how much time working side by side saves."""

from datasets import Text
from indicators.definition import Direction, Indicator, Mean, Unit
from indicators.tables import APPROVAL_CASE, exact, flag, ones

FAMILY = Text("行政审批", "Approvals")

_OWNER = Text("行政审批服务中心", "Administrative approval centre")
_DONE = APPROVAL_CASE.filter(APPROVAL_CASE.finished_month.notnull())
_CALENDAR = Text(
    "按自然日计，含申请人补正的时间。", "Calendar days, with the time the applicant takes to complete papers."
)

INDICATORS = (
    Indicator(
        key="approvals_accepted",
        watched=True,
        name=Text("审批受理件数", "Approvals accepted"),
        unit=Unit.CASES,
        meaning=Text("当月受理的审批事项件数。", "Cases accepted in the month."),
        formula=Text("受理件计数", "Number of cases accepted"),
        caveat=Text("一件含多个环节，只计一次。", "A case has several steps and counts once."),
        owner=_OWNER,
        sources=("approval",),
        table=APPROVAL_CASE,
        amount=ones(APPROVAL_CASE),
        time="accepted_month",
        dimensions=("approval_item",),
    ),
    Indicator(
        key="approvals_decided",
        name=Text("审批办结件数", "Approvals decided"),
        unit=Unit.CASES,
        meaning=Text("当月全部环节办结的件数。", "Cases whose last step was finished in the month."),
        formula=Text("办结件计数", "Number of cases finished"),
        caveat=Text("含不予通过的件。", "Refusals are in."),
        owner=_OWNER,
        sources=("approval",),
        table=_DONE,
        amount=ones(_DONE),
        time="finished_month",
        dimensions=("approval_item",),
    ),
    Mean(
        key="approval_on_time_rate",
        name=Text("审批按期办结率", "On-time rate of approvals"),
        unit=Unit.SHARE,
        meaning=Text("办结件中各环节均未超过承诺时限的比重。", "Finished cases no step of which broke its promise."),
        formula=Text("各环节均按期的件 ÷ 办结件", "Cases with every step on time ÷ cases finished"),
        caveat=Text(
            "工作日不扣节假日，节前节后略偏严。", "Public holidays are not taken off, so it is a little strict."
        ),
        owner=_OWNER,
        sources=("approval",),
        table=_DONE,
        amount=flag(_DONE.late_promise_count == 0),
        weight=ones(_DONE),
        time="finished_month",
        dimensions=("approval_item",),
    ),
    Mean(
        key="approval_days",
        name=Text("审批平均用时", "Mean duration of approvals"),
        unit=Unit.DAYS,
        meaning=Text("从受理到办结的平均天数（并联实际用时）。", "Mean days from acceptance to decision, as it was."),
        formula=Text("实际用时之和 ÷ 办结件", "Sum of days ÷ cases finished"),
        caveat=_CALENDAR,
        owner=_OWNER,
        sources=("approval",),
        direction=Direction.DOWN,
        table=_DONE,
        amount=exact(_DONE.elapsed_days),
        weight=ones(_DONE),
        time="finished_month",
        dimensions=("approval_item",),
    ),
    Mean(
        key="approval_serial_days",
        name=Text("审批串联用时", "Duration of approvals in series"),
        unit=Unit.DAYS,
        meaning=Text("各环节依次办理时平均需要的天数。", "Mean days if every step had waited for the one before."),
        formula=Text("各环节用时之和 ÷ 办结件", "Sum of the days of all steps ÷ cases finished"),
        caveat=_CALENDAR,
        owner=_OWNER,
        sources=("approval",),
        direction=Direction.DOWN,
        table=_DONE,
        amount=exact(_DONE.serial_days),
        weight=ones(_DONE),
        time="finished_month",
        dimensions=("approval_item",),
    ),
    Mean(
        key="approval_time_saved",
        name=Text("并联审批节省时间比例", "Time saved by parallel approval"),
        unit=Unit.SHARE,
        meaning=Text(
            "并联办理比逐环节办理少用的时间比例。", "The part of the serial time that working in parallel saves."
        ),
        formula=Text("（串联用时 − 实际用时）÷ 串联用时", "(serial days − actual days) ÷ serial days"),
        caveat=Text("只有会签环节并联；串联用时为各环节实耗之和。", "Serial time is the sum of what steps took."),
        owner=_OWNER,
        sources=("approval",),
        table=_DONE,
        amount=exact(_DONE.serial_days) - exact(_DONE.elapsed_days),
        weight=exact(_DONE.serial_days),
        amount_unit=Unit.DAYS,
        time="finished_month",
        dimensions=("approval_item",),
    ),
)
