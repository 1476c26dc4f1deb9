"""Whether forecasts add up: every indicator that does, along every dimension it declares, on a home at hand.

``python -m benchmarks.coherence HOME`` prints what was walked, the farthest gap and what was left out; it ends with 1
where a gap is wider than a billionth of the total.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

import indicators
from datasets import Snapshot, open_snapshot
from indicators import QuestionError, catalogue
from indicators.computing.alignment import gapless, held, paced
from indicators.computing.compute import levels
from indicators.computing.slices import Slice
from indicators.definition import AnyIndicator, Frequency
from indicators.forecast.composition import parts_of
from indicators.forecast.kin import additive

AIM = 1e-9
"""Of the largest of the numbers that are added up."""
_MET = 0.75  # of the recent periods in which parts must have added up until now


class Walked(NamedTuple):
    """An indicator along a dimension: how many members, and how far their sum is from the total (None: left out)."""

    key: str
    dimension: str
    members: int
    gap: float | None


def summed_up() -> list[AnyIndicator]:
    """Return the indicators whose members add up and that are forecast."""
    return [each for each in catalogue().values() if additive(each) and (gapless(each) or paced(each))]


def ahead(snapshot: Snapshot, definition: AnyIndicator, where: dict[str, str] | None = None) -> pd.Series | None:
    """Return the middle of a forecast by period; None of what has ended."""
    try:
        return indicators.forecast(snapshot, definition.key, where or {}).frame.set_index("period")["mean"]
    except QuestionError:
        return None


def walked(snapshot: Snapshot, definition: AnyIndicator, dimension: str) -> Walked:
    """Return how far members are from their total ahead; left out where they do not add up until now."""
    recent = 60 // definition.frequency.months if definition.frequency is Frequency.MONTH else 20
    total = levels(snapshot, definition, Slice(), cumulative=False).iloc[-recent:, 0]
    parts = levels(snapshot, definition, Slice(by=(dimension,)), cumulative=False).reindex(total.index)
    parts = parts.loc[:, parts.tail(12 // definition.frequency.months).notna().any()]
    met = ((parts.sum(axis=1, skipna=False) - total).abs() <= AIM * total.abs().clip(lower=1)).mean()
    left_out = Walked(definition.key, dimension, len(parts.columns), None)
    if not len(parts.columns) or met < _MET:
        return left_out
    whole = ahead(snapshot, definition)
    said = [ahead(snapshot, definition, {dimension: str(code)}) for code in parts.columns]
    told = [each for each in said if each is not None]
    if whole is None or len(told) < len(said):
        return left_out
    made_of = [each for key, _ in parts_of(definition) if (each := ahead(snapshot, catalogue()[key])) is not None]
    size = max(float(each.abs().max()) for each in (whole, *told, *made_of))
    off = np.abs(np.sum([each.reindex(whole.index) for each in told], axis=0) - whole.to_numpy())
    return left_out._replace(gap=float(off.max() / (size or 1.0)))


def walk(snapshot: Snapshot) -> Iterator[Walked]:
    """Yield every additive indicator along every dimension it declares."""
    for definition in summed_up():
        if held(snapshot, definition):
            yield from (walked(snapshot, definition, dimension) for dimension in definition.dimensions)


def run(home: Path) -> bool:
    """Print the walk; return whether everything added up."""
    found = list(walk(open_snapshot(home)))
    told = [each for each in found if each.gap is not None]
    for each in sorted(told, key=lambda each: -(each.gap or 0.0))[:5]:
        print(f"{each.key:32}{each.dimension:20}{each.members:5} members  {each.gap:.1e}")
    print(
        f"{len(told)} splits of {len({each.key for each in told})} indicators, "
        f"{sum(each.members for each in told)} members: farthest gap {max(each.gap or 0.0 for each in told):.1e}"
    )
    print("left out:", ", ".join(f"{each.key} by {each.dimension}" for each in found if each.gap is None) or "nothing")
    return all((each.gap or 0.0) <= AIM for each in told)


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 the module and a home
        sys.exit("Usage: python -m benchmarks.coherence HOME")
    sys.exit(0 if run(Path(sys.argv[1])) else 1)
