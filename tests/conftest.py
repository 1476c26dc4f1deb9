"""One small zone for the whole test run: simulated, built once, read by everybody."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import datasets
import indicators
from datasets.simulate import simulate

SCALE = 0.01
SEED = 7
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--allow-file-access-from-files",
]


@pytest.fixture(scope="session")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five departments' extracts of a zone of about 150 enterprises."""
    out = tmp_path_factory.mktemp("extracts")
    simulate(out, scale=SCALE, seed=SEED)
    return out


@pytest.fixture(scope="session")
def home(extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder that holds one published snapshot of those extracts, cubes and forecasts included."""
    folder = tmp_path_factory.mktemp("home")
    datasets.build(extracts, home=folder, derivations=indicators.derivations())
    return folder


@pytest.fixture(scope="session")
def snapshot(home: Path) -> datasets.Snapshot:
    """The published snapshot, opened for reading."""
    return datasets.open_snapshot(home)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of test data that is never committed; without it the test fails and says so."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.fail("This test reads ../shared/data beside the checkout, which is not there.")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's chromium; without it the browser tests fail and say what to install."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail("The browser tests need chromium: as root, run 'apt-get install chromium'.")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """One real browser for everybody."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()
