"""The size of an application: cuts by line to the fen, need against request, margins, ways to buy compared."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dashboards.opinions import ASSUMED
from dashboards.parts.docketed import of_opinion
from dashboards.parts.filed import as_filed
from dashboards.parts.panel import chart, panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import charts, percent
from indicators.appraisal.case import label
from indicators.appraisal.choices import named
from indicators.appraisal.cuts import Cut
from indicators.appraisal.fen import whole_fen, yuan
from indicators.appraisal.lines import SizedLine
from indicators.appraisal.opinion import Opinion
from indicators.appraisal.pack import Pack, Rule
from indicators.appraisal.parts import Alternative, Line
from indicators.appraisal.proposal import Proposal
from indicators.appraisal.sizing import Audit
from indicators.appraisal.sizing.demand import HALF, NINTH, TENTH
from indicators.appraisal.sizing.line import AHEAD
from indicators.appraisal.ways import Way, staged, ways
from indicators.appraisal.written import worked
from indicators.sentences.phrases import capital

_STAGES = "S5"
_CUTS = Text("逐项核定（元）", "Line by line (yuan)")
_CUTS_NOTE = Text("各行核减之和等于总核减，分毫不差", "the cuts of the lines add up to the whole, to the fen")
_CUT_COLUMNS = (
    ("line", Text("项目", "Line"), False),
    ("requested", Text("申报", "Asked for"), True),
    ("cut", Text("核减", "Cut"), True),
    ("approved", Text("核定", "Left"), True),
    ("formula", Text("算式", "Formula"), False),
    ("clause", Text("条款", "Clause"), False),
)
_TOGETHER = Text("合计", "Together")
_NEED = Text("{name}：需求与申报（台）", "{name}: need against request (units)")
_NEED_NOTE = Text(
    "现负载 {load:,.0f} {metric}，年增长 P10 {low}、P50 {median}、P90 {high}；"
    "上限取三年需求的 P90：{ceiling} 台，申报 {asked} 台",
    "load today {load:,.0f} {metric}, growth a year P10 {low}, P50 {median}, P90 {high}; "
    "the ceiling is P90 of the need of three years: {ceiling} units, {asked} are asked for",
)
_UNITS = Text("台", "units")
_ASKED, _CEILING = Text("申报", "asked for"), Text("上限", "ceiling")
_MARGINS = Text("{name}：裕量逐项计价", "{name}: margins priced one by one")
_BARE, _SPARES, _BY_FACTORS = Text("净需求", "bare need"), Text("备机", "spares"), Text("按系数应购", "by the factors")
_WAYS = Text("{name}：方案比较", "{name}: ways to meet the load")
_WAYS_NOTE = Text(
    "五年费用折为现值，含维护、电力、空调、机位；价格年降 {decline}%，折现 {discount}%。"
    "分期比按申报购置可省 P10 {low}、P50 {middle}、P90 {high} 元",
    "five years' cost worth today, with maintenance, power, cooling and space; prices fall {decline} % a year, "
    "discounted at {discount} %. Against all that is asked for, staging saves P10 {low}, P50 {middle}, P90 {high} yuan",
)
_WAY_COLUMNS = (
    ("way", Text("方案", "Way"), False),
    ("units", Text("现购（台）", "Bought now (units)"), True),
    ("now", Text("现付（元）", "Paid now (yuan)"), True),
    ("cost", Text("五年费用（元）", "Five years (yuan)"), True),
    ("lasts", Text("够用年数（P50）", "Lasts, years (P50)"), True),
    ("short", Text("三年内不够的概率", "Chance short in three years"), True),
)
_FOR_EVER = Text("一直", "for good")
_FILED = Text("申报所列方案", "Alternatives as filed")
_FILED_COLUMNS = (
    ("name", Text("名称", "Name"), False),
    ("kind", Text("类型", "Kind"), False),
    ("total", Text("总费用（元）", "Total (yuan)"), True),
)


def cuts(view: View, found: Opinion, key: str, proposal: Proposal | None) -> Any:
    """Return every line with what is asked, cut and left, formula and clause; the sums end it."""
    names = {path: line.name for path, line in proposal.lines()} if proposal is not None else {}
    rows = [
        [
            html.Div(
                [
                    capital(view.say(label(each.line))),
                    html.Small(as_filed(view, names.get(each.line, "")), className="said"),
                ]
            ),
            *_sums(view, key, f"line.{at}", each),
            html.Div([_worked(view, cut) for cut in each.cuts] or "—"),
            html.Div(list(map(html.Div, _clauses(view, found, each.cuts))) or "—"),
        ]
        for at, each in enumerate(found.lines.lines)
    ]
    total = [view.say(_TOGETHER), *_sums(view, key, "lines", found.lines), "", ""]
    said = [
        html.P(as_filed(view, view.say(word)), className="note") for each in found.lines.lines for word in each.remarks
    ]
    content = table(view, _columns(view, _CUT_COLUMNS), rows, total=total, cards=True)
    return panel(view, view.say(_CUTS), html.Div([content, *said]), note=view.say(_CUTS_NOTE), area="cuts")


def _sums(view: View, key: str, name: str, summed: Any) -> list[Any]:
    """Return what is asked, cut and left of a line or of all, to the fen."""
    found = {each: getattr(summed, each) for each in ("requested_fen", "cut_fen", "approved_fen")}
    return [of_opinion(view, yuan(fen), key, f"{name}.{each}", fen, ASSUMED) for each, fen in found.items()]


def _worked(view: View, cut: Cut) -> Any:
    return html.Div([worked(cut.formula, cut.inputs), html.Small(view.say(cut.reason), className="said")])


def _clauses(view: View, found: Opinion, made: Sequence[Cut]) -> list[str]:
    """Return where the clauses of cuts stand in the reader's language, each once."""
    return list(dict.fromkeys(view.say(found.clause_of(cut)) for cut in made))


def sizes(view: View, found: Opinion, key: str, proposal: Proposal, pack: Pack) -> list[Any]:
    """Return for each line that carries load its need, its margins and the ways to meet it; then those filed."""
    lines = dict(proposal.lines())
    rule = next(each for each in pack.rule if each.id == _STAGES)
    parts: list[Any] = []
    for place, each in enumerate(found.sizes):
        name = view.joined(capital(view.say(label(each.path))), lines[each.path].name if view.language == "zh" else "")
        parts.append(_need(view, each, proposal, name, f"need-{place}"))
        if each.audit is not None:
            parts.append(_margins(view, each.audit, each.sized.line.price_fen, name, f"margins-{place}"))
        parts.append(_ways(view, each, lines[each.path], rule, name, f"{key}.{place}"))
    if proposal.alternative:
        parts.append(_filed(view, proposal.alternative))
    return parts


def _need(view: View, each: SizedLine, proposal: Proposal, name: str, key: str) -> Any:
    line, years = each.sized.line, range(1, AHEAD + 1)
    needs = [
        (float(line.units(line.demand.at(year, TENTH))), float(line.units(line.demand.at(year, HALF))),
         float(line.units(line.demand.at(year, NINTH))))
        for year in years
    ]  # fmt: skip
    levels = {view.say(_ASKED): float(line.requested), view.say(_CEILING): float(each.sized.ceiling)}
    drawn = charts.need_ahead(list(years), needs, levels, unit=_UNITS, language=view.language, height=280)
    growth = line.demand.growth
    about = {at: percent(getattr(growth, at), view.language, signed=False) for at in ("low", "median", "high")}
    metric = named(proposal.demand.metric or "", view.language)
    said = view.say(_NEED_NOTE).format(
        load=line.demand.load, metric=metric, ceiling=each.sized.ceiling, asked=line.requested, **about
    )
    heading = view.say(_NEED).format(name=name)
    return panel(view, heading, chart(view, key, drawn, heading), note=said, png=key)


def _margins(view: View, audit: Audit, price_fen: int, name: str, key: str) -> Any:
    steps: dict[str, float] = {view.say(_BARE): audit.bare_units * price_fen / 100}
    for place, each in enumerate(audit.margins, start=1):
        steps[f"{place}. {view.say(each.factor.name)}"] = each.added_fen / 100
    if audit.spares_fen:
        steps[view.say(_SPARES)] = audit.spares_fen / 100
    drawn = charts.waterfall(steps, view.say(_BY_FACTORS), unit="yuan", language=view.language)
    heading = view.say(_MARGINS).format(name=name)
    told = [html.Li(view.say(each)) for each in audit.findings()]
    return panel(view, heading, html.Div([chart(view, key, drawn, heading), html.Ul(told, className="told")]), png=key)


def _ways(view: View, each: SizedLine, line: Line, rule: Rule, name: str, at: str) -> Any:
    staging = staged(line, each.sized, rule)
    low, middle, high = map(yuan, staging.quantiles)
    rates: Mapping[str, str] = {
        at: f"{rule.threshold[f'{at}_percent'].value.normalize():f}" for at in ("decline", "discount")
    }
    rows = [_way(view, way, f"{at}.{place}") for place, way in enumerate(ways(staging))]
    note = view.say(_WAYS_NOTE).format(low=low, middle=middle, high=high, **rates)
    return panel(
        view, view.say(_WAYS).format(name=name), table(view, _columns(view, _WAY_COLUMNS), rows, cards=True), note=note
    )


def _way(view: View, way: Way, at: str) -> list[Any]:
    """Return a way to meet the load; ``at`` is the application, the line and the way, by their places."""
    key, line, place = at.rsplit(".", 2)
    lasts = view.say(_FOR_EVER) if math.isinf(way.lasts) else f"{way.lasts:.1f}"
    shown = {
        "units": str(way.units),
        "now_fen": yuan(way.now_fen),
        "cost_fen": yuan(way.cost_fen),
        "lasts": lasts,
        "short": f"{way.short:.0%}",
    }
    numbers = [
        of_opinion(view, said, key, f"way.{line}.{place}.{name}", getattr(way, name), ASSUMED)
        for name, said in shown.items()
    ]
    return [view.say(way.name), *numbers]


def _filed(view: View, alternatives: tuple[Alternative, ...]) -> Any:
    rows = [
        [
            as_filed(view, each.name),
            named(each.kind, view.language),
            "—" if each.total is None else yuan(whole_fen(each.total * 100)),
        ]
        for each in alternatives
    ]
    return panel(view, view.say(_FILED), table(view, _columns(view, _FILED_COLUMNS), rows))


def _columns(view: View, columns: tuple[tuple[str, Text, bool], ...]) -> list[Column]:
    return [Column(key, view.say(title), number=number) for key, title, number in columns]
