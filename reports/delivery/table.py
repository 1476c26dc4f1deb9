"""The table of issues: each edition, period and version, how it stands, and how many of its recipients have it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd

from datasets import Language, Text
from datasets.console.terminal import Format
from indicators.warnings.workdays import local_time
from reports.delivery.issue import Delivery, Issue, deliveries
from reports.delivery.office import Office
from reports.delivery.plan import STANDINGS, Owed, Standing, plan

TITLES = {
    "edition": Text("报告", "edition"),
    "period": Text("期间", "period"),
    "variant": Text("版别", "variant"),
    "version": Text("版本", "version"),
    "due": Text("应于", "due"),
    "state": Text("状态", "state"),
    "made": Text("生成于", "made"),
    "sent": Text("已送达", "sent"),
    "recipients": Text("收件人", "recipients"),
    "why": Text("说明", "why"),
}
"""The columns of the table of issues as readers know them."""

DELIVERED = {
    "open": Text("待投递", "to send"),
    "handed": Text("不明", "unknown"),
    "sent": Text("已送达", "sent"),
    "unknown": Text("不明", "unknown"),
    "refused": Text("被拒收", "refused"),
    "dropped": Text("不再投递", "dropped"),
}
"""What is said of deliveries in each state."""


def standings(office: Office) -> pd.DataFrame:
    """Return one row a version: edition, period, variant, version, due, state, made, sent, recipients, why."""
    sent = by_issue(deliveries(office.home))
    rows = [_row(each, sent.get(each.issue.id if each.issue else 0, [])) for each in plan(office)]
    return pd.DataFrame(rows, columns=list(TITLES))


def by_issue(found: Sequence[Delivery]) -> dict[int, list[Delivery]]:
    """Return the deliveries by issue: of what was withdrawn and had been sent the notices, otherwise the reports."""
    grouped: defaultdict[int, list[Delivery]] = defaultdict(list)
    told = {each.issue for each in found if each.kind == "withdrawal"}
    for each in found:
        if (each.kind == "withdrawal") == (each.issue in told):
            grouped[each.issue].append(each)
    return grouped


def matters(each: Delivery, issue: Issue) -> bool:
    """Return whether it still matters if a delivery arrives: its report stands, or is withdrawn and this says so."""
    return issue.state == ("made" if each.kind == "report" else "withdrawn")


def _row(owed: Owed, sent: Sequence[Delivery]) -> dict[str, Any]:
    made = owed.issue.made_at if owed.issue else None
    return {
        "edition": owed.edition,
        "period": owed.period,
        "variant": owed.variant.key,
        "version": owed.version,
        "due": local_time(owed.due.at),
        "state": owed.standing.value,
        "made": local_time(made) if made else "",
        "sent": sum(each.state == "sent" for each in sent),
        "recipients": len(sent),
        "why": _joined(owed.reason, delivered(sent) if any(each.state != "sent" for each in sent) else Text("", "")),
    }


def spoken(frame: pd.DataFrame, language: Language, shape: Format = Format.CSV) -> pd.DataFrame:
    """Return the table in words of one language; a period stays as it is typed. What people read has titles too."""
    said = frame.assign(
        state=[STANDINGS[Standing(each)].in_language(language) for each in frame.state],
        why=[each.in_language(language) for each in frame.why],
    )
    titles = {name: title.in_language(language) for name, title in TITLES.items()}
    return said.rename(columns=titles) if shape is Format.TABLE else said


def _joined(one: Text, other: Text) -> Text:
    if not one.zh or not other.zh:
        return one if one.zh else other
    return Text(f"{one.zh}；{other.zh}", f"{one.en}; {other.en}")


def is_wrong(sent: Sequence[Delivery]) -> bool:
    """Return whether a person must look at a delivery: of some nothing is known, or the server refused them."""
    return any(each.state in {"unknown", "handed", "refused"} for each in sent)


def delivered(sent: Sequence[Delivery]) -> Text:
    """Return how the deliveries of one issue stand, in a few words: 3 sent, 1 unknown."""
    counts = Counter(DELIVERED[each.state] for each in sent)
    notices = any(each.kind == "withdrawal" for each in sent)
    zh = "，".join(f"{name.zh} {count}" for name, count in counts.items())
    en = ", ".join(f"{count} {name.en}" for name, count in counts.items())
    return Text(f"撤回通知：{zh}", f"notices of withdrawal: {en}") if notices else Text(zh, en)
