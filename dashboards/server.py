"""Serving: gunicorn with threads on the loopback address; a proxy in front of it faces the network."""

import gc
import os
import socket
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

import datasets
import indicators
from dashboards.app import make_app
from dashboards.exports.press import Press
from dashboards.patience import PatientWorker
from dashboards.wire.statics import pack
from dashboards.wire.warming import stay_warm, warm
from datasets import JingweiError, Text
from datasets.catalogue import bases, sources

_WORKERS = 2
_THREADS = 8
_SECONDS = 60
_SELDOM = 10_000  # objects made and not let go since the last collection


class PortTaken(JingweiError):
    """Another program listens on the port."""


def serve(home: Path, port: int, *, press: Press | None = None, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until stopped; ``ready`` is called once the port is open. Raise PortTaken if another program has it.

    A snapshot published meanwhile is seen at the next click, without a restart.
    """
    host = datasets.settings().host
    _check_free(host, port)
    datasets.close_snapshots()
    _read_code()
    _Server(home.resolve(), host, port, press, ready).run()


def _check_free(host: str, port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just closed is free
        try:
            trial.bind((host, port))
        except OSError:
            raise PortTaken(
                Text(
                    f"端口 {port} 已被别的程序占用，请用 --port 换一个。",
                    f"Port {port} is in use by another program: choose another with --port.",
                )
            ) from None


class _Server(BaseApplication):
    """Gunicorn told by code instead of by a command line."""

    def __init__(self, home: Path, host: str, port: int, press: Press | None, ready: Callable[[], None]) -> None:
        self._home, self._press = home, press
        self._words: dict[str, Any] = {
            "bind": f"{host}:{port}",
            "workers": _WORKERS,
            "threads": _THREADS,
            "worker_class": PatientWorker,
            "timeout": _SECONDS,
            "keepalive": 15,
            "forwarder_headers": "",  # a proxy says whether it was asked by https, and nothing else
            "preload_app": False,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "proc_name": "jingwei",
            "worker_tmp_dir": None,
            "when_ready": lambda _: ready(),
            "worker_int": lambda _: os._exit(0),  # at once: a query under way cannot be unwound, and owes nothing
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its settings."""
        for name, value in self._words.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application, made in each worker after the fork: DuckDB does not survive one."""
        app = make_app(self._home, self._press)
        warm(self._home)
        settle()
        stay_warm(self._home)
        server: Flask = app.server
        return server


def _read_code() -> None:
    """Read what every worker needs before they are forked, so that they share one copy of it in memory."""
    from dashboards.page import pages

    pages()
    indicators.catalogue()
    sources()
    bases()
    import_module("scipy.special")  # what chances are reckoned with; the indicators read it only when they need it
    pack()
    settle()  # a collection in a worker would write to, and so copy, every page of the shared memory


def settle() -> None:
    """Leave all there is out of collections to come, and let these be seldom: what a page makes goes by itself."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_SELDOM)
