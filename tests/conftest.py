"""One small zone for the whole test run: simulated, built once, read by everybody."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import datasets
import indicators
from datasets.simulate import simulate
from tests.datasets.tiny import tiny_zone, write_extract
from tests.once import of_this_code, of_this_run, once

os.environ.setdefault("JINGWEI_BUILD_THREADS", "1")  # the workers share the cores; on a small zone threads only cost
gc.set_threshold(50_000, 20, 20)  # as the command line has it
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


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what builds for itself; begin with the files of slow tests, so that none of them is the last.

    The first file waits for the small zone to be built; the second is one that the other worker can do meanwhile.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
        if "tiny_home" in item.fixturenames:
            item.add_marker(pytest.mark.slow)
    needing = {path for path, tests in files.items() if any("published" in each.fixturenames for each in tests)}
    slow = {path for path, tests in files.items() if any(each.get_closest_marker("slow") for each in tests)}
    ordered = sorted(files, key=lambda path: (path not in slow, path in needing))
    first = next((path for path in ordered if path in needing), None)
    items[:] = [item for path in sorted(ordered, key=lambda path: path != first) for item in files[path]]


def pytest_collection_finish() -> None:
    """Take what has been read so far as lasting: to look through it for garbage again and again is dear."""
    gc.freeze()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The folder of what is made once for all workers; kept for the next run unless coverage is being measured."""
    measured = pytestconfig.getoption("cov_source", default=[])
    return of_this_run(tmp_path_factory, pytestconfig) if measured else of_this_code()


@pytest.fixture(scope="session")
def extracts(shared: Path) -> Path:
    """The departments' extracts of a zone of about 150 enterprises; nobody writes here."""
    return once(shared / "extracts", lambda out: simulate(out, scale=SCALE, seed=SEED))


@pytest.fixture(scope="session")
def published(shared: Path, extracts: Path) -> Path:
    """A home with one published snapshot of those extracts, cubes and forecasts included; nobody writes here."""
    return once(shared / "home", lambda home: datasets.build(extracts, home=home, derivations=indicators.derivations()))


@pytest.fixture(scope="session")
def home(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This worker's own copy of that home, with its accounts and reports; its snapshot is not to be touched."""
    return Path(shutil.copytree(published, tmp_path_factory.mktemp("own") / "home"))


@pytest.fixture(scope="session")
def snapshot(home: Path) -> datasets.Snapshot:
    """The published snapshot, opened for reading."""
    return datasets.open_snapshot(home)


@pytest.fixture(scope="session")
def tiny_published(shared: Path) -> Path:
    """A home with one published snapshot of the tiny zone; nobody writes here."""

    def make(folder: Path) -> None:
        datasets.build(write_extract(folder / "extracts", tiny_zone()), home=folder / "home")

    return once(shared / "tiny", make) / "home"


@pytest.fixture
def tiny_home(tiny_published: Path, tmp_path: Path) -> Path:
    """The test's own copy of that home: what a build of an edited tiny zone need not make again is there."""
    return Path(shutil.copytree(tiny_published, tmp_path / "tiny_home"))


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
