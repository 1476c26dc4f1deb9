"""Health: access to care and public health services, from protected tables only."""

from types import MappingProxyType

from datasets import Text
from indicators.definition import Direction, Frequency, Protected, Ratio, Unit

FAMILY = Text("卫生健康", "Health")

_OWNER = Text("卫生局", "Health Bureau")
_CAVEAT = Text(
    "年度数，只统计已过完的年份；小数值和可推出的格不公布（已保护），零也同样保护。",
    "By the year, only years that are over; small cells, cells that could be derived, and noughts are withheld.",
)
_SERVED = MappingProxyType({"outcome": "served"})


def _resident(measure: str, name: Text, meaning: Text, unit: Unit, direction: Direction) -> Protected:
    """Return one count of the residents' health records."""
    return Protected(
        key=f"health_{measure}s" if measure in {"visit", "record"} else measure,
        name=name,
        unit=unit,
        meaning=meaning,
        formula=Text(
            "卫生局逐月汇总相加（在管人数取年末），经保密处理", "The bureau's monthly counts added up, protected"
        ),
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("resident_health",),
        direction=direction,
        table=f"base_operations__resident_{measure}_count",
        count=f"{measure}_count",
        columns=("area", "street", "health_age_group"),
        designs=(("health_age_group",),),
        places=("area", "street"),
        dimensions=("area", "street", "health_age_group"),
    )


def _service(key: str, name: Text, meaning: Text, formula: Text, *, served: bool) -> Protected:
    """Return the persons who were served, or all who were due to be."""
    return Protected(
        key=key,
        name=name,
        unit=Unit.PERSONS,
        meaning=meaning,
        formula=formula,
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("public_health",),
        table="base_operations__health_service_count",
        count="service_count",
        columns=("health_service", "health_group", "outcome"),
        designs=(("health_service", "health_group"),),
        fixed=_SERVED if served else MappingProxyType({}),
        dimensions=("health_service", "health_group"),
    )


INDICATORS = (
    _resident(
        "visit",
        Text("全年就诊人次", "Visits to doctors"),
        Text("居民全年门急诊人次。", "Residents' visits to outpatient and emergency departments in the year."),
        Unit.VISITS,
        Direction.NEITHER,
    ),
    _resident(
        "record",
        Text("全年新建健康档案", "Health records established"),
        Text("全年为居民新建的健康档案数。", "Health records established for residents in the year."),
        Unit.PERSONS,
        Direction.UP,
    ),
    _resident(
        "hypertension",
        Text("高血压管理人数", "Persons managed for hypertension"),
        Text("年末在管的高血压患者数。", "Patients with hypertension under management at the year's end."),
        Unit.PERSONS,
        Direction.NEITHER,
    ),
    _resident(
        "diabetes",
        Text("糖尿病管理人数", "Persons managed for diabetes"),
        Text("年末在管的糖尿病患者数。", "Patients with diabetes under management at the year's end."),
        Unit.PERSONS,
        Direction.NEITHER,
    ),
    _service(
        "health_served",
        Text("公共卫生服务人数", "Persons given public health services"),
        Text("全年得到公共卫生服务的人数。", "Persons who were given a public health service in the year."),
        Text("各项服务实际服务人数，经保密处理", "Persons served, protected"),
        served=True,
    ),
    _service(
        "health_due",
        Text("公共卫生服务应服务人数", "Persons due for public health services"),
        Text("全年应得到公共卫生服务的人数。", "Persons who should have been given a public health service."),
        Text("实际服务人数与未服务人数之和，经保密处理", "Persons served and not served, protected"),
        served=False,
    ),
    Ratio(
        key="health_coverage",
        name=Text("公共卫生服务覆盖率", "Coverage of public health services"),
        unit=Unit.SHARE,
        meaning=Text("应服务的人中得到服务的比重。", "The part of those due who were served."),
        formula=Text("服务人数 ÷ 应服务人数", "Persons served ÷ persons due"),
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("public_health",),
        frequency=Frequency.YEAR,
        numerator="health_served",
        denominator="health_due",
        dimensions=("health_service", "health_group"),
    ),
)
