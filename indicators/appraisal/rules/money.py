"""Rules on money besides its size: security, later budgets, tendering, co-funding (M1 to M4)."""

from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import Any

from datasets import Text
from indicators.appraisal.case import Asked, label
from indicators.appraisal.judgement import Judgement, listed, listing
from indicators.appraisal.logic import all_of, any_of, at_least, holds, negated
from indicators.appraisal.parts import Funding

_LEAST = Decimal("0.01")  # a fen, in yuan


def secures(ask: Asked) -> Judgement:
    """M1: security has its share of what is built."""
    requested = ask.requested_yuan
    if not requested:
        return Judgement(met=None, reason=Text("没有建设内容", "nothing is built"))
    known, possible = Decimal(0), Decimal(0)
    for path, line in ask.lines():
        purpose = ask(f"{path}.purpose")
        known += line.total_yuan if purpose == "security" else 0
        possible += line.total_yuan if purpose in {"security", None} else 0
    floor = ask.threshold("security_percent")
    share, most = known / requested * 100, possible / requested * 100
    met = True if share >= floor else (None if most >= floor else False)
    said = f"{known:,.2f} ÷ {requested:,.2f} = {share:.1f}%"
    return Judgement(met=met, reason=Text(f"安全投入 {said}", f"security {said}"))


def operation_is_funded(ask: Asked) -> Judgement:
    """M2: the money for operation is named, and covers a year."""
    funding, budget = ask("funding"), ask("operation.yearly_budget")
    named = None
    if funding is not None:
        named = sum((each.amount for each in funding if each.stage == "operation"), start=Decimal(0))
    met = None if named is None or budget is None else bool(named >= budget)
    told = ("—" if each is None else f"{each:,.2f}" for each in (named, budget))
    has, needs = told
    reason = Text(f"落实 {has} 元，年需 {needs} 元", f"{has} yuan named, {needs} needed a year")
    if met is None:
        reason = Text("未填资金来源或年运维经费", "the funding or the budget a year is not given")
    needed: Any = {"amount": budget or 0, "unit": "元"}  # as an application writes it
    more = Funding(source="zone", stage="operation", amount=needed)
    return Judgement(met=met, reason=reason, tries=(("funding", (*(funding or ()), more)),) if not met else ())


def goes_to_tender(ask: Asked) -> Judgement:
    """M3: large lines go to public or invited tender."""
    found: list[bool | None] = []
    names = []
    bounds: list[tuple[str, Any]] = []
    large = ask.threshold("tender_yuan")
    for path, _ in ask.lines():
        quantity, price, way = (ask(f"{path}.{each}") for each in ("quantity", "unit_price", "tender"))
        tendered = None if way is None else way in {"public", "invited"}
        found.append(any_of((quantity * price < large, tendered)))
        bounds += _bounds(path, quantity, price, large)
        if not found[-1]:
            names.append(path)
    reason = Text(
        f"须招标而未定或不招标：{listed((label(each).zh for each in names), '无')}",
        f"to be tendered and not, or not said: {listing((label(each).en for each in names), 'none')}",
    )
    return Judgement(met=all_of(found), reason=reason, tries=tuple(bounds))


def _bounds(path: str, quantity: int, price: Decimal, large: Decimal) -> list[tuple[str, Any]]:
    """Return the quantity and the price nearest to a line's own that make it large, or that no longer do."""
    if not quantity or not price:
        return []
    if quantity * price < large:
        number, least = (large / price).quantize(Decimal(1), ROUND_UP), (large / quantity).quantize(_LEAST, ROUND_UP)
    else:
        number, least = (large - _LEAST) // price, ((large - _LEAST) / quantity).quantize(_LEAST, ROUND_DOWN)
    return [(f"{path}.quantity", int(number)), (f"{path}.unit_price", least)]


def shares_the_cost(ask: Asked) -> Judgement:
    """M4: with a project from above behind it, part of the money comes from outside the zone."""
    claims, funding = ask("priority.claims"), ask("funding")
    share = None
    if funding:
        total = sum((each.amount for each in funding), start=Decimal(0))
        outside = sum((each.amount for each in funding if each.source != "zone"), start=Decimal(0))
        share = outside / total * 100 if total else None
    met = any_of((negated(holds(claims, "P6")), at_least(share, ask.threshold("outside_percent"))))
    said = "—" if share is None else f"{share:.1f}%"
    return Judgement(met=met, reason=Text(f"区外出资占 {said}", f"from outside the zone {said}"))
