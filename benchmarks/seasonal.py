"""How rough the new year of the simulated trade is after adjustment, against other months: the aim is 1.2 at most.

``python -m benchmarks.seasonal [--scale 1]`` simulates and builds a zone in a temporary folder; ``--home HOME`` asks
the current snapshot of a home instead.
"""

import argparse
import tempfile
import time
from pathlib import Path

import datasets
import indicators
from datasets.simulate import simulate

KEYS = ("exports", "imports")
AIM = 1.2


def run(home: Path) -> bool:
    """Print one line a series; return whether every one meets the aim."""
    snapshot = datasets.open_snapshot(home)
    met = True
    for key in KEYS:
        begun = time.perf_counter()
        found = indicators.seasonal_adjustment(snapshot, key)
        spent = (time.perf_counter() - begun) * 1000
        measured = found.quality
        met &= measured.new_year_roughness <= AIM
        print(
            f"{key:10} s.d. of m/m growth, January-March over other months: {measured.new_year_roughness:.2f} "
            f"(calendar left in: {measured.new_year_roughness_before:.2f}; outliers counted too: "
            f"{measured.new_year_roughness_with_outliers:.2f}); {spent:.0f} ms"
        )
        print(f"{'':10} {found.method.en}: {found.reason.en}")
    return met


def main() -> None:
    """Measure a home's snapshot, or one made for the purpose; exit 1 when the aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--home", type=Path)
    words = parser.parse_args()
    if words.home:
        raise SystemExit(0 if run(words.home) else 1)
    with tempfile.TemporaryDirectory() as folder:
        extracts, home = Path(folder) / "extracts", Path(folder) / "home"
        simulate(extracts, scale=words.scale, seed=7)
        datasets.build(extracts, home=home)
        raise SystemExit(0 if run(home) else 1)


if __name__ == "__main__":
    main()
