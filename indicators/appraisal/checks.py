"""Checks of an application as a whole: figures that cannot be, codes nobody knows, sums that do not agree.

What a check refuses counts as not given, as with a fault of type.
"""

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from typing import Any

from datasets import Text
from indicators.appraisal.findings import Finding
from indicators.appraisal.graph import cycle, edges
from indicators.appraisal.pack import pack
from indicators.appraisal.proposal import LINES, Proposal
from indicators.appraisal.registers import Registers, registers

Found = tuple[Finding, tuple[str, str] | None]
"""A finding, and the table and field that it refuses."""

_TEN_THOUSAND = Decimal(10_000)
_YEAR, _QUARTER = 12, 3  # months
_BEFORE, _BEYOND = 5, 10  # years before and after the day of application in which a project may begin and end


def _told(path: str, kind: str, message: Text, remedy: Text, *, error: bool = True) -> Finding:
    said = Text(f"{path}：{message.zh}", f"{path} {message.en}")
    return Finding(path=path, kind=kind, message=said, remedy=remedy, severity="error" if error else "warning")


def _growth(proposal: Proposal) -> Iterator[Found]:
    growth, bounds = proposal.demand.growth_percent, pack().plausible["growth_percent"]
    if growth is not None and not bounds.least <= growth <= bounds.most:
        yield (
            _told(
                "demand.growth_percent",
                "implausible",
                Text(
                    f"年增长率 {growth}% 超出 {bounds.least}%～{bounds.most}%",
                    f"is {growth} % a year, outside {bounds.least} to {bounds.most} %",
                ),
                Text(
                    "核对是否多写了位数，或附测算依据；在此之前按未知处理",
                    "check for a digit too many, or say how it was found; until then it counts as unknown",
                ),
            ),
            ("demand", "growth_percent"),
        )


def _load(proposal: Proposal) -> Iterator[Found]:
    months = [each.month for each in proposal.demand.load or ()]
    if months != sorted(set(months)):
        yield (
            _told(
                "demand.load",
                "months",
                Text("月份有重复或次序颠倒", "has months twice or out of order"),
                Text("按月份先后逐月填写，每月一行", "give one row a month, in order"),
            ),
            ("demand", "load"),
        )


def _measured_growth(proposal: Proposal) -> Iterator[Found]:
    """Hold the last quarter of a measured load against the same months a year before."""
    load = proposal.demand.load or ()
    if len(load) < _YEAR + _QUARTER:
        return
    now, before = (sum(each.p95 for each in rows) for rows in (load[-_QUARTER:], load[-_YEAR - _QUARTER : -_YEAR]))
    most = pack().plausible["growth_percent"].most
    growth = (now / before - 1) * 100 if before else None
    if growth is not None and growth > most:
        message = Text(
            f"实测负载一年增长 {growth:.0f}%，超出 {most}%", f"grew by {growth:.0f} % in a year, above {most} %"
        )
        remedy = Text(
            "核对计量口径和单位是否变过，或说明原因；在此之前按未知处理",
            "check whether the way of measuring or the unit changed, or say why; until then it counts as unknown",
        )
        yield _told("demand.load", "implausible", message, remedy), ("demand", "load")


def _late(proposal: Proposal) -> Iterator[Found]:
    """Hold measured months against the day of application: nothing is measured before it happens."""
    load, applied = proposal.demand.load or (), proposal.project.applied
    if applied is not None and load and max(each.month for each in load) > f"{applied:%Y-%m}":
        message = Text(f"实测月份晚于申报日 {applied}", f"was measured after the day of application, {applied}")
        remedy = Text("只填已经实测的月份，或改正申报日", "give only months that were measured, or correct the day")
        yield _told("demand.load", "months", message, remedy), ("demand", "load")


def _applied(proposal: Proposal) -> Iterator[Found]:
    applied, known = proposal.project.applied, pack()
    if applied is not None and not known.valid_from <= applied <= known.valid_to:
        message = Text(
            f"申报日 {applied} 不在规则包的有效期 {known.valid_from}～{known.valid_to} 内",
            f"is {applied}, outside the rules' {known.valid_from} to {known.valid_to}",
        )
        remedy = Text(
            "核对年份；如属实，结论按本规则包给出，仅供参考", "check the year; if so, these rules are only a guide"
        )
        yield _told("project.applied", "order", message, remedy, error=False), None


def _capacity(proposal: Proposal) -> Iterator[Found]:
    for path, line in proposal.lines():
        if line.capacity is not None and not line.capacity:
            remedy = Text("填一台能承担的负载，没有资料就不填", "give the load that one carries, or leave it out")
            yield _told(f"{path}.capacity", "zero", Text("单台能力为零", "is nought"), remedy), None


def _unseen(proposal: Proposal) -> Iterator[Found]:
    """Tell signs that nobody sees: they make one name look like another."""
    words = {"project.number": proposal.project.number, "project.name": proposal.project.name}
    words |= {f"{path}.name": line.name for path, line in proposal.lines()}
    for path, word in words.items():
        if not word.isprintable():
            remedy = Text("重新输入，不要从别处粘贴", "type it in instead of pasting it")
            yield (
                _told(path, "unseen", Text("含有看不见的字符", "holds signs that nobody sees"), remedy, error=False),
                None,
            )


def _years(proposal: Proposal) -> Iterator[Found]:
    """Tell months far from the day of application: a portfolio would otherwise reach to the year 9998."""
    begun = proposal.project.applied or pack().valid_from
    ended = proposal.project.applied or pack().valid_to
    first, last = f"{begun.year - _BEFORE:04d}", f"{ended.year + _BEYOND:04d}"
    for name in ("start", "finish"):
        said = getattr(proposal.project, name)
        if said is not None and not first <= said[:4] <= last:
            message = Text(f"{said} 不在 {first}～{last} 年之间", f"is {said}, not within {first} to {last}")
            remedy = Text("核对年份；在此之前按未填处理", "check the year; until then it counts as not given")
            yield _told(f"project.{name}", "implausible", message, remedy), ("project", name)


def _dates(proposal: Proposal) -> Iterator[Found]:
    start, finish = proposal.project.start, proposal.project.finish
    if start is not None and finish is not None and finish < start:
        remedy = Text("改正开工或完工月份", "correct the month of the start or of the end")
        message = Text(f"完工 {finish} 早于开工 {start}", f"{finish} lies before the start, {start}")
        yield _told("project.finish", "order", message, remedy), ("project", "finish")


def _codes(proposal: Proposal, known: Registers) -> Iterator[Found]:
    department = proposal.project.department
    if department not in known.departments:
        listed = "、".join(known.departments)
        remedy = Text(f"用部门代码：{listed}", f"use a department's code: {listed}")
        message = Text(f"没有部门 {department}", f"names no department: {department}")
        yield _told("project.department", "code", message, remedy, error=False), None
    for path, line in proposal.lines():
        if line.asset_class is not None and line.asset_class not in known.asset_classes:
            listed = "、".join(known.asset_classes)
            message = Text(f"没有资产类别 {line.asset_class}", f"names no class of asset: {line.asset_class}")
            remedy = Text(f"可用：{listed}", f"one of {listed}")
            yield _told(f"{path}.asset_class", "code", message, remedy, error=False), None
        if line.spares > line.quantity:
            message = Text(
                f"备机 {line.spares} 多于数量 {line.quantity}",
                f"is {line.spares}, more than the quantity {line.quantity}",
            )
            remedy = Text("备机计入数量之内", "spares are counted within the quantity")
            yield _told(f"{path}.spares", "order", message, remedy), None
    for place, each in enumerate(proposal.reuse or (), start=1):
        if each.asset not in known.asset_of:
            message = Text(f"登记册没有资产 {each.asset}", f"names no asset of the register: {each.asset}")
            remedy = Text("核对资产编号", "check the number")
            yield _told(f"reuse[{place}].asset", "code", message, remedy), ("", "reuse")


def _staff(proposal: Proposal, known: Registers) -> Iterator[Found]:
    claimed, row = proposal.operation.certified_staff, known.staff_of.get(proposal.project.department)
    if claimed is not None and row is not None and claimed > row.certified:
        message = Text(
            f"持证 {claimed} 人，登记册只有 {row.certified} 人", f"is {claimed}, the register has {row.certified}"
        )
        remedy = Text("附证书，或更正人数", "add the certificates, or correct the number")
        yield _told("operation.certified_staff", "register", message, remedy, error=False), None


def _funds(proposal: Proposal) -> Iterator[Found]:
    lines = [each for each in proposal.funding or () if each.stage == "construction"]
    funded = sum((each.amount for each in lines), start=Decimal(0))
    asked = proposal.requested_yuan
    if not lines or not asked or not funded:
        return
    bounds = pack().plausible["funding_gap_percent"]
    if bounds.least <= (funded / asked - 1) * 100 <= bounds.most:
        return
    message = Text(
        f"建设资金 {funded:,} 元，建设内容合计 {asked:,} 元，两者不符",
        f"funds {funded:,} yuan, while what is built adds up to {asked:,}",
    )
    ratio = max(funded / asked, asked / funded)
    if abs(ratio / _TEN_THOUSAND - 1) < Decimal("0.1"):
        remedy = Text("相差万倍：其中之一的单位应为万元", "they are ten thousand times apart: one of them is in 万元")
        yield _told("funding", "unit", message, remedy), ("", "funding")
    else:
        remedy = Text("使两者一致，或说明差额", "make them agree, or say what the difference is")
        yield _told("funding", "sum", message, remedy, error=False), None


def _cycle(proposal: Proposal) -> Iterator[Found]:
    around = cycle(edges([proposal]))
    if around:
        said = " → ".join(around)
        message = Text(f"依赖成环：{said}", f"is a cycle: {said}")
        remedy = Text(
            f"删去或改正其中一条，如 {around[-2]} → {around[-1]}",
            f"drop or correct one of its edges, such as {around[-2]} → {around[-1]}",
        )
        yield _told("dependency", "cycle", message, remedy), None


_CHECKS: tuple[Callable[[Proposal], Iterator[Found]], ...] = (
    _growth,
    _load,
    _measured_growth,
    _late,
    _applied,
    _capacity,
    _unseen,
    _years,
    _dates,
    _funds,
    _cycle,
)


_AGAINST: tuple[Callable[[Proposal, Registers], Iterator[Found]], ...] = (_codes, _staff)
"""Checks against the registers."""


def checked(
    proposal: Proposal, faulty: Collection[str] = (), known: Registers | None = None
) -> tuple[Proposal, list[Finding]]:
    """Return the application without the figures that the checks refuse, and every finding.

    Where a table that holds money is ``faulty`` already, nobody can say whether the sums agree. ``known`` are the
    registers that codes and numbers are looked up in, those of the zone by default.
    """
    adds_up = not {*faulty} & {*LINES, "development", "funding"}
    found = [each for check in _CHECKS if adds_up or check is not _funds for each in check(proposal)]
    found += [each for check in _AGAINST for each in check(proposal, known or registers())]
    for table, field in {place for _, place in found if place is not None}:
        change: dict[str, Any] = {field: None}
        if table:
            change = {table: getattr(proposal, table).model_copy(update=change)}
        proposal = proposal.model_copy(update=change)
    return proposal, [finding for finding, _ in found]
