"""Servers to measure: our own by its one command, and Streamlit in an environment of its own; both on loopback."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STREAMLIT = Path(tempfile.gettempdir()) / "jingwei-streamlit"
_PAGE = Path(__file__).with_name("streamlit_page.py")
_SECONDS = 120.0


@contextmanager
def jingwei(home: Path) -> Iterator[tuple[str, int]]:
    """Yield the address of our server on one home, and its process id; it ends with the block."""
    port = _free()
    words = [sys.executable, str(ROOT / "jingwei.py"), "serve", "--port", str(port)]
    with _running(words, {"JINGWEI_HOME": str(home), "JINGWEI_LANGUAGE": "zh"}, port) as pid:
        yield f"http://127.0.0.1:{port}", pid


@contextmanager
def streamlit(series: Path) -> Iterator[str | None]:
    """Yield the address of the Streamlit page; None, and one line that says so, where Streamlit cannot be had."""
    if not _installed():
        print("Streamlit cannot be installed here: the comparison is left out.", flush=True)
        yield None
        return
    port = _free()
    words = [
        *(str(STREAMLIT / "bin" / "python"), "-m", "streamlit", "run", str(_PAGE)),
        *("--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"),
        *("--browser.gatherUsageStats=false", "--server.fileWatcherType=none"),
    ]
    with _running(words, {"BENCH_SERIES": str(series)}, port):
        yield f"http://127.0.0.1:{port}"


def workers(pid: int) -> list[int]:
    """Return the process ids of a server's workers."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory(pid: int) -> tuple[int, int]:
    """Return a process's resident memory and its proportional share (PSS) of it, in bytes."""
    found = re.findall(r"^(?:Rss|Pss):\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    resident, share = (int(each) * 1024 for each in found)
    return resident, share


def _free() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def _running(words: list[str], environment: Mapping[str, str], port: int) -> Iterator[int]:
    """Run a server until the block ends; yield its process id once it listens."""
    process = subprocess.Popen(words, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)  # noqa: S603 our words
    try:
        until = time.monotonic() + _SECONDS
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{words[2]} did not start.")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _installed() -> bool:
    python = STREAMLIT / "bin" / "python"
    if python.exists() and _runs(python, "-c", "import streamlit, plotly, duckdb"):
        return True
    print(f"Installing Streamlit in {STREAMLIT} …", flush=True)
    venv.create(STREAMLIT, with_pip=True, clear=True)
    return _runs(python, "-m", "pip", "install", "--quiet", "streamlit", "plotly", "duckdb")


def _runs(python: Path, *words: str) -> bool:
    return subprocess.run([python, *words], capture_output=True, check=False).returncode == 0  # noqa: S603 our words
