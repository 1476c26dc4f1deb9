"""Patience that ends: gunicorn's threads wait for the other end of a connection as long as it likes.

A proxy hands over whole requests and takes whole answers; whoever stands on this machine, or a proxy that does not,
could otherwise stop everybody's pages with sixteen requests that never end.
"""

import socket
import time
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

TO_ASK = 10.0
"""Seconds a request has to come in whole, however steadily it drips."""

IN_ALL = 300.0
"""Seconds a request has with its answer, which the reader must fetch; the server allows a fifth of them to make it."""


class PatientWorker(ThreadWorker):
    """Threads that part with whoever takes too long to ask, or to take what was asked for."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.begun: dict[TConn, float] = {}

    def enqueue_req(self, conn: TConn) -> None:
        """Hand a connection to a thread, and note when it began to ask."""
        self.begun[conn] = time.monotonic()
        super().enqueue_req(conn)

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Take a connection back from a thread."""
        del self.begun[conn]
        super().finish_request(conn, fs)

    def murder_pending(self) -> None:
        """Part with those who wait to ask, as gunicorn does every second, and with those who take too long."""
        super().murder_pending()
        now = time.monotonic()
        for conn, begun in self.begun.items():
            if now - begun > TO_ASK:
                # What came in whole is answered all the same, even if no thread was free to read it yet.
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR if now - begun > IN_ALL else socket.SHUT_RD)
