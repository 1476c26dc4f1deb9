"""Scores: every forecast whose month has come, held against what came, and against the naive forecast."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import catalogue, definition_of
from indicators.computing.compute import series
from indicators.forecast.panel import Vector
from indicators.record.hindcast import TABLE
from indicators.record.ledger import kept

Nature = Literal["real_time", "late", "hindcast"]

NATURES: dict[Nature, Text] = {
    "real_time": Text("实时预测", "Real-time forecast"),
    "late": Text("事后补做", "Made afterwards"),
    "hindcast": Text("回溯演算", "Hindcast"),
}
_TOLD = ("actual", "mean", "naive", "lo80", "hi80", "lo95", "hi95")
STEPS = ((1, 3), (4, 6), (7, 12), (13, 24))
"""Months ahead that are scored together."""


class Score(NamedTuple):
    """How one group of forecasts did: mean absolute error over mean size, the naive one's, and realised coverage."""

    nature: Nature
    key: str
    first: int
    last: int
    cases: int
    error: float
    naive_error: float
    coverage80: float
    coverage95: float


def scored(home: Path, snapshot: Snapshot, key: str) -> pd.DataFrame:
    """Return the forecasts of an indicator's total whose month has come, with ``nature`` and ``actual``, by origin.

    ``step`` counts months ahead, also of a quarter, which stands in its last month.

    Of forecasts kept for the same origin only the first counts: a second build of a month adds no evidence.
    """
    found = [_kept(home, key), _hindcasts(snapshot, key)]
    return _come(snapshot, key, pd.concat([each for each in found if len(each)] or found, ignore_index=True))


def hindcasts(snapshot: Snapshot, key: str) -> pd.DataFrame:
    """Return the same of the hindcasts alone, which the snapshot holds: whoever has it finds the same."""
    found = _hindcasts(snapshot, key)
    return _come(snapshot, key, found) if len(found) else found


def _come(snapshot: Snapshot, key: str, found: pd.DataFrame) -> pd.DataFrame:
    known = series(snapshot, key)
    actual = pd.Series(known.value.to_numpy(dtype=float), index=pd.DatetimeIndex(known.period))
    frame = found.assign(actual=found.period.map(actual), step=found.step * definition_of(key).frequency.months)
    return frame[frame.actual.notna()].sort_values(["nature", "origin", "step"]).reset_index(drop=True)


def summary(home: Path, snapshot: Snapshot, keys: tuple[str, ...] | None = None) -> list[Score]:
    """Return the scores of indicators by nature and months ahead; natures are never added up."""
    wanted = keys if keys is not None else _recorded(snapshot)
    return [score for key in wanted for score in of_frame(key, scored(home, snapshot, key))]


def of_frame(key: str, frame: pd.DataFrame) -> list[Score]:
    """Return the scores of one indicator's forecasts."""
    natures, steps = frame["nature"].to_numpy(), frame["step"].to_numpy()
    told = {name: frame[name].to_numpy(dtype=float) for name in _TOLD}
    found = []
    for nature in NATURES:
        for first, last in STEPS:
            group = np.flatnonzero((natures == nature) & (steps >= first) & (steps <= last))
            if group.size:
                found.append(_score(nature, key, first, last, {name: values[group] for name, values in told.items()}))
    return found


def _score(nature: Nature, key: str, first: int, last: int, group: Mapping[str, Vector]) -> Score:
    actual, size = group["actual"], _mean(np.abs(group["actual"]))
    return Score(
        nature=nature,
        key=key,
        first=first,
        last=last,
        cases=len(actual),
        error=_over(_mean(np.abs(group["mean"] - actual)), size),
        naive_error=_over(_mean(np.abs(group["naive"] - actual)), size),
        coverage80=float(np.mean((actual >= group["lo80"]) & (actual <= group["hi80"]))),
        coverage95=float(np.mean((actual >= group["lo95"]) & (actual <= group["hi95"]))),
    )


def _mean(values: Vector) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else float("nan")


def _over(error: float, size: float) -> float:
    return float(error) / size if size else float("nan")


def _kept(home: Path, key: str) -> pd.DataFrame:
    frame = kept(home, key)
    frame = frame[frame.slice == ""]
    frame = frame.assign(nature=np.where(frame.in_time == 1, "real_time", "late"))
    return frame.drop_duplicates(["nature", "origin", "step"]).drop(columns=["snapshot", "slice", "in_time"])


@lru_cache(maxsize=64)
def _hindcasts(snapshot: Snapshot, key: str) -> pd.DataFrame:
    if not snapshot.has(TABLE):
        return pd.DataFrame()
    frame = snapshot.query(f"SELECT * FROM {TABLE} WHERE key = ? ORDER BY origin, step", (key,)).to_pandas()  # noqa: S608 a constant
    for name in ("origin", "period"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.assign(nature="hindcast")


def _recorded(snapshot: Snapshot) -> tuple[str, ...]:
    if not snapshot.has(TABLE):
        return ()
    held = set(snapshot.query(f"SELECT DISTINCT key FROM {TABLE}").column("key").to_pylist())  # noqa: S608 a constant
    return tuple(key for key in catalogue() if key in held)
