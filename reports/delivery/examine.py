"""Whether reports will arrive: lists that can be read, settings of mail for those with an address, a tick at work."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from datasets import Text
from indicators.warnings.workdays import local_time
from reports.delivery.issue import deliveries, issues, last_tick
from reports.delivery.recipients import RecipientsRefused, recipients
from reports.delivery.settings import MailRefused, mail_settings
from reports.delivery.table import is_wrong, matters

_LONGEST = dt.timedelta(days=1)
_NO_TICK = Text(
    "从未运行过 report tick，报告不会生成：jingwei report timer 给出定时器",
    "no report tick has ever run, so nothing is made: jingwei report timer gives a timer",
)


def examine_delivery(home: Path, now: dt.datetime | None = None) -> list[tuple[bool, Text]]:
    """Return what was looked at and whether it is good; a home that sends to nobody has nothing to be found wrong."""
    return [*_lists(home), *_clockwork(home, now or dt.datetime.now(dt.UTC))]


def _lists(home: Path) -> Iterator[tuple[bool, Text]]:
    try:
        lists = recipients(home)
    except RecipientsRefused as refused:
        yield False, refused.text
        return
    addresses = {address for each in lists.values() for address in each.addresses}
    if not lists:
        yield True, Text("没有收件人名单，报告只进报告库", "no lists of recipients: reports go to the library only")
        return
    yield True, Text(f"收件人名单 {len(lists)} 个", f"{len(lists)} lists of recipients")
    if addresses:
        yield _mail(home, len(addresses))
    if last_tick(home) is None:
        yield False, _NO_TICK


def _mail(home: Path, addresses: int) -> tuple[bool, Text]:
    try:
        settings = mail_settings(home)
        if settings.user:
            settings.password()
    except MailRefused as refused:
        return False, refused.text
    where = f"{settings.host}:{settings.port}"
    return True, Text(f"邮件经 {where} 发往 {addresses} 个地址", f"mail to {addresses} addresses by {where}")


def _clockwork(home: Path, now: dt.datetime) -> Iterator[tuple[bool, Text]]:
    last = last_tick(home)
    if last is not None:
        at = local_time(last)
        yield now - last < _LONGEST, Text(f"上次 report tick 在 {at}", f"the last report tick was at {at}")
        yield _outbox(home)


def _outbox(home: Path) -> tuple[bool, Text]:
    """Return whether there is something about reports that a person must look at."""
    known = {each.id: each for each in issues(home)}
    wrong = sum(is_wrong([each]) and matters(each, known[each.issue]) for each in deliveries(home))
    failed = sum(each.state == "failed" for each in known.values())
    if not wrong and not failed:
        return True, Text("没有失败的报告和不明、被拒收的投递", "no report failed, no delivery is unknown or refused")
    return False, Text(
        f"{failed} 期报告失败，{wrong} 件投递不明或被拒收：用 jingwei report status 和 why 查看",
        f"{failed} reports failed, {wrong} deliveries are unknown or refused: see jingwei report status and why",
    )
