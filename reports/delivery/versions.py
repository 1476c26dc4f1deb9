"""Versions: a person withdraws or corrects an issue, with a reason, or sends again what may not have arrived."""

import datetime as dt
import sqlite3
from pathlib import Path

from datasets import Text, audit
from reports.delivery.issue import (
    Delivery,
    Issue,
    add,
    add_step,
    change,
    deliveries_of,
    drop_unsent,
    issues_of,
    writing,
)
from reports.errors import ReportsError

_REACHED = frozenset({"sent", "unknown", "handed"})
_AGAIN = frozenset({"unknown", "refused"})


class NothingToChange(ReportsError):
    """There is no such issue, it is not in a state for that, or no reason was given."""


def withdraw(home: Path, edition: str, period: str, why: str, who: str, *, now: dt.datetime) -> int:
    """Withdraw every variant of an issue; who got it is told. Return how many versions were withdrawn."""
    reason = _reason(why)
    with writing(home) as ledger:
        _latest(ledger, edition, period)
        same = [each for each in issues_of(ledger) if (each.edition, each.period) == (edition, period)]
        live = [each for each in same if each.state not in {"withdrawn", "replaced"}]
        if not live:
            raise NothingToChange(Text("这一期已经撤回。", "This issue is withdrawn already."))
        for each in live:
            change(ledger, "report_issue", each.id, state="withdrawn", reason_zh=reason, reason_en=reason, who=who)
            said = Text(f"由 {who} 撤回：{reason}", f"withdrawn by {who}: {reason}")
            add_step(ledger, each.id, now, said)
            drop_unsent(ledger, each.id, said)
            for delivery in _reached(ledger, each):
                _tell(ledger, each, delivery, now)
    audit.record(home, who, "report_withdraw", f"{edition} {period}: {reason}")
    return len(live)


def correct(home: Path, edition: str, period: str, why: str, who: str, *, now: dt.datetime) -> int:
    """Order a new version of every variant of an issue, to be made at the next tick; return its number.

    Nothing of the earlier version is changed or overwritten; who got it gets the new one, with the reason.
    """
    reason = _reason(why)
    with writing(home) as ledger:
        latest = _latest(ledger, edition, period)
        if any(each.state not in {"made", "withdrawn"} for each in latest):
            raise NothingToChange(
                Text("这一期还没有生成，无需更正。", "This issue has not been made yet: there is nothing to correct.")
            )
        for each in latest:
            number = add(
                ledger,
                "report_issue",
                edition=edition,
                period=period,
                variant=each.variant,
                version=each.version + 1,
                language=each.language,
                parameters=dict(each.parameters),
                due_at=now,
                noted_at=now,
                state="waiting",
                reason_zh="",
                reason_en="",
                remark=reason,
                who=who,
            )
            said = f"第 {each.version} 版由 {who} 要求更正：{reason}"
            add_step(ledger, number, now, Text(said, f"{who} asks to correct version {each.version}: {reason}"))
    audit.record(home, who, "report_correct", f"{edition} {period}: {reason}")
    return max(each.version for each in latest) + 1


def resend(home: Path, edition: str, period: str, who: str, *, address: str | None = None, now: dt.datetime) -> int:
    """Open again, because a person decided so, what is unknown or was refused; return how many deliveries."""
    with writing(home) as ledger:
        issues = [each for each in issues_of(ledger) if (each.edition, each.period) == (edition, period)]
        found = [
            each
            for issue in issues
            for each in deliveries_of(ledger, issue.id)
            if each.state in _AGAIN and address in (None, each.address) and _stands(issue, each)
        ]
        if not found:
            raise NothingToChange(
                Text("没有不明或被拒收的投递。", "No delivery of this issue is unknown or was refused.")
            )
        for each in found:
            change(ledger, "report_delivery", each.id, state="open", attempts=0, tried_at=None, wait_seconds=0)
            said = Text(f"{each.address}：由 {who} 决定重寄", f"{each.address}: {who} decided to send it again")
            add_step(ledger, each.issue, now, said)
    audit.record(home, who, "report_resend", f"{edition} {period}: {' '.join(each.address for each in found)}")
    return len(found)


def _stands(issue: Issue, delivery: Delivery) -> bool:
    return issue.state == "made" if delivery.kind == "report" else issue.state == "withdrawn"


def _latest(ledger: sqlite3.Connection, edition: str, period: str) -> list[Issue]:
    """Return the last version of each variant; raise NothingToChange where there is none."""
    last: dict[str, Issue] = {}
    for each in issues_of(ledger):
        if (each.edition, each.period) == (edition, period):
            last[each.variant] = max(each, last.get(each.variant, each), key=lambda issue: issue.version)
    if not last:
        raise NothingToChange(
            Text(f"账本中没有《{edition}》{period} 这一期。", f"The ledger has no issue of {edition} for {period}.")
        )
    return list(last.values())


def _reached(ledger: sqlite3.Connection, issue: Issue) -> list[Delivery]:
    """Return who got, or may have got, a report of this version."""
    found = deliveries_of(ledger, issue.id)
    return [each for each in found if each.kind == "report" and each.state in _REACHED]


def _tell(ledger: sqlite3.Connection, issue: Issue, got: Delivery, now: dt.datetime) -> None:
    add(
        ledger,
        "report_delivery",
        issue=issue.id,
        kind="withdrawal",
        channel=got.channel,
        address=got.address,
        list=got.list,
        form=got.form,
        created_at=now,
        state="open",
    )


def _reason(why: str) -> str:
    words = " ".join(why.split())
    if not words:
        raise NothingToChange(Text("请写明原因。", "Say why, in words."))
    return words
