"""How long an indicator takes in every declared slice, and what its cube costs to make; on a snapshot at hand.

``python -m benchmarks.slices HOME`` prints both, slowest first. Beside a slice that takes longer than the aim stands
the floor: the rows of its cubes fetched from DuckDB into pandas as they are, without the months that have none and
without growth.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from pathlib import Path

import datasets
import indicators
from indicators.computing.cubes import groupings
from indicators.computing.slices import Slice
from indicators.computing.sums import monthly_sql
from indicators.definition import AnyIndicator, Difference, Ratio, Rows
from indicators.derivations import cube_tables

_SHOWN = 8
AIM = 10.0  # milliseconds


def slices(definition: AnyIndicator) -> Iterator[tuple[str, ...]]:
    """Yield the splits a definition declares: those its cube holds, or each dimension and, of ratios, each pair."""
    if isinstance(definition, Rows):
        yield from groupings(definition.dimensions)
        return
    yield ()
    yield from combinations(definition.dimensions, 1)


def milliseconds(work: Callable[[], object]) -> float:
    """Return how much of the processors' time work takes, so that other processes do not count."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def run(home: Path) -> None:
    """Print the time of each cube, of the first answer in a slice and of the same answer again."""
    snapshot = datasets.open_snapshot(home)
    made = {name: milliseconds(partial(snapshot.query, str(sql))) for name, sql in cube_tables(snapshot).items()}
    _print(f"cubes in all {sum(made.values()):.0f} ms", made)
    first: dict[str, float] = {}
    again: list[float] = []
    long: list[str] = []
    for definition in indicators.catalogue().values():
        for by in slices(definition):
            ask = partial(indicators.series, snapshot, definition.key, by=by)
            name = f"{definition.key} by {', '.join(by) or 'nothing'}"
            first[name] = milliseconds(ask)
            again.append(milliseconds(ask))
            if first[name] > AIM:
                floor = milliseconds(partial(fetched, snapshot, definition, by))
                values = len(ask())
                long.append(f"{first[name]:6.1f} ms, fetched {floor:6.1f} ms, {values:9,} values  {name}")
    for name, times in (("first answer", list(first.values())), ("again", again)):
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"{name}: {len(times)} slices, p50 {p50:.1f} ms, p95 {p95:.1f} ms, longest {max(times):.1f} ms")
    _print("slowest first answers", first)
    print(f"{len(long)} longer than {AIM:.0f} ms", *sorted(long, reverse=True), sep="\n  ")


def fetched(snapshot: datasets.Snapshot, definition: AnyIndicator, by: tuple[str, ...]) -> None:
    """Fetch the rows that a slice is made of into pandas: what no answer can be quicker than."""
    match definition:
        case Rows():
            snapshot.query(monthly_sql(definition, Slice(by=by), from_cube=True)).to_pandas()
        case Ratio(numerator=one, denominator=other) | Difference(minuend=one, subtrahend=other):
            for each in (one, other):
                fetched(snapshot, indicators.catalogue()[each], by)
        case _:
            indicators.series(snapshot, definition.key, by=by)


def _print(title: str, times: dict[str, float]) -> None:
    print(title)
    for name, took in sorted(times.items(), key=lambda each: -each[1])[:_SHOWN]:
        print(f"  {took:8.1f} ms  {name}")


if __name__ == "__main__":
    run(Path(sys.argv[1]))
