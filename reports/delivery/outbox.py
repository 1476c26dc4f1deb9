"""The outbox: every open delivery is tried, in the order of being tried least; what fails waits longer each time."""

from collections import Counter
from pathlib import Path
from typing import Final

from datasets import JingweiError, Text
from datasets.durable import sync_file, sync_folder
from reports import custody
from reports.delivery.backoff import wait_seconds
from reports.delivery.issue import Delivery, Issue, add_step, change, deliveries_of, issues_of, writing
from reports.delivery.letter import file_name, letter
from reports.delivery.office import Office
from reports.delivery.settings import MailRefused, mail_settings
from reports.delivery.smtp import Abandoned, NotSent, Post, Unknown

_MOST_LOST: Final = 3
"""After so many connections lost in a row the server is left alone until the next tick."""
_NO_REPLY = Text(
    "已交给邮件服务器但没有收到答复（{said}），不知是否已寄出；不自动重寄",
    "the server took the mail but did not answer ({said}): whether it went out is not known, it is not sent again",
)
_ALTERED = Text("已生成的文件被改动或不在，未投递", "the file that was made is altered or gone: not delivered")


def deliver(office: Office) -> Counter[str]:
    """Try every open delivery whose time has come; return how many were sent, failed, refused or are unknown."""
    done: Counter[str] = Counter()
    waiting = due(office)
    for each, issue in waiting:
        if each.channel == "folder":
            done[_dropped(office, each, issue)] += 1
    mails = [(each, issue) for each, issue in waiting if each.channel == "mail"]
    if mails:
        done += _mailed(office, mails)
    return done


def due(office: Office) -> list[tuple[Delivery, Issue]]:
    """Return the open deliveries to be tried now, those tried least first."""
    now = office.clock()
    with writing(office.home) as ledger:
        issues = {each.id: each for each in issues_of(ledger)}
        found = [each for each in deliveries_of(ledger) if each.state == "open" and not each.tried.rests(now)]
    return [(each, issues[each.issue]) for each in sorted(found, key=lambda each: (each.tried.attempts, each.id))]


def _mailed(office: Office, mails: list[tuple[Delivery, Issue]]) -> Counter[str]:
    done: Counter[str] = Counter()
    try:
        settings = mail_settings(office.home)
    except MailRefused as refused:
        for each, _ in mails:
            done[_failed(office, each, refused.text)] += 1
        return done
    lost = 0
    with Post(settings) as post:
        for each, issue in mails:
            if lost >= _MOST_LOST:
                break
            try:
                done[_hand(office, post, each, issue)] += 1
                lost = 0
            except NotSent as error:
                lost = lost + 1 if error.lost else 0
                done[_failed(office, each, Text(str(error), str(error)), for_good=error.for_good)] += 1
            except Unknown as error:
                lost += 1
                said = Text(_NO_REPLY.zh.format(said=error), _NO_REPLY.en.format(said=error))
                done[_ended(office, each, "unknown", said)] += 1
            except JingweiError as error:
                done[_failed(office, each, error.text)] += 1
    return done


def _hand(office: Office, post: Post, each: Delivery, issue: Issue) -> str:
    """Send one mail and write that it was sent."""
    content = _content(office.home, issue) if each.kind == "report" else b""
    if content is None:
        return _failed(office, each, _ALTERED)
    message = letter(issue, each, office.editions.get(issue.edition), content, post.settings)
    try:
        receipt = post.hand(message, each.address, lambda: _handed(office, each))
    except Abandoned:
        return "dropped"
    office.step("accepted")
    return _sent(office, each, receipt)


def _handed(office: Office, each: Delivery) -> bool:
    """Write that the server is about to have the mail; say no if it is not to be sent any more."""
    office.step("before the dot")
    with writing(office.home) as ledger:
        state = next(found.state for found in deliveries_of(ledger, each.issue) if found.id == each.id)
        if state == "open":
            change(ledger, "report_delivery", each.id, state="handed", tried_at=office.clock())
    office.step("handed")
    return state == "open"


def _dropped(office: Office, each: Delivery, issue: Issue) -> str:
    """Lay the PDF into a folder; one that is not there is not made, for it may be a share that is not mounted."""
    path, content = Path(each.address) / file_name(issue), _content(office.home, issue)
    if each.kind == "withdrawal":
        path, content = path.with_suffix(".withdrawn.txt"), f"{issue.reason.zh}\n{issue.reason.en}\n".encode()
    if content is None:
        return _failed(office, each, _ALTERED)
    try:
        if not path.exists() or path.read_bytes() != content:
            _lay(path, content)
    except OSError as error:
        words = f"{each.address}: {error.strerror or error}"
        return _failed(office, each, Text(words, words))
    office.step("dropped")
    return _sent(office, each, str(path))


def _lay(path: Path, content: bytes) -> None:
    arriving = path.with_name(f".{path.name}.part")
    arriving.write_bytes(content)
    sync_file(arriving)
    arriving.replace(path)
    sync_folder(path.parent)


def _content(home: Path, issue: Issue) -> bytes | None:
    """Return the PDF of an issue as it was made, put back from its copy if it was altered; None if that cannot be."""
    path = home / (issue.path or "")
    return path.read_bytes() if issue.sha256 and custody.whole(home, path, issue.sha256) else None


def _sent(office: Office, each: Delivery, receipt: str) -> str:
    now = office.clock()
    with writing(office.home) as ledger:
        change(
            ledger, "report_delivery", each.id, state="sent", sent_at=now, receipt=receipt, reason_zh="", reason_en=""
        )
        said = Text(f"{each.address}：已送达（{receipt}）", f"{each.address}: delivered ({receipt})")
        add_step(ledger, each.issue, now, said)
    office.step("sent")
    return "sent"


def _failed(office: Office, each: Delivery, why: Text, *, for_good: bool = False) -> str:
    """Write why a delivery failed: it is tried again later, unless it was refused for good."""
    if for_good:
        return _ended(office, each, "refused", why)
    now, attempts = office.clock(), each.tried.attempts + 1
    with writing(office.home) as ledger:
        wait = wait_seconds(f"delivery.{each.id}", attempts)
        change(ledger, "report_delivery", each.id, attempts=attempts, tried_at=now, wait_seconds=wait)
        change(ledger, "report_delivery", each.id, state="open", reason_zh=why.zh, reason_en=why.en)
        add_step(ledger, each.issue, now, _of(each, Text(f"未送达：{why.zh}", f"not delivered: {why.en}")))
    office.step("failed")
    return "failed"


def _ended(office: Office, each: Delivery, state: str, why: Text) -> str:
    now = office.clock()
    with writing(office.home) as ledger:
        change(ledger, "report_delivery", each.id, state=state, tried_at=now, reason_zh=why.zh, reason_en=why.en)
        add_step(ledger, each.issue, now, _of(each, why))
    office.step(state)
    return state


def _of(each: Delivery, text: Text) -> Text:
    return Text(f"{each.address}：{text.zh}", f"{each.address}: {text.en}")
