"""Sentences with numbers in them: pieces of text, each number with what it is, so that it can be asked after."""

from collections.abc import Iterable
from string import Formatter
from typing import Literal, NamedTuple

Role = Literal["plain", "figure", "rise", "fall"]


class Mark(NamedTuple):
    """What a number in a sentence is: of which subject, which of its measures, its exact value, slice and period.

    ``period`` is a month (``2010-06``); where it is empty the sentence's own is meant. ``cumulative`` is whether it is
    of the year to date.
    """

    subject: str
    measure: str
    value: float
    where: tuple[tuple[str, str], ...] = ()
    period: str = ""
    cumulative: bool = False


class Span(NamedTuple):
    """A piece of a sentence; its role lets a page set figures apart and colour growth, its mark says what it is."""

    text: str
    role: Role = "plain"
    mark: Mark | None = None


def filled(template: str, **parts: Span) -> tuple[Span, ...]:
    """Return a template's words as pieces, with the given pieces in the places of its fields."""
    found: list[Span] = []
    for words, field, *_ in Formatter().parse(template):
        found += [Span(words)] if words else []
        found += [parts[field]] if field else []
    return tuple(found)


def written(spans: Iterable[Span]) -> str:
    """Return the plain text of pieces."""
    return "".join(span.text for span in spans)
