"""Readings: what a measure found of one subject in one period, before any rule says whether it is a warning."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd

from datasets import Language, Snapshot, Text, sources
from datasets.quality.norm import MEANING, Measure
from datasets.vintages.alarms import SAID
from indicators.catalogue import catalogue, definition_of
from indicators.dimensions import DIMENSIONS, labels
from indicators.warnings.rule import Rule

Kind = Literal["indicator", "source"]


class Subject(NamedTuple):
    """What a warning is about: an indicator in a slice, or one measure of a department's source."""

    kind: Kind
    key: str
    where: tuple[tuple[str, str], ...] = ()

    @property
    def slice(self) -> str:
        """Return the slice as it is stored: ``industry=C39``; empty for the whole."""
        return "&".join(f"{name}={code}" for name, code in self.where)

    def name(self, snapshot: Snapshot) -> Text:
        """Return what the subject is called, with its slice."""
        return Text(self._named(snapshot, "zh"), self._named(snapshot, "en"))

    def _named(self, snapshot: Snapshot, language: Language) -> str:
        if self.kind == "source":
            name = sources()[self.key].name.in_language(language)
            parts = [_ASPECTS[kind](code).in_language(language) for kind, code in self.where]
        else:
            name = definition_of(self.key).name.in_language(language)
            parts = [labels(snapshot, dimension, language).get(code, code) for dimension, code in self.where]
        return " · ".join([name, *parts])


class Reading(NamedTuple):
    """The value of a rule's measure for one subject, the period it speaks of, and the sentence that says it."""

    subject: Subject
    period: pd.Timestamp
    value: float
    said: Text


_ASPECTS: Mapping[str, Callable[[str], Text]] = {
    "measure": lambda code: MEANING[Measure(code)][0],
    "check": lambda code: SAID[code][1],
}

MeasureOf = Callable[[Path, Snapshot, Rule], Iterable[Reading]]
"""Returns the readings of a rule on a snapshot; the home's ledger knows how earlier forecasts turned out."""


def subject_of(kind: str, key: str, text: str) -> Subject:
    """Return a subject read back from where it was stored."""
    pairs = (part.partition("=") for part in text.split("&") if part)
    return Subject("source" if kind == "source" else "indicator", key, tuple((a, b) for a, _, b in pairs))


def dimensions_known(subject: Subject) -> bool:
    """Return whether a stored subject can still be shown: its indicator or source and its dimensions are there."""
    if subject.kind == "source":
        return subject.key in sources()
    return subject.key in catalogue() and all(name in DIMENSIONS for name, _ in subject.where)
