"""Explanations of what was published: a bulletin's figures, a department's statistics, protected counts of persons."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from datasets import Snapshot, Text
from indicators.computing import protected, reported
from indicators.computing.published import published
from indicators.computing.slices import Slice
from indicators.definition import Protected, Published, Reported
from indicators.explaining.explanation import Explanation
from indicators.explaining.receipts import raw_rows, receipts_of, refusals

_SERIES = "base_economy__macro_series"
_VINTAGES = f"""
SELECT item, period_kind, period_start, period_end, value::DOUBLE AS value, yoy, status, published_date, vintage,
    receipt, source_row
FROM {_SERIES}
WHERE series = ? AND item IN (SELECT unnest(?)) AND year(period_end) = ? AND month(period_end) = ?
    AND status <> 'target'
ORDER BY item, period_kind, published_date, vintage, receipt, source_row
"""  # noqa: S608 a constant
_DIFFERENCE = Text(
    "本期数由部门的累计数相减得到：到本期的累计数减到上期的累计数。",
    "The department reports the year to date; the period is that figure less the one before it.",
)
_CLOSED = Text(
    "人数来自个人记录，只公布经保密处理的汇总；查看个人行需授权并留痕（jingwei person-rows），此处到表为止。",
    "The count rests on records of persons and is published only as protected sums; rows about persons need a "
    "permission that is kept (jingwei person-rows), so the way ends at this table.",
)
_WITHHELD = Text("本格已保护：数值小，或可由其他格推出，因此不公布。", "This cell is protected: small, or derivable.")


def explain_published(snapshot: Snapshot, home: Path, definition: Published, told: Explanation) -> Explanation:
    """Return the explanation with every vintage of the year and the row of the one chosen."""
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
        receipts=receipts_of(snapshot, {receipt: 1}),
        rows=chosen.assign(contribution=chosen.value),
        raw=raw_rows(snapshot, home, definition.sources[0], vintages),
        vintages=vintages,
    )


def explain_reported(snapshot: Snapshot, home: Path, definition: Reported, told: Explanation) -> Explanation:
    """Return the explanation with the rows chosen, the rows they were subtracted from, and every vintage."""
    items = sorted(reported.items_of(snapshot, definition, Slice(where=told.where))[""])
    sql = _figures_sql(definition, items, told, cumulative=told.cumulative and definition.flow)
    chosen = snapshot.query(sql).to_pandas()
    if chosen.empty and told.cumulative:  # a department that reports months alone has no years to date
        sql = _figures_sql(definition, items, told, cumulative=False)
        chosen = snapshot.query(sql).to_pandas()
    used = _used(chosen)
    counts = {int(receipt): int((used.receipt == receipt).sum()) for receipt in used.receipt.unique()}
    receipts = receipts_of(snapshot, counts)
    asked = (definition.series, items, told.period.year, told.period.month)
    vintages = snapshot.query(_VINTAGES, asked).to_pandas()
    keys = {(row.receipt, row.source_row) for row in chosen.itertuples()}
    vintages["chosen"] = [(row.receipt, row.source_row) in keys for row in vintages.itertuples()]
    subtracted = (_DIFFERENCE,) if chosen.before_receipt.notna().any() else ()
    return replace(
        told,
        sql=sql,
        recomputed=round(float(chosen.value.sum()), 4) if len(chosen) else float("nan"),
        tables=(_SERIES,),
        row_count=len(used),
        receipts=receipts,
        rows=chosen.assign(contribution=chosen.value),
        raw=raw_rows(snapshot, home, definition.sources[0], used),
        vintages=vintages,
        notes=(*subtracted, *refusals(receipts)),
    )


def _figures_sql(definition: Reported, items: list[str], told: Explanation, *, cumulative: bool) -> str:
    first = told.period if cumulative or not definition.flow else told.first
    names = ", ".join(f"'{item}'" for item in items)
    return (
        f"SELECT * REPLACE (value::DOUBLE AS value) FROM ({reported.base_sql(definition.series)}) "  # noqa: S608 from code lists and definitions
        f"WHERE cumulative = {cumulative} AND item IN ({names}) "
        f"AND period BETWEEN DATE '{first:%Y-%m-%d}' AND DATE '{told.period:%Y-%m-%d}' ORDER BY item, period"
    )


def _used(chosen: pd.DataFrame) -> pd.DataFrame:
    """Return the references of the rows that figures stand in and of those they were subtracted from."""
    before = chosen[["before_receipt", "before_source_row"]].dropna()
    before = before.rename(columns={"before_receipt": "receipt", "before_source_row": "source_row"}).astype(int)
    return pd.concat([chosen[["receipt", "source_row"]], before], ignore_index=True).drop_duplicates(ignore_index=True)


def explain_protected(snapshot: Snapshot, definition: Protected, told: Explanation) -> Explanation:
    """Return the explanation as far as it may go: the published cells, the files of the department, and why it ends."""
    cells = protected.cells_sql(definition, Slice(where=told.where))
    sql = f"SELECT value, withheld FROM ({cells}) WHERE period = DATE '{told.period:%Y-%m-%d}'"  # noqa: S608 a date
    found = snapshot.query(sql).to_pylist()
    value = found[0]["value"] if found else None
    files = snapshot.query(
        "SELECT receipt FROM receipt WHERE source IN (SELECT unnest(?)) AND rows > refused_rows",
        (list(definition.sources),),
    ).to_pylist()
    withheld = bool(found and found[0]["withheld"])
    return replace(
        told,
        sql=sql,
        recomputed=float("nan") if value is None else float(value),
        tables=(definition.table,),
        row_count=0,
        receipts=receipts_of(snapshot, {row["receipt"]: 0 for row in files}),
        notes=((_WITHHELD, _CLOSED) if withheld else (_CLOSED,)),
    )
