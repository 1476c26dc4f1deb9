"""``python -m benchmarks.determinism``: rebuilds of the same extracts with 1, 2 and 4 threads have one hash."""

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import datasets
from benchmarks.measured import measured
from datasets.protection.key import person_key
from datasets.simulate import simulate

THREADS = (1, 2, 4)


def built(extracts: Path, home: Path, threads: int) -> str:
    """Return the content hash of the snapshot that a build from nothing with so many threads gives."""
    datasets.build(extracts, home=home, threads=threads)
    return datasets.open_snapshot(home).manifest.content_hash


def hashes(extracts: Path, homes: Path, *, runs: int, threads: Sequence[int] = THREADS) -> Iterator[str]:
    """Build again and again, each time from nothing in a process of its own; yield each content hash.

    One key stands for all homes: another key means other pseudonyms of persons.
    """
    person_key(homes)
    for number, count in enumerate(islice(cycle(threads), runs), start=1):
        home = homes / str(number)
        shutil.copytree(homes / "keys", home / "keys")
        spent = measured(built, extracts, home, count)
        print(f"build {number:2} with {count} threads: {spent.result[:16]} ({spent})", flush=True)
        shutil.rmtree(home)
        yield spent.result


def main() -> int:
    """Simulate and rebuild; return 1 if two builds differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, nargs="+", default=[0.02, 0.25])
    parser.add_argument("--runs", type=int, default=10)
    words = parser.parse_args()
    different = 0
    for scale in words.scale:
        with tempfile.TemporaryDirectory() as folder:
            extracts = Path(folder) / "extracts"
            simulate(extracts, scale=scale, seed=7)
            found = set(hashes(extracts, Path(folder) / "homes", runs=words.runs))
        print(f"scale {scale:g}: {words.runs} builds, {len(found)} content hash{'es' if len(found) > 1 else ''}")
        different += len(found) > 1
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())
