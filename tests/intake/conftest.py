"""Fixtures of the intake's tests: a real PostgreSQL server, and the tiny zone."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.datasets.tiny import tiny_zone, write_extract


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        pytest.fail("The tests of pulling need PostgreSQL: as root, run 'apt-get install postgresql'.")
    return found[-1].parent


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Start a real PostgreSQL server on a socket of its own; return its connection string."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="jw-pg-", dir="/tmp"))
    user: dict[str, str] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = {"user": "postgres"}
        shutil.chown(folder, "postgres")

    def run(*words: str) -> None:
        subprocess.run(words, check=True, capture_output=True, cwd=folder, **user)  # type: ignore[call-overload]

    data = folder / "data"
    run(
        str(binaries / "initdb"),
        "-D",
        str(data),
        "-U",
        "jingwei",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    )
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    run(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    yield f"host={folder} user=jingwei dbname=postgres password=very-secret"
    run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def zone(tmp_path: Path) -> Path:
    """Return a folder with the tiny zone's extracts."""
    return write_extract(tmp_path / "delivered", tiny_zone())
