"""The process that every run is forked from: its libraries are read once, and a run begins in milliseconds.

It has one thread and no open database, so that a fork of it is whole; nothing a run changes comes back here.
"""

import atexit
import gc
import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from reports.warden import adopt_orphans, below, guard, kill

ROOT: Final = Path(__file__).resolve().parents[1]
LIBRARIES: Final = (
    "papermill",
    "reports.cells",
    "duckdb",
    "ibis.backends.duckdb",
    "geopandas",
    "statsmodels.api",
    "indicators.display",
    "indicators.sentences.month",
    "indicators.offline_map",
)
"""What notebooks read first."""

_SERVE = "from reports.preloaded import main; main()"
_LARGEST_JOB = 2**17
_TICK_SECONDS = 0.5
_PATIENCE_SECONDS = 10


class Preloaded:
    """The preloaded process, as seen by the one that has reports made."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(  # noqa: S603 our own words
            [sys.executable, "-c", _SERVE, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
            env=_environment(),
            start_new_session=True,
        )
        theirs.close()

    @property
    def alive(self) -> bool:
        """Return whether it can still begin runs."""
        return self._process.poll() is None

    def begin(self, job: Mapping[str, Any], messages: int) -> None:
        """Begin a run that writes its messages to a descriptor; raise OSError if the process is gone."""
        socket.send_fds(self._control, [json.dumps(job).encode()], [messages])

    def close(self) -> None:
        """Let it go: it ends when its last run has ended."""
        self._control.close()
        try:
            self._process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def preloaded() -> Preloaded:
    """Return this process's preloaded process, started when it is first needed or was lost."""
    if not _started().alive:
        _started().close()
        _started.cache_clear()
    return _started()


@cache
def _started() -> Preloaded:
    started = Preloaded()
    atexit.register(started.close)
    return started


def main() -> None:
    """Serve: fork a warden for each job that arrives, until whoever sends them is gone and the last has ended."""
    control = socket.socket(fileno=int(sys.argv[1]))
    for name in LIBRARIES:
        import_module(name)
    adopt_orphans()
    gc.collect()
    gc.freeze()  # a collection in a fork then leaves the shared pages alone
    wardens: set[int] = set()
    open_to_jobs = True
    while open_to_jobs or wardens:
        if select.select([control] if open_to_jobs else [], [], [], _TICK_SECONDS)[0]:
            message, descriptors, *_ = socket.recv_fds(control, _LARGEST_JOB, 1)
            if message:
                wardens.add(_forked(control, json.loads(message), descriptors[0]))
            else:
                open_to_jobs = False
        _reap(wardens)
    os._exit(0)  # without the complaints of libraries that were never made to end


def _forked(control: socket.socket, job: Mapping[str, Any], messages: int) -> int:
    warden = os.fork()
    if warden == 0:
        control.close()
        guard(job, messages)
    os.close(messages)
    return warden


def _reap(wardens: set[int]) -> None:
    """Bury what ended; what a killed warden was watching has become a child of this process, and is killed."""
    with suppress(ChildProcessError):
        while True:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                break
            wardens.discard(process)
            if status:
                kill(below(os.getpid(), but=wardens))


def _environment() -> dict[str, str]:
    """Return the surroundings: one thread, and sets that come in the same order every time."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    arrow = {"JE_ARROW_MALLOC_CONF": "background_thread:false"}
    return {**os.environ, **single, **arrow, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
