"""Rules on size: bought now, grown to, bought later, too small, free already (S1, S2, S5, S8, U4, C1)."""

from decimal import ROUND_DOWN, Decimal
from functools import cache

from datasets import Text
from indicators.appraisal.case import Asked, label
from indicators.appraisal.cost import Pack as CostPack
from indicators.appraisal.cost import pack as cost_pack
from indicators.appraisal.cuts import Cut, quantity_cut
from indicators.appraisal.fen import yuan
from indicators.appraisal.judgement import Judgement, listed, listing
from indicators.appraisal.logic import all_of
from indicators.appraisal.need import Need, carrying, need_of
from indicators.appraisal.registers import Licence
from indicators.appraisal.sizing import Market, Room, Running, Staging
from indicators.appraisal.sizing.demand import NINTH
from indicators.appraisal.software import LINE, software

_UNKNOWN = Text(
    "负载、用途或单台能力未填或不足以估计增长",
    "the load, the purpose or the capacity is not given, or too short for a growth",
)
_FEN = 100
_LEAST = Decimal("0.01")  # the smallest step of an input
_COUNTS = ("internal_files", "external_files", "inputs", "outputs", "inquiries")
_POINTS = ("unadjusted_points",)


def _said(need: Need) -> Text:
    growth = need.demand.growth
    return Text(
        f"现负载 {need.demand.load:,.0f}，年增长 P50 {growth.median:.1%}、P90 {growth.high:.1%}",
        f"load today {need.demand.load:,.0f}, growth a year P50 {growth.median:.1%}, P90 {growth.high:.1%}",
    )


def fits_the_present(ask: Asked) -> Judgement:
    """S1: what is bought now is no more than the need of three years at the upper growth."""
    need = need_of(ask)
    if need is None:
        return Judgement(met=None, reason=_UNKNOWN)
    said = _said(need)
    cuts: list[tuple[str, Cut]] = []
    for line, found in zip(need.lines, need.found, strict=True):
        reason = Text(
            f"上限 {found.ceiling} 台，多 {found.excess} 台", f"ceiling {found.ceiling}, {found.excess} too many"
        )
        price = int(line.price * _FEN)
        cut = quantity_cut(line.quantity, found.approved, price, reason=reason, clause=ask.rule.clause)
        cuts += [(line.path, cut)] if cut is not None else []
        said = Text(
            f"{said.zh}；{label(line.path).zh} 申购 {line.quantity}，上限 {found.ceiling}",
            f"{said.en}; {label(line.path).en} asked {line.quantity}, ceiling {found.ceiling}",
        )
    met = False if need.excess else (None if need.reuse is None else True)  # reuse lowers the ceiling
    tries = tuple(
        (f"{line.path}.quantity", found.approved if need.excess else found.ceiling + 1)
        for line, found in zip(need.lines, need.found, strict=True)
    )
    return Judgement(met=met, reason=said, cuts=tuple(cuts), tries=tries)


def grows_within_its_life(ask: Asked) -> Judgement:
    """S2: what it can grow to is no more than the need at the end of its life, five years at most, and one machine."""
    need, life = carrying(ask), ask("project.life_years")
    if need is None:
        return Judgement(met=None, reason=_UNKNOWN)
    years = float(min(life or ask.threshold("life_years"), ask.threshold("life_years")))
    needed = need.demand.at(years, NINTH) / need.utilisation
    met: list[bool | None] = [None if life is None and need.lines else True]
    told = []
    tries = []
    for line in need.lines:
        upto = ask(f"{line.path}.expandable_to")
        most = needed + float(line.capacity)
        met.append(None if upto is None else float(upto) <= most)
        bound = Decimal(str(most)).quantize(_LEAST, ROUND_DOWN)
        tries.append((f"{line.path}.expandable_to", bound + _LEAST if met[-1] else bound))
        told.append(f"{'—' if upto is None else f'{upto:,f}'} / {most:,.0f}")
    return Judgement(
        met=all_of(met),
        tries=tuple(tries),
        reason=Text(f"可扩展到 / 上限：{listed(told)}", f"expandable to / at most: {listing(told)}"),
    )


def _staged(ask: Asked, need: Need) -> list[Decimal]:
    """Return what buying each line in stages saves over its life, as a share of the line, at median growth."""
    market = Market.of(decline=ask.threshold("decline_percent") / 100, discount=ask.threshold("discount_percent") / 100)
    room = Room.of(tariff=ask.threshold("tariff_yuan"), pue=ask.threshold("pue"), rent=ask.threshold("rent_yuan"))
    shares = []
    for line, found in zip(need.lines, need.found, strict=True):
        maintenance = (ask(f"{line.path}.maintenance_percent") or Decimal(0)) / 100
        watts, units = ask(f"{line.path}.power_watt"), ask(f"{line.path}.rack_units")
        running = Running.of(maintenance=maintenance, watts=watts or 0, rack_units=units or 0)
        staging = Staging(line=found.line, running=running, room=room, market=market)
        asked = found.line.requested * found.line.price_fen
        shares.append(staging.saving(need.demand.growth.median) / asked * 100 if asked else Decimal(0))
    return shares


def waits_where_it_pays(ask: Asked) -> Judgement:
    """S5: buying in stages saves little, or staging is among the alternatives compared."""
    found = ask("alternative")
    compared = None if found is None else any(each.kind == "staged" for each in found)
    if compared:
        others = tuple(each for each in found if each.kind != "staged")
        reason = Text("已列分期方案", "staging is among the alternatives")
        return Judgement(met=True, reason=reason, tries=(("alternative", others),))
    need = need_of(ask)
    if need is None:
        return Judgement(met=None, reason=_UNKNOWN)
    shares = _staged(ask, need)
    most = max(shares, default=Decimal(0))
    little = most <= ask.threshold("saving_percent")
    reason = Text(f"分期可省 {most:.1f}%（增长取 P50）", f"staging saves {most:.1f} % (growth at P50)")
    running = ("maintenance_percent", "power_watt", "rack_units")
    known = all(ask(f"{line.path}.{each}") is not None for line in need.lines for each in running)
    met = (True if known else None) if little else (None if compared is None else False)
    return Judgement(met=met, reason=reason)


def lasts_two_years(ask: Asked) -> Judgement:
    """S8: what is bought lasts two years at median growth."""
    need = need_of(ask)
    if need is None:
        return Judgement(met=None, reason=_UNKNOWN)
    said = _said(need)
    reason = Text(f"{said.zh}；两年内缺 {need.short} 台", f"{said.en}; {need.short} short within two years")
    met = True if not need.short else (None if need.reuse is None else False)  # reuse carries some of the load
    return Judgement(met=met, reason=reason)


def shares_licences(ask: Asked) -> Judgement:
    """U4: no licences are bought of a product that has free ones."""
    met: list[bool | None] = []
    evidence: list[Licence] = []
    spare: list[str] = []
    cuts: list[tuple[str, Cut]] = []
    for path, _ in ask.lines("software"):
        product, quantity, price = ask(f"{path}.product"), ask(f"{path}.quantity"), ask(f"{path}.unit_price")
        rows = ask.registers.licences_of_product.get(product or "", ())
        free = min(quantity, sum(each.free for each in rows))
        met.append(None if product is None else free == 0)
        evidence += rows
        spare += [f"{product} × {free}"] if free else []
        reason = Text(f"有空闲许可 {free} 个", f"{free} licences are free")
        cut = quantity_cut(quantity, quantity - free, int(price * _FEN), reason=reason, clause=ask.rule.clause)
        cuts += [(path, cut)] if cut is not None and cut.amount_fen else []
    said = Text(f"可用空闲许可：{listed(spare, '无')}", f"free licences that would do: {listing(spare, 'none')}")
    return Judgement(met=all_of(met), reason=said, evidence=tuple(evidence), cuts=tuple(cuts))


@cache
def _norms(key: str) -> CostPack:
    return cost_pack(key)


def costs_what_it_counts(ask: Asked) -> Judgement:
    """C1: the software costs no more than its function points do."""
    asked = ask.case.value("development")
    if asked is None:
        return Judgement(met=True, reason=Text("无软件开发", "no software is written"))
    counts, others = (_POINTS, _COUNTS) if ask(f"{LINE}.method") == "detailed" else (_COUNTS, _POINTS)
    given = {name: ask(f"{LINE}.{name}") for name in type(asked).model_fields if name not in others}
    if given["amount"] is None:
        return Judgement(met=None, reason=Text("未填开发费", "the price is not given"))
    direct = given["direct_cost"]
    known = asked.model_copy(update={**given, "direct_cost": direct or Decimal(0)})
    found = software(known, _norms(ask.rule.norms or ""))
    if found.estimate is None or any(given[name] is None for name in ("method", *counts)):
        return Judgement(met=None, reason=Text("功能点、工时或费率未填全", "counts, hours or rate are not all given"))
    total = found.estimate.total_fen
    reason = Text(f"按功能点测算 {yuan(total)} 元", f"by function points {yuan(total)} yuan")
    if found.opinion.cuts and direct is not None:
        bound = ((f"{LINE}.amount", Decimal(total) / _FEN),)
        return Judgement(met=False, reason=reason, cuts=tuple((LINE, cut) for cut in found.opinion.cuts), tries=bound)
    if found.least_fen is not None and given["amount"] * _FEN <= found.least_fen:
        return Judgement(met=True, reason=reason, tries=((f"{LINE}.amount", Decimal(total) / _FEN + _LEAST),))
    most = Text(f"因子未填全，最多 {yuan(total)} 元", f"not all factors are given: {yuan(total)} yuan at most")
    return Judgement(met=None, reason=most)  # what is not given may make it dearer, or cheaper
