"""``make bench``: the build against plain SQL, the return workbook, and each page's callbacks, in one run."""

import argparse
import tempfile
from pathlib import Path

from benchmarks import build, identity, intake, pages


def main() -> None:
    """Run everything in a temporary folder at the given scale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--copies", type=int, default=1, help="how many times the facts; 8 make about 32 million")
    parser.add_argument("--only", choices=["build"], help="the builds alone")
    words = parser.parse_args()
    scale = words.scale
    with tempfile.TemporaryDirectory() as folder:
        build.run(Path(folder), scale=scale, copies=words.copies)
        if words.only:
            return
        pages.run(Path(folder) / "home")
        intake.run(Path(folder))
        identity.run(Path(folder) / "extracts")


if __name__ == "__main__":  # the processes that are measured import this module again
    main()
