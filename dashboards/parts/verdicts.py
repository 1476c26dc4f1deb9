"""The verdicts of an opinion, gate by gate: clause, sense, inputs, evidence, and what would turn each."""

from collections.abc import Sequence
from typing import Any

from dashboards.opinions import ASSUMED
from dashboards.parts.deciding import decision_form
from dashboards.parts.docketed import of_opinion
from dashboards.parts.filed import as_filed
from dashboards.parts.panel import panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators.appraisal.case import label
from indicators.appraisal.opinion import Opinion
from indicators.appraisal.pack import GATES, packs
from indicators.appraisal.verdict import RESULT_NAMES, Verdict
from indicators.appraisal.written import flip_said, value_said

GATE_NAMES = {
    "scope": Text("受理范围", "Scope"),
    "reject": Text("否决条件", "Grounds to reject"),
    "defer": Text("缓建条件", "Grounds to defer"),
    "architecture": Text("方案审查", "Design"),
    "sizing": Text("规模审查", "Size"),
    "priority": Text("优先条件", "Priority"),
}
_REGISTERS = {
    "asset": Text("资产", "asset"),
    "shared": Text("共用资源", "shared"),
    "room": Text("机房", "machine room"),
    "licence": Text("许可", "licence"),
    "staff": Text("人员", "staff"),
    "standard": Text("标准", "standard"),
}
_BEFORE_SIZE = 4
"""How many gates come before size is judged; on a wide screen they stand beside the others."""

_VERDICTS = Text("逐条结论", "Verdicts by clause")
_HOW = Text(
    "点开一条看条款、输入、证据和最小改动；不符合和待补正的已展开",
    "open one for clause, inputs, evidence and smallest change; those not met or not known are open",
)
_PARTS = {
    "clause": Text("条款", "Clause"),
    "sense": Text("要义", "Sense"),
    "formula": Text("算式", "Formula"),
    "inputs": Text("输入", "Inputs"),
    "evidence": Text("证据", "Evidence"),
    "flip": Text("最小改动", "Smallest change"),
    "found": Text("规则结论", "The rule found"),
    "override": Text("人工决定*", "People decided*"),
    "lapsed": Text("已失效的决定（申报已更换）", "Lapsed, for the application was filed anew"),
}
_NONE = Text("无", "none")
_COUNTS = Text("{met} 条符合 · {failed} 条不符合 · {open} 条待补正", "{met} met · {failed} not met · {open} not known")


def verdicts(view: View, found: Opinion, key: str, digest: str) -> Any:
    """Return all verdicts by gate, those that stand against the application open.

    ``key`` and ``digest`` say what a decision against one of them would be signed for; without a digest none can be.
    """
    gates = [_gate(view, gate, [each for each in found.verdicts if each.gate == gate], key, digest) for gate in GATES]
    halves = [html.Div(half) for half in (gates[:_BEFORE_SIZE], gates[_BEFORE_SIZE:])]
    settings = packs()[found.pack].setting
    said = [view.say(settings[key].read_as(value)) for key, value in found.settings.items()]
    read = [html.P(each, className="note") for each in said]
    return panel(
        view,
        view.say(_VERDICTS),
        html.Div([html.Div(halves, className="gates"), *read], className="verdicts"),
        note=view.say(_HOW),
    )


def _gate(view: View, gate: str, found: Sequence[Verdict], key: str, digest: str) -> Any:
    count = {result: sum(each.stands == result for each in found) for result in RESULT_NAMES}
    told = view.say(_COUNTS).format(met=count["pass"], failed=count["fail"], open=count["unknown"])
    return html.Section(
        [
            html.H3([view.say(GATE_NAMES[gate]), html.Small(told)]),
            *(_verdict(view, each, key, digest) for each in found),
        ]
    )


def _verdict(view: View, each: Verdict, key: str, digest: str) -> Any:
    head = html.Summary(
        [
            html.Span(view.say(each.said), className=f"result {'optional' if each.optional else each.stands}"),
            html.B(f"{each.rule} {view.say(each.name)}"),
            html.Span(as_filed(view, view.say(each.reason)), className="reason"),
        ]
    )
    act = decision_form(view, key, digest, each) if digest else None
    return html.Details([head, _about(view, each), act], open=_is_open(each))


def _is_open(each: Verdict) -> bool:
    """Return whether a verdict stands open: it stands against the application, or people decided something of it."""
    against = not each.optional and each.stands != "pass"
    return against or each.override is not None or each.lapsed is not None


def _about(view: View, each: Verdict) -> Any:
    parts: list[tuple[str, Any]] = [
        ("clause", view.say(each.clause)),
        ("sense", view.say(each.sense)),
        ("formula", view.say(each.formula)),
        ("inputs", _inputs(view, each)),
        ("evidence", _evidence(view, each)),
        ("flip", as_filed(view, flip_said(each.flip, view.language))),
    ]
    if each.override is not None:
        found = view.say(RESULT_NAMES[each.result])
        parts += [
            ("found", found),
            ("override", as_filed(view, view.joined(each.override.reason, each.override.signature))),
        ]
    if each.lapsed is not None:
        parts.append(("lapsed", as_filed(view, view.joined(each.lapsed.reason, each.lapsed.signature))))
    return html.Dl([part for key, said in parts for part in (html.Dt(view.say(_PARTS[key])), html.Dd(said))])


def _inputs(view: View, each: Verdict) -> Any:
    found = [
        html.Li([view.say(label(path)), " ", html.B(as_filed(view, value_said(value, view.language)))])
        for path, value in each.inputs.items()
    ]
    return html.Ul(found) if found else view.say(_NONE)


def _evidence(view: View, each: Verdict) -> Any:
    found = [
        html.Li([view.say(_REGISTERS.get(row.register, Text(row.register, row.register))), f" {row.number} ",
                 as_filed(view, view.say(row.said))])
        for row in each.evidence
    ]  # fmt: skip
    return html.Ul(found) if found else view.say(_NONE)


_MATERIALS = Text("补正材料", "Evidence to be supplied")
_DUPLICATES = Text("疑似重复建设", "What exists already")
_FINDINGS = Text("填报问题", "Faults of the application")
_COLUMNS = {
    "materials": (Text("材料", "Evidence"), Text("等它的规则", "Rules that wait for it")),
    "duplicates": (
        Text("编号", "Number"),
        Text("名称", "Name"),
        Text("空闲能力", "Free"),
        Text("相似度", "Likeness"),
    ),
    "findings": (Text("问题", "Fault"), Text("处理", "What to do")),
}


def materials(view: View, found: Opinion, key: str) -> list[Any]:
    """Return what is to be supplied, what exists already and what was filled in wrongly: a table for each there is."""
    supply = [[view.say(each.name), "、".join(each.rules)] for each in found.materials]
    exists = [
        [each.number, view.say(each.name), view.say(each.free), _likeness(view, key, at, each.likeness)]
        for at, each in enumerate(found.duplicates)
    ]
    wrong = [[as_filed(view, view.say(word)) for word in (each.message, each.remedy)] for each in found.findings]
    given = ((_MATERIALS, "materials", supply), (_DUPLICATES, "duplicates", exists), (_FINDINGS, "findings", wrong))
    return [_listed(view, title, key, rows) for title, key, rows in given if rows]


def _likeness(view: View, key: str, at: int, value: float) -> Any:
    return of_opinion(view, f"{value:.2f}", key, f"duplicate.{at}.likeness", value, ASSUMED)


def _listed(view: View, title: Text, key: str, rows: Sequence[Sequence[Any]]) -> Any:
    columns = [
        Column(str(at), view.say(name), number=key == "duplicates" and at == len(_COLUMNS[key]) - 1)
        for at, name in enumerate(_COLUMNS[key])
    ]
    return panel(view, view.say(title), table(view, columns, rows))
