"""Hindcasts 回溯演算: what the present engine would have said at earlier months, knowing nothing of later ones.

They are made of the series as it stands today, cut off at each month, so revisions and the choice of the engine itself
are known to them: they are shown beside real-time forecasts, named for what they are, and never counted among them.
"""

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa

from datasets import Snapshot
from indicators.alignment import gapless
from indicators.catalogue import catalogue, definition_of
from indicators.compute import levels
from indicators.definition import AnyIndicator, Indicator
from indicators.forecast.answers import HORIZON
from indicators.forecast.dated import forecast_many
from indicators.forecast.result import Forecast
from indicators.forecast.series import monthly_series
from indicators.forecast.stored import dates, exactly, repeated, rounded
from indicators.slices import Slice
from indicators.targets.read import targeted
from indicators.zone import headline_of

TABLE = "hindcast"
ORIGINS = 18  # months at whose end a forecast is made once more
_SHORTEST = 36  # months an origin must know
_NUMBERS = ("mean", "lo80", "hi80", "lo95", "hi95", "sum_hi80")
_YEAR = 12


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return table ``hindcast``: key, origin, step, period, mean, the intervals, the naive forecast and the method."""
    known = {key: _known(snapshot, key) for key in _keys(snapshot)}
    ends = sorted({each.index[-1] for each in known.values() if len(each)})
    months = pd.period_range(end=ends[-1] - 1, periods=ORIGINS, freq="M") if ends else ()
    past = [(key, each.loc[:origin]) for origin in months for key, each in known.items() if _reaches(each, origin)]
    said = [f"{key} {exactly(each)}" for key, each in past]
    return {TABLE: snapshot.remember("\n".join([f"hindcast {HORIZON}", *said]), partial(_made, past))} if past else {}


def _reaches(known: pd.Series, origin: pd.Period) -> bool:
    """Return whether a series knows enough at an origin, and something to hold the forecast against."""
    return len(known) > 0 and known.index[-1] > origin and len(known.loc[:origin]) >= _SHORTEST


def _made(past: list[tuple[str, pd.Series]]) -> pa.Table:
    """Return the forecasts from all origins, computed together: none knows anything of another."""
    made = forecast_many([each for _, each in past], HORIZON)
    return pa.concat_tables(rows_of(key, each, found) for (key, each), found in zip(past, made, strict=True))


def _keys(snapshot: Snapshot) -> list[str]:
    """Return the monthly indicators that pages open with or that have a target."""
    wanted = {*headline_of(snapshot.manifest.zone), *targeted(snapshot)}
    return [key for key, each in catalogue().items() if key in wanted and _is_monthly(each)]


def _is_monthly(definition: AnyIndicator) -> bool:
    stock = isinstance(definition, Indicator) and definition.stock
    return gapless(definition) and not stock


def _known(snapshot: Snapshot, key: str) -> pd.Series:
    return monthly_series(levels(snapshot, definition_of(key), Slice(), cumulative=False)).dropna()


def rows_of(key: str, past: pd.Series, made: Forecast) -> pa.Table:
    """Return a forecast as rows, the last year again as the naive forecast beside it."""
    steps = len(made.frame)
    numbers = {column: rounded(made.frame[column]) for column in _NUMBERS}
    naive = rounded(np.resize(past.to_numpy(dtype=float)[-_YEAR:], steps))
    said = {"key": key, "origin": past.index[-1].to_timestamp().date()}
    method = repeated({"method_zh": made.method.zh, "method_en": made.method.en}, steps)
    step = {"step": range(1, steps + 1), "period": dates(made.frame)}
    return pa.table({**repeated(said, steps), **step, **numbers, "naive": naive, **method})
