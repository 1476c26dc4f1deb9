"""Dashboards: what leaders and reviewers open in a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from dashboards.exports.press import Library, Press


def make_app(home: Path, press: Press | None = None) -> Any:
    """Return the Dash application of one home; ``press`` puts its views on paper."""
    from dashboards.app import make_app as make

    return make(home, press)


def serve(home: Path, port: int, *, press: Press | None = None, ready: Callable[[], None] = lambda: None) -> None:
    """Serve the dashboards on the loopback address until stopped; ``ready`` is called once the port is open."""
    from dashboards.server import serve as run

    run(home, port, press=press, ready=ready)


__all__ = ["Library", "Press", "make_app", "serve"]
