"""How well duplicates are found: precision and recall on a planted set whose answers are known."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from datasets import Text, zones
from indicators.appraisal.duplicates import Detector, Thing, detector
from indicators.appraisal.pack import Pack, pack
from indicators.appraisal.registers import Registers, registers

FILES = (("planted.csv", ("odd", "even")), ("planted_fresh.csv", ("fresh",)))
"""The planted texts by file: the odd rows, on which the bounds were chosen, the even ones, and a later hand's."""


@dataclass(frozen=True)
class Measured:
    """One set of planted texts, with their data or without: duplicates planted, found, named wrongly, missed."""

    rows: str
    with_data: bool
    planted: int
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The part of what was named that is a duplicate of the thing named."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The part of what was planted that was found."""
        return self.right / self.planted


def measured(chosen: Pack | None = None, known: Registers | None = None) -> tuple[Measured, ...]:
    """Return precision and recall on each set of the zone's planted texts, with the data they name and without.

    An application counts as found where the likest thing is the one that was planted.
    """
    chosen, known = chosen or pack(), known or registers()
    like = detector(known, chosen)
    folder = Path(next(iter(zones.__path__))) / known.zone / "registers"
    found = []
    for file, sets in FILES:
        rows = list(csv.DictReader(io.StringIO((folder / file).read_text(encoding="utf-8"))))
        for with_data in (True, False):
            told = [(row["duplicates"], _named(like, row, with_data=with_data)) for row in rows]
            found += [_counted(each, told[place :: len(sets)], with_data=with_data) for place, each in enumerate(sets)]
    return tuple(found)


def _named(like: Detector, row: dict[str, str], *, with_data: bool) -> str:
    """Return the number of the likest thing, or nothing."""
    nothing = Text("", "")
    data = frozenset(row["data"].split()) if with_data else frozenset()
    found = like.like(Thing("application", "", nothing, nothing, row["function"], data, frozenset()))
    return found[0].number if found else ""


def _counted(rows: str, told: list[tuple[str, str]], *, with_data: bool) -> Measured:
    return Measured(
        rows=rows,
        with_data=with_data,
        planted=sum(truth != "" for truth, _ in told),
        right=sum(truth == found != "" for truth, found in told),
        wrong=sum(found not in {"", truth} for truth, found in told),
        missed=sum(truth not in {"", found} for truth, found in told),
    )
