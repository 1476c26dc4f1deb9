"""Counts of persons: tables by year that are protected together and published in the main database.

A resident is counted at the end of a year if registered by then and not struck off. A year is counted once it is
over: later snapshots repeat it, and nobody learns of single comings and goings by comparing two months.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from datasets.base import Site
from datasets.protection.persons import PERSON
from datasets.protection.policy import Policy, policy
from datasets.protection.suppress import Protected, protect
from datasets.protection.table import ALL, Cell, CountTable, Dimension
from datasets.rows import append, single

Counted = tuple[int, Cell, Protected]


@dataclass(frozen=True, kw_only=True)
class Design:
    """A table that is published: its dimensions beside the street, and whether only for the newest year."""

    dimensions: tuple[str, ...]
    newest_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Cube:
    """Designs that count the same things, and the table they are published in."""

    table: str
    count: str
    things: str
    dimensions: tuple[str, ...]
    designs: tuple[Design, ...]


# What is known only of the present, schooling and work, is counted for the newest year alone.
RESIDENTS = Cube(
    table="base_population__resident_count",
    count="resident_count",
    things=f"""
        SELECT *, CASE WHEN year - birth_year < 15 THEN '00' WHEN year - birth_year >= 65 THEN '65'
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
)
# Beds of a dormitory share a household number; households of the register are families.
HOUSEHOLDS = Cube(
    table="base_population__household_count",
    count="household_count",
    things=f"""
        SELECT year, arg_min(street, (street, receipt, source_row)) AS street,
            arg_min(area, (street, receipt, source_row)) AS area,
            least(count(*), 5)::TEXT AS household_size
        FROM (SELECT * FROM {PERSON} WHERE resident AND NOT starts_with(household_number, 'J')) AS person
        JOIN counted_year ON registered_date <= make_date(year, 12, 31)
            AND coalesce(cancelled_date > make_date(year, 12, 31), true)
        WHERE newest GROUP BY year, household_number
    """,  # noqa: S608 - constants
    dimensions=("street", "household_size"),
    designs=(Design(dimensions=("household_size",), newest_only=True),),
)
CUBES = (RESIDENTS, HOUSEHOLDS)
# The age is that of the last birthday in the year; twenty years back is as far as the other bases go.
YEARS = f"""
CREATE OR REPLACE TEMP TABLE counted_year AS
WITH last AS (SELECT year(max(registered_date) + 1)::INTEGER - 1 AS year FROM {PERSON}),
years AS (SELECT unnest(range(2005, year + 1))::INTEGER AS year FROM last)
SELECT year, year = (SELECT year FROM last) AS newest FROM years
"""  # noqa: S608 - a constant


def publish_counts(site: Site) -> None:
    """Make the protected tables of counts in the main database; they are empty where there are no persons."""
    connection = site.connection
    connection.execute(YEARS)
    for cube in CUBES:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE thing AS {cube.things}")
        _create(connection, cube)
        years = connection.execute("SELECT year, newest FROM counted_year ORDER BY year").fetchall()
        rows = [row for year, newest in years for row in _year(connection, cube, year, newest=newest)]
        append(connection, cube.table, rows)
    connection.execute("DROP TABLE thing")


def _create(connection: duckdb.DuckDBPyConnection, cube: Cube) -> None:
    dimensions = ", ".join(f"{name} TEXT" for name in ("area", *cube.dimensions))
    connection.execute(
        f"CREATE OR REPLACE TABLE {cube.table} (year INTEGER, {dimensions}, "
        f"{cube.count} BIGINT, suppressed BOOLEAN, reason TEXT)"
    )


def _year(
    connection: duckdb.DuckDBPyConnection, cube: Cube, year: int, *, newest: bool
) -> Iterator[tuple[object, ...]]:
    """Yield the published rows of a year: each cell of its tables once, with ``all`` in the dimensions it adds up."""
    rules = policy()
    designs = [each for each in cube.designs if newest or not each.newest_only]
    tables = [_table(connection, design, year, rules) for design in designs]
    areas = _parents(connection)
    for cell, shown in protect(tables, rules).items():
        codes = dict(cell)
        street = codes.get("street", ALL)
        area = areas.get(street, street)  # a cell of an area bears its code where streets bear theirs
        codes["street"] = street if street in areas else ALL
        yield (
            year,
            area,
            *(codes.get(name, ALL) for name in cube.dimensions),
            shown.count,
            shown.suppressed,
            shown.reason,
        )


def _table(connection: duckdb.DuckDBPyConnection, design: Design, year: int, rules: Policy) -> CountTable:
    """Return a design's table at the finest level of areas its persons allow."""
    others = tuple(_dimension(connection, name) for name in design.dimensions)
    (persons,) = single(connection, f"SELECT count(*) FROM thing WHERE year = {year}")  # noqa: S608 - a number
    inner = 1
    for each in others:
        inner *= len(each.codes)
    for level in ("street", "area"):
        place = _dimension(connection, level)
        if persons >= rules.mean_cell * inner * len(place.codes):
            return _counted(connection, (place, *others), (level, *design.dimensions), year)
    return _counted(connection, others, design.dimensions, year)


def _counted(
    connection: duckdb.DuckDBPyConnection, dimensions: Sequence[Dimension], columns: Sequence[str], year: int
) -> CountTable:
    names = ", ".join(columns)
    rows = connection.execute(
        f"SELECT {names}, count(*) FROM thing WHERE year = {year} GROUP BY ALL"  # noqa: S608 - our own columns
    ).fetchall()
    return CountTable(key=names, dimensions=tuple(dimensions), counts={tuple(row[:-1]): row[-1] for row in rows})


def _dimension(connection: duckdb.DuckDBPyConnection, column: str) -> Dimension:
    """Return a dimension with the codes that occur in any year; areas stand above streets, both called ``street``."""
    found = connection.execute(f"SELECT DISTINCT {column} FROM thing ORDER BY 1").fetchall()  # noqa: S608 - our own
    codes = tuple(code for (code,) in found)
    parents = _parents(connection) if column == "street" else {}
    return Dimension(key="street" if column == "area" else column, codes=codes, parents=parents)


def _parents(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """Return the area of each street; what is not known of a person stands beside the areas."""
    return dict(
        connection.execute("SELECT DISTINCT street, area FROM thing WHERE street <> area ORDER BY ALL").fetchall()
    )
