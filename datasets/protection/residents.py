"""Residents and families at the end of each year, from the rows about persons.

A resident is counted at the end of a year if registered by then and not struck off; the age is that of the birthday in
the year, the street the one the register has now.
"""

from datasets.base import Site
from datasets.contract import PERSONS
from datasets.protection.counts import Cube, Design, publish_cube
from datasets.protection.persons import OTHERS, PERSON

# What is known only of the present, schooling and work, is counted for the newest year alone.
RESIDENTS = Cube(
    table="base_population__resident_count",
    count="resident_count",
    things=f"""
        SELECT *, 1 AS persons, CASE WHEN year - birth_year < 15 THEN '00' WHEN year - birth_year >= 65 THEN '65'
                ELSE ((year - birth_year - 5) // 10 * 10 + 5)::TEXT END AS age_group
        FROM (SELECT * FROM {PERSON} WHERE resident AND birth_year IS NOT NULL) AS person
        JOIN counted_year ON registered_date <= make_date(year, 12, 31)
            AND coalesce(cancelled_date > make_date(year, 12, 31), true)
    """,  # noqa: S608 - constants
    dimensions=("street", "age_group", "sex", "residence_type", "education_level", "industry"),
    designs=(
        Design(dimensions=("age_group", "sex")),
        Design(dimensions=("residence_type", "sex")),
        Design(dimensions=("education_level", "sex"), newest_only=True),
        Design(dimensions=("industry", "sex"), newest_only=True),
    ),
    sources=("police_population", *OTHERS),
)
# Beds of a dormitory share a household number; households of the register are families.
HOUSEHOLDS = Cube(
    table="base_population__household_count",
    count="household_count",
    things=f"""
        SELECT year, arg_min(street, (street, receipt, source_row)) AS street,
            arg_min(area, (street, receipt, source_row)) AS area,
            least(count(*), 5)::TEXT AS household_size, 1 AS persons
        FROM (SELECT * FROM {PERSON} WHERE resident AND NOT starts_with(household_number, 'J')) AS person
        JOIN counted_year ON registered_date <= make_date(year, 12, 31)
            AND coalesce(cancelled_date > make_date(year, 12, 31), true)
        WHERE newest GROUP BY year, household_number
    """,  # noqa: S608 - constants
    dimensions=("street", "household_size"),
    designs=(Design(dimensions=("household_size",), newest_only=True),),
    sources=("police_population", *OTHERS),
)
CENSUS = Cube(
    table="base_population__census_count",
    count="resident_count",
    things=f"""
        SELECT year(census_date)::INTEGER AS year, street, area, age_group, sex, resident_count AS persons
        FROM {PERSONS}.base_population__census
    """,  # noqa: S608 - a constant
    dimensions=("street", "age_group", "sex"),
    designs=(Design(dimensions=("age_group", "sex")),),
    sources=("population_census",),
)
CUBES = (RESIDENTS, HOUSEHOLDS, CENSUS)
# Twenty years back is as far as the other bases go.
YEARS = f"""
CREATE OR REPLACE TEMP TABLE counted_year AS
WITH last AS (SELECT year(max(registered_date) + 1)::INTEGER - 1 AS year FROM {PERSON}),
years AS (SELECT unnest(range(2005, year + 1))::INTEGER AS year FROM last)
SELECT year, year = (SELECT year FROM last) AS newest FROM years
"""  # noqa: S608 - a constant


def publish_residents(site: Site) -> None:
    """Make the protected tables of residents, of families and of the censuses in the main database."""
    site.connection.execute(YEARS)
    for cube in CUBES:
        publish_cube(site.connection, cube)
