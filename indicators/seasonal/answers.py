"""Seasonal adjustment of indicators: a snapshot, a key and a slice in, an adjustment out."""

from functools import lru_cache

import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.computing.alignment import gapless
from indicators.computing.compute import levels
from indicators.computing.slices import EVERYTHING, Slice, Where, checked
from indicators.definition import AnyIndicator, Frequency, Reported
from indicators.dimensions import refuse_strange_codes
from indicators.errors import QuestionError
from indicators.periods import months
from indicators.seasonal.adjust import SHORTEST, adjust
from indicators.seasonal.result import Adjustment


def seasonal_adjustment(snapshot: Snapshot, key: str, where: Where = EVERYTHING) -> Adjustment:
    """Return an indicator's monthly series in a slice taken apart, with what was taken out and why.

    What has no value of its own for every month is not adjusted: asking for it is an error that says so.
    """
    definition = definition_of(key)
    cut = checked(definition, (), where)
    refuse_strange_codes(snapshot, cut)
    (found,) = _adjusted(snapshot, definition, cut).values()
    return found


def adjusted_by_column(snapshot: Snapshot, definition: AnyIndicator, cut: Slice) -> pd.DataFrame:
    """Return months × columns of seasonally adjusted values, each column adjusted by itself."""
    found = _adjusted(snapshot, definition, cut)
    columns = {name: each.frame.set_index("period")["adjusted"] for name, each in found.items()}
    return pd.DataFrame(columns, columns=list(columns)).rename_axis(index="period")


@lru_cache(maxsize=256)
def _adjusted(snapshot: Snapshot, definition: AnyIndicator, cut: Slice) -> dict[str, Adjustment]:
    values = levels(snapshot, definition, cut, cumulative=False)
    if not cut.by and not values.shape[1]:
        values = pd.DataFrame({"": 0.0}, index=values.index)
    if not _monthly(definition, values):
        raise QuestionError(
            Text(
                f"{definition.name.zh}不是逐月都有的序列（1—2月合并或按季、按年公布），不作季节调整；可看同比。",
                f"{definition.name.en} does not have a value for every month (January and February come together, or "
                "it comes by the quarter or year); there is no season to take out. Ask for its growth over a year.",
            )
        )
    index = months(values.index[0], values.index[-1])
    whole = values.reindex(index)
    return {
        str(name): adjust(pd.Series(whole[name].to_numpy(dtype=float), index=index.to_period("M")))
        for name in whole.columns
    }


def _monthly(definition: AnyIndicator, values: pd.DataFrame) -> bool:
    """Return whether months have values of their own: always where there are rows, in a report if January has one."""
    if not len(values):
        return False
    if gapless(definition):
        return True
    januaries = int((pd.DatetimeIndex(values.dropna(how="all").index).month == 1).sum())
    reported = isinstance(definition, Reported) and definition.flow and definition.frequency is Frequency.MONTH
    return reported and januaries * 12 >= SHORTEST - 12
