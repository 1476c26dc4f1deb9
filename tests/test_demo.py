"""The first command of the README, as a newcomer runs it: from nothing to a dashboard and a PDF."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def demo(home: Path) -> tuple[str, str]:
    """Start the demo, wait for its last line, open its sign-in page, stop it; return what it printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "jingwei.py"), "demo", "--scale", "0.01", "--port", str(port)],
        env={**os.environ, "JINGWEI_HOME": str(home), "JINGWEI_LANGUAGE": "zh"},
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
def test_the_demo_makes_everything_once_and_serves_it(tmp_path):
    first, steps = demo(tmp_path)
    pdf = Path(re.search(r"^报告 +(.+\.pdf)$", first, flags=re.MULTILINE)[1])
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "模拟数据" in first
    assert steps.strip(), "nothing said what was under way"
    made = pdf.stat().st_mtime_ns

    second, _ = demo(tmp_path)
    assert pdf.stat().st_mtime_ns == made, "the second demo made again what was there"
    passwords = [re.search(r"一次性密码 +(\S+)", printed)[1] for printed in (first, second)]
    assert passwords[0] != passwords[1]
