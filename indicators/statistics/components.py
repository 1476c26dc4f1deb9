"""Components: a reported statistic and its items in a period and a year before, so that they add up to the total.

Where growth is published at comparable prices or scope, the base is what the department compared with: the value
over one plus its growth (可比口径). Elsewhere it is the level of the year before. What the items leave of the total, or
have over it, stands as UNALLOCATED: figures are rounded, and an item that was not delivered is not nought.
"""

import pandas as pd

from datasets import Snapshot, Text
from indicators.computing import reported
from indicators.computing.slices import Slice
from indicators.definition import Growth, Reported
from indicators.errors import QuestionError
from indicators.statistics.exact import fen
from indicators.statistics.growth import comparable_base

UNALLOCATED = "unallocated"
UNALLOCATED_NAME = Text("未分项", "Not allocated")


def component_periods(
    snapshot: Snapshot, definition: Reported, cut: Slice, month: pd.Timestamp, *, cumulative: bool
) -> tuple[pd.Series, pd.Series]:
    """Return the values of the items in a period, and what they are compared with, by code; their sums are the total's.

    Where the total is not known, or covers other months a year before, that is an error; so is an index, whose parts
    do not add up.
    """
    if not definition.flow:
        raise QuestionError(
            Text(
                f"{definition.name.zh}是指数，没有权数，不能分解拉动。",
                f"{definition.name.en} is an index without weights; its growth cannot be split.",
            )
        )
    items = _sides(snapshot, definition, cut, month, cumulative=cumulative)
    whole = _sides(snapshot, definition, Slice(where=cut.where), month, cumulative=cumulative)
    if whole.empty or whole.isna().to_numpy().any():
        raise _unknown(definition)
    now, base = (_with_rest(items[side], float(whole[side].iloc[0])) for side in ("now", "base"))
    rest = [UNALLOCATED] if now[UNALLOCATED] or base[UNALLOCATED] else []
    kept = [*items.index, *rest]
    return now[kept], base[kept]


def _with_rest(items: pd.Series, total: float) -> pd.Series:
    rest = (fen(total) - sum(map(fen, items))) / 100
    return pd.concat([items, pd.Series({UNALLOCATED: rest})])


def _unknown(definition: Reported) -> QuestionError:
    if definition.growth is Growth.PUBLISHED:
        return QuestionError(
            Text(
                f"{definition.name.zh}该时期没有公布增速，不能分解拉动；公布的多是累计增速，请问累计。",
                f"No growth of {definition.name.en} was published for the period; most is published of the year to "
                "date: ask for that.",
            )
        )
    return QuestionError(
        Text(
            f"{definition.name.zh}该时期或上年同期没有可比的数，不能分解拉动。",
            f"{definition.name.en} is not known over the same months of both years; its growth cannot be split.",
        )
    )


def _sides(
    snapshot: Snapshot, definition: Reported, cut: Slice, month: pd.Timestamp, *, cumulative: bool
) -> pd.DataFrame:
    """Return columns now and base by code, of those known in both periods over the same months."""
    found = reported.answer(snapshot, definition, cut, cumulative=cumulative)
    before = month - pd.DateOffset(years=1)
    (now, earlier), (covered, covered_before), (growth, _) = (
        [each.reindex([at]).iloc[0] for at in (month, before)] for each in (found.value, found.months, found.published)
    )
    if definition.growth is Growth.PUBLISHED:
        base = comparable_base(now, growth)
    else:
        base = earlier.where(covered_before == covered)
    sides = pd.DataFrame({"now": now, "base": base})
    known = sides.notna().all(axis=1)
    return sides[known] if cut.by else sides.where(known)
