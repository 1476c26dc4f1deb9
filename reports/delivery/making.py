"""Making: one issue that is due is noted, claimed, run, and written down as made."""

import datetime as dt
import sqlite3
from typing import Final

from datasets import JingweiError, Text
from reports.correction import Correction
from reports.delivery import finished
from reports.delivery.backoff import wait_seconds
from reports.delivery.issue import Issue, add, add_step, change, drop_unsent, issues_of, writing
from reports.delivery.office import Office
from reports.delivery.plan import Owed, Standing
from reports.delivery.sentences import sentences_of
from reports.run import Run

_PROMPT: Final = dt.timedelta(hours=1)
_NOTED: Final = Text("到期", "due")
_NOTED_LATE: Final = Text("到期时没有 tick 在运行，此时才发现", "no tick was at work when it was due; noticed only now")
_MOST_WORDS = 500
_TO_BE_MADE: Final = frozenset({"waiting", "failed"})


def bring_on(office: Office, owed: Owed) -> str:
    """Bring one that is due as far as it goes; return what became of it."""
    issue = _noted(office, owed)
    if issue is None:
        return "stopped"
    if owed.standing is Standing.WAITING:
        return "waiting"
    try:
        _keep(office, issue, _run(office, issue))
    except Exception as error:  # noqa: BLE001 whatever a notebook or the disk does, the others are made
        _failed(office, issue, error)
        return "failed"
    return "made"


def _noted(office: Office, owed: Owed) -> Issue | None:
    """Return the issue after writing that it is due, waits or is being made; None if it was withdrawn meanwhile."""
    now = office.clock()
    waiting = owed.standing is Standing.WAITING
    with writing(office.home) as ledger:
        number = owed.issue.id if owed.issue else _new(ledger, owed, now)
        if _state(ledger, number) not in _TO_BE_MADE:  # others took long to be made since it was looked at
            return None
        if waiting:
            change(ledger, "report_issue", number, reason_zh=owed.reason.zh, reason_en=owed.reason.en)
            add_step(ledger, number, now, owed.reason)
        else:
            values: dict[str, object] = {"state": "making", "reason_zh": "", "reason_en": ""}
            if owed.issue is None or owed.issue.after_run is None:
                values["after_run"] = finished.newest(ledger)
            change(ledger, "report_issue", number, **values)
        issue = next(each for each in issues_of(ledger) if each.id == number)
    office.step("noted" if waiting else "claimed")
    return issue


def _new(ledger: sqlite3.Connection, owed: Owed, now: dt.datetime) -> int:
    number = add(
        ledger,
        "report_issue",
        edition=owed.edition,
        period=owed.period,
        variant=owed.variant.key,
        version=1,
        language=owed.variant.language,
        parameters=dict(owed.variant.parameters),
        due_at=owed.due.at,
        noted_at=now,
        state="waiting",
        reason_zh="",
        reason_en="",
        remark="",
        who="",
    )
    add_step(ledger, number, now, _NOTED if now - owed.due.at < _PROMPT else _NOTED_LATE)
    return number


def _state(ledger: sqlite3.Connection, issue: int) -> str:
    return next(each.state for each in issues_of(ledger) if each.id == issue)


def _run(office: Office, issue: Issue) -> Run:
    """Return the run that a killed tick had finished, or a new one."""
    reach = office.reach(office.home)
    assert reach is not None  # noqa: S101 what is ready has a snapshot
    found = finished.of(office.home, issue, reach.snapshot)
    if found is not None:
        return found
    made = office.make(
        issue.edition,
        issue.period,
        home=office.home,
        snapshot=reach.snapshot,
        language=issue.language,
        parameters=issue.parameters,
        corrects=_correction(office, issue),
    )
    office.step("run")
    return made


def _correction(office: Office, issue: Issue) -> Correction | None:
    """Return what a later version says of the one before it."""
    if issue.version == 1:
        return None
    same = (issue.edition, issue.period, issue.variant, issue.version - 1)
    with writing(office.home) as ledger:
        found = issues_of(ledger)
    before = next(each for each in found if (each.edition, each.period, each.variant, each.version) == same)
    return Correction(issue.version, before.made_at, issue.remark)


def _keep(office: Office, issue: Issue, run: Run) -> None:
    """Write that a version is made, of which run, and that it replaces those before, in one step."""
    said, now = sentences_of(run.html), office.clock()
    with writing(office.home) as ledger:
        if _state(ledger, issue.id) != "making":
            return  # withdrawn meanwhile
        change(
            ledger,
            "report_issue",
            issue.id,
            state="made",
            run=finished.number(ledger, run),
            snapshot=run.snapshot,
            path=str(run.pdf.relative_to(office.home)),
            sha256=run.sha256,
            sentences=said,
            made_at=now,
        )
        add_step(ledger, issue.id, now, Text(f"由快照 {run.snapshot} 生成", f"made from snapshot {run.snapshot}"))
        _replace_earlier(ledger, issue, now)
    office.step("made")


def _replace_earlier(ledger: sqlite3.Connection, issue: Issue, now: dt.datetime) -> None:
    """Write that the versions before are replaced, and stop what of them is still to be sent."""
    said = Text(f"由第 {issue.version} 版更正：{issue.remark}", f"replaced by version {issue.version}: {issue.remark}")
    same = (issue.edition, issue.period, issue.variant)
    for each in issues_of(ledger):
        if (each.edition, each.period, each.variant) != same or each.version >= issue.version:
            continue
        if each.state == "made":
            change(ledger, "report_issue", each.id, state="replaced", reason_zh=said.zh, reason_en=said.en)
            add_step(ledger, each.id, now, said)
        drop_unsent(ledger, each.id, said)


def _failed(office: Office, issue: Issue, error: Exception) -> None:
    """Write why it failed and when it is tried again."""
    said = error.text if isinstance(error, JingweiError) else Text(str(error), str(error))
    zh, en = said.zh[:_MOST_WORDS], said.en[:_MOST_WORDS]
    now, attempts = office.clock(), issue.tried.attempts + 1
    wait = wait_seconds(f"issue.{issue.id}", attempts)
    with writing(office.home) as ledger:
        if _state(ledger, issue.id) != "making":
            return  # withdrawn meanwhile
        change(ledger, "report_issue", issue.id, attempts=attempts, tried_at=now, wait_seconds=wait)
        change(ledger, "report_issue", issue.id, state="failed", reason_zh=zh, reason_en=en)
        add_step(ledger, issue.id, now, Text(f"第 {attempts} 次生成失败：{zh}", f"attempt {attempts} failed: {en}"))
    office.step("failed")
