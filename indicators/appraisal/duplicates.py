"""Duplicates: what an application would build that exists already, by function, data and equipment, with what is free.

Texts of function and data are compared by characters and pairs of characters, weighted by how rare they are among the
registers (Salton's tf-idf), after synonyms were made one: half by the cosine of both texts, half by how much of the
application's text the other holds, because an asset does more than one application asks for. Rarity comes from the
registers alone, so that what an application is like does not depend on what is reviewed beside it.
"""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from datasets import Text
from indicators.appraisal.choices import named
from indicators.appraisal.judgement import free_said
from indicators.appraisal.pack import Likeness, Pack
from indicators.appraisal.proposal import Proposal
from indicators.appraisal.registers import Asset, Registers

_MOST = 3


@dataclass(frozen=True)
class Thing:
    """Something that exists or is applied for, as the detector sees it."""

    register: str
    number: str
    name: Text
    free: Text
    function: str
    data: frozenset[str]
    classes: frozenset[str]


@dataclass(frozen=True)
class Duplicate:
    """One existing thing that an application is like: how much (0 to 1), and what is free of it."""

    register: str
    number: str
    name: Text
    free: Text
    likeness: float
    function: float
    data: float | None
    hardware: float | None


@cache
def _synonyms() -> tuple[tuple[str, str], ...]:
    text = (files("indicators") / "appraisal" / "packs" / "synonyms.csv").read_text(encoding="utf-8")
    found = [(row["word"], row["means"]) for row in csv.DictReader(io.StringIO(text))]
    return tuple(sorted(found, key=lambda each: (-len(each[0]), each)))


@cache
def _joined() -> tuple[re.Pattern[str], Mapping[str, str]]:
    words = dict(_synonyms())
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))), words


def grams(text: str) -> Counter[str]:
    """Return the characters and pairs of neighbours of a text, synonyms made one, and words of letters whole."""
    pattern, words = _joined()
    one = pattern.sub(lambda found: words[found.group()], text.lower().replace("gis", "GIS").replace("oa", "OA"))
    found: Counter[str] = Counter(re.findall(r"[a-z][a-z0-9]+", one))
    for run in re.findall(r"[\u4e00-\u9fff]+", one):
        found.update(run)
        found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


def _said(thing: Thing) -> str:
    """Return the words by which a thing is compared: its function and its data."""
    return " ".join((thing.function, *sorted(thing.data)))


def _share(mine: frozenset[str], theirs: frozenset[str]) -> float | None:
    """Return how much of the smaller set both hold; None where one is not given."""
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else None


class Detector:
    """What exists, ready to be compared with applications."""

    def __init__(self, things: Iterable[Thing], rarity: Mapping[str, float], weights: Likeness) -> None:
        self.rarity, self.weights = rarity, weights
        self.things = tuple(things)
        self.vectors = [self._vector(_said(each)) for each in self.things]
        self.holding: dict[str, list[int]] = {}
        for place, vector in enumerate(self.vectors):
            for gram in vector:
                self.holding.setdefault(gram, []).append(place)

    def _vector(self, text: str) -> dict[str, float]:
        rarest = max(self.rarity.values(), default=1.0)
        weighed = {gram: (1 + math.log(n)) * self.rarity.get(gram, rarest) for gram, n in sorted(grams(text).items())}
        length = math.sqrt(sum(each * each for each in weighed.values()))
        return {gram: each / length for gram, each in weighed.items()} if length else {}

    def like(self, wanted: Thing) -> list[Duplicate]:
        """Return the things that ``wanted`` would duplicate, the likest first."""
        mine = self._vector(_said(wanted))
        cosine: dict[int, float] = {}
        held: dict[int, float] = {}
        for gram, weight in mine.items():
            for place in self.holding.get(gram, ()):
                cosine[place] = cosine.get(place, 0.0) + weight * self.vectors[place][gram]
                held[place] = held.get(place, 0.0) + weight * weight
        found = [
            self._compared(wanted, self.things[place], (each + math.sqrt(held[place])) / 2)
            for place, each in cosine.items()
        ]
        kept = [each for each in found if each.likeness >= self._least(each) and each.number != wanted.number]
        return sorted(kept, key=lambda each: (-each.likeness, each.number))[:_MOST]

    def _least(self, found: Duplicate) -> float:
        """Return from where on it is a duplicate: lower where only the function is known."""
        return self.weights.least_alone if found.data is None else self.weights.least

    def _compared(self, wanted: Thing, thing: Thing, function: float) -> Duplicate:
        data, hardware = _share(wanted.data, thing.data), _share(wanted.classes, thing.classes)
        parts = ((function, self.weights.function), (data, self.weights.data), (hardware, self.weights.hardware))
        known = [(value, weight) for value, weight in parts if value is not None]
        likeness = sum(value * weight for value, weight in known) / sum(weight for _, weight in known)
        return Duplicate(
            thing.register, thing.number, thing.name, thing.free, round(likeness, 4), round(function, 4), data, hardware
        )


def thing_of_asset(asset: Asset) -> Thing:
    """Return an asset as the detector sees it."""
    said = free_said(asset.free_capacity, Text(named(asset.metric, "zh"), named(asset.metric, "en")))
    classes = frozenset({asset.asset_class})
    return Thing("asset", asset.number, asset.name, said, asset.function, frozenset(asset.data), classes)


def thing_of_proposal(proposal: Proposal) -> Thing:
    """Return an application as the detector sees it."""
    name = proposal.project.name
    classes = frozenset(line.asset_class for _, line in proposal.lines() if line.asset_class)
    data = frozenset(proposal.architecture.data or ())
    said = Text("同批申报", "applied for as well")
    function = f"{name} {proposal.project.function or ''}"
    return Thing("application", proposal.project.number, Text(name, name), said, function, data, classes)


def rarity_of(texts: Iterable[str]) -> dict[str, float]:
    """Return how rare each gram is among texts: ln((1 + n) / (1 + texts that hold it)) + 1."""
    found = [set(grams(each)) for each in texts]
    counts = Counter(gram for each in found for gram in each)
    return {gram: math.log((1 + len(found)) / (1 + count)) + 1 for gram, count in sorted(counts.items())}


def detector(registers: Registers, pack: Pack, beside: Iterable[Proposal] = ()) -> Detector:
    """Return the detector over the assets that are not retired, and the applications reviewed beside."""
    assets = [thing_of_asset(each) for each in registers.assets if each.state != "4" and each.function]
    rarity = rarity_of(map(_said, assets))
    things = [*assets, *(thing_of_proposal(each) for each in beside)]
    return Detector(things, rarity, pack.duplicate)
