"""Charts as SVG: plotly.js in Node, with the font's own measures and no browser."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
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
    try:
        done = subprocess.run(  # noqa: S603 fixed words, our own script
            [str(node()), str(SCRIPT)],
            input=json.dumps(job, ensure_ascii=False),
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            timeout=TIME_LIMIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(str(error)) from error
    if done.returncode:
        raise _failed(done.stderr.strip()[-400:])
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise _failed(answer["error"])
    return list(answer["svg"])


def _failed(reason: str) -> DrawingFailed:
    return DrawingFailed(Text(f"图表未能绘制：{reason}", f"A chart could not be drawn: {reason}"))
