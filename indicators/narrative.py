"""Sentences: what a leader can repeat, and what changed, each number from the same series as the charts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from datasets import Language, Snapshot, Text
from indicators.alignment import held
from indicators.catalogue import catalogue, definition_of
from indicators.compute import series
from indicators.definition import AnyIndicator, TopShare
from indicators.dimensions import labels
from indicators.figures import figure, percent, points, scale
from indicators.forecast.panel import Vector
from indicators.forecast.yearend import year_end
from indicators.periods import Period, month_start, period_label
from indicators.record.residuals import Surprise, surprise
from indicators.signals.driver import Driver, driver, mover

Role = Literal["plain", "figure", "rise", "fall"]

LEAD = "tax_revenue"
FOLLOWING = ("exports", "fixed_asset_investment", "fdi_used")
_PROPER = ("street", "continent")  # whose members have names of their own
_STREAK = 3  # months of growth or decline from which on the run is worth a word
_WORTH_A_WORD = 0.005  # half a percentage point
_RARE = 0.25  # of all months: a larger miss is worth its rank
_MEMORY = 60  # months of changes against which a change is judged large


class Span(NamedTuple):
    """A piece of a sentence; its role lets a page set figures apart and colour growth."""

    text: str
    role: Role = "plain"


@dataclass(frozen=True)
class Sentence:
    """A sentence in one language about the indicator ``key``."""

    key: str
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        """Return the plain text."""
        return "".join(span.text for span in self.spans)


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
    confidence: str


class _Move(NamedTuple):
    """How growth moved from the month before, how unusual that is, and how large a part of past moves it exceeds."""

    definition: AnyIndicator
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


def growth_span(yoy: float, language: Language) -> Span:
    """Return growth with the role that colours it."""
    return Span(percent(yoy, language), "rise" if yoy > 0 else "fall" if yoy < 0 else "figure")


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
    spans.append(Span(str(figure(value, definition.unit, language)), "figure"))
    if not np.isnan(yoy):
        spans += [Span(Text("，同比 ", ", ").in_language(language)), growth_span(yoy, language)]
        spans += [] if language == "zh" else [Span(" year on year")]
    return spans


def within(name: str, language: Language) -> str:
    """Return a name as it stands within a sentence: English drops the capital, unless the word is all capitals."""
    return name if language == "zh" or name[1:2].isupper() else name[:1].lower() + name[1:]


def _driver(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language, *, cumulative: bool) -> list[Span]:
    """Return the part that explains most of growth beyond its size, with its percentage points."""
    found = driver(snapshot, key, month, cumulative=cumulative)
    return _part(
        snapshot, found, language, Text("，其中{}拉动 ", "; {} added "), Text("，其中{}下拉 ", "; {} took off ")
    )


def _mover(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language, *, cumulative: bool) -> list[Span]:
    """Return the part whose contribution moved most beyond its size since the month before, by how much."""
    found = mover(snapshot, key, month, cumulative=cumulative)
    more = Text("，其中{}比上月多拉动 ", "; against the month before {} added ")
    return _part(
        snapshot, found, language, more, Text("，其中{}比上月少拉动 ", "; against the month before {} took off ")
    )


def _part(snapshot: Snapshot, found: Driver | None, language: Language, more: Text, less: Text) -> list[Span]:
    if found is None:
        return []
    name = labels(snapshot, found.dimension, language).get(found.code, found.code)
    name = name if found.dimension in _PROPER else within(name, language)
    words = (more if found.points > 0 else less).in_language(language).format(name)
    return [Span(words), Span(points(found.points, language, signed=False), "rise" if found.points > 0 else "fall")]


def _year(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language) -> list[Span]:
    """Return the likely year, if the month is the last one known and the year is not over."""
    end = year_end(snapshot, key)
    if month != max(_course(snapshot, key, cumulative=False)) or end.mean == end.actual_to_date:
        return []
    mean, high = (figure(each, definition_of(key).unit, language) for each in (end.mean, end.hi80))
    low = scale(end.hi80, definition_of(key).unit, language).figure(end.lo80).number
    return [
        Span(Text("；按当前走势全年约 ", "; on this course the year will end near ").in_language(language)),
        Span(str(mean), "figure"),
        Span(
            Text(f"（80% 区间 {low}–{high}）", f" (80% interval {low}–{high.number})").in_language(language)
            if end.lo80 >= 0 and mean.unit == high.unit
            else Text(f"（80% 区间 {low} 至 {high}）", f" (80% interval {low} to {high})").in_language(language)
        ),
    ]


def _streak(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language) -> list[Span]:
    """Return how many months in a row growth has had its sign, from three on."""
    yoy = [each for at, (_, each) in _course(snapshot, key, cumulative=False).items() if at <= month]
    run = _run_length(list(np.sign(yoy)))
    if run < _STREAK:
        return []
    rising = yoy[-1] > 0
    return [
        Span(
            Text(
                f"（当月值连续 {run} 个月{'增长' if rising else '下降'}）",
                f" (the {_ordinal(run)} month of {'growth' if rising else 'decline'} in a row)",
            ).in_language(language)
        )
    ]


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
            for place, move in _large_moves(definition, measure.to_numpy(float)):
                found.setdefault(known.period.iloc[place], []).append(move)
    return found


def _large_moves(definition: AnyIndicator, measure: Vector) -> Iterator[tuple[int, _Move]]:
    """Yield places of a series and how it moved there, where it is worth a word, against the moves before."""
    moved = np.diff(measure, prepend=np.nan)
    for place in np.flatnonzero(np.isfinite(moved) & (np.abs(moved) >= _WORTH_A_WORD)):
        past = np.abs(moved[max(place - _MEMORY + 1, 0) : place])
        past, size = past[np.isfinite(past)], abs(moved[place])
        usual = np.median([*past, size])
        larger = float(np.mean(past < size)) if len(past) else float("nan")
        before, now = float(measure[place - 1]), float(measure[place])
        yield (
            int(place),
            _Move(definition, before, now, float(moved[place]), float(size / usual) if usual else 0.0, larger),
        )


def _change(snapshot: Snapshot, move: _Move, month: pd.Timestamp, language: Language, *, cumulative: bool) -> Change:
    """Return a move in words: what it was, who drove it, and how unusual it is."""
    key = move.definition.key
    words = _share_words if isinstance(move.definition, TopShare) else _growth_words
    spans = words(move.definition.name.in_language(language), move.before, move.now, language)
    spans += _mover(snapshot, key, month, language, cumulative=cumulative)
    sentence = Sentence(key, (*spans, Span(Text("。", ".").in_language(language))))
    lead = Span(points(move.moved, language), "rise" if move.moved > 0 else "fall")
    told = surprise(snapshot, key, month) if not cumulative else None
    confidence = _confidence(move.larger, told, language)
    return Change(key, lead, sentence, move.weight, move.larger, told, confidence)


def _confidence(larger: float, told: Surprise | None, language: Language) -> str:
    """Return how unusual a change is: among its own moves, and against what the model had expected."""
    said = []
    if np.isfinite(larger):
        share = f"{larger:.0%}"
        said.append(Text(f"变动大于近五年 {share} 的月份", f"larger than {share} of the last five years' moves"))
    if told is not None:
        size = percent(abs(told.error), language, signed=False)
        zh, en = ("高", "above") if told.error > 0 else ("低", "below")
        rank = Text(
            f"{told.among} 个月中第 {told.place} 大的偏差",
            f"the {_ordinal(told.place)} largest miss of {told.among} months",
        )
        rank = rank if told.place <= told.among * _RARE else Text("在正常误差之内", "within its usual error")
        said.append(Text(f"比模型预期{zh} {size}，{rank.zh}", f"{size} {en} the model, {rank.en}"))
    return Text("；", "; ").in_language(language).join(each.in_language(language) for each in said)


def _growth_words(name: str, before: float, now: float, language: Language) -> list[Span]:
    verb = Text("升至" if now > before else "降至", "rose to" if now > before else "fell to").in_language(language)
    if language == "zh":
        return [Span(f"{name}同比由 {percent(before, language)} {verb} "), growth_span(now, language)]
    return [Span(f"{name}: growth {verb} "), growth_span(now, language), Span(f" from {percent(before, language)}")]


def _share_words(name: str, before: float, now: float, language: Language) -> list[Span]:
    verb = Text("升至" if now > before else "降至", "rose to" if now > before else "fell to").in_language(language)
    old, new = (percent(each, language, signed=False) for each in (before, now))
    if language == "zh":
        return [Span(f"{name}由 {old} {verb} "), Span(new, "figure")]
    return [Span(f"{name} {verb} "), Span(new, "figure"), Span(f" from {old}")]
