"""A process with everything imported that forks one tick for each line it reads, and kills it where the line says.

A line is JSON: home, the moment in UTC, the month data reach, the steps to die at, and at which such occurrence.
"""

import datetime as dt
import json
import os
import signal
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from reports.delivery.office import Office, Reach
from reports.delivery.tick import tick

from .world import MADE_OF, an_edition, lay_report

LISTS = ("leaders", "planners")
EDITIONS = {
    f"brief{day}": an_edition(f"brief{day}", working_day=day, first="2026-09", catch_up="all", recipients=LISTS)
    for day in range(1, 19)
}
EDITIONS["quarter"] = an_edition("quarter", each="quarter", first="2026-06", recipients=(*LISTS, "guests"))


def one_tick(line: str) -> None:
    """Run one tick as the line says."""
    home, now, reached, deadly, nth = json.loads(line)
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
    """Fork for each line of stdin; say how each fork ended."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            one_tick(line)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else f"finished {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    main()
