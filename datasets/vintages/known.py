"""What was known when: the vintages of a series as they stood on a day."""

from datetime import date

import pyarrow as pa

from datasets.snapshot import Snapshot

_KNOWN = """
    SELECT period_start, period_end, value, unit, status, published_date, vintage, receipt, source_row {more}
    FROM {table}
    WHERE series = ? AND item = ? AND published_date <= ? {kept}
    QUALIFY row_number() OVER (PARTITION BY period_start, period_end ORDER BY vintage DESC) = 1
    ORDER BY period_start, period_end
"""
_SERIES = "base_economy__macro_series", ", period_kind, yoy, yoy_computed"
_MONTHS = "base_economy__macro_month", ", months, is_combined, method"


def as_known(
    snapshot: Snapshot, series: str, on: date, *, item: str = "total", months: bool = False, target: bool = False
) -> pa.Table:
    """Return a series as it was known at the end of a day: of each period the last vintage published until then.

    ``months`` gives what single months brought instead of the figures as delivered. Targets are never results:
    ``target`` gives them, and only them.
    """
    table, more = _MONTHS if months else _SERIES
    kept = "" if months else f"AND status {'=' if target else '<>'} 'target'"
    return snapshot.query(_KNOWN.format(table=table, more=more, kept=kept), [series, item, on])


def latest(snapshot: Snapshot, series: str, *, item: str = "total", months: bool = False) -> pa.Table:
    """Return a series in its newest vintages."""
    return as_known(snapshot, series, date.max, item=item, months=months)
