"""Executes an edition's notebook in a process of its own, within a time limit for the whole run."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets import Text

ROOT = Path(__file__).resolve().parents[1]
_GRACE_SECONDS = 5


@dataclass(frozen=True)
class Outcome:
    """An executed notebook, or what stopped it: the cell counted from 1 in the executed notebook, and the error."""

    notebook: Mapping[str, Any] | None
    cell: int = 0
    source: str = ""
    error: str = ""
    traceback: str = ""


def execute(
    notebook: Path,
    parameters: Mapping[str, str | int],
    *,
    home: Path,
    time_limit_seconds: float,
    cell_begun: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Return what came of running the notebook with the parameters; never raises for what the notebook does."""
    with tempfile.TemporaryDirectory(prefix="jw-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        job = {
            "notebook": str(notebook),
            "output": str(folder / "executed.ipynb"),
            "parameters": dict(parameters),
            "folder": name,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "reports.execute"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=_environment(folder, home),
            encoding="utf-8",
            start_new_session=True,
        )
        late = threading.Event()
        timer = threading.Timer(time_limit_seconds, _stop, (process, late))
        timer.start()
        try:
            last, cell, complaints = _follow(process, json.dumps(job), cell_begun)
        finally:
            timer.cancel()
        if late.is_set():
            return Outcome(None, cell, error=_too_late(time_limit_seconds))
        if last.get("status") == "done":
            return Outcome(json.loads((folder / "executed.ipynb").read_text(encoding="utf-8")))
        if last.get("status") == "failed":
            return Outcome(None, last["cell"], last["source"], last["error"], last["traceback"])
        return Outcome(None, cell, error=complaints.strip()[-800:] or f"exit code {process.returncode}")


def _follow(
    process: subprocess.Popen[str], job: str, cell_begun: Callable[[int], None]
) -> tuple[dict[str, Any], int, str]:
    """Return the last message, the last cell begun and what was written to stderr."""
    complaints: list[str] = []
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None  # noqa: S101, PT018
    errors = process.stderr
    reader = threading.Thread(target=lambda: complaints.append(errors.read()), daemon=True)
    reader.start()
    process.stdin.write(job)
    process.stdin.close()
    last: dict[str, Any] = {}
    cell = 0
    for line in process.stdout:
        last = json.loads(line)
        if "cell" in last and "status" not in last:
            cell = last["cell"]
            cell_begun(cell)
    process.wait()
    reader.join(_GRACE_SECONDS)
    process.stdout.close()
    errors.close()
    return last, cell, "".join(complaints)


def _stop(process: subprocess.Popen[str], late: threading.Event) -> None:
    """Ask the run to end, which takes its kernel along; then end it."""
    late.set()
    process.send_signal(signal.SIGINT)
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def _environment(folder: Path, home: Path) -> dict[str, str]:
    """Return the surroundings of a run: the home it reads, and nothing of the user's own notebooks."""
    return {
        **os.environ,
        "JINGWEI_HOME": str(home.resolve()),
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "configuration"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def _too_late(seconds: float) -> str:
    return Text(f"超过整次运行的时限 {seconds:g} 秒", f"over the time limit of {seconds:g} s for the whole run").en
