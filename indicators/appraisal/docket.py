"""The docket: the applications that stand for review in a home, reviewed together, and each asked what if."""

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from datasets import Text, current_name
from indicators.appraisal.afterwards import Used, afterwards, read_measured
from indicators.appraisal.duplicates import Detector, detector
from indicators.appraisal.inventory import FOLDER, registers_at
from indicators.appraisal.need import reckoned
from indicators.appraisal.opinion import Opinion
from indicators.appraisal.override import Override, standing
from indicators.appraisal.pack import Pack, Said, Threshold, pack
from indicators.appraisal.parts import Reuse
from indicators.appraisal.programme import ADMISSIBLE
from indicators.appraisal.proposal import Proposal
from indicators.appraisal.reading import Reading, alone, read
from indicators.appraisal.registers import Registers
from indicators.appraisal.review import cycles, opinion
from indicators.appraisal.shipped import applications, english, shipped_folder
from indicators.appraisal.sizing import Demand, Growth
from indicators.errors import QuestionError

FORMS = frozenset({".toml", ".xlsx"})
"""What an application's file may be."""

CODE = re.compile(r"[\w\-][\w.\-]{0,63}")
"""Numbers of applications that an address, and a file's name, can hold."""

MEASURED = "measured.csv"
"""What approved applications carry since (number, month, p95), beside the applications."""

_DECLINE = "decline_percent"


@dataclass(frozen=True)
class Supposed:
    """What is taken to be otherwise; None is as it was found.

    ``growth`` is the median growth of the load and ``decline`` the fall of prices, per cent a year; ``reuse`` the free
    capacity that is used, in the load's unit.
    """

    growth: Decimal | None = None
    decline: Decimal | None = None
    reuse: Decimal | None = None

    def said(self) -> Text:
        """Return what is supposed, in words; nothing where nothing is."""
        words = (
            (self.growth, "年增长 {:f}%", "growth {:f} % a year"),
            (self.decline, "年降价 {:f}%", "prices falling {:f} % a year"),
            (self.reuse, "利旧能力 {:,f}", "capacity reused {:,f}"),
        )
        given = [(zh.format(value), en.format(value)) for value, zh, en in words if value is not None]
        return Text("，".join(zh for zh, _ in given), ", ".join(en for _, en in given))


@dataclass(frozen=True)
class Docket:
    """Applications by what an address calls them, with all that their opinions rest on.

    ``shipped`` says that they are the zone's simulated ones, there to be shown. ``measured`` is the month and the load
    (P95) measured since, by number; ``trouble`` says why its file cannot be read.
    """

    readings: Mapping[str, Reading]
    shipped: bool
    pack: Pack
    registers: Registers
    overrides: Mapping[tuple[str, str], Override]
    measured: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    trouble: Text | None = None

    @property
    def reviewed(self) -> tuple[tuple[Proposal, Opinion], ...]:
        """The applications that can be read, each with the opinion on it."""
        pairs = ((each.proposal, self.opinions[key]) for key, each in self.readings.items())
        return tuple((proposal, found) for proposal, found in pairs if proposal is not None)

    @cached_property
    def used(self) -> tuple[Used, ...]:
        """What was approved against what is used, of those that may be approved and were measured since."""
        return afterwards([pair for pair in self.reviewed if pair[1].outcome in ADMISSIBLE], self.measured)

    @cached_property
    def digest(self) -> str:
        """A name for all that the opinions rest on: the files, and the decisions that were signed."""
        files = sorted((key, each.digest) for key, each in self.readings.items())
        decisions = sorted((key, each) for key, each in self.overrides.items())
        text = repr((files, decisions, sorted(self.measured.items()), self.pack.key))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @cached_property
    def opinions(self) -> Mapping[str, Opinion]:
        """The opinions on all of them, without what would turn each verdict."""
        return {key: self._opinion(reading, flips=False) for key, reading in self.readings.items()}

    def proposal(self, key: str) -> Proposal | None:
        """Return an application; None where it cannot be read or there is none."""
        found = self.readings.get(key)
        return found.proposal if found is not None else None

    def name(self, key: str) -> Text:
        """Return what an application is called: as it was filed, the zone's own in English too."""
        filed = self.opinions[key].name or self.readings[key].file
        return Text(filed, english(self.registers.zone).get(key, filed) if self.shipped else filed)

    def opinion(self, key: str, supposed: Supposed | None = None) -> Opinion:
        """Return the opinion on one application, with what would turn each verdict; it says what was supposed.

        Other growth keeps the distances of P10 and P90 in ln(1 + g). Another price decline stands in all rules that
        ask for one. Other reuse takes the place of all capacity that the application says it uses.
        """
        reading, known = self.readings[key], supposed or Supposed()
        if reading.proposal is None or not any(known.said()):
            return self._opinion(reading)
        proposal, kept = reading.proposal, dict(self._kept)
        if known.growth is not None and id(proposal.demand.load) in kept:
            load, demand = kept[id(proposal.demand.load)]
            kept[id(load)] = (load, demand and _growing(demand, known.growth))
        if known.reuse is not None:
            reading = replace(reading, proposal=proposal.model_copy(update={"reuse": _reusing(proposal, known.reuse)}))
        found = self._opinion(reading, self.pack_under(known), kept)
        said = known.said()
        label = Text(f"{found.label.zh}；假设：{said.zh}", f"{found.label.en}; supposing {said.en}")
        return replace(found, label=label)

    def pack_under(self, supposed: Supposed) -> Pack:
        """Return the rules under a price decline that is supposed."""
        return self.pack if supposed.decline is None else _falling(self.pack, supposed.decline)

    def _opinion(
        self,
        reading: Reading,
        chosen: Pack | None = None,
        kept: dict[int, tuple[Any, Any]] | None = None,
        *,
        flips: bool = True,
    ) -> Opinion:
        number = reading.proposal.project.number if reading.proposal is not None else ""
        return opinion(
            reading,
            chosen or self.pack,
            self.registers,
            self._detector,
            self._cycles.get(number, ()),
            self.overrides,
            kept or dict(self._kept),
            flips=flips,
        )

    @cached_property
    def _proposals(self) -> tuple[Proposal, ...]:
        return tuple(each.proposal for each in self.readings.values() if each.proposal is not None)

    @cached_property
    def _detector(self) -> Detector:
        return detector(self.registers, self.pack, self._proposals)

    @cached_property
    def _cycles(self) -> Mapping[str, tuple[str, ...]]:
        return cycles(self._proposals)

    @cached_property
    def _kept(self) -> Mapping[int, tuple[Any, Any]]:
        return reckoned(self._proposals)


def _growing(demand: Demand, percent: Decimal) -> Demand:
    """Return a demand whose growth has another median, and percentiles as far from it as they were."""
    known, median = demand.growth, float(percent) / 100
    moved = math.log1p(median) - math.log1p(known.median)
    low, high = (math.expm1(math.log1p(each) + moved) for each in (known.low, known.high))
    return Demand(demand.load, Growth(min(low, median), median, max(high, median)))


def _reusing(proposal: Proposal, capacity: Decimal) -> tuple[Reuse, ...]:
    """Return the assets considered, with so much capacity used of all of them together."""
    known = [each.model_copy(update={"capacity": Decimal(0)}) if each.used else each for each in proposal.reuse or ()]
    return (*known, Reuse(asset="—", used=True, capacity=capacity))


def _falling(chosen: Pack, percent: Decimal) -> Pack:
    """Return a pack whose rules take prices to fall so fast."""
    other = Threshold(value=percent, reference=Said(zh="假设", en="supposed"))
    rules = tuple(
        rule.model_copy(update={"threshold": {**rule.threshold, _DECLINE: other}})
        if _DECLINE in rule.threshold
        else rule
        for rule in chosen.rule
    )
    return chosen.model_copy(update={"rule": rules})


def files(home: Path, zone: str) -> tuple[tuple[Path, ...], bool]:
    """Return the files of the applications that stand for review, and whether they are the zone's simulated ones."""
    own = home / FOLDER
    if own.is_dir():
        found = (
            each for each in own.iterdir() if each.suffix.lower() in FORMS and not each.name.startswith((".", "~"))
        )
        return tuple(sorted(found)), False
    return applications(zone), True


def measured_file(home: Path, zone: str) -> tuple[Path, ...]:
    """Return the file of loads measured since, beside the applications; nothing where there is none."""
    own = home / FOLDER
    file = (own if own.is_dir() else shipped_folder(zone)) / MEASURED
    return (file,) if file.is_file() else ()


def state(home: Path, zone: str) -> str:
    """Return what changes whenever the docket of a home does."""
    found, shipped = files(home, zone)
    own = [] if shipped else [*found, *measured_file(home, zone)]
    seen = [(each.name, each.stat().st_mtime_ns, each.stat().st_size) for each in own]
    current = None if shipped else current_name(home)
    return repr((shipped, current, seen, sorted(standing(home).items(), key=lambda item: item[0])))


def docket(home: Path, zone: str) -> Docket:
    """Return the docket of a home: its own applications, or the zone's simulated ones."""
    return _docket(home, zone, state(home, zone))


@lru_cache(maxsize=4)
def _docket(home: Path, zone: str, state: str) -> Docket:  # noqa: ARG001 what it was read from
    found, shipped = files(home, zone)
    measured, trouble = _measured(home, zone)
    known = registers_at(home, zone)
    readings = _called(alone([read(each, known) for each in found]))
    return Docket(readings, shipped, pack(), known, standing(home), measured, trouble)


def _measured(home: Path, zone: str) -> tuple[dict[str, tuple[str, float]], Text | None]:
    """Return the loads measured since, or none and why their file cannot be read: reviews go on without it."""
    try:
        return {
            number: load for each in measured_file(home, zone) for number, load in read_measured(each).items()
        }, None
    except QuestionError as error:
        return {}, error.text


def _called(readings: list[Reading]) -> dict[str, Reading]:
    """Return applications by number; by their place where the number is none that an address can hold, or taken."""
    found: dict[str, Reading] = {}
    for place, each in enumerate(readings, start=1):
        number = each.proposal.project.number if each.proposal is not None else ""
        found[number if CODE.fullmatch(number) and number not in found else str(place)] = each
    return found
