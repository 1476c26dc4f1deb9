"""Enterprises: stock, births and deaths, survival, capital and disputes."""

from datasets import Text
from indicators.definition import Direction, Indicator, Mean, Unit
from indicators.tables import COURT_CASE, ENTITY, ENTITY_BIRTHDAY, ENTITY_EVENT, ones

FAMILY = Text("企业", "Enterprises")

_OWNER = Text("工商行政管理局企业登记科", "Administration for Industry and Commerce, registration")
_DIMENSIONS = ("industry", "street", "ownership", "size")
_FOUNDED = ENTITY_EVENT.filter(ENTITY_EVENT.event == "founded")
_CLOSED = ENTITY_EVENT.filter(ENTITY_EVENT.event == "closed")
_NEW = ENTITY.filter(ENTITY.registered & ENTITY.capital_yuan.notnull())
_YEARS = {1: ("一", "one year"), 3: ("三", "three years"), 5: ("五", "five years")}


def _survival(age: int) -> Mean:
    """Return the part of the enterprises founded so many years ago that are still on the register."""
    zh, en = _YEARS[age]
    born = ENTITY_BIRTHDAY.filter(ENTITY_BIRTHDAY.age_year == age)
    return Mean(
        key=f"survival_{age}_year",
        name=Text(f"企业{zh}年存续率", f"Enterprises surviving {en}"),
        unit=Unit.SHARE,
        meaning=Text(
            f"{zh}年前的同月成立的企业至今未注销的比重。", f"Of those founded {en} before, the part still registered."
        ),
        formula=Text(f"满{zh}年未注销户数 ÷ {zh}年前成立户数", f"Not closed after {en} ÷ founded {en} before"),
        caveat=Text(
            "按月成立户数少，宜看累计或全年；未注销不等于仍在经营。",
            "Few are founded in a month: read the year. Not closed is not the same as active.",
        ),
        owner=_OWNER,
        sources=("registry",),
        table=born,
        amount=born.survived.cast("int64"),
        weight=ones(born),
        time="month",
        dimensions=("industry", "ownership", "size"),
    )


INDICATORS = (
    Indicator(
        key="registered_enterprises",
        watched=True,
        name=Text("在册企业数", "Registered enterprises"),
        unit=Unit.ENTERPRISES,
        meaning=Text("月末在开发区登记、未注销的企业户数。", "Enterprises on the zone's register at the month's end."),
        formula=Text(
            "截至本月成立户数 − 截至本月注销户数", "Enterprises founded − enterprises closed, up to the month"
        ),
        caveat=Text(
            "期末存量，不逐月相加；登记在册不等于正在经营。迁入迁出未单列。",
            "A stock, not to be added over months; on the register is not active. Moves in and out are not shown.",
        ),
        owner=Text("工商行政管理局企业登记科", "Administration for Industry and Commerce, registration"),
        sources=("registry",),
        table=ENTITY_EVENT,
        amount=ENTITY_EVENT.change,
        time="month",
        stock=True,
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="enterprise_births",
        watched=True,
        name=Text("新设企业数", "Enterprises founded"),
        unit=Unit.ENTERPRISES,
        meaning=Text("当月登记成立的企业户数。", "Enterprises registered in the month."),
        formula=Text("成立户数计数", "Number of enterprises founded"),
        caveat=Text("企业规模按现有从业人数划分。", "Size is by today's employees."),
        owner=_OWNER,
        sources=("registry",),
        table=_FOUNDED,
        amount=_FOUNDED.change.cast("int64"),
        time="month",
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="enterprise_deaths",
        name=Text("注销企业数", "Enterprises closed"),
        unit=Unit.ENTERPRISES,
        meaning=Text("当月注销的企业户数。", "Enterprises struck off in the month."),
        formula=Text("注销户数计数", "Number of enterprises closed"),
        caveat=Text("注销滞后于停业；企业规模按最后的从业人数划分。", "Striking off comes later than closing down."),
        owner=_OWNER,
        sources=("registry",),
        direction=Direction.DOWN,
        table=_CLOSED,
        amount=-_CLOSED.change.cast("int64"),
        time="month",
        dimensions=_DIMENSIONS,
    ),
    *(_survival(age) for age in _YEARS),
    Indicator(
        key="new_capital",
        name=Text("新设企业注册资本", "Registered capital of enterprises founded"),
        unit=Unit.YUAN,
        meaning=Text(
            "当月成立的企业的注册资本（现额）。", "Registered capital, at its present amount, of enterprises founded."
        ),
        formula=Text("当月成立企业注册资本之和", "Sum of the registered capital of the month's enterprises"),
        caveat=Text(
            "取现在登记的资本额，成立后的增减资归到成立月份；未登记资本的不计。",
            "Later changes count in the month of founding; without capital on record none counts.",
        ),
        owner=_OWNER,
        sources=("registry",),
        table=_NEW,
        amount=_NEW.capital_yuan,
        time="founded_month",
        dimensions=("industry", "street", "ownership"),
    ),
    Mean(
        key="mean_new_capital",
        name=Text("新设企业户均注册资本", "Mean registered capital of an enterprise founded"),
        unit=Unit.YUAN,
        meaning=Text("当月成立企业的平均注册资本。", "Registered capital per enterprise founded in the month."),
        formula=Text(
            "新设企业注册资本 ÷ 有注册资本的新设户数", "Registered capital ÷ enterprises founded with capital"
        ),
        caveat=Text("少数大企业会抬高平均数。", "A few large ones lift the mean."),
        owner=_OWNER,
        sources=("registry",),
        direction=Direction.NEITHER,
        table=_NEW,
        amount=_NEW.capital_yuan,
        weight=ones(_NEW),
        time="founded_month",
        dimensions=("industry", "street", "ownership"),
    ),
    Indicator(
        key="court_cases",
        name=Text("涉企诉讼案件", "Court cases of enterprises"),
        unit=Unit.CASES,
        meaning=Text(
            "当月立案、当事人为本区单位的案件数。", "Cases filed in the month to which an organisation is a party."
        ),
        formula=Text("立案计数", "Number of cases filed"),
        caveat=Text(
            "未能对应到单位的当事人行业列为未知。", "Parties that match no organisation are unknown by industry."
        ),
        owner=Text("政法部门", "Courts and justice"),
        sources=("judicial_case",),
        direction=Direction.DOWN,
        table=COURT_CASE,
        amount=ones(COURT_CASE),
        time="filing_month",
        dimensions=("industry", "ownership"),
    ),
)
