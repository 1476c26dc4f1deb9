"""Rules on whether an application is reviewed at all, and whether it belongs to the plan (G0, G1, M5)."""

from typing import Any, Literal, get_args

from datasets import Text
from indicators.appraisal.case import Asked
from indicators.appraisal.judgement import Judgement, listed, listing
from indicators.appraisal.logic import all_of
from indicators.appraisal.parts import Funding, Party, SignOff

_ONE_YUAN: Any = "1 元"  # as an application writes it
Covered = Literal["project", "funds"]

PARTIES: tuple[Party, ...] = get_args(Party)
"""Who signs: the authority for e-government, finance, planning."""


def _zone_pays(funding: tuple[Funding, ...] | None) -> bool | None:
    return None if funding is None else any(each.source == "zone" and each.amount > 0 for each in funding)


def _missing(signed: tuple[SignOff, ...] | None, covers: Covered) -> tuple[Party, ...]:
    found = {each.party for each in signed or () if covers in each.covers}
    return tuple(party for party in PARTIES if party not in found)


def _signed(missing: tuple[Party, ...]) -> Text:
    if not missing:
        return Text("三方均已会签", "all three have signed")
    return Text(f"未会签：{listed(missing)}", f"not signed by: {listing(missing)}")


def _all_signing(signed: tuple[SignOff, ...] | None, missing: tuple[Party, ...], covers: Covered) -> tuple[str, object]:
    more = tuple(SignOff(party=party, covers=(covers,), agrees=True, signer="—") for party in missing)
    return "sign_off", (*(signed or ()), *more)


def within_review(ask: Asked) -> Judgement:
    """G0: the zone's treasury pays some of it, and all three parties have signed."""
    pays = _zone_pays(ask("funding"))
    signed = ask("sign_off")
    missing = _missing(signed, "project")
    if pays is False:
        reason = Text("区财政不出资，不在评审范围", "the zone pays nothing: it is outside the review")
    else:
        reason = _signed(missing)
    tries = (_all_signing(signed, missing, "project"),) if missing else ()
    if not pays:
        tries = (*tries, ("funding", (Funding(source="zone", stage="construction", amount=_ONE_YUAN),)))
    if pays and not missing:
        tries = (("funding", tuple(each for each in ask("funding") if each.source != "zone")),)
    return Judgement(met=all_of((pays, None if missing else True)), reason=reason, tries=tries)


def in_plan(ask: Asked) -> Judgement:
    """G1: it serves tasks of the plan, within the plan's years."""
    tasks, start, finish = ask("project.tasks"), ask("project.start"), ask("project.finish")
    first, last = (day.strftime("%Y-%m") for day in (ask.pack.valid_from, ask.pack.valid_to))
    strange = [each for each in tasks or () if each not in ask.pack.tasks]
    served = None if tasks is None else bool(tasks) and not strange
    within = (None if month is None else first <= month <= last for month in (start, finish))
    names = [ask.pack.tasks[each].name for each in tasks or () if each not in strange]
    beside = (
        Text(f"；规划中没有 {listed(strange)}", f"; not in the plan: {listing(strange)}") if strange else Text("", "")
    )
    reason = Text(
        f"对应任务 {listed([each.zh for each in names], '无')}{beside.zh}",
        f"serves {listing([each.en for each in names], 'none')}{beside.en}",
    )
    tries = (("project.tasks", (next(iter(ask.pack.tasks)),)), ("project.start", first), ("project.finish", last))
    return Judgement(met=all_of((served, *within)), reason=reason, tries=(*tries, ("project.tasks", ())))


def jointly_approved(ask: Asked) -> Judgement:
    """M5: all three parties have signed, and agreed, to how the funds are used."""
    signed = ask("sign_off")
    missing = _missing(signed, "funds")
    against = [each.party for each in signed or () if "funds" in each.covers and not each.agrees]
    reason = _signed(missing)
    if against:
        reason = Text(f"{reason.zh}；不同意：{listed(against)}", f"{reason.en}; against: {listing(against)}")
    agreed = tuple(each.model_copy(update={"agrees": True}) for each in signed or ())
    tries = [_all_signing(agreed, missing, "funds")]
    if signed and not missing and not against:
        tries = [("sign_off", (signed[0].model_copy(update={"agrees": False}), *signed[1:]))]
    return Judgement(met=False if against else (None if missing else True), reason=reason, tries=tuple(tries))
