"""The first command of the README, as a newcomer runs it: from nothing to a dashboard and a PDF."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from reports.certificate import certificate_of
from reports.verify import verify_file

ROOT = Path(__file__).resolve().parents[1]
KNOWN = ("keys", "parts", "derived")


WATCH = """
import os, sys

def watch(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
    elif event == "socket.getaddrinfo":
        host = str(arguments[0])
    else:
        return
    if host not in {"127.0.0.1", "::1", "localhost", "0.0.0.0", "", "None"}:
        with open(os.environ["JINGWEI_WATCH"], "a") as file:
            file.write(f"{event} {host}\\n")

sys.addaudithook(watch)
"""
"""Every Python process of the demo, its workers and kernels included, writes down whom it asks."""


def watched(folder: Path) -> dict[str, str]:
    """Return an environment in which Python watches its own connections."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(WATCH)
    return {**os.environ, "PYTHONPATH": str(folder), "JINGWEI_WATCH": str(folder / "asked")}


def demo(home: Path) -> tuple[str, str]:
    """Start the demo, wait for its last line, open its sign-in page, stop it; return what it printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "jingwei.py"), "demo", "--scale", "0.01", "--port", str(port)],
        env={**watched(home.parent / "watch"), "JINGWEI_HOME": str(home), "JINGWEI_LANGUAGE": "zh"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl+C" in line:
            break
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/login", timeout=60) as answer:
        page = answer.read().decode()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors
    assert "<form" in page
    return "".join(lines), errors


@pytest.mark.slow
def test_the_demo_makes_everything_once_and_serves_it(published, tmp_path):
    home = tmp_path / "home"
    for name in KNOWN:  # nothing is published here; what was read and forecast for the same extracts is known
        shutil.copytree(published / name, home / name)
    first, steps = demo(home)
    pdf = Path(re.search(r"^报告 +(.+\.pdf)$", first, flags=re.MULTILINE)[1])
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "模拟数据" in first
    signed = verify_file(home, pdf)
    assert (signed.good, "演示证书（不代表任何单位）" in signed.said[0].zh) == (True, True)
    assert certificate_of(home).key.stat().st_mode & 0o777 == 0o600
    assert steps.strip(), "nothing said what was under way"
    made = pdf.stat().st_mtime_ns

    second, _ = demo(home)
    assert pdf.stat().st_mtime_ns == made, "the second demo made again what was there"
    passwords = [re.search(r"一次性密码 +(\S+)", printed)[1] for printed in (first, second)]
    assert passwords[0] != passwords[1]
    assert not (tmp_path / "watch" / "asked").exists(), (tmp_path / "watch" / "asked").read_text()


def test_the_watch_sees_a_question_to_outside(tmp_path):
    ask = "import socket\ntry:\n    socket.create_connection(('192.0.2.1', 9), timeout=0.01)\nexcept OSError:\n    pass"
    subprocess.run([sys.executable, "-c", ask], env=watched(tmp_path), check=True)
    assert "192.0.2.1" in (tmp_path / "asked").read_text()


@pytest.mark.browser
@pytest.mark.slow
def test_jupyterlab_opens_the_first_ten_minutes_and_asks_nobody_outside(home, tmp_path, browser):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "jingwei.py"), "lab", "--port", str(port), "--no-browser"],
            env={**watched(tmp_path / "watch"), "JINGWEI_HOME": str(home)},
            stdout=file,
            stderr=file,
        )
    outside = []
    page = browser.new_page()
    page.on("request", lambda asked: None if "://127.0.0.1" in asked.url else outside.append(asked.url))
    try:
        page.goto(_address(log, process, port))
        words = "document.querySelector('.jp-Notebook')?.innerText.includes('头十分钟')"
        page.wait_for_function(words, timeout=60_000)  # until it is loaded, an empty cell stands there
        page.wait_for_load_state("networkidle")
        assert page.locator(".jp-Dialog").count() == 0
        page.get_by_text("Run", exact=True).first.click()
        page.get_by_text("Run All Cells", exact=True).click()
        page.wait_for_function("document.querySelectorAll('.jp-Notebook .js-plotly-plot').length >= 4", timeout=120_000)
    finally:
        page.close()
        process.terminate()
        process.wait(30)
    assert [url for url in outside if not url.startswith(("data:", "blob:"))] == []
    assert not (tmp_path / "watch" / "asked").exists()


def _address(log: Path, process: subprocess.Popen, port: int) -> str:
    """Return the address, with its token, that JupyterLab prints a moment before it listens."""
    for _ in range(600):
        found = re.search(rf"http://127\.0\.0\.1:{port}/lab\S*token=\w+", log.read_text())
        with socket.socket() as trial:
            if found and trial.connect_ex(("127.0.0.1", port)) == 0:
                return found[0]
        assert process.poll() is None, log.read_text()[-2000:]
        time.sleep(0.1)
    pytest.fail(f"JupyterLab printed no address:\n{log.read_text()[-2000:]}")
