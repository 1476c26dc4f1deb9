"""The plan: of each edition, period and variant, whether it is to come, due, waiting for data, made or passed over.

It follows from the timetables, the ledger, the snapshot and the clock alone, and is computed anew each time: what is
not due, or passed over, is written nowhere, so that a clock gone wrong leaves nothing behind.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from datasets import Text
from indicators import catalogue
from reports.delivery.issue import Issue, issues
from reports.delivery.office import Office, Reach
from reports.delivery.recipients import Variant, variants
from reports.edition import Edition
from reports.timetable import GRACE, POLICIES, Due, Timetable


class Standing(StrEnum):
    """How one version of an edition stands."""

    COMING = "coming"
    READY = "ready"
    WAITING = "waiting"
    FAILED = "failed"
    PASSED = "passed"
    MADE = "made"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


STANDINGS = {
    Standing.COMING: Text("未到期", "To come"),
    Standing.READY: Text("待生成", "Due"),
    Standing.WAITING: Text("等待数据", "Waiting for data"),
    Standing.FAILED: Text("失败，将重试", "Failed, tried again"),
    Standing.PASSED: Text("不补", "Passed over"),
    Standing.MADE: Text("已生成", "Made"),
    Standing.WITHDRAWN: Text("已撤回", "Withdrawn"),
    Standing.REPLACED: Text("已更正", "Replaced"),
}

_ENDED = {"made": Standing.MADE, "withdrawn": Standing.WITHDRAWN, "replaced": Standing.REPLACED}


@dataclass(frozen=True)
class Owed:
    """One version of an edition for a period and a variant, how it stands and why."""

    edition: str
    period: str
    variant: Variant
    due: Due
    standing: Standing
    reason: Text
    issue: Issue | None = None

    @property
    def version(self) -> int:
        """Return the version, 1 before anything was made."""
        return self.issue.version if self.issue else 1


NOTHING = Text("", "")
_GUESSED = Text(
    "该年放假安排尚未公布，到期日按法定节假日推算",
    "the holidays of that year are not announced yet: the day follows from the statutory ones",
)
_AGAIN = Text("上次失败，等待重试", "it failed and waits to be tried again")
_NOT_READ = Text("不再有名单读这个版别，或不再定期生成", "no list reads this any more, or it has no timetable any more")
_NOT_DEFINED = Text("这种报告的定义已删除", "this edition is not defined any more")
_NO_SNAPSHOT = Text("还没有发布任何快照", "no snapshot has been published")


def plan(office: Office) -> list[Owed]:
    """Return how everything stands at this moment, by edition, variant and period, with the next period to come."""
    now, reach = office.clock(), office.reach(office.home)
    known: defaultdict[tuple[str, str], dict[str, list[Issue]]] = defaultdict(dict)
    everything = issues(office.home)
    for each in everything:
        known[each.edition, each.variant].setdefault(each.period, []).append(each)
    found: list[Owed] = []
    for edition in office.editions.values():
        wanted = {each.key: each for each in variants(edition, office.home)} if edition.timetable else {}
        kept = {key: _variant(periods) for (name, key), periods in known.items() if name == edition.key}
        for key, variant in sorted((kept | wanted).items()):
            table = edition.timetable if key in wanted else None
            found += _course(office.home, edition, table, variant, known[edition.key, key], now, reach)
    return [*found, *(_gone(each) for each in everything if each.edition not in office.editions)]


def _gone(issue: Issue) -> Owed:
    """Return how an issue of an edition stands that is not defined any more: what was made stays known."""
    variant = Variant(issue.language, tuple(sorted(issue.parameters.items())))
    at = Due(issue.due_at, noticed=True)
    if issue.state in _ENDED:
        return Owed(issue.edition, issue.period, variant, at, _ENDED[issue.state], issue.reason, issue)
    return Owed(issue.edition, issue.period, variant, at, Standing.PASSED, _NOT_DEFINED, issue)


def _variant(periods: Mapping[str, Sequence[Issue]]) -> Variant:
    first = next(iter(periods.values()))[0]
    return Variant(first.language, tuple(sorted(first.parameters.items())))


def _course(
    home: Path,
    edition: Edition,
    table: Timetable | None,
    variant: Variant,
    known: Mapping[str, Sequence[Issue]],
    now: dt.datetime,
    reach: Reach | None,
) -> list[Owed]:
    """Return how the periods of one variant stand, oldest first."""
    planned = [*table.periods(now), table.coming(now)] if table else []
    found = []
    for period in sorted({*planned, *known}):
        versions = known.get(period, [None])
        due = table.due(period, home) if table and period in planned else None
        for issue in versions:
            asked = issue is not None and (issue.version > 1 or due is None or issue.state in _ENDED)
            at = Due(issue.due_at, noticed=True) if issue and asked else due or Due(now, noticed=True)
            owed = Owed(edition.key, period, variant, at, Standing.COMING, NOTHING, issue)
            unread = table is None and issue is not None and issue.version == 1 and issue.state not in _ENDED
            passed = replace(owed, standing=Standing.PASSED, reason=_NOT_READ)
            found.append(passed if unread else _stands(owed, edition, now, reach))
    return _passed_over(found, table, now) if table else found


def _stands(owed: Owed, edition: Edition, now: dt.datetime, reach: Reach | None) -> Owed:
    """Return how one version stands, without regard to the policy of catching up."""
    issue = owed.issue
    if issue and issue.state in _ENDED:
        return replace(owed, standing=_ENDED[issue.state], reason=issue.reason)
    if owed.version == 1 and now < owed.due.at:  # noted already when the clock was set back
        return replace(owed, reason=NOTHING if owed.due.noticed else _GUESSED)
    if missing := _missing(edition, owed.period, reach):
        return replace(owed, standing=Standing.WAITING, reason=missing)
    if issue and issue.state == "failed":
        resting = issue.tried.rests(now)
        return replace(owed, standing=Standing.FAILED if resting else Standing.READY, reason=issue.reason or _AGAIN)
    return replace(owed, standing=Standing.READY)


def _missing(edition: Edition, period: str, reach: Reach | None) -> Text | None:
    """Return what a period still waits for, None when the snapshot covers it."""
    if reach is None:
        return _NO_SNAPSHOT
    needs = edition.timetable.needs if edition.timetable else ()
    until = reach.snapshot[: len(period)]  # a snapshot is named by the last day of its data
    if not needs and until < period:
        return Text(
            f"等待数据：快照 {reach.snapshot} 只到 {until}，还不含 {period}",
            f"waiting for data: snapshot {reach.snapshot} reaches {until}, not {period}",
        )
    for key in needs:
        last = reach.last_month(key)
        if last < period:
            name = catalogue()[key].name if key in catalogue() else Text(key, key)
            return Text(
                f"等待数据：快照 {reach.snapshot} 的{name.zh}只到 {last or '（无）'}，还不含 {period}",
                f"waiting for data: in snapshot {reach.snapshot}, {name.en} reaches {last or 'no month'}, not {period}",
            )
    return None


def _passed_over(found: Sequence[Owed], table: Timetable, now: dt.datetime) -> list[Owed]:
    """Return the same with those passed over that the policy of catching up leaves out; a correction never is."""
    begun = {Standing.READY, Standing.FAILED, Standing.MADE, Standing.REPLACED, Standing.WITHDRAWN}
    latest = max((each.period for each in found if each.standing in begun), default="")
    policy = POLICIES[table.catch_up]

    def is_passed(each: Owed) -> bool:
        if each.version > 1 or each.standing not in {Standing.READY, Standing.WAITING, Standing.FAILED}:
            return False
        if table.catch_up == "none":
            return each.issue is None and now - each.due.at > GRACE
        return table.catch_up == "latest" and each.period < latest

    reason = Text(f"错过，按规定不补（{policy.zh}）", f"missed, and by the edition's policy not made: {policy.en}")
    return [replace(each, standing=Standing.PASSED, reason=reason) if is_passed(each) else each for each in found]
