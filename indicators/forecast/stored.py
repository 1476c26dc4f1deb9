"""The table of forecasts that a build makes: every total, and the members that pages open with."""

import json
from collections.abc import Mapping
from functools import partial

import pandas as pd
import pyarrow as pa

from datasets import Snapshot
from indicators.alignment import gapless, held
from indicators.catalogue import catalogue
from indicators.forecast.answers import HORIZON, TABLE
from indicators.forecast.dated import forecast_many
from indicators.forecast.kin import Kin
from indicators.forecast.result import COLUMNS, Forecast
from indicators.forecast.series import bounded

_TOGETHER = 40  # series computed in one go
_SHARE_DIGITS = 4
_DIGITS = 10  # significant digits kept, so that the last bits of arithmetic do not part two builds


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return table ``forecast``: key, dimension, member, step, the forecast's columns and how it was made."""
    kin = [Kin(snapshot, each) for each in catalogue().values() if gapless(each) and held(snapshot, each)]
    families = [each for each in kin if len(each.names) > 1]
    totals = [each for each in kin if len(each.names) == 1]
    parts = [[each] for each in families]
    parts += [totals[first : first + _TOGETHER] for first in range(0, len(totals), _TOGETHER)]
    return {TABLE: pa.concat_tables([snapshot.remember(_question(part), partial(_foretold, part)) for part in parts])}


def _foretold(part: list[Kin]) -> pa.Table:
    """Return the rows of one family, or of totals that are computed together, which is quicker than one by one."""
    if len(part[0].names) > 1:
        found = part[0].forecast(HORIZON)
    else:
        found = forecast_many([each.series[0] for each in part], HORIZON)
        found = [bounded(answer, each.definition) for each, answer in zip(part, found, strict=True)]
    names = [(each.definition.key, *name) for each in part for name in each.names]
    rows = [_rows(name, answer) for name, answer in zip(names, found, strict=True)]
    return pa.Table.from_pandas(pd.concat(rows, ignore_index=True), preserve_index=False)


def _question(part: list[Kin]) -> str:
    """Return everything that decides these forecasts but the code: whose they are, the months and the exact values.

    Series are remembered together as they are computed: alone, the last bits of one could come out otherwise.
    """
    lines = [
        f"{each.definition.key} {name} " + " ".join(f"{month:%Y-%m}={value.hex()}" for month, value in series.items())
        for each in part
        for name, series in zip(each.names, each.series, strict=True)
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
