"""One application: what is thought of it and why, its sums, and the assumptions that recompute all of it."""

import math
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from dashboards.access import REVIEWS
from dashboards.opinions import ASSUMED, PDF
from dashboards.parts.docketed import mark, of_opinion
from dashboards.parts.figures import amount, fact
from dashboards.parts.filed import as_filed, filed_note
from dashboards.parts.panel import panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import percent
from indicators.appraisal.choices import named
from indicators.appraisal.docket import Docket, Supposed
from indicators.appraisal.fen import yuan
from indicators.appraisal.opinion import Opinion
from indicators.appraisal.programme import ADMISSIBLE
from indicators.appraisal.proposal import Proposal
from indicators.appraisal.sizing.demand import NINTH, Demand
from indicators.appraisal.sizing.line import NOW
from indicators.appraisal.verdict import Verdict
from indicators.appraisal.written import decided, flip_said
from indicators.sentences.phrases import capital

_FEN = 100
_OPINION, _ASKED = Text("意见", "Opinion"), Text("申报", "Asked for")
_CUT, _LEFT = Text("核减", "Cut"), Text("核定", "Left")
_EXACT = Text("{yuan} 元", "{yuan} yuan")
_BECAUSE = Text("依据：", "Because: ")
_TURN = Text("如何翻转：", "What would turn it: ")
_CLEAN = Text("各关均符合。", "Every gate is passed.")
_NOT_YET = Text(
    "申报 {asked} 元，规模审查核减 {cut} 元；意见改变之前不核定金额。",
    "Asked {asked}, cut for its size {cut} yuan; nothing is granted until the opinion is another.",
)
_PRIORITY = Text("优先条件 {rules}", "priority {rules}")
_EXPORT = Text("导出评审意见书（PDF）", "Export the opinion (PDF)")
_WHAT_IF = Text("假设：改动即重算", "Assumptions: a change recomputes all of it")
_WHAT_IF_NOTE = Text(
    "拖动滑块，或用方向键；假设写进地址，可收藏、可转发，不改动申报",
    "move a slider, or use the arrow keys; assumptions are in the address, and change nothing that was filed",
)
_NAMES = {
    "growth": Text("负载年增长（P50，%）", "Growth of the load a year (P50, %)"),
    "decline": Text("设备年降价（%）", "Fall of prices a year (%)"),
    "reuse": Text("利旧能力（{metric}）", "Capacity reused ({metric})"),
}
_AS_FOUND = Text("{value}（测算）", "{value} (as found)")
_AS_FILED = Text("{value}（申报）", "{value} (as filed)")
_BY_RULE = Text("{value}（规则取值）", "{value} (the rule's)")
_NO_LOAD = Text(
    "没有可以测算的负载，假设无从谈起：先补正材料。",
    "No load can be reckoned with, so there is nothing to suppose: evidence comes first.",
)
_RESET = Text("恢复原值", "As they were")
_SUPPOSED = Text("本页全部按假设计算：{said}。", "Everything on this page supposes {said}.")
_COMPARED = (Text("对比", "Compared"), Text("原值", "As found"), Text("假设", "Supposed"))
_DECIDED, _CEILINGS = Text("依据", "Decided by"), Text("上限（台）", "Ceiling (units)")
_FEW = 3
_TOP_GROWTH, _TOP_DECLINE = 150, 60
_LEAST_GROWTH = -20


def lead(view: View, found: Opinion) -> Any:
    """Return the outcome and why, the sums, and what would turn what decided."""
    name = capital(view.say(found.outcome_name))
    deciding = [found.verdict(rule) for rule in found.decided_by[:_FEW]]
    sums = {"asked": yuan(found.requested_fen), "cut": yuan(found.cut_fen)}
    money = found.lines.sentence() if found.outcome in ADMISSIBLE else _NOT_YET
    parts: list[Any] = [html.B(name), "。" if view.language == "zh" else ". ", view.say(money).format(**sums), " "]
    if deciding or found.outcome == "approve":
        parts.append(view.say(_BECAUSE if deciding else _CLEAN))
    told = [_reason(view, each) for each in deciding]
    told += [html.Li(["* ", as_filed(view, view.say(each))]) for each in decided(found)]
    return html.Div([html.P(parts), html.Ul(told) if told else None, filed_note(view)], className="lead opinion")


def _reason(view: View, each: Verdict) -> Any:
    """Return a verdict that decided: rule, clause, reason, and what would turn it."""
    clause = f"（{view.say(each.clause)}）" if view.language == "zh" else f" ({view.say(each.clause)}) "
    turn = html.Small([view.say(_TURN), as_filed(view, flip_said(each.flip, view.language))], className="said")
    return html.Li([html.B(f"{each.rule} {view.say(each.name)}"), clause, as_filed(view, view.say(each.reason)), turn])


def facts(view: View, found: Opinion, key: str) -> Any:
    """Return the strip: outcome, sums to the fen, and the way to the opinion on paper."""
    rules = "、".join(found.priority) if view.language == "zh" else ", ".join(found.priority)
    first = view.say(_PRIORITY).format(rules=rules) if rules else None
    left = found.lines.approved_fen if found.outcome in ADMISSIBLE else None
    sums = (
        (_ASKED, "requested_fen", found.requested_fen),
        (_CUT, "cut_fen", found.cut_fen),
        (_LEFT, "approved_fen", left),
    )
    money = [
        fact(view.say(word), "—")
        if fen is None
        else fact(
            view.say(word),
            _of(view, amount(view, fen / _FEN, "yuan"), key, measure, fen),
            _of(view, view.say(_EXACT).format(yuan=yuan(fen)), key, measure, fen),
        )
        for word, measure, fen in sums
    ]
    strip = html.Div([fact(view.say(_OPINION), mark(view, found), first), *money], className="facts counts money one")
    export = html.A(view.say(_EXPORT), href=_paper(view, key), className="export", **{"data-plain": "1"})
    return html.Div([strip, html.P(export) if view.reader.may(REVIEWS) else None])


def _of(view: View, shown: Any, key: str, measure: str, value: float) -> Any:
    return of_opinion(view, shown, key, measure, value, ASSUMED)


def _paper(view: View, key: str) -> str:
    asked = {"application": key, **{name: view.chosen(name) for name in ASSUMED}, "lang": view.language}
    return f"{PDF}?{urlencode({name: value for name, value in asked.items() if value})}"


def assumptions(view: View, docket: Docket, found: Opinion, key: str, supposed: Supposed) -> Any:
    """Return the sliders and, where something is supposed, the opinion as it was beside the opinion as it would be."""
    filed, proposal = docket.opinion(key), docket.proposal(key)
    if proposal is None or not filed.sizes:
        return panel(view, view.say(_WHAT_IF), html.P(view.say(_NO_LOAD), className="note"), area="what-if")
    line = filed.sizes[0].sized.line
    knobs = html.Div(
        [
            _growth(view, line.demand, supposed),
            _decline(view, docket, supposed),
            _reuse(view, line.demand, line.utilisation, proposal, supposed),
        ],
        className="knobs",
    )
    if not any(supposed.said()):
        return panel(view, view.say(_WHAT_IF), knobs, note=view.say(_WHAT_IF_NOTE), area="what-if")
    back = dcc.Link(view.say(_RESET), href=view.href(**dict.fromkeys(ASSUMED)), className="why")
    told = html.P([view.say(_SUPPOSED).format(said=view.say(supposed.said())), " ", back], className="notice")
    content = html.Div([knobs, html.Div([told, _compared(view, filed, found, key)], role="status")])
    return panel(view, view.say(_WHAT_IF), content, note=view.say(_WHAT_IF_NOTE), area="what-if")


def _compared(view: View, filed: Opinion, found: Opinion, key: str) -> Any:
    pair = ((filed, ()), (found, ASSUMED))
    columns = [Column(str(at), view.say(name), number=False) for at, name in enumerate(_COMPARED)]
    rows = [
        [view.say(_OPINION), *(mark(view, each) for each in (filed, found))],
        [view.say(_DECIDED), *("、".join(each.decided_by) or "—" for each in (filed, found))],
        [view.say(_CEILINGS), *(_ceilings(view, each, key, on) for each, on in pair)],
        *(
            [
                view.say(word),
                *(_sum(view, key, f"{name}_fen", getattr(each.lines, f"{name}_fen"), on) for each, on in pair),
            ]
            for word, name in ((_CUT, "cut"), (_LEFT, "approved"))
        ),
    ]
    return table(view, columns, rows)


def _ceilings(view: View, found: Opinion, key: str, supposed: tuple[str, ...]) -> list[Any]:
    """Return the ceilings of the lines that carry load, each with what it is."""
    told: list[Any] = []
    for at, each in enumerate(found.sizes):
        number = str(each.sized.ceiling)
        told += ["、"] if told else []
        told.append(of_opinion(view, number, key, f"size.{at}.ceiling", each.sized.ceiling, supposed))
    return told


def _sum(view: View, key: str, measure: str, fen: int, supposed: tuple[str, ...]) -> Any:
    return of_opinion(view, view.say(_EXACT).format(yuan=yuan(fen)), key, measure, fen, supposed)


def _growth(view: View, demand: Demand, supposed: Supposed) -> Any:
    known = demand.growth.median
    said = view.say(_AS_FOUND).format(value=percent(known, view.language, signed=False))
    bounds = (_LEAST_GROWTH, _TOP_GROWTH, 1)
    return knob(view, "growth", view.say(_NAMES["growth"]), bounds, known * 100, supposed.growth, said)


def _decline(view: View, docket: Docket, supposed: Supposed) -> Any:
    rule = next(each for each in docket.pack.rule if "decline_percent" in each.threshold)
    known = rule.threshold["decline_percent"].value
    said = view.say(_BY_RULE).format(value=f"{known:f}%")
    return knob(
        view, "decline", view.say(_NAMES["decline"]), (0, _TOP_DECLINE, 1), float(known), supposed.decline, said
    )


def _reuse(view: View, demand: Demand, utilisation: float, proposal: Proposal, supposed: Supposed) -> Any:
    used = [each.capacity or Decimal(0) for each in proposal.reuse or () if each.used]
    known = float(sum(used, Decimal(0)))
    needed = max(demand.at(NOW, NINTH) / utilisation, known, 1.0)
    step = 10 ** max(0, math.floor(math.log10(needed)) - 1)
    top = math.ceil(needed / step) * step
    said = view.say(_AS_FILED).format(value=f"{known:,.0f}")
    title = view.say(_NAMES["reuse"]).format(metric=named(proposal.demand.metric or "", view.language))
    return knob(view, "reuse", title, (0, top, step), known, supposed.reuse, said)


def knob(
    view: View,
    name: str,
    title: str,
    bounds: tuple[int, int, int],
    known: float,
    asked: Decimal | None,
    said: str,
    value: str = "KEY",
) -> Any:
    """Return a slider: the browser puts it in, moves its number with the hand, and asks when the hand rests.

    ``value`` is what the address says of it, with KEY where its number goes.
    """
    least, most, step = bounds
    about = {
        "data-knob": view.href(**{name: value}),
        "data-least": str(least),
        "data-most": str(most),
        "data-step": str(step),
        "data-at": f"{known:g}" if asked is None else f"{asked:f}",
    }
    shown = said if asked is None else f"{asked:,f}"
    return html.Div(
        [
            html.Label([html.Span(title), html.Span(className="slide")]),
            html.Output(shown, className="set" if asked is not None else ""),
        ],
        className="knob",
        **about,
    )
