"""Reported statistics: what a department published, month or quarter by month or quarter and for the year to date.

Of several vintages the newest is shown. The single periods of a year come from one status: the revision, if it
reaches as far as the preliminary figures. A figure that covers several months (January and February) stays one.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from datasets import Snapshot, Text
from indicators.computing.slices import Slice
from indicators.computing.wide import spread, year_before
from indicators.definition import Growth, Reported
from indicators.dimensions import DIMENSIONS, parents
from indicators.errors import QuestionError

Grid = npt.NDArray[np.float64]

CUBE = "cube_reported"
_FIGURES = "item, period, months, value::DOUBLE AS value, yoy"

# Single periods (also of an index, which adds up to nothing) and years to date, each with the row it stands in.
SQL = """
WITH rank(status, place) AS (VALUES ('preliminary', 1), ('revised', 2), ('final', 3)),
delivered AS (
    SELECT series, item, period_start, period_end, value, yoy, is_flow, status, published_date, vintage, receipt,
        source_row, period_kind
    FROM base_economy__macro_series WHERE status <> 'target' {only}
), candidate AS (
    SELECT m.series, m.item, m.period_end, m.months, m.value, d.yoy, m.status, m.published_date, m.vintage,
        m.receipt, m.source_row, m.before_receipt, m.before_source_row
    FROM base_economy__macro_month m LEFT JOIN delivered d
        ON m.method = 'delivered' AND d.series = m.series AND d.item = m.item AND d.period_end = m.period_end
        AND d.period_start = m.period_start AND d.receipt = m.receipt AND d.source_row = m.source_row
    WHERE true {only_month}
    UNION ALL
    SELECT series, item, period_end, 1, value, yoy, status, published_date, vintage, receipt, source_row, NULL, NULL
    FROM delivered WHERE NOT is_flow AND period_kind = 'month'
), reach AS (
    SELECT series, item, year(period_end) AS year, status, max(period_end) AS reach FROM candidate GROUP BY ALL
), best AS (
    SELECT series, item, year, arg_max(status, (reach, place)) AS status FROM reach JOIN rank USING (status)
    GROUP BY ALL
), single AS (
    SELECT c.series, c.item, c.period_end, c.months, c.value, c.yoy, c.status, c.published_date, c.vintage, c.receipt,
        c.source_row, c.before_receipt, c.before_source_row
    FROM candidate c JOIN best b
        ON b.series = c.series AND b.item = c.item AND b.year = year(c.period_end) AND b.status = c.status
    QUALIFY row_number() OVER (
        PARTITION BY c.series, c.item, c.period_end ORDER BY c.vintage DESC, c.receipt, c.source_row) = 1
), to_date AS (
    SELECT series, item, period_end, month(period_end)::INTEGER AS months, value, yoy, status, published_date, vintage,
        receipt, source_row, NULL::INTEGER AS before_receipt, NULL::INTEGER AS before_source_row
    FROM delivered JOIN rank USING (status) WHERE is_flow AND month(period_start) = 1
    QUALIFY row_number() OVER (
        PARTITION BY series, item, period_end
        ORDER BY published_date DESC, place DESC, vintage DESC, receipt, source_row) = 1
), either AS (SELECT false AS cumulative, * FROM single UNION ALL SELECT true, * FROM to_date)
SELECT series, item, cumulative, date_trunc('month', period_end)::DATE AS period, months::INTEGER AS months,
    value::DECIMAL(21, 4) AS value, yoy, status, published_date, vintage::INTEGER AS vintage, receipt, source_row,
    before_receipt::INTEGER AS before_receipt, before_source_row::INTEGER AS before_source_row
FROM either ORDER BY series, item, cumulative, period
"""


class Answer(NamedTuple):
    """Periods × columns of the value, the growth published beside it, and how many months each period covers."""

    value: pd.DataFrame
    published: pd.DataFrame
    months: pd.DataFrame


def cube_sql() -> str:
    """Return the query that chooses among the vintages of all series."""
    return SQL.format(only="", only_month="")


def base_sql(series: str) -> str:
    """Return the query that chooses among the vintages of one series."""
    return SQL.format(only=f"AND series = '{series}'", only_month=f"AND m.series = '{series}'")


def items_of(snapshot: Snapshot, definition: Reported, cut: Slice) -> dict[str, tuple[str, ...]]:
    """Return the items of the source that each column of a slice adds up, by the column's code."""
    where = dict(cut.where)
    if not definition.dimensions:
        return {"": (definition.item,)}
    (dimension,) = definition.dimensions
    above = parents(snapshot, DIMENSIONS[dimension].code_list)
    if dimension not in where and not cut.by:
        return {"": (definition.item,)}
    chosen = where.get(dimension) or _finest(above, definition.item)
    _refuse_overlap(definition, chosen, above)
    return {code: (code,) for code in chosen} if cut.by else {"": tuple(chosen)}


def _finest(above: dict[str, str | None], item: str) -> tuple[str, ...]:
    """Return the items below an item that are not divided further."""
    divided = set(above.values())
    return tuple(code for code in above if code not in divided and code != item and item in _chain(above, code))


def _chain(above: dict[str, str | None], code: str) -> list[str]:
    chain = [code]
    while (parent := above.get(chain[-1])) is not None:
        chain.append(parent)
    return chain


def _refuse_overlap(definition: Reported, chosen: tuple[str, ...], above: dict[str, str | None]) -> None:
    """Raise an error if items that are to be added up contain one another, or are not amounts at all."""
    twice = [code for code in chosen if set(_chain(above, code)[1:]) & set(chosen)]
    if twice or (len(chosen) > 1 and not definition.flow and not definition.dimensions):
        raise QuestionError(
            Text(
                f"{definition.name.zh}：{'、'.join(twice)} 已包含在所选的上级分项中，不能相加。",
                f"{definition.name.en}: {', '.join(twice)} is part of another item chosen; they cannot be added up.",
            )
        )


@lru_cache(maxsize=256)
def answer(snapshot: Snapshot, definition: Reported, cut: Slice, *, cumulative: bool) -> Answer:
    """Return a slice of a reported series; a sum of items is missing where one of them is."""
    wanted = items_of(snapshot, definition, cut)
    if not definition.flow and any(len(items) > 1 for items in wanted.values()):
        raise QuestionError(
            Text(
                f"{definition.name.zh}是指数，分项不能相加。", f"{definition.name.en}: items of an index do not add up."
            )
        )
    single = _frames(snapshot, definition, wanted, cumulative=False)
    if not cumulative or not definition.flow:
        return single
    delivered = _frames(snapshot, definition, wanted, cumulative=True)
    summed = _summed(single, delivered.value.columns)
    index = summed.index.union(delivered.value.index)
    value = delivered.value.reindex(index)
    value = value.where(value.notna(), summed.reindex(index))
    months = pd.DataFrame({code: pd.DatetimeIndex(index).month for code in value.columns}, index=index, dtype=float)
    return Answer(value, delivered.published.reindex(index), months.where(value.notna()))


def _summed(single: Answer, columns: pd.Index) -> pd.DataFrame:
    """Return the sums from January on where no month in between is missing."""
    index = pd.DatetimeIndex(single.value.index)
    years = index.year
    value = single.value.reindex(columns=columns).fillna(0.0).groupby(years).cumsum().round(4)
    covered = single.months.reindex(columns=columns).fillna(0.0).groupby(years).cumsum()
    return value.where(covered.eq(pd.Series(index.month, index=index), axis=0))


def _frames(
    snapshot: Snapshot, definition: Reported, wanted: dict[str, tuple[str, ...]], *, cumulative: bool
) -> Answer:
    items = sorted({item for each in wanted.values() for item in each})
    rows = _rows(snapshot, definition.series, cumulative, items)
    value, yoy, months = spread(rows, ("item",), ("value", "yoy", "months"))
    place = {item: at for at, item in enumerate(value.columns)}
    columns = {code: [place[item] for item in each] for code, each in wanted.items() if place.keys() >= set(each)}

    def side(told: pd.DataFrame, added: Callable[[Grid], Grid]) -> pd.DataFrame:
        held = told.to_numpy()
        grid = np.array([added(held[:, places]) for places in columns.values()]).reshape(len(columns), len(held)).T
        return pd.DataFrame(grid, index=value.index, columns=list(columns))

    together = side(months, _alike)
    return Answer(side(value, lambda items: items.sum(axis=1)).where(together.notna()), side(yoy, _only), together)


def _rows(snapshot: Snapshot, series: str, cumulative: bool, items: list[str]) -> pa.Table:
    """Return item, period, months, value and yoy of some items of a series, from the build if it chose them."""
    if snapshot.has(CUBE):
        return snapshot.query(
            f"SELECT {_FIGURES} FROM {CUBE} "  # noqa: S608 names of ours
            "WHERE series = ? AND cumulative = ? AND item IN (SELECT unnest(?))",
            (series, cumulative, items),
        )
    wanted = (pc.field("series") == series) & (pc.field("cumulative") == cumulative) & pc.field("item").isin(items)
    return _chosen(snapshot).filter(wanted)


@lru_cache(maxsize=8)
def _chosen(snapshot: Snapshot) -> pa.Table:
    """Return the figures of all series, chosen among their vintages now: it takes hardly longer than one series."""
    return snapshot.query(f"SELECT series, cumulative, {_FIGURES} FROM ({cube_sql()})")  # noqa: S608 names of ours


def _alike(months: Grid) -> Grid:
    """Return how many months the items cover, where it is the same: others do not add up."""
    return np.where((months == months[:, :1]).all(axis=1), months[:, 0], np.nan)


def _only(growth: Grid) -> Grid:
    """Return the growth published of one item; of several added up none was."""
    return growth[:, 0] if growth.shape[1] == 1 else np.full(len(growth), np.nan)


def linked(snapshot: Snapshot, definition: Reported, series: str, cut: Slice) -> pd.DataFrame:
    """Return the values of another series for the same items: what an index is linked from."""
    return _frames(
        snapshot, replace(definition, series=series), items_of(snapshot, definition, cut), cumulative=False
    ).value


def growth(snapshot: Snapshot, definition: Reported, cut: Slice, found: Answer, computed: pd.DataFrame) -> pd.DataFrame:
    """Return the growth over a year before, shown beside the values: computed, published, or read from an index.

    Of an index against the month before it is read from the index of the same items against the year before.
    """
    match definition.growth:
        case Growth.INDEX:
            index = found.value
            if definition.chain is not None and definition.series != definition.chain[1]:
                over_year = linked(snapshot, definition, definition.chain[1], cut)
                index = over_year.reindex(index=index.index, columns=index.columns)
            return index / 100 - 1
        case Growth.PUBLISHED:
            return found.published
        case Growth.COMPUTED:
            return computed


def comparable(values: Answer, computed: pd.DataFrame) -> pd.DataFrame:
    """Return computed growth where the period of the year before covers the same months."""
    return computed.where(year_before(values.months) == values.months.to_numpy())
