"""The table of forecasts that a build makes: every total, and the members that pages open with."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

import pandas as pd
import pyarrow as pa

from datasets import Snapshot
from indicators.alignment import gapless, held
from indicators.catalogue import catalogue
from indicators.compute import levels
from indicators.definition import AnyIndicator
from indicators.forecast.answers import HORIZON, TABLE, bounded, monthly_series
from indicators.forecast.dated import forecast_many
from indicators.forecast.result import COLUMNS, Forecast
from indicators.slices import Slice

# Single members of these are foretold at build time; any other slice when it is first asked for.
_MEMBERS = {"tax_revenue": ("industry", "tax_type", "street")}
_TOGETHER = 40  # series computed in one go
_SHARE_DIGITS = 4
_DIGITS = 10  # significant digits kept, so that the last bits of arithmetic do not part two builds


class _Wanted(NamedTuple):
    """One series to foretell: key, dimension and member; its definition; its months."""

    name: tuple[str, str, str]
    definition: AnyIndicator
    series: pd.Series


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return table ``forecast``: key, dimension, member, step, the forecast's columns and how it was made."""
    wanted = list(_wanted(snapshot))
    parts = [wanted[first : first + _TOGETHER] for first in range(0, len(wanted), _TOGETHER)]
    return {TABLE: pa.concat_tables([snapshot.remember(_question(part), partial(_foretold, part)) for part in parts])}


def _wanted(snapshot: Snapshot) -> Iterator[_Wanted]:
    for definition in catalogue().values():
        if not (gapless(definition) and held(snapshot, definition)):
            continue
        for dimension in ("", *_MEMBERS.get(definition.key, ())):
            values = levels(snapshot, definition, Slice(by=(dimension,) if dimension else ()), cumulative=False)
            for column in values.columns:
                name = (definition.key, dimension, str(column))
                yield _Wanted(name, definition, monthly_series(values[[column]]))


def _foretold(wanted: list[_Wanted]) -> pa.Table:
    """Return the rows of series that are computed together, which is quicker than one by one."""
    found = forecast_many([each.series for each in wanted], HORIZON)
    rows = [_rows(each.name, bounded(answer, each.definition)) for each, answer in zip(wanted, found, strict=True)]
    return pa.Table.from_pandas(pd.concat(rows, ignore_index=True), preserve_index=False)


def _question(wanted: list[_Wanted]) -> str:
    """Return everything that decides these forecasts but the code: whose they are, the months and the exact values.

    Series are remembered together as they are computed: alone, the last bits of one could come out otherwise.
    """
    lines = [
        f"{each.name} " + " ".join(f"{month:%Y-%m}={float(value).hex()}" for month, value in each.series.items())
        for each in wanted
    ]
    return "\n".join([f"forecast {HORIZON}", *lines])


def _rows(name: tuple[str, str, str], found: Forecast) -> pd.DataFrame:
    frame = found.frame.copy()
    numbers = [column for column in COLUMNS if column != "period"]
    frame[numbers] = frame[numbers].map(lambda value: float(f"{value:.{_DIGITS}g}"))
    frame["period"] = frame.period.dt.date
    frame.insert(0, "step", range(1, len(frame) + 1))
    for place, (column, text) in enumerate(zip(("key", "dimension", "member"), name, strict=True)):
        frame.insert(place, column, text)
    return frame.assign(
        method_zh=found.method.zh,
        method_en=found.method.en,
        reason_zh=found.reason.zh,
        reason_en=found.reason.en,
        error=round(found.error, _DIGITS),
        naive_error=round(found.naive_error, _DIGITS),
        coverage80=round(found.coverage80, _DIGITS),
        origins=found.origins,
        last_value_error=round(found.last_value_error, _DIGITS),
        coverage95=round(found.coverage95, _DIGITS),
        weights=json.dumps({name: round(share, _SHARE_DIGITS) for name, share in found.weights.items()}),
    )
