"""Dashboards: what leaders and reviewers open in a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def make_app(home: Path) -> Any:
    """Return the Dash application of one home."""
    from dashboards.app import make_app as make

    return make(home)


def serve(home: Path, port: int, *, ready: Callable[[], None] = lambda: None) -> None:
    """Serve the dashboards on the loopback address until stopped; ``ready`` is called once the port is open."""
    from dashboards.server import serve as run

    run(home, port, ready=ready)


__all__ = ["make_app", "serve"]
