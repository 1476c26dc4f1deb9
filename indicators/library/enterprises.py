"""Enterprises: how many are registered."""

from datasets import Text
from indicators.definition import Indicator, Unit
from indicators.tables import ENTITY_EVENT

FAMILY = Text("企业", "Enterprises")

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
        dimensions=("industry", "street", "ownership"),
    ),
)
