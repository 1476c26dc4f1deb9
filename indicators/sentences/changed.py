"""What two snapshots say differently: each indicator's whole zone, by how much and in how many periods."""

import pandas as pd

from datasets import Snapshot
from indicators.catalogue import catalogue
from indicators.computing.compute import series
from indicators.errors import QuestionError

COLUMNS = ("key", "periods", "added", "gone", "period", "value_a", "value_b")
_NOTHING = pd.DataFrame({"period": pd.Series(dtype="datetime64[ns]"), "value": pd.Series(dtype=float)})


def changed(a: Snapshot, b: Snapshot) -> pd.DataFrame:
    """Return a line for each indicator of which ``b`` says something else than ``a``.

    The largest change comes first; what has periods added or gone, but none revised, comes last.

    ``periods`` counts those both know with another value, ``added`` those only ``b`` knows, ``gone`` those only ``a``
    knows; ``value_a`` and ``value_b`` are those of ``period``, the last one that differs.
    """
    lines = [line for key in catalogue() if (line := _line(key, _known(a, key), _known(b, key))) is not None]
    frame = pd.DataFrame(lines, columns=list(COLUMNS))
    size = (frame["value_b"] / frame["value_a"] - 1).abs().fillna(-1.0)
    return frame.iloc[size.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _known(snapshot: Snapshot, key: str) -> pd.DataFrame:
    """Return the periods of which a snapshot has a value; none where it has no table for the indicator."""
    try:
        found = series(snapshot, key)
    except QuestionError:
        return _NOTHING
    return found.loc[found["value"].notna(), ["period", "value"]]


def _line(key: str, a: pd.DataFrame, b: pd.DataFrame) -> tuple[object, ...] | None:
    both = a.merge(b, on="period", how="outer", suffixes=("_a", "_b")).sort_values("period")
    first, second = both["value_a"], both["value_b"]
    differs = both[(first != second)]
    if differs.empty:
        return None
    added, gone = differs["value_a"].isna(), differs["value_b"].isna()
    revised = differs[~added & ~gone]
    last = (revised if len(revised) else differs).iloc[-1]
    return (key, len(revised), int(added.sum()), int(gone.sum()), last["period"], last["value_a"], last["value_b"])
