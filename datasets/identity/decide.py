"""Decide: which scored pairs become links, and which wait for the steward."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from datasets.identity.cluster import Clusters

MOST_SHOWN = 3  # candidates of one record in the review queue


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A scored pair of groups, of which ``one`` asks to be linked."""

    one: int
    other: int
    score: float
    sure: bool
    firm: bool = False


@dataclass(kw_only=True)
class Decision:
    """What was decided: the pair that joined each linked group, those that could not choose, and the open pairs."""

    joined: dict[int, Pair] = field(default_factory=dict)
    torn: set[int] = field(default_factory=set)
    review: list[Pair] = field(default_factory=list)


def choose(pairs: Iterable[Pair], clusters: Clusters, decision: Decision, *, accept: float, margin: float) -> None:
    """Join each group to the settled one that its evidence names, if no other settled cluster comes within ``margin``.

    One that cannot choose between two is torn: it is not joined to others either, who could pull it to the wrong side.
    """
    for one, found in groupby(_ordered(pairs), key=lambda each: each.one):
        settled = list(found)
        good = [each for each in settled if each.sure and each.score >= accept]
        if good and _rival(good[0], settled, clusters, margin):
            decision.torn.add(one)
        elif good and clusters.join(one, good[0].other):
            decision.joined[one] = good[0]


def gather(pairs: Iterable[Pair], clusters: Clusters, decision: Decision, *, accept: float) -> None:
    """Join groups that no number settles, to each other and through each other, the best evidence first."""
    good = (each for each in pairs if each.sure and each.score >= accept)
    for pair in sorted(good, key=lambda each: (-each.score, each.one, each.other)):
        if not {pair.one, pair.other} & decision.torn and clusters.join(pair.one, pair.other):
            decision.joined.setdefault(pair.one, pair)
            decision.joined.setdefault(pair.other, pair)


def undecided(pairs: Iterable[Pair], clusters: Clusters, decision: Decision) -> None:
    """Keep for the steward the best pair of each group that was not linked with each of the few likeliest subjects.

    What is kept apart is decided and asked no more.
    """
    for one, found in groupby(_ordered(pairs), key=lambda each: each.one):
        if one not in decision.joined:
            best: dict[int, Pair] = {}
            for each in found:
                if not clusters.apart(one, each.other):
                    best.setdefault(clusters.of(each.other), each)
            best.pop(clusters.of(one), None)
            decision.review += list(best.values())[:MOST_SHOWN]


def _ordered(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda each: (each.one, -each.score, each.other))


def _rival(best: Pair, settled: Sequence[Pair], clusters: Clusters, margin: float) -> bool:
    place = clusters.of(best.other)
    others = (each for each in settled if clusters.of(each.other) != place and (each.sure or not best.firm))
    return any(best.score - each.score < (margin if each.sure else 0) for each in others)
