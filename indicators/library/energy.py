"""Energy: what is used, by whom, and how much of it a unit of output takes."""

from datasets import Text
from indicators.definition import Direction, Frequency, Ratio, Reported, Unit

FAMILY = Text("能源", "Energy")

_ENERGY = Text("统计局能源统计科", "Statistics Bureau, energy")
_POWER = Text("供电公司、统计局", "Power Company; Statistics Bureau")
_TEN_THOUSAND = 1e4

INDICATORS = (
    Reported(
        key="energy_use",
        name=Text("规模以上工业综合能源消费量", "Energy used by industry"),
        unit=Unit.TONNE_COAL,
        meaning=Text("规模以上工业当季综合能源消费量，折标准煤。", "Energy used by industry in the quarter, in coal."),
        formula=Text("累计数减上季累计数", "The cumulative figure less the one before it"),
        caveat=Text("等价值折标；季报，无单月数。", "Converted to standard coal; quarterly, there are no months."),
        owner=_ENERGY,
        sources=("energy_use",),
        direction=Direction.DOWN,
        frequency=Frequency.QUARTER,
        series="energy_use",
        dimensions=("output_item",),
    ),
    Ratio(
        key="energy_per_output",
        name=Text("单位工业产值能耗", "Energy per unit of industrial output"),
        unit=Unit.COAL_PER_10K_YUAN,
        meaning=Text(
            "每万元工业总产值消耗的标准煤。", "Standard coal used for ten thousand yuan of industrial output."
        ),
        formula=Text("综合能源消费量 ÷ 同季工业总产值", "Energy used by industry ÷ industrial output of the quarter"),
        caveat=Text(
            "产值为现价，价格变动会影响能耗强度。", "Output is at current prices, so prices move the intensity."
        ),
        owner=_ENERGY,
        sources=("energy_use", "industrial_output"),
        direction=Direction.DOWN,
        frequency=Frequency.QUARTER,
        numerator="energy_use",
        denominator="industrial_output_monthly",
        scale=_TEN_THOUSAND * 1000,  # tonnes into kilograms
        dimensions=("output_item",),
    ),
    Reported(
        key="power_use",
        watched=True,
        name=Text("全社会用电量", "Electricity used"),
        unit=Unit.KILOWATT_HOUR,
        meaning=Text("当月全社会用电量。", "Electricity used in the zone in the month."),
        formula=Text("供电公司抄表电量", "Electricity as metered"),
        caveat=Text("抄表周期与自然月略有错位；年度以定案数为准。", "Meters are not read exactly at the month's end."),
        owner=_POWER,
        sources=("power_use",),
        direction=Direction.NEITHER,
        series="power_use",
        dimensions=("power_item",),
    ),
    Reported(
        key="secondary_power_use",
        name=Text("第二产业用电量", "Electricity used by the secondary sector"),
        unit=Unit.KILOWATT_HOUR,
        meaning=Text("工业和建筑业当月用电量。", "Electricity used by industry and construction."),
        formula=Text("全社会用电量的第二产业分项", "Item secondary industry of electricity used"),
        caveat=Text("与工业生产同步，常作先行判断。", "It moves with production and is often read first."),
        owner=_POWER,
        sources=("power_use",),
        direction=Direction.NEITHER,
        series="power_use",
        item="secondary",
        dimensions=("power_item",),
    ),
    Reported(
        key="household_power_use",
        name=Text("居民生活用电量", "Electricity used by households"),
        unit=Unit.KILOWATT_HOUR,
        meaning=Text("城乡居民当月生活用电量。", "Electricity used by households in the month."),
        formula=Text("全社会用电量的居民生活分项", "Item households of electricity used"),
        caveat=Text("受气温影响大。", "The weather moves it."),
        owner=_POWER,
        sources=("power_use",),
        direction=Direction.NEITHER,
        series="power_use",
        item="residential",
    ),
    Ratio(
        key="power_per_output",
        name=Text("单位工业产值电耗", "Electricity per unit of industrial output"),
        unit=Unit.KILOWATT_HOUR_PER_10K_YUAN,
        meaning=Text("每万元工业总产值对应的第二产业用电量。", "Electricity of the secondary sector per 10,000 yuan."),
        formula=Text("第二产业用电量 ÷ 同期工业总产值", "Electricity of the secondary sector ÷ industrial output"),
        caveat=Text(
            "分子含建筑业，分母只含规模以上工业。", "The numerator has construction, the divisor large industry."
        ),
        owner=_ENERGY,
        sources=("power_use", "industrial_output"),
        direction=Direction.DOWN,
        numerator="secondary_power_use",
        denominator="industrial_output_monthly",
        scale=_TEN_THOUSAND,
    ),
)
