"""Monthly sums of an indicator in a slice, from its cube or, failing that, from its base table."""

from functools import lru_cache

import ibis
import ibis.expr.types as ir
import pandas as pd

from datasets import Snapshot
from indicators.cubes import by_month, covering, cube_name, rows_of
from indicators.definition import Rows
from indicators.periods import month_start, months
from indicators.slices import Slice

SEPARATOR = "\x1f"  # between the codes of a column; no code list has it


def monthly_sql(definition: Rows, cut: Slice, *, from_cube: bool) -> str:
    """Return the query for the sums by month and the slice's dimensions.

    Raises ValueError when the cube holds no grouping that covers the slice.
    """
    needed = tuple(name for name in definition.dimensions if name in cut.dimensions)
    if from_cube:
        grouping = covering(definition.dimensions, cut.dimensions)
        if grouping is None:
            raise ValueError(f"The cube of {definition.key} has no grouping for {needed}.")
        rows = rows_of(definition, grouping)
    else:
        rows = by_month(definition, needed)
    kept = _limited(rows, cut)
    sums = {name: kept[name].sum().cast("float64") for name in definition.measures}
    answer = kept.group_by(["period", *cut.by]).agg(**sums)
    return str(ibis.to_sql(answer, dialect="duckdb"))


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
    delivered = definition.delivered
    time = delivered[definition.time].cast("date")
    ends = ibis.to_sql(delivered.agg(first=time.min(), last=time.max()), dialect="duckdb")
    first, last = snapshot.query(str(ends)).to_pylist()[0].values()
    if first is None:
        return pd.DatetimeIndex([], dtype="datetime64[us]", name="period")
    today = month_start(snapshot.as_of)
    # What falls due later than the data reach, such as the third birthday of an enterprise, has not happened.
    end = today if definition.stock else min(month_start(last), today)
    return months(month_start(first), end)


@lru_cache(maxsize=256)
def monthly(snapshot: Snapshot, definition: Rows, cut: Slice, measure: str = "value") -> pd.DataFrame:
    """Return months × columns of a slice; a column is its codes joined by SEPARATOR, a month without rows is 0."""
    found = _found(snapshot, definition, cut)
    return spread(found, cut.by, measure).reindex(span(snapshot, definition)).fillna(0.0)


@lru_cache(maxsize=64)
def _found(snapshot: Snapshot, definition: Rows, cut: Slice) -> pd.DataFrame:
    covered = covering(definition.dimensions, cut.dimensions) is not None
    from_cube = covered and snapshot.has(cube_name(definition.key))
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
