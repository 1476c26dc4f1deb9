"""Mailing: one connection for all mails of a tick. Digests of several reports for one reader are one mail."""

from collections import Counter
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Final

from datasets import JingweiError, Text
from reports.delivery.issue import Delivery, Issue
from reports.delivery.letter import digest, letter
from reports.delivery.office import Office
from reports.delivery.outcome import ALTERED, content_of, ended, failed, hand_over, sent
from reports.delivery.settings import MailRefused, mail_settings
from reports.delivery.smtp import Abandoned, NotSent, Post, Unknown

Pair = tuple[Delivery, Issue]

_MOST_LOST: Final = 3
"""After so many connections lost in a row the server is left alone until the next tick."""
_NO_REPLY = Text(
    "已交给邮件服务器但没有收到答复（{said}），不知是否已寄出；不自动重寄",
    "the server took the mail but did not answer ({said}): whether it went out is not known, it is not sent again",
)
_NOT_COMPOSED = Text("邮件无法写成（{said}）", "the mail cannot be composed ({said})")


def mail(office: Office, pairs: Sequence[Pair]) -> Counter[str]:
    """Send these deliveries; return how many were sent, failed, refused or are unknown."""
    done: Counter[str] = Counter()
    try:
        settings = mail_settings(office.home)
    except MailRefused as refused:
        return Counter(failed(office, [each], refused.text) for each, _ in pairs)
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
                done[failed(office, together, error.said, for_good=error.for_good)] += len(group)
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
    most = post.largest()
    try:
        message = _composed(office, post, group, most)
    except Exception as error:  # noqa: BLE001 whatever an edition has in its name, the others are sent
        why = Text(_NOT_COMPOSED.zh.format(said=error), _NOT_COMPOSED.en.format(said=error))
        return failed(office, together, why)
    try:
        receipt = post.hand(message, together[0].address, lambda: _handed(office, together))
    except Abandoned:
        return "dropped"
    office.step("accepted")
    return sent(office, together, receipt)


def _composed(office: Office, post: Post, group: Sequence[Pair], most: int) -> EmailMessage:
    if len(group) > 1:
        return digest(group, office.editions, post.settings)
    ((each, issue),) = group
    content = content_of(office.home, issue) if each.kind == "report" else None
    return letter(issue, each, office.editions.get(issue.edition), content or b"", post.settings, most)


def _handed(office: Office, together: Sequence[Delivery]) -> bool:
    office.step("before the dot")
    return hand_over(office, together)
