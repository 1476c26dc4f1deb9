"""Population: counts of persons and families, published by the year and protected."""

from datasets import Text
from indicators.definition import Direction, Protected, Unit

FAMILY = Text("人口", "Population")

_OWNER = Text("公安分局人口管理科、统计局", "Public Security Sub-bureau, population; Statistics Bureau")
_CAVEAT = Text(
    "年末数，只统计已过完的年份；小于 10 人及可由其他格推出的格不公布（已保护），不等于零。交叉只限已公布的表。",
    "At the year's end, only for years that are over; cells under 10 persons, and cells from which they could be "
    "derived, are withheld (protected), which is not nought. Only published tables can be crossed.",
)

INDICATORS = (
    Protected(
        key="residents",
        name=Text("年末常住人口", "Residents at the year's end"),
        unit=Unit.PERSONS,
        meaning=Text(
            "年末在开发区登记居住的人数，含本区户籍和流动人口。",
            "Persons registered as living in the zone at the year's end, wherever their household is registered.",
        ),
        formula=Text(
            "截至年末登记且未注销的人数，经保密处理",
            "Persons registered, not struck off, by the year's end, protected",
        ),
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("police_population",),
        table="base_population__resident_count",
        count="resident_count",
        columns=("area", "street", "age_group", "sex", "residence_type", "education_level", "industry"),
        designs=(
            ("age_group", "sex"),
            ("residence_type", "sex"),
            ("education_level", "sex"),
            ("industry", "sex"),
        ),
        places=("area", "street"),
        dimensions=("area", "street", "age_group", "sex", "residence_type", "education_level", "industry"),
    ),
    Protected(
        key="households",
        name=Text("年末家庭户数", "Families at the year's end"),
        unit=Unit.HOUSEHOLDS,
        meaning=Text("最近一个年末的家庭户数。", "Families at the end of the latest year."),
        formula=Text("按户口簿编号归并的户数，经保密处理", "Households of the register, protected"),
        caveat=_CAVEAT,
        owner=_OWNER,
        sources=("police_population",),
        direction=Direction.NEITHER,
        table="base_population__household_count",
        count="household_count",
        columns=("area", "street", "household_size"),
        designs=(("household_size",),),
        places=("area", "street"),
        dimensions=("area", "street", "household_size"),
    ),
    Protected(
        key="census_residents",
        name=Text("普查常住人口", "Residents at the census"),
        unit=Unit.PERSONS,
        meaning=Text("人口普查年份的常住人口。", "Residents in the years of a population census."),
        formula=Text("普查登记的人数，经保密处理", "Persons counted by the census, protected"),
        caveat=_CAVEAT,
        owner=Text("统计局", "Statistics Bureau"),
        sources=("population_census",),
        direction=Direction.NEITHER,
        table="base_population__census_count",
        count="resident_count",
        columns=("area", "street", "age_group", "sex"),
        designs=(("age_group", "sex"),),
        places=("area", "street"),
        dimensions=("area", "street", "age_group", "sex"),
    ),
)
