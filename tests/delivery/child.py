"""A process with everything imported that forks ticks for each line it reads, at once, and kills them where it says.

A line is a JSON list of ticks: home, the moment in UTC, the month data reach, the steps to die at, at which such step.
"""

import datetime as dt
import gc
import json
import os
import signal
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from reports.delivery.office import Office, Reach
from reports.delivery.tick import tick

from .world import MADE_OF, an_edition, lay_report

LISTS = ("leaders", "planners")
EDITIONS = {
    f"brief{day}": an_edition(f"brief{day}", working_day=day, first="2026-09", catch_up="all", recipients=LISTS)
    for day in range(1, 19)
}
EDITIONS["quarter"] = an_edition("quarter", each="quarter", first="2026-06", recipients=(*LISTS, "guests"))


def one_tick(home: str, now: str, reached: str, deadly: list[str], nth: int) -> None:
    """Run one tick."""
    met: Counter[str] = Counter()

    def step(name: str) -> None:
        met[name] += 1
        if name in deadly and met[name] == nth:
            (Path(home) / "died_at").write_text(name)
            os.kill(os.getpid(), signal.SIGKILL)

    make = partial(lay_report, begun=lambda: step("begun"))
    moment, reach = dt.datetime.fromisoformat(now), Reach(MADE_OF, lambda _: reached)
    tick(Office(Path(home), lambda: moment, EDITIONS, lambda _: reach, make, step))


def main() -> None:
    """Fork for each line of stdin; say how the forks ended. One tick before reads what every tick needs."""
    with tempfile.TemporaryDirectory() as scratch:
        one_tick(scratch, "2026-10-14T04:00:00+00:00", "2026-08", [], 1)
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        print(" ".join(_ended(child) for child in [_forked(each) for each in json.loads(line)]), flush=True)


def _forked(given: list[Any]) -> int:
    child = os.fork()
    if child == 0:
        try:
            one_tick(*given)
            os._exit(0)
        finally:
            os._exit(1)
    return child


def _ended(child: int) -> str:
    _, status = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(status) else f"finished {os.waitstatus_to_exitcode(status)}"


if __name__ == "__main__":
    main()
