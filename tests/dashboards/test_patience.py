"""Connections that never come to an end: they are parted with, and hold no thread for ever."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn

from dashboards import patience
from dashboards.patience import PatientWorker

ASKED = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


def application(_environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"answer" * (1 << 20)]


@pytest.fixture
def worker():
    config = Config()
    config.set("threads", 2)
    made = PatientWorker(1, 1, [], SimpleNamespace(), 60, config, Logger(config))
    made.wsgi = application
    yield made
    made.tmp.close()


@pytest.mark.parametrize(
    ("limit", "sent"),
    [("TO_ASK", ASKED[:-4]), ("TO_ASK", b"POST / HTTP/1.1\r\nHost: localhost\r\nX-Drip: "), ("IN_ALL", ASKED)],
    ids=["half a question", "a dripping one", "an answer nobody fetches"],
)
def test_whoever_never_ends_holds_no_thread(worker, monkeypatch, limit: str, sent: bytes) -> None:
    near, far = socket.socketpair()
    with near, far, ThreadPoolExecutor(1) as threads:
        far.sendall(sent)
        handled = threads.submit(worker.handle, TConn(worker.cfg, near, ("127.0.0.1", 1), ("127.0.0.1", 2)))
        while not worker.begun:
            time.sleep(0.01)
        worker.murder_pending()  # nobody has taken long
        assert not handled.done()
        for name in {"TO_ASK", limit}:
            monkeypatch.setattr(patience, name, 0.0)
        while not handled.done():
            worker.murder_pending()
            time.sleep(0.01)
        assert handled.result() is False
        assert worker.begun == {}
