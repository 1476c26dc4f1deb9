"""Monthly sums of an indicator in a slice, from its cube or, failing that, from its base table."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import ibis
import ibis.expr.types as ir
import pandas as pd

from datasets import Snapshot
from datasets.sql import literal
from indicators.computing.cubes import by_month, collapsed, covering, cube_columns, cube_name
from indicators.computing.slices import Slice
from indicators.computing.wide import spread
from indicators.definition import Rows
from indicators.periods import month_start, months

SPANS = "cube_span"


def monthly_sql(definition: Rows, cut: Slice, *, from_cube: bool) -> str:
    """Return the query for the sums by month and the slice's dimensions.

    Raises ValueError when the cube holds no grouping that covers the slice.
    """
    needed = tuple(name for name in definition.dimensions if name in cut.dimensions)
    if from_cube:
        grouping = covering(definition.dimensions, cut.dimensions)
        if grouping is None:
            raise ValueError(f"The cube of {definition.key} has no grouping for {needed}.")
        return _cube_sql(definition, grouping, cut)
    kept = _limited(by_month(definition, needed), cut)
    sums = {name: kept[name].sum().cast("float64") for name in definition.measures}
    answer = kept.group_by(["period", *cut.by]).agg(**sums)
    return str(ibis.to_sql(answer, dialect="duckdb"))


def _cube_sql(definition: Rows, grouping: tuple[str, ...], cut: Slice) -> str:
    """Return the query over the rows of the cube that hold one grouping; written out, it is found in no time."""
    limits = [f"collapsed = {collapsed(definition.dimensions, grouping)}", *map(listed, cut.where)]
    columns = "".join(f"{name}, " for name in cut.by)
    single = {dimension for dimension, codes in cut.where if len(codes) == 1}
    if set(grouping) <= {*cut.by, *single}:  # each cell of the answer is a row of the cube
        sums, added = ", ".join(f"{name}::DOUBLE AS {name}" for name in definition.sums), ""
    else:
        sums, added = ", ".join(f"sum({name})::DOUBLE AS {name}" for name in definition.sums), " GROUP BY ALL"
    return (
        f"SELECT period, {columns}{sums} FROM {cube_name(definition.key)} "  # noqa: S608 from definitions, codes quoted
        f"WHERE {' AND '.join(limits)}{added}"
    )


def listed(limit: tuple[str, tuple[str, ...]]) -> str:
    """Return the condition that a dimension has one of some codes."""
    dimension, codes = limit
    return f"{dimension} IN ({', '.join(map(literal, codes))})"


def _limited(rows: ir.Table, cut: Slice) -> ir.Table:
    for dimension, codes in cut.where:
        rows = rows.filter(rows[dimension].isin(codes))
    return rows


@lru_cache(maxsize=4096)
def _compiled(definition: Rows, cut: Slice, from_cube: bool) -> str:
    return monthly_sql(definition, cut, from_cube=from_cube)


@lru_cache(maxsize=512)
def span(snapshot: Snapshot, definition: Rows) -> pd.DatetimeIndex:
    """Return the months an indicator speaks of: those its base table reaches, a stock's up to the data's date.

    A department that is a month late thus ends early; its missing month is not shown as nought.
    """
    first, last = _reach(snapshot, definition)
    if first is None or last is None:
        return pd.DatetimeIndex([], dtype="datetime64[us]", name="period")
    today = month_start(snapshot.as_of)
    # What falls due later than the data reach, such as the third birthday of an enterprise, has not happened.
    end = today if definition.stock else min(month_start(last), today)
    return months(month_start(first), end)


def _reach(snapshot: Snapshot, definition: Rows) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last month of a definition's base table, from the build if it noted them."""
    if snapshot.has(SPANS):
        return _noted(snapshot).get((definition.base_table, definition.time), (None, None))
    return _reached(snapshot, reach_sql(definition))


@lru_cache(maxsize=256)
def _reached(snapshot: Snapshot, sql: str) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last month that a base table reaches now; several definitions stand on one."""
    (found,) = snapshot.query(sql).to_pylist()
    return found["first"], found["last"]


@lru_cache(maxsize=16)
def _noted(snapshot: Snapshot) -> dict[tuple[str, str], tuple[dt.date | None, dt.date | None]]:
    """Return the first and last month that the build noted, by base table and column of months."""
    rows = snapshot.query(f"SELECT base_table, time, first, last FROM {SPANS}").to_pylist()  # noqa: S608 a constant
    return {(row["base_table"], row["time"]): (row["first"], row["last"]) for row in rows}


def reach_sql(definition: Rows) -> str:
    """Return the query for the first and last month of a definition's base table, whatever its filter."""
    delivered = definition.delivered
    time = delivered[definition.time].cast("date")
    return str(ibis.to_sql(delivered.agg(first=time.min(), last=time.max()), dialect="duckdb"))


def spans_sql(definitions: Sequence[Rows]) -> str:
    """Return the query for the months that base tables reach, one row for each table and column of months."""
    apart = {(each.base_table, each.time): each for each in definitions}
    parts = [
        f"SELECT '{table}' AS base_table, '{time}' AS time, first, last FROM ({reach_sql(each)})"  # noqa: S608 names
        for (table, time), each in sorted(apart.items())
    ]
    return f"SELECT * FROM ({' UNION ALL '.join(parts)}) ORDER BY base_table, time"  # noqa: S608 from definitions


def monthly(snapshot: Snapshot, definition: Rows, cut: Slice, measure: str = "value") -> pd.DataFrame:
    """Return months × columns of a slice; a column is its codes joined by SEPARATOR, a month without rows is 0."""
    return _spread(snapshot, definition, cut)[definition.sums.index(measure)]


@lru_cache(maxsize=256)
def _spread(snapshot: Snapshot, definition: Rows, cut: Slice) -> tuple[pd.DataFrame, ...]:
    """Return the months × columns of each of a definition's sums."""
    from_cube = covering(definition.dimensions, cut.dimensions) is not None and has_cube(snapshot, definition)
    found = snapshot.query(_compiled(definition, cut, from_cube))
    return spread(found, cut.by, definition.sums, span(snapshot, definition), rest=0.0)


def has_cube(snapshot: Snapshot, definition: Rows) -> bool:
    """Return whether the snapshot has the cube as it is defined now: one of other dimensions answers something else."""
    return snapshot.columns(cube_name(definition.key)) == frozenset(cube_columns(definition))
