"""Environment: what the air stations measure, and how often it is over the limit."""

from datasets import Text
from indicators.definition import Direction, Indicator, Mean, Ratio, Unit
from indicators.tables import AIR_EXCEEDANCE, STATION_READING, exact, ones

FAMILY = Text("环境", "Environment")

_OWNER = Text("环境保护局监测站", "Environmental Protection Bureau, monitoring")
_CAVEAT = Text(
    "各站各日日均值的简单平均，不是按小时加权；缺测日不计。",
    "The plain mean of daily values over stations and days, not weighted by hours; missing days do not count.",
)
_AIR = (
    ("pm25", "PM25", Text("PM2.5 平均浓度", "Mean PM2.5"), Unit.MICROGRAM),
    ("pm10", "PM10", Text("PM10 平均浓度", "Mean PM10"), Unit.MICROGRAM),
    ("sulphur_dioxide", "SO2", Text("二氧化硫平均浓度", "Mean sulphur dioxide"), Unit.MICROGRAM),
    ("nitrogen_dioxide", "NO2", Text("二氧化氮平均浓度", "Mean nitrogen dioxide"), Unit.MICROGRAM),
    ("ozone", "O3", Text("臭氧平均浓度", "Mean ozone"), Unit.MICROGRAM),
    ("carbon_monoxide", "CO", Text("一氧化碳平均浓度", "Mean carbon monoxide"), Unit.MILLIGRAM),
)


def _mean(key: str, code: str, name: Text, unit: Unit) -> Mean:
    """Return the mean concentration of one pollutant."""
    readings = STATION_READING.filter(STATION_READING.pollutant == code)
    return Mean(
        key=key,
        name=name,
        unit=unit,
        meaning=Text("当月各监测站日均浓度的平均值。", "Mean of the stations' daily concentrations in the month."),
        formula=Text("日均浓度之和 ÷ 有效站日数", "Sum of daily concentrations ÷ valid days of stations"),
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("station_reading",),
        direction=Direction.DOWN,
        table=readings,
        amount=exact(readings.daily_concentration),
        weight=ones(readings),
        time="reading_month",
        dimensions=("air_station",),
    )


INDICATORS = (
    *(_mean(*each) for each in _AIR),
    Indicator(
        key="air_readings",
        name=Text("空气监测有效日均值数", "Valid daily readings of air quality"),
        unit=Unit.CASES,
        meaning=Text("当月各站各污染物的有效日均值个数。", "Daily values of all stations and pollutants in the month."),
        formula=Text("有效日均值的个数", "Number of daily values"),
        caveat=Text("个数减少说明缺测。", "Fewer mean that readings are missing."),
        owner=_OWNER,
        sources=("station_reading",),
        direction=Direction.NEITHER,
        table=STATION_READING,
        amount=ones(STATION_READING),
        time="reading_month",
        dimensions=("pollutant", "air_station"),
    ),
    Indicator(
        key="air_exceedances",
        name=Text("空气超标站日数", "Exceedances of air quality limits"),
        unit=Unit.CASES,
        meaning=Text("当月日均浓度超过二级标准的站日数。", "Daily values over the class 2 limit in the month."),
        formula=Text("日均浓度 > 当日有效限值的个数", "Number of daily values over the limit of the day"),
        caveat=Text("限值按 GB 3095 的有效版本，随版本变化。", "Limits are those of GB 3095 in force on the day."),
        owner=_OWNER,
        sources=("station_reading",),
        direction=Direction.DOWN,
        table=AIR_EXCEEDANCE,
        amount=ones(AIR_EXCEEDANCE),
        time="reading_month",
        dimensions=("pollutant", "air_station"),
    ),
    Ratio(
        key="air_exceedance_rate",
        name=Text("空气超标率", "Rate of exceedance of air quality limits"),
        unit=Unit.SHARE,
        meaning=Text("超标的日均值占全部有效日均值的比重。", "The part of daily values that are over the limit."),
        formula=Text("空气超标站日数 ÷ 有效日均值数", "Exceedances ÷ valid daily readings"),
        caveat=Text("各污染物合计，不等于 AQI 超标天数比例。", "Over all pollutants; not the share of days by AQI."),
        owner=_OWNER,
        sources=("station_reading",),
        direction=Direction.DOWN,
        numerator="air_exceedances",
        denominator="air_readings",
        dimensions=("pollutant", "air_station"),
    ),
)
