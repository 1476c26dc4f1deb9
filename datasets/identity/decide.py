"""Decide: which scored pairs become links, and which wait for the steward."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from datasets.identity.cluster import Clusters

MOST_SHOWN = 3  # candidates of one record in the review queue


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A scored pair of groups: ``one`` is free; ``levels`` are those of the comparisons, in their order."""

    one: int
    other: int
    score: float
    sure: bool
    free: bool  # whether the other is free too
    levels: tuple[int | None, ...]


@dataclass(kw_only=True)
class Decision:
    """What was decided: the pair that joined each linked group, and the pairs nobody was sure about."""

    joined: dict[int, Pair] = field(default_factory=dict)
    review: list[Pair] = field(default_factory=list)


def decide(pairs: Iterable[Pair], clusters: Clusters, *, accept: float, margin: float) -> Decision:
    """Join free groups into ``clusters``, best evidence first; return what was joined and what is undecided.

    A free group goes to a settled one only if no other settled cluster comes within ``margin``; one that cannot choose
    between two is undecided, and is not joined to others either: they could pull it to the wrong side.
    """
    ordered = sorted(pairs, key=lambda each: (each.one, -each.score, each.other))
    decision, torn = Decision(), set[int]()
    for one, found in groupby(ordered, key=lambda each: each.one):
        settled = [each for each in found if not each.free]
        good = [each for each in settled if each.sure and each.score >= accept]
        if good and _rival(good[0], settled, clusters, margin):
            torn.add(one)
        elif good and clusters.join(one, good[0].other):
            decision.joined[one] = good[0]
    between = [each for each in ordered if each.free and each.sure and each.score >= accept]
    for pair in sorted(between, key=lambda each: (-each.score, each.one, each.other)):
        if pair.one not in torn and pair.other not in torn and clusters.join(pair.one, pair.other):
            decision.joined.setdefault(pair.one, pair)
            decision.joined.setdefault(pair.other, pair)
    decision.review = _undecided(ordered, clusters, decision.joined)
    return decision


def _rival(best: Pair, settled: Sequence[Pair], clusters: Clusters, margin: float) -> bool:
    place = clusters.of(best.other)
    others = (each for each in settled if clusters.of(each.other) != place)
    return any(best.score - each.score < (margin if each.sure else 0) for each in others)


def _undecided(ordered: Sequence[Pair], clusters: Clusters, joined: Mapping[int, Pair]) -> list[Pair]:
    """Return the best few open pairs of each group that was not linked."""
    waiting: list[Pair] = []
    for one, found in groupby(ordered, key=lambda each: each.one):
        if one not in joined:
            open_pairs = [each for each in found if clusters.of(each.other) != clusters.of(one)]
            waiting += open_pairs[:MOST_SHOWN]
    return waiting
