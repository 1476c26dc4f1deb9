"""Posting: each report that was made gets one delivery for each recipient, all of them in one step."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping

from datasets import Text
from reports.delivery.issue import Issue, add, add_step, change, deliveries_of, issues_of, writing
from reports.delivery.office import Office
from reports.delivery.recipients import Recipients, RecipientsRefused, lists_of, variant_of
from reports.edition import Edition

Address = tuple[str, str]
"""A channel (mail or folder) and an address in it."""

_REACHED = frozenset({"sent", "unknown", "handed"})


def post(office: Office) -> None:
    """Write the deliveries of what was made and not posted yet; where recipients are not known, write why."""
    now = office.clock()
    with writing(office.home) as ledger:
        for issue in issues_of(ledger):
            edition = office.editions.get(issue.edition)
            if issue.state != "made" or issue.posted or edition is None:
                continue
            try:
                lists = lists_of(edition, office.home)
            except RecipientsRefused as refused:
                said = Text(f"尚未投递：{refused.text.zh}", f"not delivered yet: {refused.text.en}")
                change(ledger, "report_issue", issue.id, reason_zh=said.zh, reason_en=said.en)
                add_step(ledger, issue.id, now, said)
                continue
            _post(ledger, edition, issue, lists, now)
    office.step("posted")


def _post(
    ledger: sqlite3.Connection, edition: Edition, issue: Issue, lists: Mapping[str, Recipients], now: dt.datetime
) -> None:
    found: dict[Address, tuple[str, str]] = {}
    for name, reader in lists.items():
        if variant_of(edition, reader).key == issue.variant:
            for address in _addresses(reader):
                found.setdefault(address, (name, reader.form))
    for address, asked in _had_earlier(ledger, issue):
        found.setdefault(address, asked)
    for (channel, to), (name, form) in found.items():
        add(
            ledger,
            "report_delivery",
            issue=issue.id,
            kind="report",
            channel=channel,
            address=to,
            list=name,
            form=form,
            created_at=now,
            state="open",
        )
    change(ledger, "report_issue", issue.id, posted_at=now, reason_zh="", reason_en="")
    add_step(ledger, issue.id, now, Text(f"交投递：{len(found)} 个收件人", f"to be delivered to {len(found)}"))


def _addresses(reader: Recipients) -> Iterator[Address]:
    yield from (("mail", address) for address in reader.addresses)
    yield from (("folder", str(folder)) for folder in reader.folders)


def _had_earlier(ledger: sqlite3.Connection, issue: Issue) -> Iterator[tuple[Address, tuple[str, str]]]:
    """Yield those who got, or may have got, a version that this one corrects, though they are on no list any more."""
    same = (issue.edition, issue.period, issue.variant)
    for each in issues_of(ledger):
        if (each.edition, each.period, each.variant) == same and each.version < issue.version:
            for delivery in deliveries_of(ledger, each.id):
                if delivery.kind == "report" and delivery.state in _REACHED:
                    yield (delivery.channel, delivery.address), (delivery.list, delivery.form)
