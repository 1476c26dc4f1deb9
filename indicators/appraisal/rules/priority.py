"""Conditions for priority (P1 to P6): each is claimed, and then shown."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from datasets import Text
from indicators.appraisal.case import Asked
from indicators.appraisal.judgement import Evidence, Judgement
from indicators.appraisal.logic import all_of, any_of, at_least, holds
from indicators.appraisal.parts import Benefit
from indicators.appraisal.rules.defer import improvement_percent


def _claimed(ask: Asked, shown: Iterable[bool | None], evidence: tuple[Evidence, ...] = ()) -> Judgement:
    """Return whether the condition is claimed and everything that has to be shown is."""
    claims = ask("priority.claims")
    claim, proof = holds(claims, ask.rule.id), all_of(shown)
    said = {
        True: Text("申请此项，证据充分", "claimed and shown"),
        False: Text("申请此项，证据不足以证明", "claimed, and what is given does not show it"),
        None: Text("申请此项，缺证据", "claimed, and the evidence is missing"),
    }[proof]
    if claim is False:
        said = Text("未申请此项", "not claimed")
    elif claim is None:
        said = Text("未说明是否申请", "whether it is claimed is not said")
    others = tuple(each for each in claims or () if each != ask.rule.id)
    tries = (("priority.claims", others if claim else (*others, ask.rule.id)),)
    return Judgement(met=all_of((claim, proof)), reason=said, evidence=evidence, tries=tries)


def integrates(ask: Asked) -> Judgement:
    """P1: it feeds base databases, and shares fields or spares others collecting them."""
    bases, fewer = ask("architecture.bases_fed"), "architecture.fields_no_longer_collected"
    feeds = at_least(None if bases is None else len(bases), ask.threshold("bases"))
    shares = any_of((ask.reaches("architecture.fields_shared", "fields"), ask.reaches(fewer, "fields")))
    return _claimed(ask, (feeds, shares))


def efficient(ask: Asked) -> Judgement:
    """P2: it saves hours, or makes matters public."""
    saves = ask.reaches("priority.hours_saved_a_year", "hours")
    return _claimed(ask, (any_of((saves, ask.reaches("priority.items_disclosed", "items"))),))


def _better(ask: Asked, place: int) -> bool | None:
    """Return whether a benefit is on one of the rule's indicators and improves."""
    path = f"benefit[{place}]"
    if ask(f"{path}.indicator") not in ask.rule.indicators:
        return False
    baseline, target, better = ask(f"{path}.baseline"), ask(f"{path}.target"), ask(f"{path}.better")
    if baseline is None or target is None or better is None:
        return None
    percent = improvement_percent(baseline, target, better)
    return bool(target != baseline) if percent is None else percent > 0


def draws_investment(ask: Asked) -> Judgement:
    """P3: an indicator of the investment environment improves."""
    benefits = ask.case.value("benefit")
    if benefits is None:
        ask("benefit")
        some = Benefit(indicator=ask.rule.indicators[0], baseline=Decimal(0), target=Decimal(1), better="up")
        judged = _claimed(ask, (None,))
        return replace(judged, tries=(*judged.tries, ("benefit", (some,))))
    found = [_better(ask, place) for place in range(1, len(benefits) + 1)]
    sure, most = found.count(True), found.count(True) + found.count(None)
    wanted = ask.threshold("indicators")
    return _claimed(ask, (True if sure >= wanted else (None if most >= wanted else False),))


def _share(ask: Asked, path: str, fact: str, threshold: str) -> Judgement:
    """Return whether an input reaches a share of a fact of the registers."""
    whole = ask.registers.facts[fact]
    share = None if ask(path) is None else Decimal(ask(path)) / whole * 100
    row = Evidence(register="facts", number=fact, said=Text(f"登记册：{whole:,}", f"register: {whole:,}"))
    return _claimed(ask, (at_least(share, ask.threshold(threshold)),), (row,))


def supervises(ask: Asked) -> Judgement:
    """P4: it brings enough of the zone's units under supervision."""
    return _share(ask, "priority.units_supervised", "units", "covered_percent")


def serves_society(ask: Asked) -> Judgement:
    """P5: enough of the population benefits."""
    return _share(ask, "priority.beneficiaries", "population", "reached_percent")


def matches_parent(ask: Asked) -> Judgement:
    """P6: it complements a project from above, whose level and approval are given."""
    level, approval = ask("priority.parent_level"), ask("priority.parent_approval")
    given = (None if level is None else True, None if approval is None else bool(approval.strip()))
    judged = _claimed(ask, given)
    return replace(judged, tries=(*judged.tries, ("priority.parent_approval", "—")))
