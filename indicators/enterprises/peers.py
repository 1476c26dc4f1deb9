"""Where one enterprise stands among its peers: those of its industry, of its street, and of the zone."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from datasets import Snapshot
from indicators.periods import Period, month_start

_FLOWS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "tax": ("base_economy__tax_payment", "payment_month", "paid_yuan", "true"),
    "exports": ("base_economy__goods_trade", "trade_month", "value_usd", "flow = 'E'"),
    "imports": ("base_economy__goods_trade", "trade_month", "value_usd", "flow = 'I'"),
}
_SUMS = """
    SELECT entity_id, coalesce(sum({amount}) FILTER ({month} >= $1), 0)::DOUBLE AS value,
        coalesce(sum({amount}) FILTER ({month} <= $2), 0)::DOUBLE AS before
    FROM {table} WHERE {only} AND ({month} BETWEEN $1 AND $3 OR {month} BETWEEN $4 AND $2) GROUP BY entity_id
"""
_HEADS = """
    SELECT entity_id, sum(insured_count)::DOUBLE AS value, NULL::DOUBLE AS before
    FROM base_legal_entities__insured_unit GROUP BY entity_id
"""
_PLACES = """
WITH summed AS ({sums}), placed AS (
    SELECT s.*, e.industry, e.street, 'all' AS zone FROM summed s JOIN base_legal_entities__entity e USING (entity_id)
), ranked AS (
    UNPIVOT placed ON zone, industry, street INTO NAME circle VALUE member
), judged AS (
    SELECT *, rank() OVER (PARTITION BY circle, member ORDER BY value DESC) AS place,
        count(*) FILTER (value > 0) OVER (PARTITION BY circle, member) AS peers,
        sum(value) OVER (PARTITION BY circle, member) AS total,
        sum(before) OVER (PARTITION BY circle, member) AS total_before,
        median(value) FILTER (value > 0) OVER (PARTITION BY circle, member) AS middle
    FROM ranked WHERE value > 0 OR before > 0
)
SELECT circle, member, value, before, place, peers, total, total_before, middle FROM judged WHERE entity_id = {asked}
"""
_LARGEST = """
    SELECT entity_id FROM base_economy__tax_payment JOIN base_legal_entities__entity USING (entity_id)
    WHERE payment_month BETWEEN $1 AND $2 GROUP BY entity_id ORDER BY sum(paid_yuan) DESC, entity_id LIMIT 1
"""
_MONTHS = """
    SELECT payment_month AS period, sum(paid_yuan)::DOUBLE AS value FROM base_economy__tax_payment
    WHERE entity_id = $1 AND payment_month <= $2 GROUP BY 1 ORDER BY 1
"""
MEASURES: Final = (*_FLOWS, "insured")
"""What an enterprise is held against its peers by."""

CIRCLES: Final = ("zone", "industry", "street")
"""The circles of peers, widest first."""


def peers(snapshot: Snapshot, entity_id: str, period: Period) -> pd.DataFrame:
    """Return where an enterprise stands in the year so far, one row a measure and circle it has a value in.

    Columns: measure, circle, member (the industry or street), value, before (the same months of the year before),
    place (1 is the largest), peers (how many have a value), share of the circle, yoy, circle_yoy, middle (the median).
    """
    last = month_start(period)
    first = last.replace(month=1)
    year = pd.DateOffset(years=1)
    moments = tuple(each.date() for each in (first, last - year, last, first - year))
    found = []
    for measure in MEASURES:
        if measure in _FLOWS:
            table, month, amount, only = _FLOWS[measure]
            sums = _SUMS.format(table=table, month=month, amount=amount, only=only)
            sql, asked = _PLACES.format(sums=sums, asked="$5"), (*moments, entity_id)
        else:
            sql, asked = _PLACES.format(sums=_HEADS, asked="$1"), (entity_id,)
        found.append(snapshot.query(sql, asked).to_pandas().assign(measure=measure))
    rows = pd.concat(found, ignore_index=True)
    rows["share"] = (rows["value"] / rows["total"]).where(rows["total"] > 0)
    rows["yoy"] = (rows["value"] / rows["before"] - 1).where(rows["before"] > 0)
    rows["circle_yoy"] = (rows["total"] / rows["total_before"] - 1).where(rows["total_before"] > 0)
    order = {name: at for at, name in enumerate((*MEASURES, *CIRCLES))}
    return rows.sort_values(["measure", "circle"], key=lambda each: each.map(order)).reset_index(drop=True)


def largest(snapshot: Snapshot, period: Period) -> str:
    """Return the entity that paid most tax in the year so far."""
    last = month_start(period)
    asked = (last.replace(month=1).date(), last.date())
    return str(snapshot.query(_LARGEST, asked).column(0)[0].as_py())


def tax_by_month(snapshot: Snapshot, entity_id: str, period: Period) -> pd.DataFrame:
    """Return period and value of an enterprise's tax month by month; a month without a payment is nought."""
    found = snapshot.query(_MONTHS, (entity_id, month_start(period).date())).to_pandas()
    if found.empty:
        return found
    values = pd.Series(found["value"].to_numpy(), pd.DatetimeIndex(found["period"]))
    months = pd.date_range(values.index[0], month_start(period), freq="MS")
    return pd.DataFrame({"period": months, "value": values.reindex(months, fill_value=0.0).to_numpy()})
