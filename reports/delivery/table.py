"""The table of issues: each edition, period and version, how it stands, and how many of its recipients have it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd

from datasets import Language, Text
from indicators import period_label
from indicators.warnings.workdays import local
from reports.delivery.issue import Delivery, deliveries
from reports.delivery.office import Office
from reports.delivery.plan import STANDINGS, Owed, Standing, plan

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
    columns = ["edition", "period", "variant", "version", "due", "state", "made", "sent", "recipients", "why"]
    return pd.DataFrame(rows, columns=columns)


def by_issue(found: Sequence[Delivery]) -> dict[int, list[Delivery]]:
    """Return the deliveries of reports, without notices of withdrawal, by issue."""
    grouped: defaultdict[int, list[Delivery]] = defaultdict(list)
    for each in found:
        if each.kind == "report":
            grouped[each.issue].append(each)
    return grouped


def _row(owed: Owed, sent: Sequence[Delivery]) -> dict[str, Any]:
    made = owed.issue.made_at if owed.issue else None
    return {
        "edition": owed.edition,
        "period": owed.period,
        "variant": owed.variant.key,
        "version": owed.version,
        "due": f"{local(owed.due.at):%Y-%m-%d %H:%M}",
        "state": owed.standing.value,
        "made": f"{local(made):%Y-%m-%d %H:%M}" if made else "",
        "sent": sum(each.state == "sent" for each in sent),
        "recipients": len(sent),
        "why": owed.reason,
    }


def spoken(frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the table in words of one language."""
    return frame.assign(
        period=[period_label(each, language) for each in frame.period],
        state=[STANDINGS[Standing(each)].in_language(language) for each in frame.state],
        why=[each.in_language(language) for each in frame.why],
    )


def is_wrong(sent: Sequence[Delivery]) -> bool:
    """Return whether a person must look at a delivery: of some nothing is known, or the server refused them."""
    return any(each.state in {"unknown", "handed", "refused"} for each in sent)


def delivered(sent: Sequence[Delivery]) -> Text:
    """Return how the deliveries of one issue stand, in a few words: 3 sent, 1 unknown."""
    counts = Counter(DELIVERED[each.state] for each in sent)
    return Text(
        "，".join(f"{name.zh} {count}" for name, count in counts.items()),
        ", ".join(f"{count} {name.en}" for name, count in counts.items()),
    )
