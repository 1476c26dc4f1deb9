"""A ragged monthly panel: the growth of many series on the year before, side by side, as it was known on a day.

A series is an indicator of the catalogue (``exports``) or a statistical report, ``macro.SERIES`` or
``macro.SERIES.ITEM``. January and February are one period: the Spring Festival moves between them, and reports give
them together. Growth over both stands in February; January stays empty.
"""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from datasets import DatasetsError, Language, Snapshot, Text, sources
from datasets.vintages import as_known
from indicators.catalogue import catalogue, definition_of
from indicators.computing.compute import levels
from indicators.computing.slices import Slice
from indicators.definition import Indicator

MACRO = "macro."
_INDEX = "price_over_year"  # an index of the same month of the year before = 100 is growth already
_LARGEST = 1.0  # growth beyond doubling or below halving is a change of scope, not of the economy
_SMALLEST = -0.5
_FEBRUARY = 2
_QUARTER = 3


def panel(
    snapshot: Snapshot, names: Sequence[str], on: dt.date | None = None, *, january: bool = False
) -> pd.DataFrame:
    """Return months × series of growth as fractions, as known at the end of day ``on`` (default: all there is).

    ``january`` repeats in January what both months brought, for measures that need every month.
    """
    columns = {name: growth_of(snapshot, name, on) for name in names}
    filled = {name: _first_months(each) if january else each for name, each in columns.items()}
    known = [each for each in filled.values() if len(each)]
    if not known:
        return pd.DataFrame(columns=list(names), index=pd.PeriodIndex([], freq="M"), dtype=float)
    months = pd.period_range(min(each.index[0] for each in known), max(each.index[-1] for each in known), freq="M")
    return pd.DataFrame({name: each.reindex(months) for name, each in filled.items()}, index=months)


def growth_of(snapshot: Snapshot, name: str, on: dt.date | None = None) -> pd.Series:
    """Return one series' growth by month; a series that the snapshot lacks is empty."""
    return _growth(snapshot, name, on).copy()


def quarters_of(snapshot: Snapshot, name: str, on: dt.date | None = None) -> pd.DataFrame:
    """Return columns value and growth (of the quarter alone, from its levels) by quarter of a quarterly report."""
    rows = months_of(snapshot, name, on)
    found = rows[rows.months == _QUARTER]
    index = pd.PeriodIndex(found.period_end, freq="Q")
    value = pd.Series(found.value.to_numpy(dtype=float), index=index)
    if value.empty:
        return pd.DataFrame({"value": value, "growth": value})
    value = value.reindex(pd.period_range(index[0], index[-1], freq="Q"))
    return pd.DataFrame({"value": value, "growth": _plausible(value / value.shift(4) - 1)})


@lru_cache(maxsize=256)
def name_of(snapshot: Snapshot, name: str) -> Text:
    """Return what a series is called, with its item where it is not the total."""
    if not name.startswith(MACRO):
        return definition_of(name).name
    series, item = _parted(name)
    found = next(
        (
            each.name
            for source in sources().values()
            if source.statistics
            for each in source.statistics.measures
            if each.series == series
        ),
        Text(series, series),
    )
    if item == "total":
        return found
    words = snapshot.query(
        "SELECT DISTINCT zh, en FROM code_list WHERE code = ? AND list IN "
        "(SELECT item_list FROM base_economy__macro_series WHERE series = ?)",
        (item, series),
    ).to_pylist()
    return Text(f"{found.zh}：{words[0]['zh']}", f"{found.en}: {words[0]['en']}") if words else found


@lru_cache(maxsize=512)
def _growth(snapshot: Snapshot, name: str, on: dt.date | None) -> pd.Series:
    if name.startswith(MACRO):
        return _of_report(snapshot, name, on)
    if name not in catalogue():
        return _nothing()
    return _of_indicator(snapshot, name, on)


def _of_report(snapshot: Snapshot, name: str, on: dt.date | None) -> pd.Series:
    rows = months_of(snapshot, name, on)
    if rows.empty:
        return _nothing()
    ends = pd.PeriodIndex(rows.period_end, freq="M")
    if _parted(name)[0] == _INDEX:
        return pd.Series(rows.value.to_numpy(dtype=float) / 100 - 1, index=ends)
    value = pd.Series(rows.value.to_numpy(dtype=float), index=ends)
    if (rows.months == _QUARTER).all():
        value = value.reindex(pd.period_range(ends[0], ends[-1], freq="M"))
        return _plausible(value / value.shift(12) - 1)
    single = rows.months.to_numpy() == 1
    return _plausible(_year_on_year(value, combined=ends[~single]))


def _of_indicator(snapshot: Snapshot, key: str, on: dt.date | None) -> pd.Series:
    definition = definition_of(key)
    frame = levels(snapshot, definition, Slice(), cumulative=False)
    if frame.empty:
        return _nothing()
    value = pd.Series(frame.iloc[:, 0].to_numpy(dtype=float), index=pd.PeriodIndex(frame.index, freq="M"))
    if on is not None:
        over = pd.Timestamp(on) + pd.Timedelta(days=1)  # a month is known from the day it is over
        value = value[pd.PeriodIndex(value.index).end_time < over]
    if isinstance(definition, Indicator) and not definition.stock:
        return _plausible(_year_on_year(value, combined=pd.PeriodIndex([], freq="M")))
    return _plausible(value / value.shift(12) - 1)


def _year_on_year(value: pd.Series, combined: pd.PeriodIndex) -> pd.Series:
    """Return growth of each month, of January and February together; ``combined`` hold both already."""
    if value.empty:
        return value
    full = value.reindex(pd.period_range(value.index[0], value.index[-1], freq="M"))
    month = pd.PeriodIndex(full.index).month
    apart = (month == _FEBRUARY) & ~full.index.isin(combined)
    full[apart] = (full + full.shift(1))[apart]
    full[month == 1] = np.nan
    return full / full.shift(12) - 1


def _plausible(growth: pd.Series) -> pd.Series:
    return growth.where((growth > _SMALLEST) & (growth < _LARGEST))


def _first_months(growth: pd.Series) -> pd.Series:
    """Return the series with each January saying what February says of both."""
    found = growth.copy()
    january = pd.PeriodIndex(found.index).month == 1
    found[january] = found[january].fillna(found.shift(-1)[january])
    return found


def months_of(snapshot: Snapshot, name: str, on: dt.date | None = None) -> pd.DataFrame:
    """Return the months a report brought, as known on a day: period_start, period_end, months, value, unit."""
    nothing = pd.DataFrame(columns=["period_start", "period_end", "months", "value", "unit"])
    if not snapshot.has("base_economy__macro_series"):
        return nothing
    series, item = _parted(name)
    try:
        table = as_known(snapshot, series, on or dt.date.max, item=item, months=series != _INDEX)
    except DatasetsError:
        return nothing
    rows = table.to_pandas()
    return rows.assign(months=1) if series == _INDEX else rows[rows.months <= _QUARTER]


def _parted(name: str) -> tuple[str, str]:
    series, _, item = name.removeprefix(MACRO).partition(".")
    return series, item or "total"


def _nothing() -> pd.Series:
    return pd.Series(dtype=float, index=pd.PeriodIndex([], freq="M"))


def named(snapshot: Snapshot, frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return a table with what each key is called beside it."""
    found = frame.copy()
    names = [name_of(snapshot, key).in_language(language) for key in frame["key"]]
    found.insert(list(frame.columns).index("key") + 1, "name", names)
    return found
