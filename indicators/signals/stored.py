"""The tables of signals that a build makes, so that a page need not wait: indices by month, lights by month."""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from datasets import Snapshot
from indicators.signals.climate import Climate, compute
from indicators.signals.components import components
from indicators.signals.lights import light_of_growth

INDEX, LIGHT = "signal_index", "signal_light"
_DIGITS = 8


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return ``signal_index``, the columns of ``Climate.indices`` by month, and ``signal_light``, series by month."""
    found = compute(snapshot)
    if found.indices.empty:
        return {}
    indices = found.indices.round(_DIGITS).rename_axis("month").reset_index()
    indices.insert(0, "period", indices.pop("month").dt.to_timestamp().dt.date)
    return {
        INDEX: pa.Table.from_pandas(indices, preserve_index=False),
        LIGHT: pa.Table.from_pandas(_lights(found), preserve_index=False),
    }


def _lights(found: Climate) -> pd.DataFrame:
    months = [each.to_timestamp().date() for each in found.growth.index]
    order = [each.series for each in components() if each.series in found.growth]
    frames = []
    for place, name in enumerate(order):
        values = found.growth[name].to_numpy()
        lights = [light_of_growth(values[: at + 1]) for at in range(len(values))]
        frames.append(
            pd.DataFrame(
                {
                    "series": name,
                    "place": place,
                    "period": months,
                    "growth": values.round(_DIGITS),
                    "light": pd.array(lights, dtype="string"),
                    "lead": found.leads[name].months,
                    "correlation": round(found.leads[name].correlation, _DIGITS),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)
