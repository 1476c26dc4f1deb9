"""Charts as SVG: plotly.js in Node, with the font's own measures and no browser."""

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import plotly

from datasets import Text
from reports.errors import ReportsError

ROOT = Path(__file__).resolve().parents[1]
NODE_MODULES = ROOT / "node_modules"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
SCRIPT = Path(__file__).with_name("render.cjs")
TIME_LIMIT_SECONDS = 120


class Drawing(NamedTuple):
    """One plotly figure (``data`` and ``layout``) and the size in pixels it is drawn at."""

    figure: Mapping[str, Any]
    width: int = 640
    height: int = 320


class DrawingFailed(ReportsError):
    """A chart could not be drawn, so the report must not be made."""


def font(weight: str) -> Path:
    """Return the Noto Sans SC file of a weight such as ``400Regular``."""
    return NODE_MODULES / "@expo-google-fonts" / "noto-sans-sc" / weight / f"NotoSansSC_{weight}.ttf"


def node() -> Path:
    """Return the Node that the lock file installed beside this Python."""
    return Path(sys.executable).parent / "node"


def render(drawings: Sequence[Drawing]) -> list[str]:
    """Return one SVG text for each drawing, the same bytes every time; raise DrawingFailed if one cannot be drawn."""
    if not drawings:
        return []
    job = {
        "plotly": str(PLOTLY),
        "fonts": {"400": str(font("400Regular")), "700": str(font("700Bold"))},
        "figures": [drawing._asdict() for drawing in drawings],
    }
    answer = _drawer().ask(json.dumps(job, ensure_ascii=False))
    if "error" in answer:
        raise _failed(answer["error"])
    return list(answer["svg"])


class _Drawer:
    """Node with plotly.js and the fonts read, which takes a second; it ends when nothing is drawn for a minute."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 a pipe that nobody reads would fill up

    def ask(self, job: str) -> dict[str, Any]:
        """Return the answer to a job; raise DrawingFailed if there is none in time."""
        with self._turn:
            try:
                return self._answer(job)
            except BrokenPipeError:  # it had just ended, having waited long enough
                self.close()
                return self._answer(job)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            _end(self._process)
            self._process.communicate()
            self._process = None

    def _answer(self, job: str) -> dict[str, Any]:
        process = self._started()
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018
        timer = threading.Timer(TIME_LIMIT_SECONDS, _end, [process])
        timer.start()
        try:
            process.stdin.write(job.encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            self.close()
            self._complaints.seek(0)
            said = self._complaints.read().decode("utf-8", "replace").strip()[-400:]
            raise _failed(said or f"no answer within {TIME_LIMIT_SECONDS} s")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            self.close()
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            try:
                self._process = subprocess.Popen(  # noqa: S603 fixed words, our own script
                    [str(node()), str(SCRIPT)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._complaints,
                    cwd=ROOT,
                    start_new_session=True,
                )
            except OSError as error:
                raise _failed(str(error)) from error
        return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and what it started: the command that Python's package brings runs Node as its child."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@cache
def _drawer() -> _Drawer:
    found = _Drawer()
    atexit.register(found.close)
    return found


def _failed(reason: str) -> DrawingFailed:
    return DrawingFailed(Text(f"图表未能绘制：{reason}", f"A chart could not be drawn: {reason}"))
