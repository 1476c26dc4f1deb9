"""Tolerances of the checks of space, from a dated file with their reasons."""

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("tolerances.csv")


@cache
def tolerance(key: str) -> float:
    """Return the value of a tolerance; raises KeyError for one that is not in the file."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["key"]: float(row["value"]) for row in csv.DictReader(lines)}[key]
