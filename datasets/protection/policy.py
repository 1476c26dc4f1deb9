"""The policy of protection: dated thresholds with their reference."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("policy.csv")


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Counts of 1 to ``threshold`` - 1 are not published, and what is not published stays uncertain by ``width``.

    ``mean_cell`` persons must be in the mean inner cell of a table for it to be published at a level of areas.
    Counts of persons that stand outside such tables are published as multiples of ``rounding``.
    """

    threshold: int
    width: int
    mean_cell: int
    rounding: int


@cache
def policy(day: date | None = None) -> Policy:
    """Return the policy in force on a day, by default the newest."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["valid_from"])
    values = {row["key"]: int(row["value"]) for row in rows if day is None or row["valid_from"] <= day.isoformat()}
    return Policy(**values)
