"""Executes an edition's notebook in a process forked for it, within limits on time, memory and output."""

import json
import os
import select
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from datasets import Text
from reports.execute import NOISE
from reports.preloaded import preloaded
from reports.warden import MOST_PROCESSES

_GRACE_SECONDS = 4
_BEGIN_SECONDS = 120
_MOST_NOISE = 800
_CHUNK = 65536
_NOTHING: Final = Text("", "")


@dataclass(frozen=True)
class Limits:
    """What one run of a notebook may take as a whole: seconds, memory beyond the libraries', and what it shows."""

    time_seconds: float
    memory_mib: int = 2048
    output_mib: int = 64


@dataclass(frozen=True)
class Outcome:
    """An executed notebook, or what stopped it: the cell counted from 1 in the executed notebook, and the error."""

    notebook: Mapping[str, Any] | None
    cell: int = 0
    source: str = ""
    error: Text = _NOTHING
    traceback: str = ""


def execute(
    notebook: Path,
    parameters: Mapping[str, str | int],
    *,
    home: Path,
    limits: Limits,
    cell_begun: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Return what came of running the notebook with the parameters; never raises for what the notebook does."""
    with tempfile.TemporaryDirectory(prefix="jw-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        output = folder / "executed.ipynb"
        reading, writing = os.pipe()
        try:
            preloaded().begin(
                {
                    "notebook": str(notebook),
                    "output": str(output),
                    "parameters": dict(parameters),
                    "folder": name,
                    "environment": _environment(folder, home),
                    "time_limit_seconds": limits.time_seconds,
                    "memory_bytes": limits.memory_mib * 2**20,
                    "output_bytes": limits.output_mib * 2**20,
                },
                writing,
            )
            os.close(writing)
            told = _follow(reading, limits.time_seconds, cell_begun)
        finally:
            os.close(reading)  # the warden takes that for the end, should this process have been interrupted
        if told.get("status") == "done" and told.get("end") == "exit":
            return Outcome(json.loads(output.read_text(encoding="utf-8")))
        noise = folder / NOISE
        return _stopped(told, limits, noise.read_text("utf-8", "replace") if noise.exists() else "")


def _stopped(told: Mapping[str, Any], limits: Limits, noise: str) -> Outcome:
    """Return the outcome of a run without a report: the limit it broke, its cell's error, or how its process ended."""
    cell = int(told.get("cell", 0))
    broken = told.get("limit") or told.get("end")
    if broken in _BROKEN:
        said = _BROKEN[broken]
        numbers = {
            "seconds": f"{limits.time_seconds:g}",
            "memory": limits.memory_mib,
            "output": limits.output_mib,
            "processes": MOST_PROCESSES,
        }
        return Outcome(None, cell, error=Text(said.zh.format(**numbers), said.en.format(**numbers)))
    if told.get("status") == "failed":
        return Outcome(None, cell, told["source"], Text(told["error"], told["error"]), told["traceback"])
    return Outcome(None, cell, error=_ended(told.get("code")), traceback=noise.strip()[-_MOST_NOISE:])


def _ended(code: int | None) -> Text:
    if code is None:
        return Text("运行及其看护进程被终止", "the run was killed together with the process that watched it")
    how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return Text(f"运行进程中途自行终止（{how}）", f"the run's process ended by itself half-way ({how})")


def _follow(reading: int, seconds: float, cell_begun: Callable[[int], None]) -> dict[str, Any]:
    """Return everything the run and its warden told, the last word on each matter counting."""
    told: dict[str, Any] = {}
    for message in _messages(reading, seconds):
        told |= message
        if "cell" in message and "status" not in message:
            cell_begun(message["cell"])
        if "end" in message:
            break
    return told


def _messages(reading: int, seconds: float) -> Iterator[dict[str, Any]]:
    """Yield messages until nobody can write any more; a warden that overstays is killed."""
    rest, warden = b"", 0
    deadline = time.monotonic() + _BEGIN_SECONDS
    while True:
        if not select.select([reading], [], [], max(0.0, deadline - time.monotonic()))[0]:
            with suppress(ProcessLookupError):
                if warden:
                    os.kill(warden, signal.SIGKILL)
            return
        chunk = os.read(reading, _CHUNK)
        if not chunk:
            return
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            message = json.loads(line)
            if "warden" in message:
                warden, deadline = message["warden"], time.monotonic() + seconds + _GRACE_SECONDS
            yield message


def _environment(folder: Path, home: Path) -> dict[str, str]:
    """Return the surroundings of a run: the home it reads, and nothing of the user's own notebooks."""
    return {
        **os.environ,
        "JINGWEI_HOME": str(home.resolve()),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "configuration"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
    }


_BROKEN: Final = {
    "time": Text("超过整次运行的时限 {seconds} 秒", "over the time limit of {seconds} s for the whole run"),
    "memory": Text("超过内存上限 {memory} MiB", "over the memory limit of {memory} MiB"),
    "output": Text("输出超过上限 {output} MiB", "over the output limit of {output} MiB"),
    "processes": Text("进程超过 {processes} 个", "over the limit of {processes} processes"),
    "orphans": Text("运行结束时留下了子进程（已终止）", "left processes behind when it ended (they were killed)"),
    "abandoned": Text("等待结果的程序已退出", "whoever waited for the run is gone"),
}
