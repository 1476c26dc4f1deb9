"""Verdicts: what a rule found on an application, by which clause, from which inputs, and what would turn it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from datasets import Text
from indicators.appraisal.case import label
from indicators.appraisal.cuts import Cut
from indicators.appraisal.judgement import Evidence
from indicators.appraisal.override import Override
from indicators.appraisal.pack import Gate

Result = Literal["pass", "fail", "unknown"]

RESULTS: Mapping[bool | None, Result] = {True: "pass", False: "fail", None: "unknown"}
RESULT_NAMES: Mapping[Result, Text] = {
    "pass": Text("符合", "pass"),
    "fail": Text("不符合", "fail"),
    "unknown": Text("待补正", "unknown"),
}
_NOT_MET = Text("不具备", "no")


@dataclass(frozen=True)
class Change:
    """One input as it is and as it would have to be."""

    path: str
    before: Any
    after: Any

    @property
    def label(self) -> Text:
        """What the input is called."""
        return label(self.path)


@dataclass(frozen=True)
class Flip:
    """The smallest change found that turns a verdict, and what it turns into; the rule was run again to see it.

    ``size`` counts each input changed as 1, a number by how far it moves (0 to 1).
    """

    changes: tuple[Change, ...]
    result: Result
    size: float


@dataclass(frozen=True)
class Verdict:
    """What one rule says of one application. ``result`` is the rule's own; ``stands`` what holds after an override.

    ``grouped`` marks the five conditions of one clause, which together defer by the reading that is set. ``lapsed`` is
    a decision signed for an earlier file of the application, which therefore decides nothing.
    """

    rule: str
    gate: Gate
    clause: Text
    name: Text
    sense: Text
    formula: Text
    result: Result
    reason: Text
    inputs: Mapping[str, Any]
    evidence: tuple[Evidence, ...]
    flip: Flip | None
    cuts: tuple[tuple[str, Cut], ...] = ()
    grouped: bool = False
    override: Override | None = None
    lapsed: Override | None = None

    @property
    def stands(self) -> Result:
        """The result that holds: the override's where there is one."""
        return self.override.result if self.override is not None else self.result

    @property
    def optional(self) -> bool:
        """Whether it stands against nobody: a condition for priority that is not met, as none need be."""
        return self.gate == "priority" and self.stands != "pass"

    @property
    def said(self) -> Text:
        """What stands, in a word, with a star where people decided otherwise than the rule."""
        star = "*" if self.override is not None else ""
        return Text(*(f"{word}{star}" for word in (_NOT_MET if self.optional else RESULT_NAMES[self.stands])))

    @property
    def missing(self) -> tuple[str, ...]:
        """The inputs nobody gave, in the order in which the rule asked for them."""
        return tuple(path for path, value in self.inputs.items() if value is None)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The inputs that are given and say too little, where none is missing: those whose change would decide."""
        changed = tuple(each.path for each in self.flip.changes) if self.flip is not None else ()
        return changed or tuple(self.inputs)
