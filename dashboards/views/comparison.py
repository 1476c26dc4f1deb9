"""What values are compared with: the year before, the period before, two years, another period, another slice."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboards.asking import queries
from dashboards.views.view import View
from datasets.text import Text
from indicators import DIMENSIONS, QuestionError, catalogue, period_label
from indicators.definition import AnyIndicator, Frequency

COMPARE = "compare"
PREVIOUS, TWO_YEAR = "previous", "two_year"
_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR_BEFORE = Text("同比", "y/y")
_WORDS = {
    PREVIOUS: Text("比上期（当月）", "on the period before (month)"),
    TWO_YEAR: Text("两年平均（当月）", "two-year average (month)"),
}
_AGAINST = Text("比{what}", "against {what}")


class Comparison(NamedTuple):
    """A comparison: the empty ``kind`` is the year before; ``period`` and ``slice`` say which in ``code``.

    A slice is one code of dimension ``dimension``, everything else in the view being the same.
    """

    kind: str = ""
    code: str = ""
    dimension: str = ""


def comparison(view: View, definition: AnyIndicator) -> Comparison:
    """Return the comparison the address asks for; the year before where the indicator does not know the one asked."""
    asked = view.chosen(COMPARE) or ""
    if asked in _WORDS and (asked != PREVIOUS or definition.frequency is not Frequency.YEAR):
        return Comparison(asked)
    if _MONTH.fullmatch(asked) and asked != view.period:
        return Comparison("period", asked)
    dimension, _, code = asked.partition(".")
    if code and dimension in definition.dimensions and code in queries.labels(view, dimension):
        return Comparison("slice", code, dimension)
    return Comparison()


def spoken(view: View, against: Comparison, *, cumulative: bool = False) -> str:
    """Return the words before a growth: 同比, 比2019年10月, 比塘沽."""
    if against.kind in _WORDS:
        return view.say(_WORDS[against.kind])
    if not against.kind:
        return view.say(_YEAR_BEFORE)
    return view.say(_AGAINST).format(what=_named(view, against, cumulative=cumulative))


def asked(view: View) -> str:
    """Return the comparison the address asks for in words, whatever the indicator; empty for the year before."""
    said = view.chosen(COMPARE) or ""
    dimension, _, code = said.partition(".")
    if said in _WORDS:
        return view.say(_WORDS[said])
    if _MONTH.fullmatch(said):
        return period_label(said, view.language)
    return queries.labels(view, dimension).get(code, code) if dimension in DIMENSIONS else ""


def _named(view: View, against: Comparison, *, cumulative: bool) -> str:
    if against.kind == "period":
        return period_label(against.code, view.language, cumulative=cumulative)
    return queries.labels(view, against.dimension)[against.code]


def compared(view: View, key: str, rows: pd.DataFrame, *by: str) -> pd.DataFrame:
    """Return rows (period, ``by``, value, yoy) of the view's filters with ``yoy`` as growth over what is compared."""
    against = comparison(view, catalogue()[key])
    if not against.kind or rows.empty:
        return rows
    if against.dimension in by:
        return rows.assign(yoy=float("nan"))
    found = _growths(view, key, against, rows["period"].iloc[0], by)
    joined = rows[list(by)].assign(one=1).merge(found.assign(one=1), on=[*by, "one"], how="left")
    if "growth" in joined:
        return rows.assign(yoy=joined["growth"].to_numpy())
    now = (joined["now"] if "now" in joined else rows["value"]).to_numpy(dtype=float)
    under = joined["base"].to_numpy(dtype=float)
    sound = (now >= 0) & (under > 0)
    return rows.assign(yoy=np.divide(now, under, out=np.full(now.shape, np.nan), where=sound) - 1)


def other(view: View, key: str) -> pd.DataFrame | None:
    """Return the series of the other slice, in months; None where no slice is compared."""
    against = comparison(view, catalogue()[key])
    if against.kind != "slice":
        return None
    return queries.until(view, key, _where(view, key, against), cumulative=False)


def base(view: View, key: str, period: pd.Timestamp) -> tuple[str, float] | None:
    """Return what a value is compared with, in words, and its amount; None where that is not one value."""
    against = comparison(view, catalogue()[key])
    if against.kind not in {"period", "slice"}:
        return None
    found = _growths(view, key, against, period, ())
    cumulative = view.cumulative and not getattr(catalogue()[key], "stock", False)
    value = found["base"].iloc[0] if len(found) else float("nan")
    return _named(view, against, cumulative=cumulative), float(value)


def _growths(view: View, key: str, against: Comparison, period: pd.Timestamp, by: tuple[str, ...]) -> pd.DataFrame:
    """Return by codes either ``growth``, or ``base`` and the value ``now`` held against it, if not the one shown."""
    where = _where(view, key, against)
    if against.kind == TWO_YEAR:
        found = queries.two_year(view, key, by, where).rename(columns={"value": "growth"})
        return found[found["period"] == period][[*by, "growth"]]
    if against.kind == PREVIOUS:
        months = queries.course(view, key, by, where, cumulative=False)
        before = months.frame.iloc[months.last(f"{period - pd.DateOffset(months=1):%Y-%m}")]
        here = (
            months.frame.iloc[months.within(f"{period:%Y-%m}")]
            .rename(columns={"value": "now"})[[*by, "now"]]
            .assign(one=1)
        )
        earlier = before.rename(columns={"value": "base"})[[*by, "base"]].assign(one=1)
        return here.merge(earlier, on=[*by, "one"], how="left").drop(columns="one")
    if against.kind == "period":
        period = _end(period, against.code, catalogue()[key])
    try:
        found = queries.series(view, key, by, where)
    except QuestionError:  # a slice that is not published, such as one of persons
        return pd.DataFrame(columns=[*by, "base"])
    return found[found["period"] == period].rename(columns={"value": "base"})[[*by, "base"]]


def _end(period: pd.Timestamp, asked: str, definition: AnyIndicator) -> pd.Timestamp:
    """Return the month in which the quarter or year of an asked month stands."""
    size = definition.frequency.months
    month = int(asked[5:7])
    return pd.Timestamp(year=int(asked[:4]), month=-(-month // size) * size if size > 1 else month, day=period.day)


def _where(view: View, key: str, against: Comparison) -> queries.Where:
    where = dict(view.where(catalogue()[key].dimensions))
    if against.kind == "slice":
        where[against.dimension] = against.code
    return tuple(sorted(where.items()))


def choices(view: View, definition: AnyIndicator, years: int = 10) -> list[tuple[str, dict[str, str]]]:
    """Return what values may be compared with, in groups: a title, and words by code."""
    groups = [(view.say(_GROUPS["growth"]), {"": view.say(_YEAR_BEFORE), **_kinds(view, definition)})]
    earlier = [f"{int(view.period[:4]) - back}{view.period[4:]}" for back in range(1, years + 1)]
    groups.append((view.say(_GROUPS["period"]), {each: period_label(each, view.language) for each in earlier}))
    for name in definition.dimensions:
        if (chosen := view.chosen(name)) is not None:
            others = {f"{name}.{code}": word for code, word in queries.labels(view, name).items() if code != chosen}
            groups.append((view.say(DIMENSIONS[name].name), others))
    return groups


def _kinds(view: View, definition: AnyIndicator) -> dict[str, str]:
    yearly = definition.frequency is Frequency.YEAR
    return {kind: view.say(text) for kind, text in _WORDS.items() if not (yearly and kind == PREVIOUS)}


_GROUPS = {"growth": Text("增速", "Growth"), "period": Text("另一时期", "Another period")}
