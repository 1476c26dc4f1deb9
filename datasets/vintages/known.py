"""What was known when: the vintages of a series as they stood on a day."""

from datetime import date

import pyarrow as pa

from datasets.errors import DatasetsError
from datasets.published.snapshot import Snapshot
from datasets.text import Text

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
    ``target`` gives them, and only them. Raises DatasetsError for a series or an item that is not there.
    """
    _require(snapshot, series, item)
    table, more = _MONTHS if months else _SERIES
    kept = "" if months else f"AND status {'=' if target else '<>'} 'target'"
    return snapshot.query(_KNOWN.format(table=table, more=more, kept=kept), [series, item, on])


def _require(snapshot: Snapshot, series: str, item: str) -> None:
    """Raise DatasetsError, naming what there is, unless the snapshot knows the series and its item."""
    held = snapshot.query("SELECT DISTINCT series, item FROM base_economy__macro_series").to_pylist()
    items = sorted(each["item"] for each in held if each["series"] == series)
    if item in items:
        return
    if items:
        raise DatasetsError(
            Text(
                f"序列 {series} 没有分项 {item}；有：{'、'.join(items)}。",
                f"Series {series} has no item {item}; it has {', '.join(items)}.",
            )
        )
    names = sorted({each["series"] for each in held})
    raise DatasetsError(
        Text(
            f"没有序列 {series}；有：{'、'.join(names) or '（尚无统计报表）'}。",
            f"There is no series {series}; there are {', '.join(names) or 'none yet: no statistical report came in'}.",
        )
    )


def latest(snapshot: Snapshot, series: str, *, item: str = "total", months: bool = False) -> pa.Table:
    """Return a series in its newest vintages."""
    return as_known(snapshot, series, date.max, item=item, months=months)
