"""The opinion: everything a review says of one application, as one object."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from datasets import Text
from indicators.appraisal.cuts import Cut, Settled
from indicators.appraisal.duplicates import Duplicate
from indicators.appraisal.findings import Finding
from indicators.appraisal.lines import SizedLine
from indicators.appraisal.verdict import Verdict

Outcome = Literal["unreadable", "out_of_scope", "reject", "defer", "supplement", "revise", "resize", "approve"]

OUTCOME_NAMES: Mapping[Outcome, Text] = {
    "unreadable": Text("无法受理", "cannot be read"),
    "out_of_scope": Text("不在评审范围", "outside the review"),
    "reject": Text("不予审批", "not approved"),
    "defer": Text("缓建", "deferred"),
    "supplement": Text("补正材料", "evidence to be supplied"),
    "revise": Text("修改方案", "design to be revised"),
    "resize": Text("核定规模后同意", "approved at the size found"),
    "approve": Text("同意", "approved"),
}


@dataclass(frozen=True)
class Material:
    """Something to be supplied: the field, what it is called, and the rules that wait for it."""

    path: str
    name: Text
    rules: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What is thought of one application: a recommendation that people sign.

    ``department`` is who applies, a code where the zone has one for it, ``department_name`` what readers call it.
    ``applied`` is the day of application, or the pack's first where none is given; ``decided_by`` are the rules that
    the outcome rests on; ``settings`` how open clauses were read; ``label`` what the registers are marked as.
    ``lines`` are all lines with their cuts, each with formula, inputs and clause; ``sizes`` hold need against request
    for those that carry the load.
    """

    file: str
    number: str
    name: str
    department: str
    department_name: Text
    applied: dt.date
    pack: str
    pack_name: Text
    label: Text
    settings: Mapping[str, str]
    outcome: Outcome
    decided_by: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    materials: tuple[Material, ...]
    duplicates: tuple[Duplicate, ...]
    findings: tuple[Finding, ...]
    lines: Settled
    sizes: tuple[SizedLine, ...]

    @property
    def requested_fen(self) -> int:
        """What is asked for, in whole fen."""
        return self.lines.requested_fen

    @property
    def cut_fen(self) -> int:
        """What is cut: the sum of the lines' cuts, to the fen."""
        return self.lines.cut_fen

    @property
    def priority(self) -> tuple[str, ...]:
        """The conditions for priority that are met."""
        return tuple(each.rule for each in self.verdicts if each.gate == "priority" and each.stands == "pass")

    @property
    def overridden(self) -> tuple[Verdict, ...]:
        """The verdicts that people decided otherwise than the rule."""
        return tuple(each for each in self.verdicts if each.override is not None)

    @property
    def outcome_name(self) -> Text:
        """What the outcome is called, with a star where people decided otherwise than a rule."""
        star = "*" if self.overridden else ""
        return Text(*(f"{word}{star}" for word in OUTCOME_NAMES[self.outcome]))

    def clause_of(self, cut: Cut) -> Text:
        """Return where the clause of a cut stands, in both languages."""
        return next((each.clause for each in self.verdicts if each.clause.zh == cut.clause), Text(*[cut.clause] * 2))

    def verdict(self, rule: str) -> Verdict:
        """Return the verdict of one rule."""
        return next(each for each in self.verdicts if each.rule == rule)


def _defers(verdicts: Sequence[Verdict], reading: str) -> tuple[list[str], list[str]]:
    """Return the rules that defer, and those that might: the five of the clause by the reading that is set."""
    failed = [each.rule for each in verdicts if each.stands == "fail" and not each.grouped]
    open_ = [each.rule for each in verdicts if each.stands == "unknown" and not each.grouped]
    five = [each for each in verdicts if each.grouped]
    bad, unknown = ([each.rule for each in five if each.stands == result] for result in ("fail", "unknown"))
    if reading == "all_of":
        bad, unknown = (
            (bad, []) if len(bad) == len(five) else ([], unknown if len(bad) + len(unknown) == len(five) else [])
        )
    return [*failed, *bad], [*open_, *unknown]


def decided(verdicts: Sequence[Verdict], reading: str, *, faults: bool) -> tuple[Outcome, tuple[str, ...]]:
    """Return the outcome and the rules it rests on, gate after gate: reject, defer, architecture, sizing.

    What is not known stops an application before anything can be said for it; ``faults`` are fields that were refused.
    """

    def having(gate: str, result: str) -> tuple[str, ...]:
        return tuple(each.rule for each in verdicts if each.gate == gate and each.stands == result)

    deferred, waiting = _defers([each for each in verdicts if each.gate == "defer"], reading)
    before = (*having("scope", "unknown"), *having("reject", "unknown"), *waiting)
    steps: tuple[tuple[Outcome, tuple[str, ...], bool], ...] = (
        ("out_of_scope", having("scope", "fail"), False),
        ("reject", having("reject", "fail"), False),
        ("defer", tuple(deferred), False),
        ("supplement", before, faults),
        ("revise", having("architecture", "fail"), False),
        ("supplement", having("architecture", "unknown"), False),
        ("resize", having("sizing", "fail"), False),
        ("supplement", having("sizing", "unknown"), False),
    )
    return next(((outcome, rules) for outcome, rules, always in steps if rules or always), ("approve", ()))
