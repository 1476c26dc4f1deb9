"""Hindcasts 回溯演算: what the present engine would have said at earlier months, knowing nothing of later ones.

They are made of the series as it stands today, cut off at each month, so revisions and the choice of the engine itself
are known to them: they are shown beside real-time forecasts, named for what they are, and never counted among them.
"""

from collections.abc import Mapping

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
from indicators.slices import Slice
from indicators.targets.read import targeted
from indicators.zone import headline_of

TABLE = "hindcast"
ORIGINS = 18  # months at whose end a forecast is made once more
_SHORTEST = 36  # months an origin must know
_DIGITS = 10
_NUMBERS = ["mean", "lo80", "hi80", "lo95", "hi95", "sum_hi80", "naive"]
_YEAR = 12


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return table ``hindcast``: key, origin, step, period, mean, the intervals, the naive forecast and the method."""
    known = {key: _known(snapshot, key) for key in _keys(snapshot)}
    ends = sorted({each.index[-1] for each in known.values() if len(each)})
    months = pd.period_range(end=ends[-1] - 1, periods=ORIGINS, freq="M") if ends else ()
    found = [table for origin in months if (table := _at(snapshot, origin, known)) is not None]
    return {TABLE: pa.concat_tables(found)} if found else {}


def _keys(snapshot: Snapshot) -> list[str]:
    """Return the monthly indicators that pages open with or that have a target."""
    wanted = {*headline_of(snapshot.manifest.zone), *targeted(snapshot)}
    return [key for key, each in catalogue().items() if key in wanted and _is_monthly(each)]


def _is_monthly(definition: AnyIndicator) -> bool:
    stock = isinstance(definition, Indicator) and definition.stock
    return gapless(definition) and not stock


def _known(snapshot: Snapshot, key: str) -> pd.Series:
    return monthly_series(levels(snapshot, definition_of(key), Slice(), cumulative=False)).dropna()


def _at(snapshot: Snapshot, origin: pd.Period, known: Mapping[str, pd.Series]) -> pa.Table | None:
    """Return the forecasts at the end of a month: of all indicators together, as a build of that month makes them."""
    past = {key: each.loc[:origin] for key, each in known.items() if len(each) and each.index[-1] > origin}
    past = {key: each for key, each in past.items() if len(each) >= _SHORTEST}
    if not past:
        return None

    def found() -> pa.Table:
        made = forecast_many(list(past.values()), HORIZON)
        return pa.concat_tables(rows_of(key, past[key], each) for key, each in zip(past, made, strict=True))

    said = [f"{key} {each.index[0]} {' '.join(float(value).hex() for value in each)}" for key, each in past.items()]
    return snapshot.remember("\n".join([f"hindcast {origin} {HORIZON}", *said]), found)


def rows_of(key: str, past: pd.Series, made: Forecast) -> pa.Table:
    """Return a forecast as rows, the last year again as the naive forecast beside it."""
    frame = made.frame[["period", *_NUMBERS[:-1]]].copy()
    frame["naive"] = [past.iloc[-_YEAR + step % _YEAR] for step in range(len(frame))]
    frame[_NUMBERS] = frame[_NUMBERS].map(lambda value: float(f"{value:.{_DIGITS}g}"))
    frame["period"] = frame.period.dt.date
    frame.insert(0, "step", range(1, len(frame) + 1))
    frame.insert(0, "origin", past.index[-1].to_timestamp().date())
    frame.insert(0, "key", key)
    frame = frame.assign(method_zh=made.method.zh, method_en=made.method.en)
    return pa.Table.from_pandas(frame, preserve_index=False)
