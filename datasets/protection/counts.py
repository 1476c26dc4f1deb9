"""Counts of persons: tables by year that are protected together and published in the main database.

Only years that are over are counted, so that the months of a year tell of no single comings and goings. A correction of
the register, or a late registration, does change the counts of past years in the next snapshot, by ones where it is of
one person: who holds both snapshots sees it (docs/decisions/0009-protected-counts.md, differencing).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from datasets.protection.policy import Policy, policy
from datasets.protection.suppress import protect
from datasets.protection.table import ALL, CountTable, Dimension
from datasets.rows import append, single


@dataclass(frozen=True, kw_only=True)
class Design:
    """A table that is published: its dimensions beside the street, and whether only for the newest year."""

    dimensions: tuple[str, ...]
    newest_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Cube:
    """Designs that count the same persons, and the table ``table`` of the main database they are published in.

    ``things`` is a SELECT with the column year, a column for each dimension, ``area`` beside ``street``, and
    ``persons``, how many stand behind a row; ``sources`` are the keys of those whose rows it counts. ``sensitive`` says
    that nobody may learn of a nought either.
    """

    table: str
    count: str
    things: str
    dimensions: tuple[str, ...]
    designs: tuple[Design, ...]
    sources: tuple[str, ...]
    sensitive: bool = False

    @property
    def placed(self) -> bool:
        """Return whether persons are counted by street."""
        return "street" in self.dimensions

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that name a cell beside the year."""
        return ("area", *self.dimensions) if self.placed else self.dimensions


def publish_cube(connection: duckdb.DuckDBPyConnection, cube: Cube) -> None:
    """Make the table of a cube: each published cell once, with ``all`` where it adds up."""
    names = ", ".join(("year", *cube.columns))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE thing AS SELECT {names}, sum(persons)::BIGINT AS persons "  # noqa: S608 - from a cube
        f"FROM ({cube.things}) WHERE persons > 0 GROUP BY ALL"
    )
    columns = ", ".join(f"{name} TEXT" for name in cube.columns)
    connection.execute(
        f"CREATE OR REPLACE TABLE {cube.table} (year INTEGER, {columns}, "
        f"{cube.count} BIGINT, suppressed BOOLEAN, reason TEXT)"
    )
    years = [year for (year,) in connection.execute("SELECT DISTINCT year FROM thing ORDER BY year").fetchall()]
    areas = _parents(connection) if cube.placed else {}
    shape = {name: _dimension(connection, name, areas) for name in cube.columns}
    append(connection, cube.table, [row for year in years for row in _year(connection, cube, shape, year, years[-1])])
    connection.execute("DROP TABLE thing")


def _year(
    connection: duckdb.DuckDBPyConnection, cube: Cube, shape: Mapping[str, Dimension], year: int, newest: int
) -> Iterator[tuple[object, ...]]:
    rules = policy()
    designs = [each for each in cube.designs if year == newest or not each.newest_only]
    tables = [_table(connection, cube, shape, design, year, rules) for design in designs]
    areas = shape["street"].parents if cube.placed else {}
    for cell, shown in protect(tables, rules).items():
        codes = dict(cell)
        street = codes.get("street", ALL)
        # a cell of an area bears its code where those of streets bear theirs
        codes |= {"area": areas.get(street, street), "street": street if street in areas else ALL}
        yield (year, *(codes.get(name, ALL) for name in cube.columns), shown.count, shown.suppressed, shown.reason)


def _table(
    connection: duckdb.DuckDBPyConnection,
    cube: Cube,
    shape: Mapping[str, Dimension],
    design: Design,
    year: int,
    rules: Policy,
) -> CountTable:
    """Return a design's table at the finest level of areas its persons allow."""
    others = tuple(shape[name] for name in design.dimensions)
    (persons,) = single(connection, f"SELECT sum(persons) FROM thing WHERE year = {year}")  # noqa: S608 - a number
    inner = 1
    for each in others:
        inner *= len(each.codes)
    for level in ("street", "area") if cube.placed else ():
        place = shape[level]
        if persons >= rules.mean_cell * inner * len(place.codes):
            return _counted(connection, cube, (place, *others), (level, *design.dimensions), year)
    return _counted(connection, cube, others, design.dimensions, year)


def _counted(
    connection: duckdb.DuckDBPyConnection,
    cube: Cube,
    dimensions: Sequence[Dimension],
    columns: Sequence[str],
    year: int,
) -> CountTable:
    names = ", ".join(columns)
    rows = connection.execute(
        f"SELECT {names}, sum(persons)::BIGINT FROM thing WHERE year = {year} GROUP BY ALL"  # noqa: S608 - our own
    ).fetchall()
    counts = {tuple(row[:-1]): row[-1] for row in rows}
    return CountTable(key=names, dimensions=tuple(dimensions), counts=counts, sensitive=cube.sensitive)


def _dimension(connection: duckdb.DuckDBPyConnection, column: str, areas: Mapping[str, str]) -> Dimension:
    """Return a dimension with the codes that occur in any year; areas stand above streets, both called ``street``."""
    found = connection.execute(f"SELECT DISTINCT {column} FROM thing ORDER BY 1").fetchall()  # noqa: S608 - our own
    codes = tuple(code for (code,) in found)
    parents = areas if column == "street" else {}
    return Dimension(key="street" if column == "area" else column, codes=codes, parents=parents)


def _parents(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """Return the area of each street; what is not known of a person stands beside the areas."""
    return dict(
        connection.execute("SELECT DISTINCT street, area FROM thing WHERE street <> area ORDER BY ALL").fetchall()
    )
