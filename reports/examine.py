"""What reports need on this machine, each with whether it is there."""

import subprocess

from datasets import Text
from reports.html import FONT_FOLDER
from reports.pdf import WEIGHTS
from reports.render import NODE_MODULES, PLOTLY, font, node


def examine() -> list[tuple[bool, Text]]:
    """Return one finding for each thing needed: whether it is good, and a sentence."""
    fonts = all(font(weight).is_file() for weight in WEIGHTS) and (FONT_FOLDER / "index.css").is_file()
    modules = all((NODE_MODULES / name).is_dir() for name in ("jsdom", "opentype.js"))
    return [
        (bool(_node_version()), Text(f"Node {_node_version()}（画图）", f"Node {_node_version()} (draws charts)")),
        (modules, Text("jsdom 与 opentype.js（npm ci 安装）", "jsdom and opentype.js (npm ci installs them)")),
        (fonts, Text("思源黑体 Noto Sans SC（npm ci 安装）", "Noto Sans SC (npm ci installs it)")),
        (PLOTLY.is_file(), Text("plotly.js，与网页所用相同", "plotly.js, the one the pages serve")),
    ]


def _node_version() -> str:
    try:
        done = subprocess.run([str(node()), "--version"], capture_output=True, text=True, check=True)  # noqa: S603 our own node
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
