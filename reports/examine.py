"""What reports need on this machine, each with whether it is there."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from datasets import Text
from reports import custody
from reports.certificate import certificate_of
from reports.errors import ReportsError
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


def examine_custody(home: Path) -> list[tuple[bool, Text]]:
    """Return whether the office has a certificate that is good, and whether every issued report is whole."""
    found = custody.check(home, restore=False) if (home / "ledger.db").exists() else []
    whole = Text("已发报告全部完好", "every issued report is whole")
    wrong = Text(
        f"{len(found)} 处已发报告被改动，运行 jingwei report check", f"{len(found)} altered: jingwei report check"
    )
    return [_certificate(home), (not found, wrong if found else whole)]


def _certificate(home: Path) -> tuple[bool, Text]:
    try:
        found = certificate_of(home)
    except ReportsError as refused:
        return False, refused.text
    if found is None:
        return True, Text("报告未签名（jingwei report certificate）", "reports unsigned (jingwei report certificate)")
    good = found.ends > datetime.now(UTC)
    return good, Text(f"签名证书有效期至 {found.ends:%Y-%m-%d}", f"certificate valid until {found.ends:%Y-%m-%d}")


def _node_version() -> str:
    try:
        done = subprocess.run([str(node()), "--version"], capture_output=True, text=True, check=True)  # noqa: S603 our own node
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
