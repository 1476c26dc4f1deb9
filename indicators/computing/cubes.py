"""Cubes: an indicator summed beforehand over the groupings of dimensions that pages ask for."""

from functools import cache
from itertools import combinations

import ibis
import ibis.expr.types as ir

from datasets import Yearly
from indicators.definition import Rows
from indicators.dimensions import UNKNOWN

# With more dimensions the finest grouping is hardly smaller than the base table itself.
_FINEST_UP_TO = 4
_PAIR = 2


def cube_name(key: str) -> str:
    """Return the name of an indicator's cube in the snapshot."""
    return f"cube_{key}"


@cache
def groupings(dimensions: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the groupings a cube holds: the total, each dimension, each pair and, for few dimensions, all."""
    found = [(), *combinations(dimensions, 1), *combinations(dimensions, 2)]
    if _PAIR < len(dimensions) <= _FINEST_UP_TO:
        found.append(dimensions)
    return tuple(found)


def covering(dimensions: tuple[str, ...], needed: frozenset[str]) -> tuple[str, ...] | None:
    """Return the smallest grouping that has every needed dimension, or None when the cube has none."""
    return next((grouping for grouping in groupings(dimensions) if needed <= set(grouping)), None)


def by_month(definition: Rows, by: tuple[str, ...]) -> ir.Table:
    """Return the sums by month and dimensions over the base table; a row without a code counts as unknown."""
    table = definition.table
    keys = {"period": table[definition.time].cast("date")}
    keys |= {name: table[name].fill_null(UNKNOWN) for name in by}
    return table.filter(table[definition.time].notnull()).group_by(**keys).agg(**definition.measures)


@cache
def cube_sql(definition: Rows) -> str:
    """Return the query that fills an indicator's cube, in a total order; over one table it is done year by year."""
    dimensions = definition.dimensions
    finest = ibis.to_sql(by_month(definition, dimensions), dialect="duckdb")
    sets = ", ".join(f"(period{''.join(f', {name}' for name in grouping)})" for grouping in groupings(dimensions))
    columns = "".join(f", {name}" for name in dimensions)
    mask = f"GROUPING({', '.join(dimensions)})" if dimensions else "0"
    order = f"collapsed{columns}, period"
    sums = ", ".join(f"SUM({name})::DECIMAL(38, 2) AS {name}" for name in definition.measures)
    sql = (
        f"WITH finest AS ({finest}) "  # noqa: S608 names and text come from definitions, not from readers
        f"SELECT {mask}::INTEGER AS collapsed, period{columns}, {sums} FROM finest "
        f"GROUP BY GROUPING SETS ({sets}) ORDER BY {order}"
    )
    if len(definition.underneath) > 1:
        return sql
    return Yearly(sql, table=definition.base_table, time=definition.time, order=order)


def cube_columns(definition: Rows) -> dict[str, str]:
    """Return the columns of the cube, each with its type."""
    schema = {"collapsed": "int32", "period": "date", **dict.fromkeys(definition.dimensions, "string")}
    return {**schema, **dict.fromkeys(definition.sums, "decimal(38, 2)")}


def cube_table(definition: Rows) -> ir.Table:
    """Return the cube as an unbound table."""
    return ibis.table(cube_columns(definition), name=cube_name(definition.key))


def collapsed(dimensions: tuple[str, ...], grouping: tuple[str, ...]) -> int:
    """Return the number that SQL's GROUPING gives rows of a grouping: a bit for each dimension summed away."""
    return sum(1 << place for place, name in enumerate(reversed(dimensions)) if name not in grouping)


def rows_of(definition: Rows, grouping: tuple[str, ...]) -> ir.Table:
    """Return the rows of the cube that hold one grouping."""
    cube = cube_table(definition)
    return cube.filter(cube.collapsed == collapsed(definition.dimensions, grouping))
