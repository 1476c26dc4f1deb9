"""What the nowcast is made of: growth of the quarter at comparable prices, and a ragged panel of months."""

import csv
import datetime as dt
from functools import cache
from importlib.resources import files

import pandas as pd

from datasets import DatasetsError, Snapshot
from datasets.vintages import as_known
from indicators.computing.panel import panel

GDP = "gdp"
_YEAR = 4
FIRST = pd.Period("2010-01", "M")
"""The first month used: long enough for the cycle, short enough for what growth is today."""


@cache
def names() -> tuple[str, ...]:
    """Return the declared monthly series."""
    text = (files("indicators") / "nowcast" / "series.csv").read_text(encoding="utf-8")
    return tuple(row["series"] for row in csv.DictReader(text.splitlines()))


def months(snapshot: Snapshot, on: dt.date | None = None) -> pd.DataFrame:
    """Return months × series of growth on the year before, as known on a day; series without values are left out."""
    found = panel(snapshot, names(), on)
    found = found.loc[FIRST:] if len(found) else found
    return found.loc[:, found.notna().any()]


def published(snapshot: Snapshot, on: dt.date | None = None) -> pd.DataFrame:
    """Return columns value (year to date) and growth (published, comparable prices) by quarter, as known on a day."""
    nothing = pd.DataFrame({"value": [], "growth": []}, index=pd.PeriodIndex([], freq="Q"), dtype=float)
    if not snapshot.has("base_economy__macro_series"):
        return nothing
    try:
        rows = as_known(snapshot, GDP, on or dt.date.max).to_pandas()
    except DatasetsError:
        return nothing
    starts = pd.DatetimeIndex(rows.period_start)
    rows = rows[(starts.month == 1) & (rows.period_kind != "year").to_numpy()]
    rows = rows.assign(quarter=pd.PeriodIndex(rows.period_end, freq="Q")).sort_values(["quarter", "published_date"])
    rows = rows.drop_duplicates("quarter", keep="last").set_index("quarter")
    return pd.DataFrame({"value": rows.value.astype(float), "growth": rows.yoy.astype(float)})


def quarterly_growth(cumulative: pd.DataFrame) -> pd.Series:
    """Return the growth of each quarter alone from growth of the year to date, weighed by the year before.

    Published growth is cumulative. The growth of January to September is that of January to June and that of the
    third quarter, weighed by what they were a year before; solved for the quarter. A computed figure, never official.
    """
    before = cumulative.value.shift(_YEAR)
    first = pd.Series(pd.PeriodIndex(cumulative.index).quarter == 1, index=cumulative.index)
    amount = before * cumulative.growth
    alone = (amount - amount.shift(1)).where(~first, amount)
    weight = (before - before.shift(1)).where(~first, before)
    return (alone / weight.where(weight > 0)).dropna().rename(GDP)


def year_to_date(cumulative: pd.DataFrame, quarter: pd.Period, growth: float) -> float:
    """Return the growth of the year to a coming quarter's end if the quarter itself grows so."""
    if quarter.quarter == 1:
        return growth
    before = cumulative.value.get(quarter - _YEAR), cumulative.value.get(quarter - _YEAR - 1)
    known = cumulative.growth.get(quarter - 1)
    if known is None or before[0] is None or before[1] is None:
        return float("nan")
    return float((before[1] * known + (before[0] - before[1]) * growth) / before[0])
