"""What is dear, made once for everybody: by the worker that asks first, while the others wait for it."""

import fcntl
import hashlib
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "worlds"
LATEST = 3


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return the folder that ``make`` filled, now or before; when it failed, every worker of the run fails as it did."""
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    failure = folder.with_name(f"{folder.name}.failed.{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}")
    with _held(folder.with_name(f"{folder.name}.lock")):
        if failure.exists():
            pytest.fail(
                f"What the tests share could not be made ({folder.name}):\n{failure.read_text()}", pytrace=False
            )
        if not folder.exists():
            shutil.rmtree(unfinished, ignore_errors=True)
            try:
                make(unfinished)
            except Exception:
                failure.write_text(traceback.format_exc(), encoding="utf-8")
                raise
            unfinished.rename(folder)
    return folder


def of_this_run(factory: pytest.TempPathFactory, config: pytest.Config) -> Path:
    """Return the folder that all workers of this run see."""
    own = factory.getbasetemp()
    return own.parent if hasattr(config, "workerinput") else own


def of_this_code() -> Path:
    """Return the folder kept from run to run for exactly this code, content and installation; only the latest stay."""
    folder = KEPT / _digest()
    folder.mkdir(parents=True, exist_ok=True)
    with _held(KEPT.with_suffix(".lock")):
        os.utime(folder)
        by_use = sorted(KEPT.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in by_use[LATEST:]:
            shutil.rmtree(old, ignore_errors=True)
    return folder


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold a lock; a dead worker holds nothing."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(_sources()):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _sources() -> Iterable[Path]:
    """Return every file that could change what is made."""
    tests = ROOT / "tests"
    yield from (ROOT / "requirements-dev.lock", tests / "conftest.py", tests / "datasets" / "tiny.py", Path(__file__))
    for package in ("datasets", "indicators"):
        apart = {path.parent for path in (ROOT / package).rglob("APART.md")}  # as the code that names snapshots
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and path.suffix != ".pyc" and apart.isdisjoint(path.parents):
                yield path
