"""Notebooks that misbehave: each ends within its limits, leaves no process, and gives a failure report, never a report."""

import json
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import reports
from reports import shelf
from reports.preloaded import preloaded

LIMIT_SECONDS = 2
SPARE_SECONDS = 5
LEAVE = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(60)\n    os._exit(0)"
POISONS = {
    "endless": ("while True: pass", "time limit of 2 s"),
    "stubborn": (
        "import signal\nsignal.signal(2, signal.SIG_IGN)\nwhile True:\n    try:\n        while True: pass\n    except: pass",
        "time limit of 2 s",
    ),
    "native": ("import ctypes\nctypes.PyDLL(None).sleep(60)", "time limit of 2 s"),
    "memory": ("held = []\nwhile True: held.append(bytearray(b'x') * 2**24)", "emory"),
    "memory_of_children": (
        "import os, time\nfor _ in range(3): os.fork() or [b'x' * (120 * 2**20), time.sleep(60)]\ntime.sleep(60)",
        "memory limit of 256 MiB",
    ),
    "flood": ("while True:\n    try: print('x' * 10000)\n    except BaseException: pass", "output limit of 1 MiB"),
    "flood_past_python": ("import os\nwhile True: os.write(1, b'x' * 65536)", "File too large"),
    "huge_file": ("open('huge', 'wb').write(b'x' * 2**22)", "File too large"),
    "exit": ("import os\nos._exit(0)", "exit code 0"),
    "leaves": ("import sys\nsys.exit(0)", "SystemExit"),
    "killed": ("import os\nos.kill(os.getpid(), 9)", "SIGKILL"),
    "kills_its_warden": (f"{LEAVE}\nos.kill(os.getppid(), 9)\ntime.sleep(60)", "watched it"),
    "crash": ("import ctypes\nctypes.string_at(0)", "SIGSEGV"),
    "children": (LEAVE, "left processes behind"),
    "crowd": (
        "import subprocess, time\nheld = [subprocess.Popen(['sleep', '60']) for _ in range(20)]\ntime.sleep(60)",
        "16 processes",
    ),
    "exception": ("raise ValueError('没有数据')", "没有数据"),
    "silent": ("1 + 1", "no sentence"),
    "foreign_parameter": ("1 + 1", "is refused"),
}


def poisoned(name: str, home: Path, period: str) -> tuple[float, str]:
    begun = time.monotonic()
    more = {"unknown": "1"} if name == "foreign_parameter" else None
    with pytest.raises(reports.ReportsError) as caught:
        reports.run(name, period, home=home, language="en", parameters=more)
    return time.monotonic() - begun, caught.value.text.en


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """Where these runs work, so that other tests' runs at the same time are not taken for what they left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def ended(here, add_edition, home, period) -> dict[str, tuple[float, str]]:
    for name, (cell, _) in POISONS.items():
        limits = "memory_limit_mib = 256\noutput_limit_mib = 1"
        add_edition(cell, key=name, time_limit=LIMIT_SECONDS, limits=limits)
    preloaded()
    with pytest.raises(reports.RunFailed):
        reports.run("exception", period, home=home)  # the libraries are read before the clock runs
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda name: poisoned(name, home, period), POISONS)
        return dict(zip(POISONS, found, strict=True))


@pytest.mark.slow
def test_every_poison_ends_in_time_with_a_failure_report_and_no_process_left(ended, here, home):
    assert {name: said for name, (_, said) in ended.items() if POISONS[name][1] not in said} == {}
    assert max(seconds for seconds, _ in ended.values()) < LIMIT_SECONDS + SPARE_SECONDS
    assert processes_in(here) == []

    runs = reports.library(home)
    runs = runs[runs.edition.isin(POISONS)]
    assert set(runs.status) == {"failed"}
    for run in runs.itertuples():
        page = shelf.file_of(home, run.id, "failure")
        record = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        assert (record["snapshot"], record["parameters"]["language"]) == (run.snapshot, run.language)
        assert run.snapshot in page.read_text(encoding="utf-8")
        assert shelf.file_of(home, run.id, "pdf") is None


def processes_in(place: Path) -> list[str]:
    """Return the processes that work in a run's folder there."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            folder = str((process / "cwd").readlink())
        except OSError:
            continue
        if (
            folder.startswith(f"{place}/jw-")
            and process.joinpath("stat").read_text().rpartition(")")[2].split()[0] != "Z"
        ):
            found.append(f"{process.name} {folder}")
    return found
