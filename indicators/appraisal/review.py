"""The review: applications in, opinions out; the same applications, registers and pack give the same opinions."""

from collections.abc import Mapping, Sequence
from typing import Any

from datasets import Text
from indicators.appraisal.case import Case, label
from indicators.appraisal.cuts import Settled
from indicators.appraisal.duplicates import Detector, detector, thing_of_proposal
from indicators.appraisal.graph import cycle, edges
from indicators.appraisal.judge import judged
from indicators.appraisal.lines import line_opinions, sized_lines
from indicators.appraisal.need import reckoned
from indicators.appraisal.opinion import Material, Opinion, decided
from indicators.appraisal.override import Override
from indicators.appraisal.pack import Pack, pack
from indicators.appraisal.proposal import Proposal
from indicators.appraisal.reading import Reading
from indicators.appraisal.registers import Registers, registers
from indicators.appraisal.verdict import Verdict


def _materials(verdicts: Sequence[Verdict]) -> tuple[Material, ...]:
    """Return what is to be supplied: every input nobody gave that a rule which is not known asked for."""
    wanted: dict[str, list[str]] = {}
    for each in verdicts:
        if each.stands == "unknown":
            for path in each.missing or each.waits_for:
                wanted.setdefault(path, []).append(each.rule)
    return tuple(Material(path, label(path), tuple(rules)) for path, rules in wanted.items())


def _label(proposal: Proposal, known: Registers) -> Text:
    """Return what the opinion is marked as: the registers as they are, and the application where it is simulated."""
    if not proposal.project.simulated:
        return known.label
    return Text(f"本申报为模拟数据；{known.label.zh}", f"this application is simulated; {known.label.en}")


def _unread(reading: Reading, chosen: Pack, known: Registers) -> Opinion:
    return Opinion(
        file=reading.file,
        number="",
        name="",
        department="",
        department_name=known.department_named(""),
        applied=chosen.valid_from,
        pack=chosen.key,
        pack_name=chosen.name.text,
        label=known.label,
        settings={key: each.value for key, each in chosen.setting.items()},
        outcome="unreadable",
        decided_by=(),
        verdicts=(),
        materials=(),
        duplicates=(),
        findings=reading.findings,
        lines=Settled(()),
        sizes=(),
    )


def opinion(
    reading: Reading,
    chosen: Pack,
    known: Registers,
    like: Detector,
    around: tuple[str, ...] = (),
    overrides: Mapping[tuple[str, str], Override] | None = None,
    kept: dict[int, tuple[Any, Any]] | None = None,
    *,
    flips: bool = True,
) -> Opinion:
    """Return the opinion on one application that was read; ``around`` is a cycle of dependencies it is part of.

    ``kept`` is what was reckoned for many applications at once; without ``flips`` no verdict says what would turn it,
    which is most of the work.
    """
    proposal = reading.proposal
    if proposal is None:
        return _unread(reading, chosen, known)
    about = proposal.project
    case = Case(proposal, chosen, known, around, reckoned=kept if kept is not None else {})
    decisions = overrides or {}
    verdicts = tuple(
        judged(case, rule, decisions.get((about.number, rule.id)), digest=reading.digest, flips=flips)
        for rule in chosen.rule
    )
    faults = any(each.severity == "error" for each in reading.findings)
    settings = {key: each.value for key, each in chosen.setting.items()}
    sizes = sized_lines(case, {rule.id: rule for rule in chosen.rule})
    outcome, by = decided(verdicts, settings["defer"], faults=faults)
    return Opinion(
        file=reading.file,
        number=about.number,
        name=about.name,
        department=about.department,
        department_name=known.department_named(about.department),
        applied=about.applied or chosen.valid_from,
        pack=chosen.key,
        pack_name=chosen.name.text,
        label=_label(proposal, known),
        settings=settings,
        outcome=outcome,
        decided_by=by,
        verdicts=verdicts,
        materials=_materials(verdicts),
        duplicates=tuple(like.like(thing_of_proposal(proposal))) if about.function else (),
        findings=reading.findings,
        lines=line_opinions(case, verdicts, sizes),
        sizes=sizes,
    )


def cycles(proposals: Sequence[Proposal]) -> dict[str, tuple[str, ...]]:
    """Return for each application that stands in a cycle of dependencies, among all of them, that cycle."""
    before = edges(proposals)
    found: dict[str, tuple[str, ...]] = {}
    while around := cycle(before):
        found |= dict.fromkeys(around, around)
        before = {key: tuple(each for each in on if (key, each) != around[-2:]) for key, on in before.items()}
    return found


def review(
    readings: Sequence[Reading],
    chosen: Pack | None = None,
    known: Registers | None = None,
    overrides: Mapping[tuple[str, str], Override] | None = None,
) -> list[Opinion]:
    """Return the opinions on applications in the order given; they are compared with one another too."""
    chosen, known = chosen or pack(), known or registers()
    proposals = [each.proposal for each in readings if each.proposal is not None]
    like = detector(known, chosen, proposals)
    around, kept = cycles(proposals), reckoned(proposals)
    return [
        opinion(
            each,
            chosen,
            known,
            like,
            around.get(each.proposal.project.number, ()) if each.proposal is not None else (),
            overrides,
            kept,
        )
        for each in readings
    ]
