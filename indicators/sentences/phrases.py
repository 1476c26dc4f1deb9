"""Phrases that sentences about indicators are made of: growth in its colour, a part and its points, marks, numerals."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from datasets import Language, Snapshot, Text
from indicators.computing.compute import series
from indicators.dimensions import labels
from indicators.figures import percent, points
from indicators.sentences.spans import Mark, Span, written
from indicators.signals.driver import Driver

_PROPER = ("street", "partner", "continent")  # whose members have names of their own


@dataclass(frozen=True)
class Sentence:
    """A sentence in one language about the indicator ``key``."""

    key: str
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        """Return the plain text."""
        return written(self.spans)


def growth_span(yoy: float, language: Language, mark: Mark | None = None) -> Span:
    """Return growth with the role that colours it."""
    return Span(percent(yoy, language), "rise" if yoy > 0 else "fall" if yoy < 0 else "figure", mark)


def within(name: str, language: Language) -> str:
    """Return a name as it stands within a sentence: English drops the capital, but of abbreviations and of places.

    A place shows in the words behind: all of its own begin with capitals (Hong Kong, Macao and Taiwan).
    """
    proper = name[1:2].isupper() or any(word[:2].istitle() for word in name.split()[1:])
    return name if language == "zh" or proper else name[:1].lower() + name[1:]


def capital(words: str) -> str:
    """Return words as a sentence begins: English ones with a capital."""
    return words[:1].upper() + words[1:]


def member_within(name: str, dimension: str, language: Language) -> str:
    """Return a member's name as it stands within a sentence: a name of its own keeps its capital.

    In English ownership is that of enterprises: foreign alone adds nothing, foreign enterprises do.
    """
    said = name if dimension in _PROPER else within(name, language)
    return f"{said} enterprises" if dimension == "ownership" and language == "en" else said


def part_said(
    snapshot: Snapshot, found: Driver | None, language: Language, more: Text, less: Text, mark: Mark
) -> list[Span]:
    """Return what a part did, in the words for more or less, with its percentage points; nothing for no part."""
    if found is None:
        return []
    name = labels(snapshot, found.dimension, language).get(found.code, found.code)
    name = member_within(name, found.dimension, language)
    words = (more if found.points > 0 else less).in_language(language).format(name)
    mark = mark._replace(value=found.points, where=((found.dimension, found.code),))
    size = points(found.points, language, signed=False)
    return [Span(words), Span(size, "rise" if found.points > 0 else "fall", mark)]


def mark_of(key: str, measure: str, value: float, month: pd.Timestamp, *, cumulative: bool) -> Mark:
    """Return what a number is of: the whole zone's indicator in a month, alone or cumulated."""
    return Mark(key, measure, float(value), period=f"{month:%Y-%m}", cumulative=cumulative)


@lru_cache(maxsize=64)
def course(snapshot: Snapshot, key: str, cumulative: bool) -> Mapping[pd.Timestamp, tuple[float, float]]:
    """Return value and growth of an indicator by period."""
    found = series(snapshot, key, cumulative=cumulative)
    pairs = zip(found.value.tolist(), found.yoy.tolist(), strict=True)
    return dict(zip(found.period, pairs, strict=True))


def ordinal(count: int) -> str:
    """Return an English ordinal, such as 21st."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th") if count % 100 not in range(11, 14) else "th"
    return f"{count}{ending}"
