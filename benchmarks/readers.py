"""Many readers at once: each opens a page, reads it for some seconds, opens the next."""

import json
import random
import threading
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.pages import callback


@dataclass
class Crowd:
    """Readers with one session's cookie, who think between two pages; ``times`` are seconds of each answer."""

    address: str
    cookie: str
    pages: Sequence[str]
    months: Sequence[str]
    think: float
    times: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def read(self, readers: int, seconds: float) -> None:
        """Let so many readers work for so long; they begin spread over one pause."""
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=self._reader, args=(number, readers, until)) for number in range(readers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _reader(self, number: int, readers: int, until: float) -> None:
        chance = random.Random(number)  # noqa: S311 the same readers in every run
        time.sleep(self.think * number / readers)
        while time.monotonic() < until:
            page, month = chance.choice(self.pages), chance.choice(self.months)
            begun = time.perf_counter()
            try:
                self._ask(page, f"?period={month}")
                self.times.append(time.perf_counter() - begun)
            except OSError as error:
                self.refused.append(f"{page}?period={month}: {error}")
            time.sleep(self.think * chance.uniform(0.5, 1.5))

    def _ask(self, page: str, search: str) -> None:
        request = urllib.request.Request(  # noqa: S310 our own server on loopback
            f"{self.address}/_dash-update-component",
            data=json.dumps(callback(page, search)).encode(),
            headers={"Content-Type": "application/json", "Origin": self.address, "Cookie": self.cookie},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 our own server on loopback
            answer.read()
