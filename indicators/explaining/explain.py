"""Explain: from a number back to its definition, its query, its snapshot and its source rows."""

import math
from dataclasses import replace
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of, summed
from indicators.computing.alignment import adds_up
from indicators.computing.compute import first_month_of, levels, point
from indicators.computing.concentration import share_sql
from indicators.computing.slices import EVERYTHING, Slice, Where, checked
from indicators.definition import (
    AnyIndicator,
    Difference,
    Indicator,
    Mean,
    Protected,
    Published,
    Ratio,
    Reported,
    Rows,
    TopShare,
)
from indicators.dimensions import UNKNOWN
from indicators.errors import QuestionError
from indicators.explaining.explanation import Explanation
from indicators.explaining.receipts import raw_rows, receipts_of, refusals
from indicators.explaining.statements import explain_protected, explain_published, explain_reported
from indicators.periods import Period, period_of


def explain(
    snapshot: Snapshot,
    home: Path,
    key: str,
    period: Period,
    where: Where = EVERYTHING,
    *,
    limit: int = 20,
    cumulative: bool = False,
) -> Explanation:
    """Return where one number comes from, with up to ``limit`` source rows, largest contribution first."""
    definition = definition_of(key)
    month = period_of(period, definition.frequency)
    if limit < 0:
        raise QuestionError(Text(f"行数不能为负：{limit}。", f"The number of rows cannot be negative: {limit}."))
    cut = checked(definition, (), where)
    shown = point(snapshot, key, month, where, cumulative=cumulative)
    first = month.replace(month=1) if cumulative else first_month_of(snapshot, definition, cut, month)
    blank = _blank(snapshot, definition, (first, month), cut, cumulative=cumulative, value=shown.value)
    return _told(snapshot, home, definition, blank, limit)


def _told(snapshot: Snapshot, home: Path, definition: AnyIndicator, blank: Explanation, limit: int) -> Explanation:
    match definition:
        case Indicator() | Mean():
            return _summed(snapshot, home, definition, blank, limit)
        case TopShare():
            return _share(snapshot, home, definition, blank, limit)
        case Published():
            return explain_published(snapshot, home, definition, blank)
        case Reported():
            return explain_reported(snapshot, home, definition, blank)
        case Protected():
            return explain_protected(snapshot, definition, blank)
        case Ratio(numerator=first, denominator=second) | Difference(minuend=first, subtrahend=second):
            parts = tuple(_part(snapshot, home, definition_of(each), blank, limit) for each in (first, second))
            return _combined(definition, blank, parts)


def _part(snapshot: Snapshot, home: Path, definition: AnyIndicator, whole: Explanation, limit: int) -> Explanation:
    """Return the explanation of a part over the months that the whole covers."""
    cut = Slice(where=whole.where)
    values = levels(snapshot, definition, cut, cumulative=whole.cumulative)
    within = values[(values.index >= whole.first) & (values.index <= whole.period)]
    taken = within if adds_up(definition) and not whole.cumulative else within[within.index == whole.period]
    value = float(taken.to_numpy().sum()) if taken.size else float("nan")
    told = _blank(snapshot, definition, (whole.first, whole.period), cut, cumulative=whole.cumulative, value=value)
    return _told(snapshot, home, definition, told, limit)


def _blank(
    snapshot: Snapshot,
    definition: AnyIndicator,
    span: tuple[pd.Timestamp, pd.Timestamp],
    cut: Slice,
    *,
    cumulative: bool,
    value: float,
) -> Explanation:
    first, month = span
    return Explanation(
        definition=definition,
        period=month,
        first=first,
        cumulative=cumulative,
        where=cut.where,
        value=value,
        recomputed=float("nan"),
        sql="",
        snapshot=snapshot.name,
        as_of=snapshot.as_of,
        tables=(),
        row_count=0,
        receipts=(),
        rows=pd.DataFrame(),
        raw=pd.DataFrame(),
    )


def _matching(definition: Rows, told: Explanation) -> ir.Table:
    """Return the base rows that make up the number."""
    table = definition.table
    month, time = told.period.date(), table[definition.time].cast("date")
    kept = table.filter(time <= month) if definition.stock else table.filter(time >= told.first.date(), time <= month)
    for dimension, codes in told.where:
        kept = kept.filter(kept[dimension].fill_null(UNKNOWN).isin(codes))
    return kept


def _summed(snapshot: Snapshot, home: Path, definition: Rows, told: Explanation, limit: int) -> Explanation:
    rows = _matching(definition, told)
    sums = {name: measure.cast("float64") for name, measure in definition.measures.items()}
    sql = str(ibis.to_sql(rows.agg(**sums), dialect="duckdb"))
    found = snapshot.query(sql).to_pylist()[0]
    # A sum to date whose year did not begin in January is not known, whatever its rows add up to.
    recomputed = float("nan") if math.isnan(told.value) else found["value"] or 0.0
    if isinstance(definition, Mean):
        recomputed = recomputed / found["weight"] if (found["weight"] or 0) > 0 else float("nan")
    return replace(_with_rows(snapshot, home, told, (definition, rows), limit), sql=sql, recomputed=recomputed)


def _share(snapshot: Snapshot, home: Path, definition: TopShare, told: Explanation, limit: int) -> Explanation:
    cut = Slice(where=told.where)
    sql = share_sql(definition, cut, cumulative=told.cumulative, from_cube=False)
    month = told.period.date()
    sql = f"SELECT top / total AS value FROM ({sql}) WHERE period = DATE '{month:%Y-%m-%d}'"  # noqa: S608 a date
    found = snapshot.query(sql).to_pylist()
    recomputed = found[0]["value"] if found else float("nan")
    whole = summed(definition.of)
    rows = _matching(whole, told)
    entities = rows.filter(rows[definition.entity].notnull()).group_by(definition.entity)  # noqa: PD004 Ibis, not pandas
    paid = entities.agg(contribution=whole.amount.sum())
    largest = paid.order_by(paid.contribution.desc(), paid[definition.entity]).limit(definition.count)
    table = _named(snapshot, _frame(snapshot, largest))
    with_rows = _with_rows(snapshot, home, told, (whole, rows), limit)
    return replace(with_rows, definition=definition, sql=sql, recomputed=recomputed, rows=table)


def _with_rows(
    snapshot: Snapshot, home: Path, told: Explanation, chosen: tuple[Rows, ir.Table], limit: int
) -> Explanation:
    """Return the explanation with receipts, counts and the rows that weigh most."""
    definition, rows = chosen
    rows = rows.mutate(contribution=definition.amount.cast("decimal(38, 2)"))
    # A system's month without an incident is nobody's row.
    delivered = rows.filter(rows.receipt.notnull())  # noqa: PD004 Ibis, not pandas
    counted = _frame(snapshot, delivered.group_by("receipt").agg(matching=delivered.count()).order_by("receipt"))
    order = [
        rows.receipt.isnull(),  # noqa: PD003 Ibis, not pandas
        rows.contribution.abs().desc(),
        rows[definition.time].desc(),
        rows.receipt,
        rows.source_row,
    ]
    largest = _frame(snapshot, rows.order_by(order).limit(limit))
    receipts = receipts_of(snapshot, dict(zip(counted.receipt, counted.matching, strict=True)))
    return replace(
        told,
        tables=(definition.base_table,),
        row_count=int(counted.matching.sum()),
        receipts=receipts,
        rows=_named(snapshot, largest),
        raw=raw_rows(snapshot, home, definition.sources[0], largest),
        notes=refusals(receipts),
    )


def _combined(definition: Ratio | Difference, told: Explanation, parts: tuple[Explanation, ...]) -> Explanation:
    first, second = (part.recomputed for part in parts)
    if isinstance(definition, Ratio):
        recomputed = first / second * definition.scale if second > 0 else float("nan")
        sign = "÷"
    else:
        recomputed, sign = round(first - second, 2), "−"
    return replace(
        told,
        recomputed=recomputed,
        sql=f"-- {parts[0].key}\n{parts[0].sql}\n-- {sign} {parts[1].key}\n{parts[1].sql}",
        tables=tuple(dict.fromkeys(table for part in parts for table in part.tables)),
        row_count=sum(part.row_count for part in parts),
        receipts=tuple({note.receipt: note for part in parts for note in part.receipts}.values()),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        parts=parts,
    )


def _frame(snapshot: Snapshot, rows: ir.Table) -> pd.DataFrame:
    return snapshot.query(str(ibis.to_sql(rows, dialect="duckdb"))).to_pandas()


def _named(snapshot: Snapshot, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the name of each enterprise after its code."""
    if "entity_id" not in rows or not snapshot.has("base_legal_entities__entity"):
        return rows
    sql = "SELECT entity_id, name FROM base_legal_entities__entity WHERE entity_id IN (SELECT unnest(?))"
    codes = sorted({str(each) for each in rows.entity_id.dropna()})
    names = {row["entity_id"]: row["name"] for row in snapshot.query(sql, (codes,)).to_pylist()}
    rows.insert(list(rows.columns).index("entity_id") + 1, "entity_name", rows.entity_id.map(names))
    return rows
