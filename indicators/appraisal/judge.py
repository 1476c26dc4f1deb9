"""Judging: one rule run on one application, with the change that would turn it."""

from collections.abc import Mapping
from typing import Any

from indicators.appraisal.case import Asked, Case
from indicators.appraisal.flip import Changes, size_of, smallest
from indicators.appraisal.judgement import Judgement, evidence_of
from indicators.appraisal.override import Override
from indicators.appraisal.pack import Rule
from indicators.appraisal.rules import FUNCTIONS
from indicators.appraisal.verdict import RESULTS, Change, Flip, Verdict


def run(case: Case, rule: Rule) -> tuple[Judgement, Mapping[str, Any]]:
    """Return what a rule finds, and the inputs it asked for."""
    ask = Asked(case, rule)
    return FUNCTIONS[rule.id](ask), ask.inputs


def _flip(case: Case, rule: Rule, found: Judgement, inputs: Mapping[str, Any]) -> Flip | None:
    """Return the smallest change that makes a rule that is met fail, or one that is not, or not known, be met."""
    wanted = not found.met

    def turns(changes: Changes) -> bool:
        return run(case.supposing(changes), rule)[0].met is wanted

    changes = smallest(inputs, found.tries, turns)
    if changes is None:
        return None
    told = tuple(Change(path, case.value(path), after) for path, after in changes.items())
    return Flip(told, RESULTS[wanted], round(size_of(inputs, changes), 6))


def judged(
    case: Case, rule: Rule, decision: Override | None = None, *, digest: str = "", flips: bool = True
) -> Verdict:
    """Return the verdict of one rule on one application; without ``flips`` nobody looks for what would turn it.

    ``digest`` is that of the application's file: a ``decision`` signed for another one does not hold.
    """
    found, inputs = run(case, rule)
    holds = decision is not None and decision.holds(digest)
    return Verdict(
        rule=rule.id,
        gate=rule.gate,
        clause=rule.clause_text,
        name=rule.name.text,
        sense=rule.sense.text,
        formula=rule.written,
        result=RESULTS[found.met],
        reason=found.reason,
        inputs=inputs,
        evidence=tuple(map(evidence_of, found.evidence)),
        flip=_flip(case, rule, found, inputs) if flips else None,
        cuts=found.cuts,
        grouped=rule.group is not None,
        override=decision if holds else None,
        lapsed=None if holds else decision,
    )
