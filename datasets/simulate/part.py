"""What a part of the demo zone is: a piece of the hidden world, and the extracts departments make of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import datasets.simulate.parts as part_files
from datasets.content import exported
from datasets.simulate.targets import Targets
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Dirt:
    """One way an extract is wrong: how many rows in 100 000, and what a checker ought to do with them."""

    kind: str
    share: int
    expected: str  # accept | refuse


@dataclass(frozen=True, kw_only=True)
class Extract:
    """One source's files, written by the SELECT in ``sql/extracts/<source>.sql``.

    The SELECT gives ``_key`` (what names the row in the truth about dirt), ``_dirt`` (a kind or NULL), and the
    department's own columns in order. ``{year}`` in ``path`` makes one file a year, with variable ``year`` set.
    """

    source: str
    path: str
    encoding: str = "utf-8"
    delimiter: str = ","
    dirt: tuple[Dirt, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """SQL files below ``sql/`` that add tables to the hidden world, and the extracts written from it.

    Parts run by ``rank``; a part may use what earlier ones made. ``sizes`` gives SQL variables for a scale;
    ``totals`` adds true monthly totals of its own to table ``target``, given the zone, the seed and those of the zone.
    ``truth`` names tables of the world that are kept, as ``_truth/<table>.csv``, to measure against.
    """

    key: str
    label: Text
    rank: int
    world: tuple[str, ...] = ()
    extracts: tuple[Extract, ...] = ()
    sizes: Callable[[float], Mapping[str, object]] = lambda _: {}
    totals: Callable[[str, int, Targets], Targets] = lambda _zone, _seed, _targets: {}
    truth: tuple[str, ...] = ()


@cache
def parts() -> tuple[Part, ...]:
    """Return the parts in the order they run."""
    found = [each for each in exported(part_files, "PART") if isinstance(each, Part)]
    return tuple(sorted(found, key=lambda each: (each.rank, each.key)))


def shares() -> list[tuple[str, str, int, str]]:
    """Return the dirt of every extract: source, kind, rows in 100 000, what a checker ought to do."""
    return [
        (extract.source, dirt.kind, dirt.share, dirt.expected)
        for part in parts()
        for extract in part.extracts
        for dirt in extract.dirt
    ]
