"""The table of forecasts that a build makes: every total, and the members that pages open with."""

from collections.abc import Iterator, Mapping

import pandas as pd
import pyarrow as pa

from datasets import Snapshot
from indicators.alignment import gapless
from indicators.catalogue import catalogue
from indicators.compute import levels
from indicators.definition import AnyIndicator
from indicators.forecast.answers import HORIZON, TABLE, bounded, monthly_series
from indicators.forecast.engine import forecast_series
from indicators.forecast.result import COLUMNS, Forecast
from indicators.slices import Slice

# Single members of these are foretold at build time; any other slice when it is first asked for.
_MEMBERS = {"tax_revenue": ("industry", "tax_type", "street")}
_DIGITS = 10  # significant digits kept, so that the last bits of arithmetic do not part two builds


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return table ``forecast``: key, dimension, member, step, the forecast's columns and how it was made."""
    frames = [each.to_pandas() for each in _forecasts(snapshot)]
    return {TABLE: pa.Table.from_pandas(pd.concat(frames, ignore_index=True), preserve_index=False)}


def _forecasts(snapshot: Snapshot) -> Iterator[pa.Table]:
    for definition in catalogue().values():
        if not gapless(definition):
            continue
        yield from _of(snapshot, definition, "")
        for dimension in _MEMBERS.get(definition.key, ()):
            yield from _of(snapshot, definition, dimension)


def _of(snapshot: Snapshot, definition: AnyIndicator, dimension: str) -> Iterator[pa.Table]:
    values = levels(snapshot, definition, Slice(by=(dimension,) if dimension else ()), cumulative=False)
    for column in values.columns:
        series = monthly_series(values[[column]])
        name = (definition.key, dimension, str(column))

        def found(
            series: pd.Series = series, name: tuple[str, str, str] = name, definition: AnyIndicator = definition
        ) -> pa.Table:
            rows = _rows(name, bounded(forecast_series(series, HORIZON), definition))
            return pa.Table.from_pandas(rows, preserve_index=False)

        yield snapshot.remember(_question(name, series), found)


def _question(name: tuple[str, str, str], series: pd.Series) -> str:
    """Return everything that decides a forecast but the code: whose it is, the months and the exact values."""
    values = " ".join(f"{month:%Y-%m}={float(value).hex()}" for month, value in series.items())
    return f"forecast {name} {HORIZON} {values}"


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
    )
