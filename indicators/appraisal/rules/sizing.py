"""Rules on size (U4)."""

from datasets import Text
from indicators.appraisal.case import Asked
from indicators.appraisal.judgement import Evidence, Judgement, listed, of_licence
from indicators.appraisal.logic import all_of


def shares_licences(ask: Asked) -> Judgement:
    """U4: no licences are bought of a product that has free ones."""
    met: list[bool | None] = []
    evidence: list[Evidence] = []
    spare: list[str] = []
    for path, _ in ask.lines("software"):
        product, quantity = ask(f"{path}.product"), ask(f"{path}.quantity")
        rows = ask.registers.licences_of_product.get(product or "", ())
        free = min(quantity, sum(each.free for each in rows))
        met.append(None if product is None else free == 0)
        evidence += map(of_licence, rows)
        spare += [f"{product} × {free}"] if free else []
    reason = Text(f"可用空闲许可：{listed(spare, '无')}", f"free licences that would do: {listed(spare, 'none')}")
    return Judgement(met=all_of(met), reason=reason, evidence=tuple(evidence))
