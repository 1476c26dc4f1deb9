"""A ledger of the test's own beside the small zone, and rules whose bounds the test sets."""

import datetime as dt
from functools import partial
from pathlib import Path

import pytest

from indicators.warnings import Rule, check

MONDAY = dt.datetime(2026, 11, 2, 1, tzinfo=dt.UTC)  # nine o'clock in Beijing


def rule(yellow: float, red: float | None = None, **changes) -> dict[str, Rule]:
    """One rule on the quality of data: a reading is how far a measure of a source lies below what is poor."""
    words = {"zh": "词", "en": "word"}
    entry = {
        "key": "quality",
        "measure": "quality",
        "name": words,
        "what": words,
        "worse": "above",
        "of": ("coverage",),
        "yellow": yellow,
        "red": red,
        "days": 5,
        "valid_from": dt.date(2026, 1, 1),
        "reference": words,
        **changes,
    }
    return {"quality": Rule.model_validate(entry)}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def checked(ledger, snapshot):
    """Hold the snapshot against a rule: every source is complete here, each 0.2 above what is poor."""
    return partial(check, ledger, snapshot, now=MONDAY)


ALL, NONE = rule(-0.5), rule(0.5)
"""Bounds that every source's coverage crosses, and that none does."""
