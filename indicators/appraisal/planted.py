"""How well duplicates are found: precision and recall on a planted set whose answers are known."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from datasets import Text, zones
from indicators.appraisal.duplicates import Thing, detector
from indicators.appraisal.pack import Pack, pack
from indicators.appraisal.registers import Registers, registers

HALVES = ("odd", "even")
"""The rows the bound was chosen on, and those it was not."""


@dataclass(frozen=True)
class Measured:
    """One half of the planted set: duplicates planted, found rightly, named wrongly, missed."""

    half: str
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
    """Return precision and recall on each half of the zone's planted set.

    An application counts as found where the likest thing is the one that was planted.
    """
    chosen, known = chosen or pack(), known or registers()
    like = detector(known, chosen)
    file = Path(next(iter(zones.__path__))) / known.zone / "registers" / "planted.csv"
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    nothing = Text("", "")
    told = []
    for row in rows:
        data = frozenset(row["data"].split())
        found = like.like(Thing("application", "", nothing, nothing, row["function"], data, frozenset()))
        told.append((row["duplicates"], found[0].number if found else ""))
    return tuple(_counted(half, told[place::2]) for place, half in enumerate(HALVES))


def _counted(half: str, told: list[tuple[str, str]]) -> Measured:
    return Measured(
        half=half,
        planted=sum(truth != "" for truth, _ in told),
        right=sum(truth == found != "" for truth, found in told),
        wrong=sum(found not in {"", truth} for truth, found in told),
        missed=sum(truth not in {"", found} for truth, found in told),
    )
