"""Employment: employers and insured employees as social insurance knows them."""

from datasets import Text
from indicators.definition import Direction, Indicator, Mean, Unit
from indicators.tables import INSURED_UNIT, exact, ones

FAMILY = Text("就业和社保", "Employment and insurance")

_OWNER = Text("人力资源和社会保障局社会保险科", "Human Resources and Social Security Bureau, insurance")
_DIMENSIONS = ("industry", "street", "ownership")
_CAVEAT = Text(
    "按现有单位和现有人数以首次参保月份累加：最近一月准确，往月不含已退出的单位，人数也不是当时的人数。",
    "Present employers and their present numbers by the month they first insured: the latest month is right; earlier "
    "months lack those that left, and have today's numbers.",
)

INDICATORS = (
    Indicator(
        key="insured_units",
        name=Text("参保单位数", "Insured employers"),
        unit=Unit.ENTERPRISES,
        meaning=Text("截至月末参加社会保险的单位数。", "Employers that insure their employees."),
        formula=Text("参保单位计数，按首次参保月份累加", "Number of employers, summed by month of first insurance"),
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("insurance_unit",),
        table=INSURED_UNIT,
        amount=ones(INSURED_UNIT),
        time="first_month",
        stock=True,
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="insured_employees",
        name=Text("单位参保人数", "Insured employees"),
        unit=Unit.PERSONS,
        meaning=Text("参保单位现有参保职工人数。", "Employees insured by their employers at present."),
        formula=Text("各单位参保人数之和，按首次参保月份累加", "Sum of insured employees by month of first insurance"),
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("insurance_unit",),
        table=INSURED_UNIT,
        amount=exact(INSURED_UNIT.insured_count),
        time="first_month",
        stock=True,
        dimensions=_DIMENSIONS,
    ),
    Mean(
        key="employees_per_unit",
        name=Text("单位平均参保人数", "Mean insured employees of an employer"),
        unit=Unit.PERSONS,
        meaning=Text("每个参保单位的平均参保人数。", "Insured employees per employer."),
        formula=Text("单位参保人数 ÷ 参保单位数", "Insured employees ÷ insured employers"),
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("insurance_unit",),
        direction=Direction.NEITHER,
        table=INSURED_UNIT,
        amount=exact(INSURED_UNIT.insured_count),
        weight=ones(INSURED_UNIT),
        time="first_month",
        stock=True,
        dimensions=_DIMENSIONS,
    ),
)
