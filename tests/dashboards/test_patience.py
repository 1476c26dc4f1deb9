"""Connections that never come to an end: they are parted with, and hold no thread for ever."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
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
    made.method_queue.init()
    with ThreadPoolExecutor(1) as made.tpool:
        yield made
    made.method_queue.close()
    made.tmp.close()


def finish(worker) -> None:
    """Let the worker look after its connections, as its loop does, until none is left; a fault is no endless wait."""
    for _ in range(3000):
        if not worker.begun:
            return
        worker.murder_pending()
        worker.method_queue.run_callbacks(None)
        time.sleep(0.01)
    pytest.fail("a connection is held for ever")


@pytest.mark.parametrize(
    ("limit", "sent"),
    [("TO_ASK", ASKED[:-4]), ("TO_ASK", b"POST / HTTP/1.1\r\nHost: localhost\r\nX-Drip: "), ("IN_ALL", ASKED)],
    ids=["half a question", "a dripping one", "an answer nobody fetches"],
)
def test_whoever_never_ends_holds_no_thread(worker, monkeypatch, limit: str, sent: bytes) -> None:
    near, far = socket.socketpair()
    with near, far:
        far.sendall(sent)
        worker.enqueue_req(TConn(worker.cfg, near, ("127.0.0.1", 1), ("127.0.0.1", 2)))
        worker.murder_pending()  # nobody has taken long
        assert worker.begun
        for name in {"TO_ASK", limit}:
            monkeypatch.setattr(patience, name, 0.0)
        finish(worker)
        assert near.fileno() == -1, "the connection is closed, the thread free"


def test_a_question_that_waited_for_a_thread_is_answered(worker, monkeypatch) -> None:
    monkeypatch.setattr(patience, "TO_ASK", 0.0)
    held = Event()
    worker.tpool.submit(held.wait)
    near, far = socket.socketpair()
    with near, far:
        far.sendall(ASKED)
        worker.enqueue_req(TConn(worker.cfg, near, ("127.0.0.1", 1), ("127.0.0.1", 2)))
        time.sleep(0.01)
        worker.murder_pending()
        held.set()
        assert far.recv(15) == b"HTTP/1.1 200 OK"
        monkeypatch.setattr(patience, "IN_ALL", 0.0)
        finish(worker)
