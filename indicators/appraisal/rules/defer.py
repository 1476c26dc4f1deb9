"""Rules for what is put off: unclear demand, narrow scope, unclear benefit, complexity, nobody to run it (D1 to D5)."""

from decimal import ROUND_UP, Decimal

from datasets import Text
from indicators.appraisal.case import Asked
from indicators.appraisal.judgement import Judgement, told
from indicators.appraisal.logic import all_of, any_of, at_least
from indicators.appraisal.parts import Benefit

_LEAST = Decimal("0.01")  # the smallest step of an input


def demand_is_clear(ask: Asked) -> Judgement:
    """D1: the demand was measured for long enough, or counted in function points."""
    load = ask("demand.load")
    months = None if load is None else len(load)
    met = any_of((at_least(months, ask.threshold("months")), ask.reaches("demand.function_points", "function_points")))
    counted, points = told(months), told(ask("demand.function_points"))
    reason = Text(
        f"实测月数 {counted.zh}，功能点 {points.zh}", f"months measured {counted.en}, function points {points.en}"
    )
    shorter = tuple(load or ())[: int(ask.threshold("months")) - 1]
    return Judgement(met=met, reason=reason, tries=(("demand.load", shorter),) if shorter else ())


def scope_is_wide(ask: Asked) -> Judgement:
    """D2: it serves enough users, or enough departments."""
    met = any_of((ask.reaches("demand.users", "users"), ask.reaches("demand.departments", "departments")))
    users, served = told(ask("demand.users")), told(ask("demand.departments"))
    reason = Text(f"用户 {users.zh}，部门 {served.zh}", f"users {users.en}, departments {served.en}")
    return Judgement(met=met, reason=reason)


def improvement_percent(baseline: Decimal, target: Decimal, better: str) -> Decimal | None:
    """Return by how many per cent of the baseline a benefit improves; None where the baseline is nought."""
    moved = target - baseline if better == "up" else baseline - target
    return None if baseline == 0 else moved / abs(baseline) * 100


def _improves(ask: Asked, place: int) -> bool | None:
    path = f"benefit[{place}]"
    baseline, target, better = ask(f"{path}.baseline"), ask(f"{path}.target"), ask(f"{path}.better")
    if baseline is None or target is None or better is None:
        return None
    percent = improvement_percent(baseline, target, better)
    if percent is None:
        return bool(target > 0 if better == "up" else target < 0)
    return percent >= ask.threshold("change_percent")


def benefit_is_clear(ask: Asked) -> Judgement:
    """D3: at least one indicator moves far enough from its baseline to its target, the better way."""
    benefits = ask.case.value("benefit")
    if benefits is None:
        ask("benefit")
        some = Benefit(indicator="—", baseline=Decimal(0), target=Decimal(1), better="up")
        none = Text("未填效益指标", "no benefits are given")
        return Judgement(met=None, reason=none, tries=(("benefit", (some,)),))
    found = [_improves(ask, place) for place in range(1, len(benefits) + 1)]
    clear, unclear = found.count(True), found.count(None)
    reason = Text(
        f"{len(found)} 项指标：{clear} 项明显向好，{unclear} 项缺基准、目标或方向",
        f"of {len(found)} indicators {clear} clearly improve, {unclear} lack baseline, target or direction",
    )
    return Judgement(met=any_of(found), reason=reason)


def technology_is_proven(ask: Asked) -> Judgement:
    """D4: few components are new here, or the like already runs elsewhere."""
    novel, references = ask("architecture.novel_components"), ask("architecture.references")
    few = None if novel is None else bool(novel <= ask.threshold("novel_components"))
    runs = None if references is None else len(references) >= ask.threshold("references")
    new, count = told(novel), told(None if references is None else len(references))
    reason = Text(f"无先例部件 {new.zh}，成功案例 {count.zh}", f"new components {new.en}, references {count.en}")
    tries = (("architecture.references", ("—",)), ("architecture.references", ()))
    return Judgement(met=any_of((few, runs)), reason=reason, tries=tries)


def can_be_operated(ask: Asked) -> Judgement:
    """D5: there are certified staff, and a yearly budget in proportion to what is built."""
    budget = ask("operation.yearly_budget")
    needed = ask.requested_yuan * ask.threshold("budget_percent") / 100
    met = all_of((ask.reaches("operation.certified_staff", "certified_staff"), at_least(budget, needed)))
    staff, money = told(ask("operation.certified_staff")), told(budget)
    reason = Text(
        f"持证人员 {staff.zh}，年经费（元）{money.zh}，需 {needed:,.2f}",
        f"certified staff {staff.en}, budget a year (yuan) {money.en}, needed {needed:,.2f}",
    )
    row = ask.registers.staff_of.get(ask.case.proposal.project.department)
    bound = needed.quantize(_LEAST, ROUND_UP)
    tries = (("operation.yearly_budget", bound - _LEAST if met and bound else bound),)
    return Judgement(met=met, reason=reason, evidence=(row,) if row is not None else (), tries=tries)
