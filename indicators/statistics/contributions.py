"""Contributions: who moved the total, in percentage points that add up to its growth (拉动) to the last bit.

The rule. A member is every code that has a value in either period. One that appears has a base of nought: all it
brings is its contribution. One that vanishes has a value of nought: all it brought is taken off. Amounts are whole
fen; points are exact fractions of the total's base, rounded as :mod:`indicators.statistics.exact` says.
"""

from fractions import Fraction

import numpy as np
import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.computing.compute import levels
from indicators.computing.slices import EVERYTHING, Slice, Where, checked
from indicators.computing.wide import tells
from indicators.definition import AnyIndicator, Difference, Growth, Indicator, Reported
from indicators.dimensions import refuse_strange_codes
from indicators.errors import QuestionError
from indicators.periods import JANUARY, Period, period_of
from indicators.statistics.components import component_periods
from indicators.statistics.exact import fen, split

COLUMNS = ("code", "value", "base", "change", "points", "growth", "share", "state")


def contributions(
    snapshot: Snapshot,
    key: str,
    period: Period,
    dimension: str,
    where: Where = EVERYTHING,
    *,
    cumulative: bool = False,
    combine_new_year: bool = False,
) -> pd.DataFrame:
    """Return columns code, value, base, change, points, growth, share and state, the largest change first.

    ``base`` is the same period of the year before. ``change`` adds up to the change of the total, to the
    fen; ``points`` (拉动) is the change over the total's base, a fraction, and its sum is the growth of the
    total, whatever the order of adding. It is NaN where the growth of the total tells nothing, by the rule of the
    series (a base that is not positive or next to nothing). ``growth`` is the member's own, by the same rule,
    ``share`` (贡献率) its part of the total's change, and ``state`` says whether the member continues, appeared or
    vanished. With ``combine_new_year`` February stands for January and February. Ratios and shares do not
    add up: asking for them is an error. Reported statistics are split into the items their department delivers; what
    those leave of the total has the code ``unallocated``, and growth published at comparable prices is split as such.
    """
    definition = definition_of(key)
    if not isinstance(definition, (Indicator, Difference, Reported)):
        raise QuestionError(
            Text(
                f"{definition.name.zh}各部分不可相加，不能分解拉动。",
                f"The parts of {definition.name.en} do not add up; growth cannot be split.",
            )
        )
    cut = checked(definition, (dimension,), where)
    refuse_strange_codes(snapshot, cut)
    now, base = two_periods(snapshot, definition, cut, period, cumulative=cumulative, combined=combine_new_year)
    published = isinstance(definition, Reported) and definition.growth is Growth.PUBLISHED
    return contributions_of(now, base, shown=published)


def two_periods(
    snapshot: Snapshot,
    definition: AnyIndicator,
    cut: Slice,
    period: Period,
    *,
    cumulative: bool = False,
    combined: bool = False,
) -> tuple[pd.Series, pd.Series]:
    """Return the values of a period and of the same one a year before, by code; NaN where a period is unknown."""
    month = period_of(period, definition.frequency)
    if combined and month.month == JANUARY:
        raise QuestionError(
            Text("1—2月合并统计，没有单独的1月；请问2月。", "January and February are one period; ask for February.")
        )
    # The year to date in February is January and February together.
    to_date = cumulative or (combined and month.month == JANUARY + 1)
    if isinstance(definition, Reported) and cut.by:
        return component_periods(snapshot, definition, cut, month, cumulative=to_date)
    values = levels(snapshot, definition, cut, cumulative=to_date)
    now, base = (_row(values, at) for at in (month, month - pd.DateOffset(years=1)))
    return now, base


def contributions_of(now: pd.Series, base: pd.Series, *, shown: bool = False) -> pd.DataFrame:
    """Return the contributions of members to the growth of their sum; both series are indexed by code.

    ``shown``: the growth was published, and is split whatever it is.
    """
    codes = base.index.union(now.index, sort=False) if len(base.index) else now.index
    now, base = now.reindex(codes), base.reindex(codes)
    if now.isna().all() or base.isna().all():
        known = pd.DataFrame({"code": codes, "value": now.to_numpy(), "base": base.to_numpy()})
        return known.assign(**dict.fromkeys(COLUMNS[3:7], np.nan), state="")
    after, before = ([fen(each) for each in side.fillna(0.0)] for side in (now, base))
    changes = [one - other for one, other in zip(after, before, strict=True)]
    total, moved = sum(before), sum(changes)
    told = total > 0 if shown else tells(sum(after), total)
    growth = None if shown or not told else sum(after) / 100 / (total / 100) - 1  # as series divide
    points = split((Fraction(each, total) for each in changes), growth)[0] if told else [np.nan] * len(codes)
    shares = split(Fraction(each, moved) for each in changes)[0] if moved else [np.nan] * len(codes)
    found = pd.DataFrame(
        {
            "code": codes,
            "value": [each / 100 for each in after],
            "base": [each / 100 for each in before],
            "change": [each / 100 for each in changes],
            "points": points,
            "growth": [
                each / was if (was > 0 if shown else tells(one, was)) else np.nan
                for each, one, was in zip(changes, after, before, strict=True)
            ],
            "share": shares,
            "state": [_state(one, other) for one, other in zip(after, before, strict=True)],
        }
    )
    order = found.change.abs().sort_values(ascending=False, kind="stable").index
    return found.loc[order].reset_index(drop=True)


def _state(after: int, before: int) -> str:
    if before == 0 and after != 0:
        return "appeared"
    return "vanished" if after == 0 and before != 0 else "continuing"


def _row(values: pd.DataFrame, month: pd.Timestamp) -> pd.Series:
    if month in values.index:
        return pd.Series(np.nan_to_num(values.to_numpy(dtype=float)[values.index.get_loc(month)]), index=values.columns)
    return pd.Series(np.nan, index=values.columns)
