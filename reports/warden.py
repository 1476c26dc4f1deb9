"""The process that watches one run: whatever the run does, it ends within its limits and leaves no process behind."""

import ctypes
import os
import select
import signal
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn

from reports.execute import Speaker, execute

MOST_PROCESSES: Final = 16
"""How many processes a run may have at a time."""

_TICK_MILLISECONDS = 250
_PAUSE_SECONDS = 0.005
_SET_PARENT_DEATH_SIGNAL, _SET_CHILD_SUBREAPER = 1, 36  # linux/prctl.h


def guard(job: Mapping[str, Any], messages: int) -> NoReturn:
    """Fork the run, watch it, end everything below it, and say how it ended; this process is made for that alone."""
    adopt_orphans()
    speaker = Speaker(messages)
    speaker.say(warden=os.getpid())
    run = os.fork()
    if run == 0:
        _control(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)  # should a cell kill the warden, the run ends with it
        os.setsid()
        execute(job, speaker)
    reason = _watch(run, messages, job)
    if reason == "exit" and below(os.getpid()):
        reason = "orphans"
    code = _end(run)
    with suppress(BrokenPipeError):
        speaker.say(end=reason, code=code)
    os._exit(0)


def adopt_orphans() -> None:
    """Make this process the parent of all its descendants whose own parents ended."""
    _control(_SET_CHILD_SUBREAPER, 1)


def below(process: int, but: Collection[int] = ()) -> list[int]:
    """Return every descendant of a process that still runs, as of one moment, but for some and what is below them."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent, *_ = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if state != "Z":
                children.setdefault(int(parent), []).append(int(stat.parent.name))
    found, waiting = [], [process]
    while waiting:
        born = [each for each in children.get(waiting.pop(), []) if each not in but]
        found += born
        waiting += born
    return found


def kill(processes: list[int]) -> None:
    """Kill processes that may have ended already."""
    for each in processes:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def _watch(run: int, messages: int, job: Mapping[str, Any]) -> str:
    """Return why the run is over: exit, time, memory, processes, or abandoned by whoever waited for it."""
    deadline = time.monotonic() + job["time_limit_seconds"]
    ended = os.pidfd_open(run)
    events = select.poll()
    events.register(ended, select.POLLIN)
    events.register(messages, 0)  # an error there: nobody reads any more
    while True:
        left = max(0.0, deadline - time.monotonic()) * 1000
        happened = dict(events.poll(min(left, _TICK_MILLISECONDS)))
        if ended in happened:
            return "exit"
        if messages in happened:
            return "abandoned"
        if time.monotonic() >= deadline:
            return "time"
        family = below(os.getpid())
        if len(family) > MOST_PROCESSES:
            return "processes"
        if sum(map(_memory, family)) > job["memory_bytes"]:
            return "memory"


def _memory(process: int) -> int:
    """Return the bytes of memory a process holds, its share of what it has in common with others included."""
    with suppress(OSError, StopIteration, ProcessLookupError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0


def _end(run: int) -> int:
    """Kill every descendant until there is none, and return the run's exit code, negative for a signal."""
    code = 0
    while True:
        kill(below(os.getpid()))
        try:
            process, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return code
        if process == run:
            code = os.waitstatus_to_exitcode(status)
        elif process == 0:
            time.sleep(_PAUSE_SECONDS)


def _control(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
