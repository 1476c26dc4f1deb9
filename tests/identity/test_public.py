"""Two public sets with known duplicates: our engine is not behind Splink's own default settings."""

import logging
import warnings
from pathlib import Path

import pytest

from benchmarks.people import SETS, PublicSet, compare

MARGIN = 0.005  # of F1: random pairs for u differ a little with the number of threads


@pytest.mark.slow
@pytest.mark.parametrize("public", SETS, ids=lambda each: each.file)
def test_f1_is_not_behind_splinks_defaults(public: PublicSet, shared_data: Path) -> None:
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a library that is used for fitting only
            ours, theirs = compare(public, shared_data / "linkage")
    finally:
        logging.disable(logging.NOTSET)
    assert ours.f1 >= theirs.f1 - MARGIN
    assert ours.precision >= 0.99
