"""Posting: each report that was made gets one delivery for each recipient, all of them in one step."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from datasets import Text
from reports.delivery.issue import Issue, add, add_step, change, deliveries_of, issues_of, writing
from reports.delivery.office import Office
from reports.delivery.recipients import Recipients, RecipientsRefused, lists_of, variant_of
from reports.delivery.restored import SINCE, may_have_gone
from reports.edition import Edition

Address = tuple[str, str]
"""A channel (mail or folder) and an address in it."""

REACHED: Final = frozenset({"sent", "unknown", "handed"})
"""The states of a delivery whose recipient has the report, or may have it."""

_LEFT: Final = Text("已不在收件人名单中，不再投递", "on no list of recipients any more: not sent")


def post(office: Office) -> None:
    """Write the deliveries of what was made and not posted yet, and stop those to recipients who left the lists.

    Where the recipients are not known, that is written. What is being corrected waits for its correction.
    """
    now = office.clock()
    with writing(office.home) as ledger:
        everything = issues_of(ledger)
        last = {(each.edition, each.period, each.variant): each.version for each in everything}
        for issue in everything:
            edition = office.editions.get(issue.edition)
            newest = last[issue.edition, issue.period, issue.variant] == issue.version
            if issue.state != "made" or edition is None or not newest:
                continue
            try:
                _post(ledger, edition, issue, office.home, now)
            except RecipientsRefused as refused:
                if not issue.posted:
                    said = Text(f"尚未投递：{refused.text.zh}", f"not delivered yet: {refused.text.en}")
                    change(ledger, "report_issue", issue.id, reason_zh=said.zh, reason_en=said.en)
                    add_step(ledger, issue.id, now, said)
    office.step("posted")


def _post(ledger: sqlite3.Connection, edition: Edition, issue: Issue, home: Path, now: dt.datetime) -> None:
    if issue.posted:
        unsent = [each for each in deliveries_of(ledger, issue.id) if each.kind == "report" and each.state == "open"]
        known = readers(ledger, edition, issue, home) if unsent else {}
        for each in unsent:
            if (each.channel, each.address) not in known:
                change(ledger, "report_delivery", each.id, state="dropped", reason_zh=_LEFT.zh, reason_en=_LEFT.en)
                zh, en = f"{each.address}：{_LEFT.zh}", f"{each.address}: {_LEFT.en}"
                add_step(ledger, issue.id, now, Text(zh, en))
        return
    found = readers(ledger, edition, issue, home)
    gone = may_have_gone(ledger, issue)
    for address, asked in found.items():
        number = write_delivery(ledger, issue, address, asked, now)
        if gone and address[0] == "mail":
            change(ledger, "report_delivery", number, state="unknown", reason_zh=SINCE.zh, reason_en=SINCE.en)
    change(ledger, "report_issue", issue.id, posted_at=now, reason_zh="", reason_en="")
    add_step(ledger, issue.id, now, Text(f"交投递：{len(found)} 个收件人", f"to be delivered to {len(found)}"))


def readers(ledger: sqlite3.Connection, edition: Edition, issue: Issue, home: Path) -> dict[Address, tuple[str, str]]:
    """Return who is to get an issue, with the list and the form: who is on its lists now, and who had a version before.

    Raise RecipientsRefused where the lists cannot be read.
    """
    found: dict[Address, tuple[str, str]] = {}
    for name, reader in lists_of(edition, home).items():
        if variant_of(edition, reader).key == issue.variant:
            for address in _addresses(reader):
                found.setdefault(address, (name, reader.form))
    for address, asked in _had_earlier(ledger, issue):
        found.setdefault(address, asked)
    return found


def write_delivery(
    ledger: sqlite3.Connection,
    issue: Issue,
    address: Address,
    asked: tuple[str, str],
    now: dt.datetime,
    kind: str = "report",
) -> int:
    """Write one delivery of an issue, to an address, for a list and in a form; return its number."""
    return add(
        ledger,
        "report_delivery",
        issue=issue.id,
        kind=kind,
        channel=address[0],
        address=address[1],
        list=asked[0],
        form=asked[1],
        created_at=now,
        state="open",
    )


def _addresses(reader: Recipients) -> Iterator[Address]:
    parts = (address.rpartition("@") for address in reader.addresses)
    yield from (("mail", f"{name}@{domain.lower()}") for name, _, domain in parts)  # one mailbox however it is written
    yield from (("folder", str(folder)) for folder in reader.folders)


def _had_earlier(ledger: sqlite3.Connection, issue: Issue) -> Iterator[tuple[Address, tuple[str, str]]]:
    """Yield those who got, or may have got, a version that this one corrects, though they are on no list any more."""
    if issue.version == 1:
        return
    same = (issue.edition, issue.period, issue.variant)
    for each in issues_of(ledger):
        if (each.edition, each.period, each.variant) == same and each.version < issue.version:
            for delivery in deliveries_of(ledger, each.id):
                if delivery.kind == "report" and delivery.state in REACHED:
                    yield (delivery.channel, delivery.address), (delivery.list, delivery.form)
