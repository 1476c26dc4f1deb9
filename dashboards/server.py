"""Serving: gunicorn with threads on the loopback address; a proxy in front of it faces the network."""

from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

import datasets
from dashboards.app import make_app

_WORKERS = 2
_THREADS = 8
_SECONDS = 60


def serve(home: Path, port: int, *, workers: int = _WORKERS, threads: int = _THREADS) -> None:
    """Serve until stopped. A snapshot published meanwhile is seen at the next click, without a restart."""
    _Server(home.resolve(), datasets.settings().host, port, workers, threads).run()


class _Server(BaseApplication):
    """Gunicorn told by code instead of by a command line."""

    def __init__(self, home: Path, host: str, port: int, workers: int, threads: int) -> None:
        self._home = home
        self._words: dict[str, Any] = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "timeout": _SECONDS,
            "keepalive": 15,
            "preload_app": False,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "proc_name": "jingwei",
            "worker_tmp_dir": None,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its settings."""
        for name, value in self._words.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application, made in each worker after the fork: DuckDB does not survive one."""
        app = make_app(self._home)
        warm(self._home)
        server: Flask = app.server
        return server


def warm(home: Path) -> None:
    """Ask for the pages a reader opens first, so that nobody waits for the first query."""
    from dashboards.page import pages
    from dashboards.router import view_of

    if datasets.current_name(home) is None:
        return
    for page in pages().values():
        page.body(view_of(home, page, ""))
