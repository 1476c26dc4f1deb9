"""Explain: from a number back to its definition, its query, its snapshot and its source rows."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pandas as pd

from datasets import Snapshot, Text, source_rows
from indicators.catalogue import definition_of, summed
from indicators.compute import point
from indicators.concentration import share_sql
from indicators.definition import AnyIndicator, Difference, Indicator, Published, Ratio, TopShare
from indicators.dimensions import UNKNOWN
from indicators.errors import QuestionError
from indicators.explanation import Explanation, ReceiptNote
from indicators.periods import Period, month_start
from indicators.published import published
from indicators.slices import EVERYTHING, Slice, Where, checked

_RECEIPTS = """
SELECT receipt, source, file, sha256, refused_rows, simulated, department_zh, department_en, source_zh, source_en
FROM receipt WHERE receipt IN (SELECT unnest(?))
"""


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
    definition, month = definition_of(key), month_start(period)
    if limit < 0:
        raise QuestionError(Text(f"行数不能为负：{limit}。", f"The number of rows cannot be negative: {limit}."))
    cut = checked(definition, (), where)
    shown = point(snapshot, key, month, where, cumulative=cumulative)
    blank = _blank(snapshot, definition, month, cut, cumulative=cumulative, value=shown.value)
    match definition:
        case Indicator():
            return _summed(snapshot, home, definition, blank, limit)
        case TopShare():
            return _share(snapshot, home, definition, blank, limit)
        case Published():
            return _published(snapshot, home, definition, blank)
        case Ratio(numerator=first, denominator=second) | Difference(minuend=first, subtrahend=second):
            parts = tuple(
                explain(snapshot, home, part, month, where, limit=limit, cumulative=cumulative)
                for part in (first, second)
            )
            return _combined(definition, blank, parts)


def _blank(
    snapshot: Snapshot, definition: AnyIndicator, month: pd.Timestamp, cut: Slice, *, cumulative: bool, value: float
) -> Explanation:
    return Explanation(
        definition=definition,
        period=month,
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


def _matching(definition: Indicator, told: Explanation) -> ir.Table:
    """Return the base rows that make up the number."""
    table = definition.table
    month, time = told.period.date(), table[definition.time].cast("date")
    if definition.stock:
        kept = table.filter(time <= month)
    elif told.cumulative:
        kept = table.filter(time >= month.replace(month=1), time <= month)
    else:
        kept = table.filter(time == month)
    for dimension, codes in told.where:
        kept = kept.filter(kept[dimension].fill_null(UNKNOWN).isin(codes))
    return kept


def _summed(snapshot: Snapshot, home: Path, definition: Indicator, told: Explanation, limit: int) -> Explanation:
    rows = _matching(definition, told)
    sql = ibis.to_sql(rows.agg(value=definition.measure.cast("float64")), dialect="duckdb")
    recomputed = snapshot.query(str(sql)).to_pylist()[0]["value"]
    return replace(
        _with_rows(snapshot, home, told, (definition, rows), limit), sql=str(sql), recomputed=recomputed or 0.0
    )


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
    paid = entities.agg(contribution=whole.measure)
    largest = paid.order_by(paid.contribution.desc(), paid[definition.entity]).limit(definition.count)
    table = _named(snapshot, _frame(snapshot, largest))
    with_rows = _with_rows(snapshot, home, told, (whole, rows), limit)
    return replace(with_rows, definition=definition, sql=sql, recomputed=recomputed, rows=table)


def _with_rows(
    snapshot: Snapshot, home: Path, told: Explanation, chosen: tuple[Indicator, ir.Table], limit: int
) -> Explanation:
    """Return the explanation with receipts, counts and the rows that weigh most."""
    definition, rows = chosen
    rows = rows.mutate(contribution=definition.amount.cast("decimal(38, 2)"))
    counted = _frame(snapshot, rows.group_by("receipt").agg(matching=rows.count()).order_by("receipt"))
    order = [rows.contribution.abs().desc(), rows[definition.time].desc(), rows.receipt, rows.source_row]
    largest = _frame(snapshot, rows.order_by(order).limit(limit))
    receipts = _receipts(snapshot, dict(zip(counted.receipt, counted.matching, strict=True)))
    return replace(
        told,
        tables=(definition.base_table,),
        row_count=int(counted.matching.sum()),
        receipts=receipts,
        rows=_named(snapshot, largest),
        raw=_raw(snapshot, home, definition.sources[0], largest),
        notes=_refusals(receipts),
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


def _published(snapshot: Snapshot, home: Path, definition: Published, told: Explanation) -> Explanation:
    found = published(snapshot, definition.key)
    same = (found.period_end.dt.year == told.period.year) & (found.period_end.dt.month == told.period.month)
    vintages = found[same & (found.coverage == "year")].reset_index(drop=True)
    chosen = vintages[vintages.chosen]
    receipt, row = (int(each) for each in chosen.iloc[0][["receipt", "source_row"]])
    sql = (
        "SELECT value FROM base_economy__published_figure "  # noqa: S608 two integers
        f"WHERE receipt = {receipt} AND source_row = {row}"
    )
    return replace(
        told,
        sql=sql,
        recomputed=float(snapshot.query(sql).to_pylist()[0]["value"]),
        tables=("base_economy__published_figure",),
        row_count=len(chosen),
        receipts=_receipts(snapshot, {receipt: 1}),
        rows=chosen.assign(contribution=chosen.value),
        raw=_raw(snapshot, home, definition.sources[0], vintages),
        vintages=vintages,
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


def _receipts(snapshot: Snapshot, matching: dict[int, int]) -> tuple[ReceiptNote, ...]:
    found = snapshot.query(_RECEIPTS, ([int(each) for each in matching],)).to_pylist()
    return tuple(_note(row, int(matching[row["receipt"]])) for row in sorted(found, key=lambda row: row["receipt"]))


def _note(row: dict[str, Any], matching: int) -> ReceiptNote:
    return ReceiptNote(
        receipt=row["receipt"],
        department=Text(row["department_zh"], row["department_en"]),
        source=Text(row["source_zh"], row["source_en"]),
        file=row["file"],
        sha256=row["sha256"],
        matching_rows=matching,
        refused_rows=row["refused_rows"],
        simulated=row["simulated"],
    )


def _refusals(receipts: Sequence[ReceiptNote]) -> tuple[Text, ...]:
    """Return one honest sentence if rows of these files were refused and so are missing from the number."""
    refused = sum(note.refused_rows for note in receipts)
    if not refused:
        return ()
    return (
        Text(
            f"上述文件另有 {refused:,} 行未通过检查，未计入，已退回部门更正。",
            f"{refused:,} more rows of these files failed a check; they are not in the number and went back to the "
            "department.",
        ),
    )


def _raw(snapshot: Snapshot, home: Path, source: str, rows: pd.DataFrame) -> pd.DataFrame:
    references = [(int(receipt), int(row)) for receipt, row in zip(rows.receipt, rows.source_row, strict=True)]
    return source_rows(home, snapshot, source, references).to_pandas() if references else pd.DataFrame()
