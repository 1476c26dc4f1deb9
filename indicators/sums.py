"""Monthly sums of an indicator in a slice, from its cube or, failing that, from its base table."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import ibis
import ibis.expr.types as ir
import pandas as pd

from datasets import Snapshot
from indicators.cubes import by_month, collapsed, covering, cube_name, cube_table
from indicators.definition import Rows
from indicators.periods import month_start, months
from indicators.slices import Slice

SEPARATOR = "\x1f"  # between the codes of a column; no code list has it
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
    limits = [f"collapsed = {collapsed(definition.dimensions, grouping)}"]
    for dimension, codes in cut.where:
        listed = ", ".join("'" + code.replace("'", "''") + "'" for code in codes)
        limits.append(f"{dimension} IN ({listed})")
    sums = ", ".join(f"sum({name})::DOUBLE AS {name}" for name in definition.measures)
    columns = "".join(f"{name}, " for name in cut.by)
    return (
        f"SELECT period, {columns}{sums} FROM {cube_name(definition.key)} "  # noqa: S608 from definitions, codes quoted
        f"WHERE {' AND '.join(limits)} GROUP BY ALL"
    )


def _limited(rows: ir.Table, cut: Slice) -> ir.Table:
    for dimension, codes in cut.where:
        rows = rows.filter(rows[dimension].isin(codes))
    return rows


@lru_cache(maxsize=4096)
def _compiled(definition: Rows, cut: Slice, from_cube: bool) -> str:
    return monthly_sql(definition, cut, from_cube=from_cube)


@lru_cache(maxsize=64)
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
        sql = f"SELECT first, last FROM {SPANS} WHERE base_table = ? AND time = ?"  # noqa: S608 a constant
        found = snapshot.query(sql, (definition.base_table, definition.time)).to_pylist()
    else:
        found = snapshot.query(reach_sql(definition)).to_pylist()
    return (found[0]["first"], found[0]["last"]) if found else (None, None)


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


@lru_cache(maxsize=256)
def monthly(snapshot: Snapshot, definition: Rows, cut: Slice, measure: str = "value") -> pd.DataFrame:
    """Return months × columns of a slice; a column is its codes joined by SEPARATOR, a month without rows is 0."""
    found = _found(snapshot, definition, cut)
    return spread(found, cut.by, measure).reindex(span(snapshot, definition)).fillna(0.0)


@lru_cache(maxsize=512)
def has_cube(snapshot: Snapshot, definition: Rows) -> bool:
    """Return whether the snapshot has the cube as it is defined now: one of other dimensions answers something else."""
    held = snapshot.query("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", (cube_name(definition.key),))
    return set(held.column("column_name").to_pylist()) == set(cube_table(definition).columns)


@lru_cache(maxsize=64)
def _found(snapshot: Snapshot, definition: Rows, cut: Slice) -> pd.DataFrame:
    from_cube = covering(definition.dimensions, cut.dimensions) is not None and has_cube(snapshot, definition)
    return snapshot.query(_compiled(definition, cut, from_cube)).to_pandas()


def spread(found: pd.DataFrame, by: tuple[str, ...], value: str) -> pd.DataFrame:
    """Return one value column of a long frame as months × columns, both sorted."""
    column = pd.Series("", index=found.index, dtype=object)
    if by:
        column = found[by[0]].astype(object)
        for name in by[1:]:
            column = column + SEPARATOR + found[name].astype(object)
    period = pd.DatetimeIndex(found["period"]).as_unit("us")
    long = pd.DataFrame({"period": period, "column": column.to_numpy(), "value": found[value].to_numpy(dtype=float)})
    wide = long.pivot(index="period", columns="column", values="value")  # noqa: PD010 nothing to sum
    # A total is one column even where no row matched; a split shows the codes that have rows.
    return wide.sort_index(axis=1) if by else wide.reindex(columns=[""])
