"""Alarms in words: what looks wrong, in which figure, against what, beyond which threshold."""

import pandas as pd

from datasets.catalogue import sources
from datasets.published.snapshot import Snapshot
from datasets.text import Language, Text
from datasets.vintages.alarms import ALARM, SAID, thresholds

COLUMNS = ("said", "series", "item", "period", "value", "against", "threshold", "source", "receipt", "source_row")
TOTAL = Text("合计", "total")


def alarms(snapshot: Snapshot, series: str | None = None, rule: str | None = None) -> pd.DataFrame:
    """Return the alarms of a snapshot as they are kept: codes, dates, values, and the row each comes from."""
    return snapshot.query(
        f"SELECT * FROM {ALARM} WHERE coalesce(series = ?, true) AND coalesce(rule = ?, true) "  # noqa: S608 - a constant
        "ORDER BY rule, series, item, period_start, period_end, published_date, receipt, source_row",
        [series, rule],
    ).to_pandas()


def series_names() -> dict[str, Text]:
    """Return the name of every series that a source delivers."""
    return {each.series: each.name for s in sources().values() if s.statistics for each in s.statistics.measures}


def told(snapshot: Snapshot, found: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return alarms as a steward reads them: a line of words and figures each."""
    limits = thresholds()
    names = series_names()
    items = {
        (row["list"], row["code"]): Text(row["zh"], row["en"])
        for row in snapshot.query("SELECT list, code, zh, en FROM code_list").to_pylist()
    }
    lines = [
        (
            SAID[row["rule"]][1].in_language(language),
            names[row["series"]].in_language(language),
            items.get((row["item_list"], row["item"]), TOTAL).in_language(language),
            _span(row["period_start"], row["period_end"]),
            _amount(row["value"]),
            _amount(row["other_value"]),
            limits[row["rule"]],
            row["source"],
            row["receipt"],
            row["source_row"],
        )
        for row in found.to_dict("records")
    ]
    return pd.DataFrame(lines, columns=list(COLUMNS))


def _span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
    return first if first == last else f"{first}–{last}"


def _amount(value: object) -> str:
    """Return a figure with the decimals it has, or a dash."""
    if value is None or value != value:  # noqa: PLR0124 NaN is the one number unlike itself
        return "—"
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.replace("-", "\u2212")
