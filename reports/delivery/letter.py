"""Letters: the mail in which one recipient gets one issue, the same to the byte however often it is tried."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from datasets import Language, Text
from indicators.warnings.workdays import local
from reports.delivery.issue import Delivery, Issue
from reports.delivery.sentences import MOST
from reports.delivery.settings import MailSettings
from reports.edition import Edition

_ATTACHED = Text("全文见附件。", "The report is attached.")
_TOO_LARGE = Text(
    "报告有 {size:.1f} MB，超过邮件的限度，未附在邮件中。",
    "The report has {size:.1f} MB, too large for a mail, and is not attached.",
)
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
_ALL_WITHDRAWN = Text(
    "此前发送的《{title}》{period}（第 {version} 版及更早的各版）已撤回，请勿再使用。原因：{reason}",
    "{title}, {period} (version {version} and all before), sent before, is withdrawn: do not use it any more. "
    "Reason: {reason}",
)
_FOOT = Text(
    "密级：{label}。快照 {snapshot}，SHA-256 {sha256}。本邮件由经纬自动发送，请勿回复。",
    "Classification: {label}. Snapshot {snapshot}, SHA-256 {sha256}. Sent by Jingwei; please do not answer.",
)
_SENT = Text(
    "密级：{label}。本邮件由经纬自动发送，请勿回复。",
    "Classification: {label}. Sent by Jingwei; please do not answer.",
)
_DIGEST = Text("领导摘要 {day}：{first}等 {count} 份报告", "Digest of {day}: {first} and {more} more")
_TEXT_BYTES = 20_000
_CORRECTION = Text("更正：", "Correction: ")
_WITHDRAWAL = Text("撤回：", "Withdrawn: ")


def message_id(issue: Issue, delivery: Delivery, domain: str) -> str:
    """Return the identifier that follows from issue and recipient, the same at every attempt."""
    words = (issue.edition, issue.period, issue.variant, str(issue.version), delivery.kind, delivery.address)
    digest = hashlib.sha256("\x00".join(words).encode()).hexdigest()[:32]
    return f"<jingwei.{digest}@{domain}>"


def letter(
    issue: Issue, delivery: Delivery, edition: Edition | None, content: bytes, settings: MailSettings, most: int = 0
) -> EmailMessage:
    """Return the mail; a report that is too large, or of which a digest was asked for, is not attached but linked.

    ``most`` is how many bytes the server takes in one mail, 0 if it does not say.
    """
    message = _envelope([(delivery, issue)], _subject(issue, delivery, edition), settings)
    whole = delivery.kind == "report" and delivery.form == "report"
    attached = whole and len(content) <= settings.largest_bytes and (not most or _mailed(content) <= most)
    too_large = len(content) if whole and not attached else 0
    message.set_content(_body(issue, delivery, edition, settings, attached=attached, too_large=too_large))
    if attached:
        name = file_name(issue)
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
        message.set_boundary(f"jingwei-{hashlib.sha256(message['Message-ID'].encode()).hexdigest()[:40]}")
    return message


def digest(
    group: Sequence[tuple[Delivery, Issue]], editions: Mapping[str, Edition], settings: MailSettings
) -> EmailMessage:
    """Return one mail about several reports: five sentences in all, the first of each before the second of any.

    The reports stand in the order of their editions.
    """
    places = {key: place for place, key in enumerate(editions)}
    group = sorted(group, key=lambda each: places.get(each[1].edition, len(places)))
    issue = group[0][1]
    day = f"{local(max(each.created_at for each, _ in group)):%Y-%m-%d}"
    first = _title(issue, editions.get(issue.edition))
    subject = _DIGEST.in_language(issue.language).format(first=first, count=len(group), more=len(group) - 1, day=day)
    said = _shared([each.sentences for _, each in group])
    parts = []
    for (_, each), sentences in zip(group, said, strict=True):
        edition = editions.get(each.edition)
        corrects = _CORRECTS.in_language(each.language).format(version=each.version, remark=each.remark)
        lines = [f"{_title(each, edition)} · {_period(each, edition)}", *([corrects] if each.version > 1 else [])]
        parts.append("\n".join([*lines, *(f"- {_entry(sentence)}" for sentence in sentences), _where(each, settings)]))
    label = editions[issue.edition].classification.in_language(issue.language) if issue.edition in editions else ""
    message = _envelope(group, subject, settings)
    message.set_content("\n\n".join(parts) + f"\n\n-- \n{_SENT.in_language(issue.language).format(label=label)}\n")
    return message


def _shared(sentences: Sequence[Sequence[str]], most: int = MOST) -> list[list[str]]:
    """Return the sentences of each report that find room: the first of each, then the second, while there is some."""
    places = sorted((place, number) for number, each in enumerate(sentences) for place in range(len(each)))[:most]
    counts = Counter(number for _, number in places)
    return [list(each[: counts[number]]) for number, each in enumerate(sentences)]


def _entry(sentence: str) -> str:
    """Return a sentence as an entry of a list, which ends without a full stop."""
    return sentence.rstrip("。.")


def _envelope(group: Sequence[tuple[Delivery, Issue]], subject: str, settings: MailSettings) -> EmailMessage:
    """Return a mail without a body: from whom, to whom, about what; each issue is named in a header of its own."""
    delivery, issue = group[0]
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    domain = settings.sender.rpartition("@")[2]
    numbers = sorted(message_id(each, one, domain) for one, each in group)
    whole = hashlib.sha256("".join(numbers).encode()).hexdigest()[:32]
    message["Message-ID"] = numbers[0] if len(numbers) == 1 else f"<jingwei.{whole}@{domain}>"
    message["From"] = Address(settings.name.in_language(issue.language), addr_spec=settings.sender)
    message["To"] = Address(addr_spec=delivery.address)
    message["Date"] = format_datetime(max(one.created_at for one, _ in group))
    message["Subject"] = subject
    message["Auto-Submitted"] = "auto-generated"
    for one, each in group:
        message["Jingwei-Issue"] = f"{one.kind}/{each.edition}/{each.period}/{each.variant}/{each.version}"
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


def _where(issue: Issue, settings: MailSettings) -> str:
    """Return where the report is opened."""
    link = f"{settings.address.rstrip('/')}/reports/{issue.run}.pdf" if settings.address and issue.run else ""
    return (_OPEN if link else _LIBRARY).in_language(issue.language).format(link=link)


def withdrawn(issue: Issue, edition: Edition | None, language: Language) -> str:
    """Return the sentence by which those who have a report learn that it is withdrawn."""
    said = (_ALL_WITHDRAWN if issue.version > 1 else _WITHDRAWN).in_language(language)
    title = edition.title.in_language(language) if edition else issue.edition
    period = edition.label(issue.period, language) if edition else issue.period
    return said.format(title=title, period=period, version=issue.version, reason=issue.reason.in_language(language))


def _mailed(content: bytes) -> int:
    """Return how many bytes a mail has with this attached: base64 in lines of 76, headers and text."""
    return len(content) * 78 // 57 + _TEXT_BYTES


def _body(
    issue: Issue,
    delivery: Delivery,
    edition: Edition | None,
    settings: MailSettings,
    *,
    attached: bool,
    too_large: int,
) -> str:
    def say(text: Text, **words: object) -> str:
        return text.in_language(issue.language).format(**words)

    label = edition.classification.in_language(issue.language) if edition else ""
    foot = say(_FOOT, label=label, snapshot=issue.snapshot, sha256=(issue.sha256 or "")[:16])
    title, period = _title(issue, edition), _period(issue, edition)
    if delivery.kind == "withdrawal":
        return f"{withdrawn(issue, edition, issue.language)}\n\n-- \n{foot}\n"
    points = [f"{place}. {each}" for place, each in enumerate(map(_entry, issue.sentences), 1)]
    where = _where(issue, settings)
    large = say(_TOO_LARGE, size=too_large / 2**20) if too_large else ""
    parts = [
        f"{title} · {period}",
        say(_CORRECTS, version=issue.version, remark=issue.remark) if issue.version > 1 else "",
        "\n".join(points),
        say(_ATTACHED) if attached else large,
        where,
    ]
    return "\n\n".join(filter(None, parts)) + f"\n\n-- \n{foot}\n"
