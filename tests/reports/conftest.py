"""One finished report of the small zone, made once; and a folder where tests add editions of their own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import reports
from tests.reports.trial import add


@pytest.fixture(scope="session")
def period(snapshot):
    return snapshot.as_of.strftime("%Y-%m")


@pytest.fixture(scope="session")
def chinese(home, period) -> reports.Run:
    return reports.run("monthly_brief", period, home=home, language="zh")


@pytest.fixture(scope="session")
def english(home, period) -> reports.Run:
    return reports.run("monthly_brief", period, home=home, language="en")


@pytest.fixture
def add_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a function that adds an edition: one TOML file and its notebook beside it, and nothing else."""
    monkeypatch.setattr("reports.edition.EDITIONS", tmp_path)
    return partial(add, tmp_path)
