"""Outcomes: what became of deliveries, written into the ledger together with the step that it is."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from datasets import Text
from reports import custody
from reports.delivery.backoff import wait_seconds
from reports.delivery.issue import Delivery, Issue, add_step, change, is_wanted, writing
from reports.delivery.office import Office

ALTERED: Final = Text(
    "已生成的文件被改动或不在，未投递；jingwei report check 从副本恢复",
    "the file that was made is altered or gone: not delivered; jingwei report check puts it back from its copy",
)
_STOPPED: Final = Text("投递途中已撤回或更正，不再投递", "withdrawn or corrected meanwhile: not sent any more")


def content_of(home: Path, issue: Issue) -> bytes | None:
    """Return the PDF of an issue as it was made, put back from its copy if it was altered; None if that cannot be."""
    path = home / (issue.path or "")
    return path.read_bytes() if issue.sha256 and custody.whole(home, path, issue.sha256) else None


def hand_over(office: Office, together: Sequence[Delivery]) -> bool:
    """Write that these are about to leave the house; say no, and hand over none, if one is not to be sent any more."""
    now = office.clock()
    with writing(office.home) as ledger:
        whole = all(is_wanted(ledger, each.id) for each in together)
        for each in together if whole else ():
            change(ledger, "report_delivery", each.id, state="handed", tried_at=now)
    office.step("handed")
    return whole


def sent(office: Office, together: Sequence[Delivery], receipt: str) -> str:
    """Write that deliveries arrived, with the receipt; return that word."""
    now = office.clock()
    with writing(office.home) as ledger:
        for each in together:
            change(ledger, "report_delivery", each.id, state="sent", sent_at=now, receipt=receipt)
            change(ledger, "report_delivery", each.id, reason_zh="", reason_en="")
            add_step(ledger, each.issue, now, _of(each, Text(f"已送达（{receipt}）", f"delivered ({receipt})")))
    office.step("sent")
    return "sent"


def failed(office: Office, together: Sequence[Delivery], why: Text, *, for_good: bool = False) -> str:
    """Write why deliveries failed: they are tried again later, unless refused for good or not wanted any more."""
    if for_good:
        return ended(office, together, "refused", why)
    now = office.clock()
    with writing(office.home) as ledger:
        for each in together:
            if not is_wanted(ledger, each.id):
                _stop(ledger, each)
                continue
            attempts = each.tried.attempts + 1
            wait = wait_seconds(f"delivery.{together[0].id}", attempts)  # what was sent together stays together
            change(ledger, "report_delivery", each.id, attempts=attempts, tried_at=now, wait_seconds=wait)
            change(ledger, "report_delivery", each.id, state="open", reason_zh=why.zh, reason_en=why.en)
            add_step(ledger, each.issue, now, _of(each, Text(f"未送达：{why.zh}", f"not delivered: {why.en}")))
    office.step("failed")
    return "failed"


def ended(office: Office, together: Sequence[Delivery], state: str, why: Text) -> str:
    """Write that deliveries ended in a state that only a person changes; return it."""
    now = office.clock()
    with writing(office.home) as ledger:
        for each in together:
            change(ledger, "report_delivery", each.id, state=state, tried_at=now, reason_zh=why.zh, reason_en=why.en)
            add_step(ledger, each.issue, now, _of(each, why))
    office.step(state)
    return state


def _stop(ledger: sqlite3.Connection, each: Delivery) -> None:
    """Write that nobody wants it any more, but where that stands already with its reason."""
    ledger.execute(
        "UPDATE report_delivery SET state = 'dropped', reason_zh = ?, reason_en = ?"
        " WHERE id = ? AND state != 'dropped'",
        (_STOPPED.zh, _STOPPED.en, each.id),
    )


def _of(each: Delivery, text: Text) -> Text:
    return Text(f"{each.address}：{text.zh}", f"{each.address}: {text.en}")
