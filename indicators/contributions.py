"""Contributions: who moved the total, in percentage points that add up to its growth (拉动)."""

import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.compute import levels
from indicators.definition import Difference, Indicator
from indicators.dimensions import refuse_strange_codes
from indicators.errors import QuestionError
from indicators.periods import Period, month_start
from indicators.slices import EVERYTHING, Where, checked


def contributions(
    snapshot: Snapshot,
    key: str,
    period: Period,
    dimension: str,
    where: Where = EVERYTHING,
    *,
    cumulative: bool = False,
) -> pd.DataFrame:
    """Return columns code, value, base, change and points, the largest change first.

    ``base`` is the same period of the year before. ``change`` adds up to the change of the total, to the
    fen; ``points`` is the change over the total's base, a fraction, and adds up to the total's growth. It is
    NaN where that base is not positive. Ratios and shares do not add up: asking for them is an error.
    """
    definition = definition_of(key)
    if not isinstance(definition, (Indicator, Difference)):
        raise QuestionError(
            Text(
                f"{definition.name.zh}各部分不可相加，不能分解拉动。",
                f"The parts of {definition.name.en} do not add up; growth cannot be split.",
            )
        )
    cut = checked(definition, (dimension,), where)
    refuse_strange_codes(snapshot, cut)
    values = levels(snapshot, definition, cut, cumulative=cumulative)
    month = month_start(period)
    now, before = (_row(values, at) for at in (month, month - pd.DateOffset(years=1)))
    change = (now - before).round(2)
    total = float(before.sum())
    found = pd.DataFrame({"code": values.columns, "value": now, "base": before, "change": change})
    found["points"] = change / total if total > 0 else float("nan")
    order = found.change.abs().sort_values(ascending=False, kind="stable").index
    return found.loc[order].reset_index(drop=True)


def _row(values: pd.DataFrame, month: pd.Timestamp) -> pd.Series:
    if month in values.index:
        return pd.Series(values[values.index == month].to_numpy()[0], index=values.columns).fillna(0.0)
    return pd.Series(float("nan"), index=values.columns)
