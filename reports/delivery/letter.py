"""Letters: the mail in which one recipient gets one issue, the same to the byte however often it is tried."""

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from datasets import Text
from reports.delivery.issue import Delivery, Issue
from reports.delivery.settings import MailSettings
from reports.edition import Edition

_ATTACHED = Text("全文见附件。", "The report is attached.")
_TOO_LARGE = Text("报告超过 {most:g} MB，未附在邮件中。", "The report is larger than {most:g} MB and not attached.")
_OPEN = Text("登录后打开：{link}", "Open it, signed in: {link}")
_LIBRARY = Text("请登录经纬，在“报告”页打开。", "Open it on the page of reports of Jingwei.")
_CORRECTS = Text(
    "这是第 {version} 版，更正此前发出的版本。原因：{remark}",
    "This is version {version}; it corrects what was sent before. Reason: {remark}",
)
_WITHDRAWN = Text(
    "此前发送的《{title}》{period}（第 {version} 版）已撤回，请勿再使用。原因：{reason}",
    "{title}, {period} (version {version}), sent before, is withdrawn: do not use it any more. Reason: {reason}",
)
_FOOT = Text(
    "密级：{label}。快照 {snapshot}，SHA-256 {sha256}。本邮件由经纬自动发送，请勿回复。",
    "Classification: {label}. Snapshot {snapshot}, SHA-256 {sha256}. Sent by Jingwei; please do not answer.",
)
_CORRECTION = Text("更正：", "Correction: ")
_WITHDRAWAL = Text("撤回：", "Withdrawn: ")


def message_id(issue: Issue, delivery: Delivery, domain: str) -> str:
    """Return the identifier that follows from issue and recipient, the same at every attempt."""
    words = (issue.edition, issue.period, issue.variant, str(issue.version), delivery.kind, delivery.address)
    digest = hashlib.sha256("\x00".join(words).encode()).hexdigest()[:32]
    return f"<jingwei.{digest}@{domain}>"


def letter(
    issue: Issue, delivery: Delivery, edition: Edition | None, content: bytes, settings: MailSettings
) -> EmailMessage:
    """Return the mail; a report that is too large, or of which a digest was asked for, is not attached but linked."""
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    sender = settings.sender
    message["Message-ID"] = message_id(issue, delivery, sender.rpartition("@")[2])
    message["From"] = Address(settings.name.in_language(issue.language), addr_spec=sender)
    message["To"] = Address(addr_spec=delivery.address)
    message["Date"] = format_datetime(delivery.created_at)
    message["Subject"] = _subject(issue, delivery, edition)
    message["Auto-Submitted"] = "auto-generated"
    attached = delivery.kind == "report" and delivery.form == "report" and len(content) <= settings.largest_bytes
    message.set_content(_body(issue, delivery, edition, settings, attached=attached))
    if attached:
        name = file_name(issue)
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
        message.set_boundary(f"jingwei-{hashlib.sha256(message['Message-ID'].encode()).hexdigest()[:40]}")
    return message


def file_name(issue: Issue) -> str:
    """Return the name under which a recipient gets the PDF; a later version never takes an earlier one's."""
    version = f".v{issue.version}" if issue.version > 1 else ""
    return f"{issue.edition}-{issue.period}.{issue.variant}{version}.pdf"


def _subject(issue: Issue, delivery: Delivery, edition: Edition | None) -> str:
    kind = _WITHDRAWAL if delivery.kind == "withdrawal" else _CORRECTION if issue.version > 1 else Text("", "")
    period = _period(issue, edition)
    return f"{kind.in_language(issue.language)}{_title(issue, edition)} {period}"


def _title(issue: Issue, edition: Edition | None) -> str:
    return edition.title.in_language(issue.language) if edition else issue.edition


def _period(issue: Issue, edition: Edition | None) -> str:
    return edition.label(issue.period, issue.language) if edition else issue.period


def _body(issue: Issue, delivery: Delivery, edition: Edition | None, settings: MailSettings, *, attached: bool) -> str:
    def say(text: Text, **words: object) -> str:
        return text.in_language(issue.language).format(**words)

    label = edition.classification.in_language(issue.language) if edition else ""
    foot = say(_FOOT, label=label, snapshot=issue.snapshot, sha256=(issue.sha256 or "")[:16])
    title, period = _title(issue, edition), _period(issue, edition)
    if delivery.kind == "withdrawal":
        reason = issue.reason.in_language(issue.language)
        said = say(_WITHDRAWN, title=title, period=period, version=issue.version, reason=reason)
        return f"{said}\n\n-- \n{foot}\n"
    points = [f"{place}. {each}" for place, each in enumerate(issue.sentences, 1)]
    link = f"{settings.address.rstrip('/')}/reports/{issue.run}.pdf" if settings.address and issue.run else ""
    where = say(_OPEN, link=link) if link else say(_LIBRARY)
    large = "" if attached or delivery.form == "digest" else say(_TOO_LARGE, most=settings.largest_mb)
    parts = [
        f"{title} · {period}",
        say(_CORRECTS, version=issue.version, remark=issue.remark) if issue.version > 1 else "",
        "\n".join(points),
        say(_ATTACHED) if attached else large,
        where,
    ]
    return "\n\n".join(filter(None, parts)) + f"\n\n-- \n{foot}\n"
