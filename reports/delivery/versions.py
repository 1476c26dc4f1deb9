"""Versions: a person withdraws or corrects an issue, with a reason, or sends again what may not have arrived."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

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
from reports.delivery.office import Office
from reports.delivery.posting import REACHED, Address, readers, write_delivery
from reports.edition import edition as defined
from reports.errors import ReportsError

_AGAIN: Final = frozenset({"unknown", "refused"})
_AGAIN_IF_NAMED: Final = _AGAIN | {"dropped"}


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
            raise NothingToChange(
                Text(
                    "这一期已经撤回。要重新发布，用 jingwei report correct",
                    "This issue is withdrawn already. To issue it anew: jingwei report correct",
                )
            )
        for each in live:
            change(ledger, "report_issue", each.id, state="withdrawn", reason_zh=reason, reason_en=reason, who=who)
            said = Text(f"由 {who} 撤回：{reason}", f"withdrawn by {who}: {reason}")
            add_step(ledger, each.id, now, said)
            drop_unsent(ledger, each.id, said)
            for (channel, to), (name, form) in _to_be_told(ledger, each).items():
                write_delivery(ledger, each, (channel, to), (name, form), now, kind="withdrawal")
        audit.add(ledger, home, who, "report_withdraw", f"{edition} {period}: {reason}")
    return len(live)


def correct(home: Path, edition: str, period: str, why: str, who: str, *, now: dt.datetime) -> int:
    """Order a new version of every variant of an issue, to be made at the next tick; return its number.

    Nothing of the earlier version is changed or overwritten; who got it gets the new one, with the reason.
    """
    reason = _reason(why)
    with writing(home) as ledger:
        latest = _latest(ledger, edition, period)
        if open_one := next((each for each in latest if each.state not in {"made", "withdrawn"}), None):
            raise NothingToChange(_not_made(open_one))
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
            zh, en = f"由 {who} 要求更正：{reason}", f"{who} asks to correct version {each.version}: {reason}"
            said = Text(f"第 {each.version} 版{zh}", en)
            add_step(ledger, number, now, said)
            drop_unsent(ledger, each.id, said)  # nobody gets any more what is known to be wrong
        audit.add(ledger, home, who, "report_correct", f"{edition} {period}: {reason}")
    return max(each.version for each in latest) + 1


def resend(office: Office, edition: str, period: str, who: str, *, address: str | None = None) -> int:
    """Open again, because a person decided so, what is unknown or was refused; return how many deliveries.

    Who is named by ``address`` gets it too when put on a list later, or taken off it and put back. Without a name,
    those that are on no list any more are left alone.
    """
    chosen, now = office.editions.get(edition) or defined(edition), office.clock()
    with writing(office.home) as ledger:
        live = [each for each in _latest(ledger, edition, period) if each.state == "made"]
        on_lists = {each.id: readers(ledger, chosen, each, office.home) for each in live}
        found = list(_notices(ledger, edition, period, address))
        for each in live:
            found += [one for one in deliveries_of(ledger, each.id) if _again(one, on_lists[each.id], address)]
        for one in found:
            change(ledger, "report_delivery", one.id, state="open", attempts=0, tried_at=None, wait_seconds=0)
            change(ledger, "report_delivery", one.id, reason_zh="", reason_en="")
            said = Text(f"{one.address}：由 {who} 决定重寄", f"{one.address}: {who} decided to send it again")
            add_step(ledger, one.issue, now, said)
        added = sum(_add(ledger, each, on_lists[each.id], address, who, now) for each in live) if not found else 0
        if not found and not added:
            raise NothingToChange(_nothing(address))
        to = address or " ".join(each.address for each in found)
        audit.add(ledger, office.home, who, "report_resend", f"{edition} {period}: {to}")
    return len(found) + added


def _again(one: Delivery, on_lists: Mapping[Address, object], address: str | None) -> bool:
    """Return whether a delivery of a report is sent again."""
    named = address == one.address
    wanted = one.state in (_AGAIN_IF_NAMED if named else _AGAIN) and (named or address is None)
    return one.kind == "report" and wanted and (one.channel, one.address) in on_lists


def _notices(ledger: sqlite3.Connection, edition: str, period: str, address: str | None) -> Iterator[Delivery]:
    """Yield the notices of withdrawal to be sent again, to whoever had the report."""
    for issue in issues_of(ledger):
        if (issue.edition, issue.period, issue.state) == (edition, period, "withdrawn"):
            for each in deliveries_of(ledger, issue.id):
                if each.kind == "withdrawal" and each.state in _AGAIN and address in (None, each.address):
                    yield each


def _add(
    ledger: sqlite3.Connection,
    issue: Issue,
    on_lists: Mapping[Address, tuple[str, str]],
    address: str | None,
    who: str,
    now: dt.datetime,
) -> int:
    """Write deliveries to somebody who came onto a list after the issue was made; return how many."""
    known = {(each.channel, each.address) for each in deliveries_of(ledger, issue.id) if each.kind == "report"}
    late = [place for place in on_lists if place[1] == address and place not in known]
    for place in late if issue.posted else ():  # what was not posted yet goes to all of them anyway
        write_delivery(ledger, issue, place, on_lists[place], now)
        said = Text(f"{address}：由 {who} 决定补寄", f"{address}: {who} decided to send it there too")
        add_step(ledger, issue.id, now, said)
    return len(late)


def _nothing(address: str | None) -> Text:
    if address is None:
        return Text(
            "名单上没有不明或被拒收的投递。名单改正后要寄给新地址，请用 --to 指明。",
            "Of those on the lists, nobody's delivery is unknown or was refused. Name a mended address with --to.",
        )
    return Text(
        f"{address} 不在这份报告的收件人名单中，或已经收到。名单在 recipients.toml。",
        f"{address} is on no list of this report, or has it already. The lists are in recipients.toml.",
    )


def _latest(ledger: sqlite3.Connection, edition: str, period: str) -> list[Issue]:
    """Return the last version of each variant; raise NothingToChange where there is none."""
    last: dict[str, Issue] = {}
    for each in issues_of(ledger):
        if (each.edition, each.period) == (edition, period):
            last[each.variant] = max(each, last.get(each.variant, each), key=lambda issue: issue.version)
    if not last:
        raise NothingToChange(
            Text(
                f"台账中没有 {edition} {period} 这一期。各期见 jingwei report status",
                f"The ledger has no issue of {edition} for {period}. jingwei report status lists them.",
            )
        )
    return list(last.values())


def _to_be_told(ledger: sqlite3.Connection, issue: Issue) -> dict[Address, tuple[str, str]]:
    """Return who has, or may have, this version or one before it, and was not told yet that it is withdrawn."""
    found: dict[Address, tuple[str, str]] = {}
    for each in issues_of(ledger):
        same = (each.edition, each.period, each.variant) == (issue.edition, issue.period, issue.variant)
        if not same or each.version > issue.version:
            continue
        of_each = deliveries_of(ledger, each.id)
        told = {(one.channel, one.address) for one in of_each if one.kind == "withdrawal"}
        for one in of_each:
            place = (one.channel, one.address)
            if one.kind == "report" and one.state in REACHED and place not in told:
                found[place] = (one.list, one.form)
    return found


def _not_made(issue: Issue) -> Text:
    look = f"jingwei report why {issue.edition} {issue.period}"
    if issue.version > 1:
        return Text(
            f"第 {issue.version} 版正在等待生成，不能再更正。进展见 {look}",
            f"Version {issue.version} is still to be made: nothing more can be corrected. See {look}",
        )
    return Text(
        f"这一期还没有生成，无需更正。进展见 {look}",
        f"This issue has not been made yet: there is nothing to correct. See {look}",
    )


def _reason(why: str) -> str:
    words = " ".join(why.split())
    if not words:
        raise NothingToChange(Text("请写明原因。", "Say why, in words."))
    return words
