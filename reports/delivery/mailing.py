"""Mailing: one connection for all mails of a tick. Digests of several reports for one reader are one mail."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from datasets import JingweiError, Text
from reports.delivery.issue import Delivery, Issue, change, deliveries_of, writing
from reports.delivery.letter import digest, letter
from reports.delivery.office import Office
from reports.delivery.outcome import ALTERED, content_of, ended, failed, sent
from reports.delivery.settings import MailRefused, mail_settings
from reports.delivery.smtp import Abandoned, NotSent, Post, Unknown

Pair = tuple[Delivery, Issue]

_MOST_LOST: Final = 3
"""After so many connections lost in a row the server is left alone until the next tick."""
_NO_REPLY = Text(
    "已交给邮件服务器但没有收到答复（{said}），不知是否已寄出；不自动重寄",
    "the server took the mail but did not answer ({said}): whether it went out is not known, it is not sent again",
)


def mail(office: Office, pairs: Sequence[Pair]) -> Counter[str]:
    """Send these deliveries; return how many were sent, failed, refused or are unknown."""
    done: Counter[str] = Counter()
    try:
        settings = mail_settings(office.home)
    except MailRefused as refused:
        return Counter({failed(office, [each for each, _ in pairs], refused.text): len(pairs)})
    altered = [each for each, issue in pairs if each.kind == "report" and content_of(office.home, issue) is None]
    done.update(failed(office, [each], ALTERED) for each in altered)
    lost = 0
    with Post(settings) as post:
        for group in _grouped([(each, issue) for each, issue in pairs if each not in altered]):
            if lost >= _MOST_LOST:
                break
            together = [each for each, _ in group]
            try:
                done[_hand(office, post, group)] += len(group)
                lost = 0
            except NotSent as error:
                lost = lost + 1 if error.lost else 0
                why = Text(str(error), str(error))
                done[failed(office, together, why, for_good=error.for_good)] += len(group)
            except Unknown as error:
                lost += 1
                why = Text(_NO_REPLY.zh.format(said=error), _NO_REPLY.en.format(said=error))
                done[ended(office, together, "unknown", why)] += len(group)
            except JingweiError as error:
                done[failed(office, together, error.text)] += len(group)
    return done


def _grouped(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Return what goes into one mail each: digests of one reader in one language together, all else alone."""
    groups: dict[tuple[object, ...], list[Pair]] = {}
    for each, issue in pairs:
        alone = each.form != "digest" or each.kind != "report"
        key = (each.id,) if alone else (each.address, issue.language)
        groups.setdefault(key, []).append((each, issue))
    return list(groups.values())


def _hand(office: Office, post: Post, group: Sequence[Pair]) -> str:
    """Send one mail and write that it was sent."""
    together = [each for each, _ in group]
    first, issue = group[0]
    if len(group) > 1:
        message = digest(group, office.editions, post.settings)
    else:
        content = content_of(office.home, issue) if first.kind == "report" else None
        message = letter(issue, first, office.editions.get(issue.edition), content or b"", post.settings)
    try:
        receipt = post.hand(message, first.address, lambda: _handed(office, together))
    except Abandoned:
        return "dropped"
    office.step("accepted")
    return sent(office, together, receipt)


def _handed(office: Office, together: Sequence[Delivery]) -> bool:
    """Write that the server is about to have the mail; say no if some of it is not to be sent any more."""
    office.step("before the dot")
    numbers = {each.id for each in together}
    with writing(office.home) as ledger:
        whole = all(each.state == "open" for each in deliveries_of(ledger) if each.id in numbers)
        for number in numbers if whole else ():
            change(ledger, "report_delivery", number, state="handed", tried_at=office.clock())
    office.step("handed")
    return whole
