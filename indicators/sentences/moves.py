"""What changed: how growth moved since the month before, in words, with who explains it and how sure that is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from datasets import Language, Snapshot, Text
from indicators.catalogue import catalogue
from indicators.computing.alignment import held
from indicators.computing.compute import series
from indicators.definition import AnyIndicator, Indicator, TopShare
from indicators.figures import counts_whole, percent, points
from indicators.forecast.panel import Vector
from indicators.periods import Period, month_start
from indicators.record.residuals import Surprise, surprise
from indicators.sentences.phrases import Sentence, course, growth_span, mark_of, ordinal, part_said
from indicators.sentences.spans import Mark, Span, filled
from indicators.signals.chance import by_chance
from indicators.signals.driver import mover

_WORTH_A_WORD = 0.005  # half a percentage point
_RARE = 0.25  # of all months: a larger miss is worth its rank
_AFTER_NEW_YEAR = 3  # March, whose growth is held against February's
_MEMORY = 60  # months of changes against which a change is judged large


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


def first_told(snapshot: Snapshot, *, cumulative: bool) -> pd.Timestamp | None:
    """Return the first month of which some change can be told."""
    return min(_moves(snapshot, cumulative), default=None)


def _mover(snapshot: Snapshot, key: str, month: pd.Timestamp, language: Language, *, cumulative: bool) -> list[Span]:
    """Return the part whose contribution moved most beyond its size since the month before, by how much."""
    found = mover(snapshot, key, month, cumulative=cumulative)
    more = Text("，其中{}比上月多拉动 ", "; against the month before {} added ")
    less = Text("，其中{}比上月少拉动 ", "; against the month before {} took off ")
    mark = mark_of(key, "pull_moved", 0.0, month, cumulative=cumulative)
    return part_said(snapshot, found, language, more, less, mark)


@lru_cache(maxsize=8)
def _moves(snapshot: Snapshot, cumulative: bool) -> Mapping[pd.Timestamp, Sequence[_Move]]:
    """Return for every month how growth (of a share: its change over a year) of each watched indicator moved.

    What chance alone may have moved is left out: it is no change.
    """
    found: dict[pd.Timestamp, list[_Move]] = {}
    for definition in catalogue().values():
        if definition.watched and held(snapshot, definition):
            known = series(snapshot, definition.key, cumulative=cumulative)
            measure = _over_a_year(known) if isinstance(definition, TopShare) else known.yoy.to_numpy(float)
            chance = set(_chance(definition, known, cumulative=cumulative))
            for month, move in _large_moves(definition, known.period, measure):
                if month not in chance:
                    found.setdefault(month, []).append(move)
    return found


def _chance(definition: AnyIndicator, known: pd.DataFrame, *, cumulative: bool) -> pd.Series:
    """Return the months whose growth moved no further than chance moves counts of that size; none but of counts."""
    if not (isinstance(definition, Indicator) and counts_whole(definition.unit)):
        return known.period.iloc[:0]
    nested = definition.stock | cumulative & (known.period.dt.month > 1).to_numpy()
    return known.period[by_chance(known.value.to_numpy(float), _year_before(known), nested=nested)]


def _over_a_year(known: pd.DataFrame) -> Vector:
    """Return how a share differs from that of a year before: months of tax returns are not held against others."""
    return known.value.to_numpy(float) - _year_before(known)


def _year_before(known: pd.DataFrame) -> Vector:
    """Return the value of a year before each row."""
    before = (known.period - pd.DateOffset(years=1)).map(known.set_index("period").value)
    return before.to_numpy(float)


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
    measure = "over_year" if share else "yoy"
    marks = (
        mark_of(key, measure, move.before, move.earlier, cumulative=cumulative),
        mark_of(key, measure, move.now, month, cumulative=cumulative),
    )
    name = move.definition.name.in_language(language)
    spans = _share_words(snapshot, name, marks, language) if share else _growth_words(name, marks, language)
    spans += _mover(snapshot, key, month, language, cumulative=cumulative)
    sentence = Sentence(key, (*spans, Span(Text("。", ".").in_language(language))))
    told_move = _printed(move.now) - _printed(move.before)  # a reader subtracts the one from the other
    moved = mark_of(key, "moved", told_move, month, cumulative=cumulative)
    lead = Span(points(told_move, language), "rise" if told_move > 0 else "fall", moved)
    told = surprise(snapshot, key, month) if not cumulative else None
    pair = _new_year(snapshot, move.definition, month, language) if not cumulative and not share else ()
    confidence = _confidence(moved, move.larger, told, pair, language)
    return Change(key, lead, sentence, move.weight, move.larger, told, confidence)


def _printed(growth: float) -> float:
    """Return growth as it is printed, to a tenth of a percentage point."""
    return round(growth, 3)


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
        course(snapshot, definition.key, each).get(february, (np.nan, np.nan)) for each in (False, True)
    )
    if not np.isfinite(both) or alone == both:
        return ()  # not known, or told together already
    words = Text("春节错月，1—2 月合计同比 {both}", "the Spring Festival moves: January and February together {both}")
    mark = mark_of(definition.key, "yoy", both, february, cumulative=True)
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
    place = str(told.place) if language == "zh" else ordinal(told.place)
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


def _share_words(snapshot: Snapshot, name: str, marks: tuple[Mark, Mark], language: Language) -> list[Span]:
    before, now = marks
    level, _ = course(snapshot, now.subject, now.cumulative)[month_start(now.period)]
    words = Text(
        f"{name} {{level}}，同比 {{now}}（上月 {{before}}）",
        f"{name}: {{level}}, {{now}} over a year (a month before {{before}})",
    )
    value = Span(percent(level, language, signed=False), "figure", now._replace(measure="value", value=level))
    over_year = Span(points(now.value, language), "rise" if now.value > 0 else "fall", now)
    earlier = Span(points(before.value, language), mark=before)
    return [*filled(words.in_language(language), level=value, now=over_year, before=earlier)]
