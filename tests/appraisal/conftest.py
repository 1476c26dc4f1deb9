"""The corpus: simulated applications of 2008–2010, read and reviewed once."""

import csv
from pathlib import Path

import pytest

from indicators.appraisal import Opinion, Reading, read, review

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "datasets" / "zones" / "teda" / "applications"
FILES = sorted(FOLDER.glob("*.toml"))


@pytest.fixture(scope="session")
def corpus() -> list[Reading]:
    """Every application of the corpus as it was read."""
    return [read(file) for file in FILES]


@pytest.fixture(scope="session")
def opinions(corpus: list[Reading]) -> dict[str, Opinion]:
    """The opinions on the corpus by number."""
    return {each.number: each for each in review(corpus)}


@pytest.fixture(scope="session")
def expected() -> dict[str, dict[str, str]]:
    """What each application was written to be found: outcome, rules that fail or are not known, priorities shown."""
    with (Path(__file__).parent / "expected.csv").open(encoding="utf-8") as file:
        return {row["number"]: row for row in csv.DictReader(file)}
