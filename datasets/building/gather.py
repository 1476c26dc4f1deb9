"""Gather: take in what the departments delivered, and tell by it which bases are as they were."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from datasets.building.carry import Keys
from datasets.building.collect import Delivery, collect, write_receipts
from datasets.catalogue import bases, sources, zone_folder
from datasets.checking.horizon import dated
from datasets.console.progress import Progress
from datasets.finding import Finding
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What arrived, by source, what is to be said of it, the key of each base, and the seconds it took."""

    deliveries: Mapping[str, Sequence[Delivery]]
    findings: Sequence[Finding]
    keys: Mapping[str, str]
    seconds: float


def gather(extracts: Path, *, home: Path, staging: Path, zone: str, progress: Progress) -> Gathered:
    """Land every file of every source and open it below ``staging``."""
    begun = time.perf_counter()
    intake = staging / "intake"
    intake.mkdir(mode=0o700)  # readable forms of everything, persons included
    deliveries: dict[str, Sequence[Delivery]] = {}
    findings: list[Finding] = []
    # Large sources come last: a new file of theirs, as a new year brings, leaves the others' receipts as they were.
    for done, source in enumerate(sorted(sources().values(), key=lambda each: each.large)):
        progress(Text(f"收取{source.name.zh}", f"Collecting {source.name.en}"), done, len(sources()))
        folder = zone_folder(zone) if source.shipped else extracts
        first = 1 + sum(len(each) for each in deliveries.values())
        deliveries[source.key], found = collect(source, folder, home=home, intake=intake, first_receipt=first)
        findings += found
    every = [each for received in deliveries.values() for each in received]
    write_receipts(home, every)
    known = {each.receipt: each for each in dated(home, every, zone)}
    deliveries = {key: [known[each.receipt] for each in received] for key, received in deliveries.items()}
    return Gathered(
        deliveries=deliveries,
        findings=findings,
        keys=_keys(deliveries, home, zone),
        seconds=time.perf_counter() - begun,
    )


def _keys(deliveries: Mapping[str, Sequence[Delivery]], home: Path, zone: str) -> dict[str, str]:
    """Return the key of each base; large sources are no part of it."""
    keys = Keys(home, zone)
    return {
        base.key: keys.of(
            base,
            {each.key: deliveries[each.key] for each in sources().values() if each.base == base.key and not each.large},
        )
        for base in bases().values()
    }
