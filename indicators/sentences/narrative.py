"""The headline: what a leader can repeat, each number from the same series as the charts."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from datasets import Language, Snapshot, Text
from indicators.catalogue import definition_of
from indicators.figures import figure, scale
from indicators.forecast.yearend import year_end
from indicators.periods import Period, month_start, period_label
from indicators.sentences.phrases import Sentence, course, growth_span, mark_of, ordinal, part_said, within
from indicators.sentences.spans import Span, filled
from indicators.signals.driver import driver
from indicators.targets import progress, targets
from indicators.targets.flow import indicator_of
from indicators.targets.words import chance

LEAD = "tax_revenue"
FOLLOWING = ("exports", "fixed_asset_investment", "fdi_used")
_STREAK = 3  # months of growth or decline from which on the run is worth a word


def headline(snapshot: Snapshot, period: Period, language: Language, cumulative: bool = True) -> list[Sentence]:
    """Return two sentences: tax with its largest driver and the likely year, then trade and investment.

    An indicator that has no value for the period is left out; so is a sentence with nothing to say.
    """
    month = month_start(period)
    first = _spans(snapshot, LEAD, month, language, cumulative=cumulative)
    if first:
        label = period_label(month, language, cumulative=cumulative)
        opening = Span(label if language == "zh" else f"{label}: ")
        first = [opening, *first, *_driver(snapshot, LEAD, month, language, cumulative=cumulative)]
        first += _year(snapshot, LEAD, month, language)
    rest: list[Span] = []
    for key in FOLLOWING:
        found = _spans(snapshot, key, month, language, cumulative=cumulative, opens=not rest)
        if found:
            separator = Text("；", "; ").in_language(language)
            rest += [*([Span(separator)] if rest else []), *found, *_streak(snapshot, key, month, language)]
    stop = Span(Text("。", ".").in_language(language))
    sentences = (Sentence(LEAD, (*first, stop)), Sentence(FOLLOWING[0], (*rest, stop)))
    return [each for each in sentences if len(each.spans) > 1]


def _spans(
    snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language, *, cumulative: bool, opens: bool = False
) -> list[Span]:
    """Return name, value and growth, or nothing when the indicator does not reach the month."""
    definition = definition_of(key)
    value, yoy = course(snapshot, key, cumulative).get(month, (np.nan, np.nan))
    if np.isnan(value):
        return []
    name = definition.name.in_language(language)
    spans = [Span(f"{name if opens else within(name, language)} ")]
    shown = str(figure(value, definition.unit, language))
    spans.append(Span(shown, "figure", mark_of(key, "value", value, month, cumulative=cumulative)))
    if not np.isnan(yoy):
        growth = growth_span(yoy, language, mark_of(key, "yoy", yoy, month, cumulative=cumulative))
        spans += [Span(Text("，同比 ", ", ").in_language(language)), growth]
        spans += [] if language == "zh" else [Span(" year on year")]
    return spans


def _driver(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language, *, cumulative: bool) -> list[Span]:
    """Return the part that explains most of growth beyond its size, with its percentage points."""
    found = driver(snapshot, key, month, cumulative=cumulative)
    more, less = Text("，其中{}拉动 ", "; {} added "), Text("，其中{}下拉 ", "; {} took off ")
    return part_said(snapshot, found, language, more, less, mark_of(key, "pull", 0.0, month, cumulative=cumulative))


def _year(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language) -> list[Span]:
    """Return the likely year, if the month is the last one known and the year is not over."""
    if month != max(course(snapshot, key, cumulative=False)):
        return []
    end = year_end(snapshot, key)
    if end.mean == end.actual_to_date:
        return []
    mean, high = (figure(each, definition_of(key).unit, language) for each in (end.mean, end.hi80))
    low = scale(end.hi80, definition_of(key).unit, language).figure(end.lo80).number
    close = end.lo80 >= 0 and mean.unit == high.unit
    top = high.number if close and language == "en" else str(high)
    words = (
        Text("（80% 区间 {low}–{high}）", " (80% interval {low}–{high})")
        if close
        else Text("（80% 区间 {low} 至 {high}）", " (80% interval {low} to {high})")
    ).in_language(language)
    marks = {
        name: mark_of(key, name, value, month, cumulative=True)
        for name, value in (("year_end", end.mean), ("year_end_lo80", end.lo80), ("year_end_hi80", end.hi80))
    }
    return [
        Span(Text("；按当前走势全年约 ", "; on this course the year will end near ").in_language(language)),
        Span(str(mean), "figure", marks["year_end"]),
        *filled(words, low=Span(low, mark=marks["year_end_lo80"]), high=Span(top, mark=marks["year_end_hi80"])),
        *_goal(snapshot, key, language),
    ]


def _goal(snapshot: Snapshot, key: str, language: Language) -> tuple[Span, ...]:
    """Return how likely the year's goal of an indicator is; nothing where it has none, or its months are over."""
    aimed = (each for each in targets(snapshot) if indicator_of(each.series) == key)
    found = next((progress(snapshot, each) for each in aimed), None)
    return chance(found, language) if found is not None and found.months_left else ()


def _streak(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language) -> list[Span]:
    """Return how many months in a row growth has had its sign, from three on."""
    yoy = [each for at, (_, each) in course(snapshot, key, cumulative=False).items() if at <= month]
    run = _run_length(list(np.sign(yoy)))
    if run < _STREAK:
        return []
    rising = yoy[-1] > 0
    words = Text(
        f"（当月值连续 {{run}} 个月{'增长' if rising else '下降'}）",
        f" (the {{run}} month of {'growth' if rising else 'decline'} in a row)",
    ).in_language(language)
    count = str(run) if language == "zh" else ordinal(run)
    return [*filled(words, run=Span(count, mark=mark_of(key, "streak", run, month, cumulative=False)))]


def _run_length(signs: Sequence[float]) -> int:
    run = 0
    for sign in reversed(signs):
        if np.isnan(sign) or sign == 0 or sign != signs[-1]:
            break
        run += 1
    return run
