"""``make bench-appraisal``: a year's applications reviewed, and how well duplicates are found.

The applications are the zone's simulated ones again and again, each with a number, a load and quantities of its own,
so that nothing is reckoned once for several. Everything counts: reading the texts, judging, searching what would turn
each verdict, writing the opinions as JSON.
"""

import argparse
import hashlib
import json
import random
import re
import time
from collections import Counter
from pathlib import Path

from datasets import zones
from indicators.appraisal import Opinion, read_text, review
from indicators.appraisal.planted import measured
from indicators.appraisal.written import as_data

FOLDER = Path(next(iter(zones.__path__))) / "teda" / "applications"
SEED = 2008


def _other(text: str, place: int, size: float, more: int) -> str:
    """Return an application under its own number, with its load so many times as large and more units of each line."""

    def load(found: re.Match[str]) -> str:
        return f"p95 = {int(found[1]) * size:.0f}"

    def quantity(found: re.Match[str]) -> str:
        return f"quantity = {int(found[1]) + more}"

    own = re.search(r'^number = "(.+)"$', text, flags=re.MULTILINE)
    text = text.replace(own[1], f"{own[1]}-{place:04d}") if own is not None else text
    return re.sub(r"^quantity = (\d+)$", quantity, re.sub(r"p95 = (\d+)", load, text), flags=re.MULTILINE)


def varied(count: int, seed: int = SEED) -> list[tuple[str, str]]:
    """Return so many applications as names and texts, each with its own number, loads and quantities."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.toml"))]
    draw = random.Random(seed)  # noqa: S311 a benchmark needs the same draws each time
    return [
        (f"{place:04d}.toml", _other(texts[place % len(texts)], place, draw.uniform(0.5, 2), draw.randint(0, 3)))
        for place in range(count)
    ]


def reviewed(applications: list[tuple[str, str]]) -> tuple[list[Opinion], str]:
    """Return the opinions on applications, and all of them as JSON."""
    opinions = review([read_text(name, text) for name, text in applications])
    return opinions, json.dumps([as_data(each) for each in opinions], ensure_ascii=False)


def main() -> None:
    """Print seconds, outcomes, whether a second run is the same, and how well duplicates are found."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--count", type=int, default=1000)
    count = parser.parse_args().count
    applications = varied(count)
    wall, processor = time.perf_counter(), time.process_time()
    opinions, told = reviewed(applications)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{count} applications: {wall:.1f} s, {processor:.1f} processor s, {len(told) / 1e6:.1f} MB of opinions")
    verdicts = [verdict for opinion in opinions for verdict in opinion.verdicts]
    turned = sum(each.flip is not None for each in verdicts)
    print(f"{len(verdicts)} verdicts, {turned} with what would turn them")
    print(*(f"{outcome} {times}" for outcome, times in sorted(Counter(each.outcome for each in opinions).items())))
    _, again = reviewed(applications)
    first, second = (hashlib.sha256(each.encode()).hexdigest()[:12] for each in (told, again))
    print(f"opinions {first}, again {second}: {'the same' if first == second else 'DIFFERENT'}")
    for each in measured():
        how = "with data" if each.with_data else "function alone"
        rates = f"precision {each.precision:.3f}, recall {each.recall:.3f} of {each.planted}"
        print(f"duplicates, {each.rows} rows, {how}: {rates}")


if __name__ == "__main__":
    main()
