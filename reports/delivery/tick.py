"""A tick: everything that is due at this moment is made, posted and sent. Cron, a systemd timer or the loop calls it.

One tick works at a time: it holds a lock that the system takes away from a dead process. So whatever a tick finds
under way in the ledger was left by one that was killed, and is taken up again; what may already have left the house
is not.
"""

import fcntl
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from datasets import Text, open_ledger
from reports.delivery.issue import add_step, change, deliveries_of, is_wanted, issues_of, writing
from reports.delivery.making import bring_on
from reports.delivery.office import Office
from reports.delivery.outbox import deliver
from reports.delivery.plan import Standing, plan
from reports.delivery.posting import post
from reports.delivery.restored import take_note

_BROKEN: Final = Text("生成时进程中断，重新接手", "the process that made it was killed; taken up again")
_UNKNOWN: Final = Text(
    "交出时进程中断，不知是否已送达；不自动重寄",
    "the process was killed while it was handed over: whether it arrived is not known, it is not sent again",
)


@contextmanager
def at_work(home: Path) -> Iterator[bool]:
    """Hold the lock of the home's tick and yield whether it is ours: a second tick at once has nothing to do."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "tick.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        # Held open all the while: when the last connection closes, SQLite folds its journal into the file.
        with closing(open_ledger(home)):
            yield True


def tick(office: Office) -> Counter[str] | None:
    """Make, post and send what is due; return how many were made, sent and so on, None if another is at work."""
    done: Counter[str] = Counter()
    with at_work(office.home) as ours:
        if not ours:
            return None
        take_up(office)
        for owed in plan(office):
            if owed.standing in {Standing.READY, Standing.WAITING}:
                done[bring_on(office, owed)] += 1
        done += _send(office)
    return done


def send(office: Office) -> Counter[str] | None:
    """Post and send what was made, and make nothing; return what became of it, None if a tick is at work."""
    with at_work(office.home) as ours:
        if not ours:
            return None
        take_up(office)
        return _send(office)


def _send(office: Office) -> Counter[str]:
    post(office)
    return deliver(office)


def take_up(office: Office) -> None:
    """Note that a tick is at work, and take up what a killed one left."""
    now = office.clock()
    with writing(office.home) as ledger:
        ledger.execute(
            "INSERT OR REPLACE INTO report_tick (id, at) VALUES (1, ?)", (now.isoformat(timespec="seconds"),)
        )
        take_note(ledger, office.home, now)
        for issue in issues_of(ledger):
            if issue.state == "making":
                change(ledger, "report_issue", issue.id, state="waiting")
                add_step(ledger, issue.id, now, _BROKEN)
        for each in deliveries_of(ledger):
            if each.state == "handed" and each.channel == "folder" and is_wanted(ledger, each.id):
                change(ledger, "report_delivery", each.id, state="open")  # laying it again changes nothing
            elif each.state == "handed":
                change(
                    ledger, "report_delivery", each.id, state="unknown", reason_zh=_UNKNOWN.zh, reason_en=_UNKNOWN.en
                )
                add_step(
                    ledger, each.issue, now, Text(f"{each.address}：{_UNKNOWN.zh}", f"{each.address}: {_UNKNOWN.en}")
                )
    office.step("taken up")
