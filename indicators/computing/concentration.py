"""The share of the largest contributors: ranked in the base table, kept in a small cube."""

from functools import cache, lru_cache
from itertools import combinations

import ibis
import ibis.expr.types as ir
import pandas as pd

from datasets import Snapshot, Yearly
from indicators.catalogue import summed
from indicators.computing.cubes import cube_name
from indicators.computing.slices import Slice
from indicators.computing.sums import listed, span
from indicators.computing.wide import spread
from indicators.definition import TopShare
from indicators.dimensions import UNKNOWN


def ranked(definition: TopShare, cut: Slice, *, cumulative: bool) -> ir.Table:
    """Return the amount of the largest (``top``) and of all (``total``) by month and dimensions."""
    paid = _by_contributor(definition, cut)
    if cumulative:
        paid = _to_date(paid, cut)
    keys = ["period", *cut.by]
    # The entity breaks ties, so that two builds rank alike; what belongs to nobody never ranks.
    order = [paid.entity.isnull(), paid.value.desc(), paid.entity]  # noqa: PD003 Ibis, not pandas
    placed = paid.mutate(place=ibis.row_number().over(group_by=keys, order_by=order))
    large = (placed.place < definition.count) & placed.entity.notnull()  # noqa: PD004 Ibis, not pandas
    return placed.group_by(keys).agg(top=placed.value.sum(where=large), total=placed.value.sum())


def _by_contributor(definition: TopShare, cut: Slice) -> ir.Table:
    whole = summed(definition.of)
    table = whole.table
    for dimension, codes in cut.where:
        table = table.filter(table[dimension].fill_null(UNKNOWN).isin(codes))
    keys = {"period": table[whole.time].cast("date"), "entity": table[definition.entity]}
    keys |= {name: table[name].fill_null(UNKNOWN) for name in cut.by}
    amount = table[whole.amount.get_name()]
    return table.filter(table[whole.time].notnull()).group_by(**keys).agg(value=amount.sum())  # noqa: PD004 Ibis, not pandas


def _to_date(paid: ir.Table, cut: Slice) -> ir.Table:
    """Return each contributor's sum of the year up to each month, also for months in which it paid nothing."""
    calendar = paid.select(until=paid.period).distinct()
    same_year = paid.period.year() == calendar.until.year()
    joined = paid.join(calendar, [same_year, paid.period <= calendar.until])
    keys = {"period": joined.until, "entity": joined.entity, **{name: joined[name] for name in cut.by}}
    return joined.group_by(**keys).agg(value=joined.value.sum())


def cube_groupings(definition: TopShare) -> tuple[tuple[str, ...], ...]:
    """Return the groupings the cube holds: the total and each dimension; shares cannot be added up further."""
    return ((), *combinations(definition.dimensions, 1))


@cache
def cube_sql(definition: TopShare) -> Yearly:
    """Return the query that fills the cube of a share, in a total order.

    The sums per contributor are made once for all groupings, and the largest are taken by an aggregate of
    DuckDB's: a third of the time of ranking every row. :func:`ranked` says the same for any engine.
    """
    finest = Slice(by=definition.dimensions)
    monthly = _by_contributor(definition, finest)
    steps = {"monthly": monthly, "to_date": _to_date(monthly, finest)}
    staged = ", ".join(
        f"{name} AS MATERIALIZED ({ibis.to_sql(rows, dialect='duckdb')})" for name, rows in steps.items()
    )
    parts = [_member(definition, grouping, step) for grouping in cube_groupings(definition) for step in steps]
    order = ", ".join(["cumulative", "grouping_code", *definition.dimensions, "period"])
    sql = f"WITH {staged} SELECT * FROM ({' UNION ALL '.join(parts)}) ORDER BY {order}"  # noqa: S608 from definitions
    whole = summed(definition.of)
    return Yearly(sql, table=whole.base_table, time=whole.time, order=order)


def _member(definition: TopShare, grouping: tuple[str, ...], step: str) -> str:
    """Return the query for one grouping over one of the staged steps."""
    split = "".join(f"{name}, " for name in grouping)
    columns = [name if name in grouping else f"NULL::VARCHAR AS {name}" for name in definition.dimensions]
    return (
        f"SELECT {step == 'to_date'} AS cumulative, '{'+'.join(grouping)}' AS grouping_code, "  # noqa: S608 as above
        f"{''.join(f'{column}, ' for column in columns)}period, "
        f"list_sum(max(value, {definition.count}) FILTER (WHERE entity IS NOT NULL))::DECIMAL(38, 2) AS top, "
        "sum(value)::DECIMAL(38, 2) AS total "
        f"FROM (SELECT period, {split}entity, sum(value) AS value FROM {step} GROUP BY ALL) GROUP BY ALL"
    )


def _cube_sql(definition: TopShare, cut: Slice, *, cumulative: bool) -> str | None:
    """Return the query over the cube's rows for a slice, or None when shares have to be ranked anew."""
    grouping = tuple(name for name in definition.dimensions if name in cut.dimensions)
    # Two codes of a filtered dimension form one group; its ten largest are not in the cube.
    several = any(len(codes) > 1 for name, codes in cut.where if name not in cut.by)
    if grouping not in cube_groupings(definition) or several:
        return None
    limits = [f"cumulative = {cumulative}", f"grouping_code = '{'+'.join(grouping)}'", *map(listed, cut.where)]
    split = "".join(f"{name}, " for name in cut.by)
    return (
        f"SELECT period, {split}top::DOUBLE AS top, total::DOUBLE AS total "  # noqa: S608 names from definitions
        f"FROM {cube_name(definition.key)} WHERE {' AND '.join(limits)}"
    )


def share_sql(definition: TopShare, cut: Slice, *, cumulative: bool, from_cube: bool) -> str:
    """Return the query for top and total by month; ValueError when the cube cannot answer."""
    if from_cube:
        sql = _cube_sql(definition, cut, cumulative=cumulative)
        if sql is None:
            raise ValueError(f"The cube of {definition.key} cannot answer {cut}.")
        return sql
    rows = ranked(definition, cut, cumulative=cumulative)
    chosen = rows.select("period", *cut.by, top=rows.top.cast("float64"), total=rows.total.cast("float64"))
    return str(ibis.to_sql(chosen, dialect="duckdb"))


@lru_cache(maxsize=128)
def shares(snapshot: Snapshot, definition: TopShare, cut: Slice, cumulative: bool) -> pd.DataFrame:
    """Return months × columns of the share; where the total is not positive the share is undefined."""
    covered = _cube_sql(definition, cut, cumulative=cumulative) is not None
    from_cube = covered and snapshot.has(cube_name(definition.key))
    sql = share_sql(definition, cut, cumulative=cumulative, from_cube=from_cube)
    found, months = snapshot.query(sql), span(snapshot, summed(definition.of))
    top, total = spread(found, cut.by, ("top", "total"), months, rest=0.0)
    return top / total.where(total > 0)
