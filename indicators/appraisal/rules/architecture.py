"""Rules on how a project fits what there is: order, standards, hidden cost, alternatives, reuse (H1, S3–S7, U1–U3)."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from datasets import Text
from indicators.appraisal.case import Asked
from indicators.appraisal.judgement import Judgement, listed, listing
from indicators.appraisal.logic import all_of, holds
from indicators.appraisal.parts import Alternative, Reuse
from indicators.appraisal.registers import Asset

SERVERS = frozenset({"S1", "S2"})
STORAGE = frozenset({"T1", "T2"})
TO_BE_RETIRED, RETIRED = "3", "4"
_KINDS: tuple[Literal["reuse", "staged"], ...] = ("reuse", "staged")
COUNTED = ("maintenance", "space", "power", "cooling")
"""What a budget of operation has to count (clause 五(二), last sentence)."""


def _early(ask: Asked, year: int) -> list[str]:
    """Return the tasks that a start in this year would come too early for."""
    tasks = ask.pack.tasks
    served = [tasks[each] for each in ask("project.tasks") or () if each in tasks]
    before = [tasks[each.on] for each in ask("dependency") or () if each.on in tasks]
    before += [tasks[each] for task in served for each in task.after]
    late = {each.number for each in (*served, *before) if not each.runs_through and each.phase > year}
    return sorted(late)


def in_order(ask: Asked) -> Judgement:
    """H1: not before its phase, nor before what it stands on; no cycle; standards from the first day."""
    start, tasks, before = ask("project.start"), ask("project.tasks"), ask("dependency")
    follows = ask("architecture.standards")
    early = [] if start is None else _early(ask, int(start[:4]))
    around = ask.case.around
    known = None if start is None or tasks is None or before is None else True
    met = all_of((not early, not around, known, None if follows is None else bool(follows)))
    zh = f"早于阶段的任务：{listed(early, '无')}；依赖环：{' → '.join(around) or '无'}"
    en = f"too early for: {listing(early, 'none')}; cycle: {' → '.join(around) or 'none'}"
    phases = [ask.pack.tasks[each].phase for each in early]
    tries = [("project.start", f"{year}-01") for year in sorted({*phases, 2008})]
    more = (("dependency", ()), ("project.tasks", ()), ("architecture.standards", () if follows else ("—",)))
    return Judgement(met=met, reason=Text(zh, en), tries=(*tries, *more))


def follows_standards(ask: Asked) -> Judgement:
    """S3: the standards it follows are in force, and those that the zone requires are among them."""
    follows, day = ask("architecture.standards"), ask("project.applied")
    if follows is None or day is None:
        begun = day or ask.pack.valid_to
        wanted = tuple(each.number for each in ask.registers.standards if each.compulsory and each.in_force(begun))
        reason = Text("未填标准或申报日期", "the standards or the day are not given")
        return Judgement(
            met=None, reason=reason, tries=(("project.applied", begun), ("architecture.standards", wanted))
        )
    found: dt.date = day
    force = {each.number: each for each in ask.registers.standards if each.in_force(found)}
    strange = sorted(set(follows) - set(force))
    lacking = sorted(key for key, each in force.items() if each.compulsory and key not in follows)
    reason = Text(
        f"非现行标准：{listed(strange, '无')}；缺本区必用标准：{listed(lacking, '无')}",
        f"not in force: {listing(strange, 'none')}; required by the zone and missing: {listing(lacking, 'none')}",
    )
    sound = tuple(sorted((set(follows) & set(force)) | set(lacking)))
    fewer = tuple(each for each in follows if not (each in force and force[each].compulsory))
    tries = (("architecture.standards", sound), ("architecture.standards", fewer))
    rows = tuple(each for each in ask.registers.standards if each.number in {*follows, *lacking})
    return Judgement(met=not strange and not lacking, reason=reason, tries=tries, evidence=rows)


def counts_hidden_cost(ask: Asked) -> Judgement:
    """S4: the budget of operation counts maintenance, space, power and cooling."""
    counts = ask("operation.counts")
    lacking = [each for each in COUNTED if each not in (counts or ())]
    met = None if counts is None else not lacking
    reason = Text(f"未计入：{listed(lacking, '无')}", f"not counted: {listing(lacking, 'nothing')}")
    return Judgement(met=met, reason=reason, tries=(("operation.counts", (*(counts or ()), *lacking)),))


def compares(ask: Asked) -> Judgement:
    """S6: alternatives are compared, with reuse and staging among them."""
    found = ask("alternative")
    if found is None:
        both = tuple(Alternative(name="—", kind=kind) for kind in _KINDS)
        reason = Text("未填比选方案", "no alternatives are given")
        return Judgement(met=None, reason=reason, tries=(("alternative", both),))
    kinds = {each.kind for each in found}
    lacking = [each for each in _KINDS if each not in kinds]
    reason = Text(
        f"比选 {len(found)} 个方案；缺：{listed(lacking, '无')}",
        f"{len(found)} compared; lacking: {listing(lacking, 'none')}",
    )
    met = len(found) >= ask.threshold("alternatives") and not lacking
    more = (*found, *(Alternative(name="—", kind=kind) for kind in _KINDS if kind not in kinds))
    return Judgement(met=met, reason=reason, tries=(("alternative", found[:1] if met else more),))


def _classes(ask: Asked, *tables: str) -> set[str | None]:
    return {ask(f"{path}.asset_class") for path, line in ask.lines(*tables) if line.quantity}


def _any_of_class(classes: Iterable[str | None], wanted: frozenset[str]) -> bool | None:
    """Return whether a class is bought; unknown where none is and a line does not say its class."""
    found = set(classes)
    return True if found & wanted else (None if None in found else False)


def frees_capacity(ask: Asked) -> Judgement:
    """S7: old equipment of the department and class that is to be retired is among what it replaces."""
    classes = _classes(ask, "hardware", "network", "storage")
    department = ask.case.proposal.project.department
    old = [
        each
        for key in sorted(key for key in classes if key)
        for each in ask.registers.assets_of_class.get(key, ())
        if each.department == department and each.state == TO_BE_RETIRED
    ]
    replaces = ask("project.replaces")
    kept = [each for each in old if each.number not in (replaces or ())]
    met = True if not kept else (None if replaces is None else False)
    if None in classes:
        met = all_of((met, None))
    numbers = [each.number for each in kept]
    reason = Text(
        f"待报废而未列入替换：{listed(numbers, '无')}", f"to be retired and not replaced: {listing(numbers, 'none')}"
    )
    whole = tuple(dict.fromkeys([*(replaces or ()), *(each.number for each in old)]))
    return Judgement(met=met, reason=reason, evidence=tuple(old), tries=(("project.replaces", whole),))


def idle_assets(ask: Asked, classes: Iterable[str | None]) -> list[Asset]:
    """Return the idle assets of the classes bought that are asked after, those with most to spare."""
    found = [
        each
        for key in sorted(key for key in classes if key)
        for each in ask.registers.assets_of_class.get(key, ())
        if each.state not in {TO_BE_RETIRED, RETIRED}
        and each.p95_percent is not None
        and each.p95_percent < ask.threshold("idle_percent")
    ]
    return found[: int(ask.threshold("asked"))]


def reuses_idle(ask: Asked) -> Judgement:
    """U1: every idle machine of the class that is bought is used, or a reason is given."""
    classes = _classes(ask, "hardware", "storage")
    idle = idle_assets(ask, classes)
    considered = ask("reuse")
    answered = {each.asset for each in considered or () if each.used or (each.reason or "").strip()}
    left = [each.number for each in idle if each.number not in answered]
    met = True if not left else (None if considered is None else False)
    if None in classes:
        met = all_of((met, None))
    reason = Text(f"闲置而未答复：{listed(left, '无')}", f"idle and not answered for: {listing(left, 'none')}")
    more = tuple(Reuse(asset=number, used=True) for number in left)
    fewer = tuple(each for each in considered or () if each.asset not in {asset.number for asset in idle[:1]})
    tries = (("reuse", (*(considered or ()), *more) if left else fewer),)
    return Judgement(met=met, reason=reason, evidence=tuple(idle), tries=tries)


def runs_virtual(ask: Asked) -> Judgement:
    """U2: who buys servers runs virtual machines."""
    buys, virtual = _any_of_class(_classes(ask, "hardware"), SERVERS), ask("architecture.virtualised")
    met = True if buys is False else (virtual if buys else (True if virtual else None))
    bought = {True: Text("购服务器", "buys servers"), False: Text("不购服务器", "buys no servers")}
    return Judgement(met=met, reason=bought.get(bool(buys), bought[False]))


def is_consolidated(ask: Asked) -> Judgement:
    """U3: servers and storage stand in the centre."""
    buys = _any_of_class(_classes(ask, "hardware", "storage"), SERVERS | STORAGE)
    hosted = ask("architecture.hosted")
    centre = holds(None if hosted is None else (hosted,), "centre")
    met = True if buys is False else (centre if buys else (True if centre else None))
    where = {
        "centre": Text("部署于中心", "in the centre"),
        "own": Text("部署于本部门", "in the department"),
        "idc": Text("托管于 IDC", "in a hosting centre"),
    }
    return Judgement(met=met, reason=where.get(hosted or "", Text("未填部署场所", "where it stands is not given")))
