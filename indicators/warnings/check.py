"""The check: a published snapshot held against the rules, and what that does to the warnings in the ledger.

The same warning next month continues; one whose condition is gone closes itself with a word why, unless a department
still owes an answer; one that a person closed stays closed until its condition has gone and come back, or grown worse.
"""

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from datasets import Snapshot, Text
from indicators.warnings.case import SYSTEM, Action, Case, State
from indicators.warnings.duty import department_of, responsible
from indicators.warnings.ledger import add, add_step, cases_of, writing
from indicators.warnings.reading import Reading, Subject
from indicators.warnings.rule import LIGHTS, Light, Rule, rules
from indicators.warnings.standing import MEASURES
from indicators.warnings.workdays import local

Found = Mapping[tuple[str, Subject], tuple[Rule, Reading]]

_UNKNOWN = Text("本期已无此项数据，或规则已停用", "there are no such data this time, or the rule has ended")
_WITHIN = Text("{said}；已回到界限以内（{bounds}）", "{said}; within the bounds again ({bounds})")
_LATE = Text("应于 {day} 前反馈，未反馈", "the answer was due by {day} and has not come")


def readings(home: Path, snapshot: Snapshot, in_force: Mapping[str, Rule] | None = None) -> Found:
    """Return what every rule in force measures, within its bounds or not."""
    known = rules(snapshot.as_of) if in_force is None else in_force
    return {
        (rule.key, reading.subject): (rule, reading)
        for rule in known.values()
        for reading in MEASURES[rule.measure](home, snapshot, rule)
    }


def check(
    home: Path,
    snapshot: Snapshot,
    *,
    now: dt.datetime | None = None,
    in_force: Mapping[str, Rule] | None = None,
) -> Counter[str]:
    """Hold a snapshot against the rules, write what follows, and return how many warnings were raised, and so on.

    A snapshot of an earlier day than one already checked says nothing about today and changes nothing.
    """
    moment = now or dt.datetime.now(dt.UTC)
    found = readings(home, snapshot, in_force)
    done: Counter[str] = Counter()
    with writing(home) as ledger:
        (newest,) = ledger.execute("SELECT coalesce(max(as_of), '') FROM warning_check").fetchone()
        if snapshot.as_of.isoformat() < newest:
            return done
        latest = {each.identity: each for each in cases_of(ledger)}
        for identity, (rule, reading) in found.items():
            if light := rule.light(reading.value):
                done[_seen(ledger, snapshot, moment, rule, reading, light, latest.get(identity))] += 1
        for identity, each in latest.items():
            measured = found.get(identity)
            if measured is None or measured[0].light(measured[1].value) is None:
                done[_unseen(ledger, moment, each, measured)] += 1
        add(ledger, "warning_check", snapshot=snapshot.name, as_of=snapshot.as_of.isoformat(), at=moment.isoformat())
        done["escalated"] = _escalate(ledger, moment)
    return +Counter({name: count for name, count in done.items() if name})


def told(counts: Mapping[str, int]) -> Text:
    """Return in one sentence what a check did."""
    new, on, over, late = (counts.get(name, 0) for name in ("raised", "continued", "cleared", "escalated"))
    on += counts.get("worsened", 0)
    return Text(
        f"预警：新增 {new} 条，延续 {on} 条，自动解除 {over} 条，逾期上报 {late} 条",
        f"Warnings: {new} raised, {on} continue, {over} cleared by themselves, {late} escalated as overdue",
    )


def escalate(home: Path, now: dt.datetime | None = None) -> int:
    """Report upwards every warning whose department is late, once for each term, and return how many."""
    with writing(home) as ledger:
        return _escalate(ledger, now or dt.datetime.now(dt.UTC))


def _seen(
    ledger: sqlite3.Connection,
    snapshot: Snapshot,
    moment: dt.datetime,
    rule: Rule,
    reading: Reading,
    light: Light,
    known: Case | None,
) -> str:
    """Write that a condition holds; return what that made of its warning."""
    worse = known is not None and LIGHTS.index(light) > LIGHTS.index(known.latest.light)
    if known is None or known.state is State.CLEARED or (known.over and (known.gone or worse)):
        warning = _open(ledger, snapshot, moment, rule, reading, known)
        _sight(ledger, snapshot, warning, rule, reading, light)
        return "raised"
    again = known.gone
    if again:
        add_step(ledger, known.id, moment, SYSTEM, "", Action.AGAIN, reading.said)
    if worse:
        add_step(ledger, known.id, moment, SYSTEM, "", Action.WORSEN, reading.said)
    _sight(ledger, snapshot, known.id, rule, reading, light)
    return "worsened" if worse else "" if known.over else "continued"


def _unseen(ledger: sqlite3.Connection, moment: dt.datetime, known: Case, measured: tuple[Rule, Reading] | None) -> str:
    """Write that a condition no longer holds; return whether that closed its warning."""
    if known.gone:
        return ""
    owed = known.state in {State.ASSIGNED, State.RETURNED}
    action = Action.GONE if owed or known.over else Action.CLEAR
    add_step(ledger, known.id, moment, SYSTEM, "", action, _why(measured))
    return "cleared" if action is Action.CLEAR else ""


def _why(measured: tuple[Rule, Reading] | None) -> Text:
    if measured is None:
        return _UNKNOWN
    rule, reading = measured
    return Text(
        _WITHIN.zh.format(said=reading.said.zh, bounds=rule.bounds("zh")),
        _WITHIN.en.format(said=reading.said.en, bounds=rule.bounds("en")),
    )


def _open(
    ledger: sqlite3.Connection,
    snapshot: Snapshot,
    moment: dt.datetime,
    rule: Rule,
    reading: Reading,
    before: Case | None,
) -> int:
    subject, about = reading.subject, reading.subject.name(snapshot)
    answers = department_of(rule.department) if rule.department else responsible(subject.kind, subject.key)
    year = local(moment).year
    (made,) = ledger.execute("SELECT count(*) FROM warning WHERE number LIKE ?", (f"{year}-%",)).fetchone()
    warning = add(
        ledger,
        "warning",
        number=f"{year}-{made + 1:03d}",
        rule=rule.key,
        name_zh=rule.name.zh,
        name_en=rule.name.en,
        kind=subject.kind,
        key=subject.key,
        slice=subject.slice,
        about_zh=about.zh,
        about_en=about.en,
        responsible=answers.zh,
        days=rule.days,
        follows=before.number if before else "",
    )
    add_step(ledger, warning, moment, SYSTEM, "", Action.RAISE, reading.said)
    return warning


def _sight(
    ledger: sqlite3.Connection, snapshot: Snapshot, warning: int, rule: Rule, reading: Reading, light: Light
) -> None:
    """Write how a warning looks to a snapshot; a second check of the same one adds nothing."""
    there = ledger.execute(
        "SELECT 1 FROM warning_sight WHERE warning = ? AND snapshot = ?", (warning, snapshot.name)
    ).fetchone()
    if there is None:
        add(
            ledger,
            "warning_sight",
            warning=warning,
            snapshot=snapshot.name,
            period=reading.period.date().isoformat(),
            light=light,
            value=float(reading.value),
            shown_zh=rule.written(reading.value, "zh"),
            shown_en=rule.written(reading.value, "en"),
            said_zh=reading.said.zh,
            said_en=reading.said.en,
            bounds_zh=rule.bounds("zh"),
            bounds_en=rule.bounds("en"),
        )


def _escalate(ledger: sqlite3.Connection, moment: dt.datetime) -> int:
    day = local(moment).date()
    late = [each for each in cases_of(ledger) if each.overdue(day) and not each.escalated]
    for each in late:
        due = str(each.deadline)
        text = Text(_LATE.zh.format(day=due), _LATE.en.format(day=due))
        add_step(ledger, each.id, moment, SYSTEM, "", Action.ESCALATE, text)
    return len(late)
