"""``make bench``: the build against plain SQL, the return workbook, and each page's callbacks, in one run."""

import argparse
import tempfile
from pathlib import Path

from benchmarks import build, identity, intake, pages


def main() -> None:
    """Run everything in a temporary folder at the given scale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    scale = parser.parse_args().scale
    with tempfile.TemporaryDirectory() as folder:
        build.run(Path(folder), scale=scale)
        pages.run(Path(folder) / "home")
        intake.run(Path(folder))
        identity.run(Path(folder) / "extracts")


main()
