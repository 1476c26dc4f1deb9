"""Sentences: what a leader can repeat, and what changed, each number from the same series as the charts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from datasets import Language, Snapshot, Text
from indicators.alignment import held
from indicators.catalogue import catalogue, definition_of
from indicators.compute import series
from indicators.definition import AnyIndicator, Indicator, TopShare
from indicators.dimensions import labels
from indicators.figures import figure, percent, points, scale
from indicators.forecast.panel import Vector
from indicators.forecast.yearend import year_end
from indicators.periods import Period, month_start, period_label
from indicators.record.residuals import Surprise, surprise
from indicators.signals.driver import Driver, driver, mover
from indicators.spans import Mark, Span, filled, written

LEAD = "tax_revenue"
FOLLOWING = ("exports", "fixed_asset_investment", "fdi_used")
_PROPER = ("street", "continent")  # whose members have names of their own
_STREAK = 3  # months of growth or decline from which on the run is worth a word
_WORTH_A_WORD = 0.005  # half a percentage point
_RARE = 0.25  # of all months: a larger miss is worth its rank
_AFTER_NEW_YEAR = 3  # March, whose growth is held against February's
_MEMORY = 60  # months of changes against which a change is judged large


@dataclass(frozen=True)
class Sentence:
    """A sentence in one language about the indicator ``key``."""

    key: str
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        """Return the plain text."""
        return written(self.spans)


@dataclass(frozen=True)
class Change:
    """A change worth knowing: how far growth moved, in words, and who explains it; ``weight`` ranks it.

    ``larger_than`` is the share of months, of the last five years, that moved less; ``surprise`` says how far the
    month came from the model's forecast, where hindcasts tell; ``confidence`` puts both in words.
    """

    key: str
    figure: Span
    sentence: Sentence
    weight: float
    larger_than: float
    surprise: Surprise | None
    confidence: tuple[Span, ...]


class _Move(NamedTuple):
    """How growth moved from the month before, how unusual that is, and how large a part of past moves it exceeds.

    ``earlier`` is the month before that has a value: before a February that was told with January, December.
    """

    definition: AnyIndicator
    earlier: pd.Timestamp
    before: float
    now: float
    moved: float
    weight: float
    larger: float


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


def changes(
    snapshot: Snapshot, period: Period, language: Language, cumulative: bool = False, limit: int = 5
) -> list[Change]:
    """Return the changes of growth since the month before, the most unusual for its indicator first."""
    month = month_start(period)
    found = [
        move
        for move in _moves(snapshot, cumulative).get(month, ())
        # A reader would see it rise from a number to the same number.
        if percent(move.before, language) != percent(move.now, language)
    ]
    # Who drove a change is asked only of those that are shown: it is what takes time.
    shown = sorted(found, key=lambda move: (-move.weight, move.definition.key))[:limit]
    return [_change(snapshot, move, month, language, cumulative=cumulative) for move in shown]


def growth_span(yoy: float, language: Language, mark: Mark | None = None) -> Span:
    """Return growth with the role that colours it."""
    return Span(percent(yoy, language), "rise" if yoy > 0 else "fall" if yoy < 0 else "figure", mark)


def _mark(key: str, measure: str, value: float, month: pd.Timestamp, *, cumulative: bool) -> Mark:
    return Mark(key, measure, float(value), period=f"{month:%Y-%m}", cumulative=cumulative)


def _spans(
    snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language, *, cumulative: bool, opens: bool = False
) -> list[Span]:
    """Return name, value and growth, or nothing when the indicator does not reach the month."""
    definition = definition_of(key)
    value, yoy = _course(snapshot, key, cumulative).get(month, (np.nan, np.nan))
    if np.isnan(value):
        return []
    name = definition.name.in_language(language)
    spans = [Span(f"{name if opens else within(name, language)} ")]
    shown = str(figure(value, definition.unit, language))
    spans.append(Span(shown, "figure", _mark(key, "value", value, month, cumulative=cumulative)))
    if not np.isnan(yoy):
        growth = growth_span(yoy, language, _mark(key, "yoy", yoy, month, cumulative=cumulative))
        spans += [Span(Text("，同比 ", ", ").in_language(language)), growth]
        spans += [] if language == "zh" else [Span(" year on year")]
    return spans


def within(name: str, language: Language) -> str:
    """Return a name as it stands within a sentence: English drops the capital, unless the word is all capitals."""
    return name if language == "zh" or name[1:2].isupper() else name[:1].lower() + name[1:]


def _driver(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language, *, cumulative: bool) -> list[Span]:
    """Return the part that explains most of growth beyond its size, with its percentage points."""
    found = driver(snapshot, key, month, cumulative=cumulative)
    more, less = Text("，其中{}拉动 ", "; {} added "), Text("，其中{}下拉 ", "; {} took off ")
    return _part(snapshot, found, language, more, less, _mark(key, "pull", 0.0, month, cumulative=cumulative))


def _mover(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language, *, cumulative: bool) -> list[Span]:
    """Return the part whose contribution moved most beyond its size since the month before, by how much."""
    found = mover(snapshot, key, month, cumulative=cumulative)
    more = Text("，其中{}比上月多拉动 ", "; against the month before {} added ")
    less = Text("，其中{}比上月少拉动 ", "; against the month before {} took off ")
    return _part(snapshot, found, language, more, less, _mark(key, "pull_moved", 0.0, month, cumulative=cumulative))


def _part(
    snapshot: Snapshot, found: Driver | None, language: Language, more: Text, less: Text, mark: Mark
) -> list[Span]:
    if found is None:
        return []
    name = labels(snapshot, found.dimension, language).get(found.code, found.code)
    name = name if found.dimension in _PROPER else within(name, language)
    words = (more if found.points > 0 else less).in_language(language).format(name)
    mark = mark._replace(value=found.points, where=((found.dimension, found.code),))
    size = points(found.points, language, signed=False)
    return [Span(words), Span(size, "rise" if found.points > 0 else "fall", mark)]


def _year(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language) -> list[Span]:
    """Return the likely year, if the month is the last one known and the year is not over."""
    if month != max(_course(snapshot, key, cumulative=False)):
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
        name: _mark(key, name, value, month, cumulative=True)
        for name, value in (("year_end", end.mean), ("year_end_lo80", end.lo80), ("year_end_hi80", end.hi80))
    }
    return [
        Span(Text("；按当前走势全年约 ", "; on this course the year will end near ").in_language(language)),
        Span(str(mean), "figure", marks["year_end"]),
        *filled(words, low=Span(low, mark=marks["year_end_lo80"]), high=Span(top, mark=marks["year_end_hi80"])),
    ]


def _streak(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language) -> list[Span]:
    """Return how many months in a row growth has had its sign, from three on."""
    yoy = [each for at, (_, each) in _course(snapshot, key, cumulative=False).items() if at <= month]
    run = _run_length(list(np.sign(yoy)))
    if run < _STREAK:
        return []
    rising = yoy[-1] > 0
    words = Text(
        f"（当月值连续 {{run}} 个月{'增长' if rising else '下降'}）",
        f" (the {{run}} month of {'growth' if rising else 'decline'} in a row)",
    ).in_language(language)
    count = str(run) if language == "zh" else _ordinal(run)
    return [*filled(words, run=Span(count, mark=_mark(key, "streak", run, month, cumulative=False)))]


@lru_cache(maxsize=64)
def _course(snapshot: Snapshot, key: str, cumulative: bool) -> Mapping[pd.Timestamp, tuple[float, float]]:
    """Return value and growth of an indicator by period."""
    found = series(snapshot, key, cumulative=cumulative)
    pairs = zip(found.value.tolist(), found.yoy.tolist(), strict=True)
    return dict(zip(found.period, pairs, strict=True))


def _ordinal(count: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th") if count % 100 not in range(11, 14) else "th"
    return f"{count}{ending}"


def _run_length(signs: Sequence[float]) -> int:
    run = 0
    for sign in reversed(signs):
        if np.isnan(sign) or sign == 0 or sign != signs[-1]:
            break
        run += 1
    return run


@lru_cache(maxsize=8)
def _moves(snapshot: Snapshot, cumulative: bool) -> Mapping[pd.Timestamp, Sequence[_Move]]:
    """Return for every month how growth (of a share: the share itself) of each watched indicator moved."""
    found: dict[pd.Timestamp, list[_Move]] = {}
    for definition in catalogue().values():
        if definition.watched and held(snapshot, definition):
            known = series(snapshot, definition.key, cumulative=cumulative)
            measure = known.value if isinstance(definition, TopShare) else known.yoy
            for month, move in _large_moves(definition, known.period, measure.to_numpy(float)):
                found.setdefault(month, []).append(move)
    return found


def _large_moves(definition: AnyIndicator, months: pd.Series, measure: Vector) -> Iterator[tuple[pd.Timestamp, _Move]]:
    """Yield months of a series and how it moved there, where it is worth a word, against the moves before."""
    moved = np.diff(measure, prepend=np.nan)
    for place in np.flatnonzero(np.isfinite(moved) & (np.abs(moved) >= _WORTH_A_WORD)):
        past = np.abs(moved[max(place - _MEMORY + 1, 0) : place])
        past, size = past[np.isfinite(past)], abs(moved[place])
        usual = np.median([*past, size])
        larger = float(np.mean(past < size)) if len(past) else float("nan")
        before, now = float(measure[place - 1]), float(measure[place])
        yield (
            months.iloc[place],
            _Move(
                definition,
                months.iloc[place - 1],
                before,
                now,
                float(moved[place]),
                float(size / usual) if usual else 0.0,
                larger,
            ),
        )


def _change(snapshot: Snapshot, move: _Move, month: pd.Timestamp, language: Language, *, cumulative: bool) -> Change:
    """Return a move in words: what it was, who drove it, and how unusual it is."""
    key = move.definition.key
    share = isinstance(move.definition, TopShare)
    measure, words = ("value", _share_words) if share else ("yoy", _growth_words)
    marks = (
        _mark(key, measure, move.before, move.earlier, cumulative=cumulative),
        _mark(key, measure, move.now, month, cumulative=cumulative),
    )
    spans = words(move.definition.name.in_language(language), marks, language)
    spans += _mover(snapshot, key, month, language, cumulative=cumulative)
    sentence = Sentence(key, (*spans, Span(Text("。", ".").in_language(language))))
    moved = _mark(key, "moved", move.moved, month, cumulative=cumulative)
    lead = Span(points(move.moved, language), "rise" if move.moved > 0 else "fall", moved)
    told = surprise(snapshot, key, month) if not cumulative else None
    pair = _new_year(snapshot, move.definition, month, language) if not cumulative and not share else ()
    confidence = _confidence(moved, move.larger, told, pair, language)
    return Change(key, lead, sentence, move.weight, move.larger, told, confidence)


def _new_year(
    snapshot: Snapshot, definition: AnyIndicator, month: pd.Timestamp, language: Language
) -> tuple[Span, ...]:
    """Return that the Spring Festival moves between January and February, with the growth of both; or nothing."""
    if month.month > _AFTER_NEW_YEAR or (isinstance(definition, Indicator) and definition.stock):
        return ()
    if month.month == 1:
        words = Text("春节错月，宜与 2 月合看", "the Spring Festival moves: read it with February")
        return (Span(words.in_language(language)),)
    february = month.replace(month=2)
    (_, alone), (_, both) = (
        _course(snapshot, definition.key, each).get(february, (np.nan, np.nan)) for each in (False, True)
    )
    if not np.isfinite(both) or alone == both:
        return ()  # not known, or told together already
    words = Text("春节错月，1—2 月合计同比 {both}", "the Spring Festival moves: January and February together {both}")
    mark = _mark(definition.key, "yoy", both, february, cumulative=True)
    return filled(words.in_language(language), both=growth_span(both, language, mark))


def _confidence(
    mark: Mark, larger: float, told: Surprise | None, pair: tuple[Span, ...], language: Language
) -> tuple[Span, ...]:
    """Return how sure a change is: the pair of January and February, its own moves, and what the model expected."""
    said: list[tuple[Span, ...]] = [pair] if pair else []
    if np.isfinite(larger):
        words = Text("变动大于近五年 {share} 的月份", "larger than {share} of the last five years' moves")
        share = Span(f"{larger:.0%}", mark=mark._replace(measure="larger_than", value=larger))
        said.append(filled(words.in_language(language), share=share))
    if told is not None:
        said.append(_surprised(mark, told, language))
    apart = Span(Text("；", "; ").in_language(language))
    return tuple(span for at, each in enumerate(said) for span in ((apart, *each) if at else each))


def _surprised(mark: Mark, told: Surprise, language: Language) -> tuple[Span, ...]:
    zh, en = ("高", "above") if told.error > 0 else ("低", "below")
    rank = Text("{among} 个月中第 {place} 大的偏差", "the {place} largest miss of {among} months")
    rank = rank if told.place <= told.among * _RARE else Text("在正常误差之内", "within its usual error")
    words = Text(f"比模型预期{zh} {{size}}，{rank.zh}", f"{{size}} {en} the model, {rank.en}")
    size = percent(abs(told.error), language, signed=False)
    place = str(told.place) if language == "zh" else _ordinal(told.place)
    return filled(
        words.in_language(language),
        size=Span(size, mark=mark._replace(measure="surprise", value=abs(told.error))),
        among=Span(str(told.among), mark=mark._replace(measure="surprise_among", value=told.among)),
        place=Span(place, mark=mark._replace(measure="surprise_place", value=told.place)),
    )


def _growth_words(name: str, marks: tuple[Mark, Mark], language: Language) -> list[Span]:
    before, now = marks
    verb = Text("升至" if now.value > before.value else "降至", "rose to" if now.value > before.value else "fell to")
    words = Text(f"{name}同比由 {{before}} {verb.zh} {{now}}", f"{name}: growth {verb.en} {{now}} from {{before}}")
    old = Span(percent(before.value, language), mark=before)
    return [*filled(words.in_language(language), before=old, now=growth_span(now.value, language, now))]


def _share_words(name: str, marks: tuple[Mark, Mark], language: Language) -> list[Span]:
    before, now = marks
    verb = Text("升至" if now.value > before.value else "降至", "rose to" if now.value > before.value else "fell to")
    words = Text(f"{name}由 {{before}} {verb.zh} {{now}}", f"{name} {verb.en} {{now}} from {{before}}")
    old, new = (percent(each.value, language, signed=False) for each in marks)
    return [*filled(words.in_language(language), before=Span(old, mark=before), now=Span(new, "figure", now))]
