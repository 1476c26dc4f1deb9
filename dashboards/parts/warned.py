"""Warnings in short: the light, who must act, by when; the queue as a table, and the overview's few lines."""

from collections.abc import Sequence
from typing import Any

from dashboards.asking.ledger import cases
from dashboards.parts.figures import told
from dashboards.parts.panel import panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.watch.rights import concerns
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators.sentences.phrases import capital
from indicators.warnings import LIGHT_NAMES, STATE_NAMES, Case, State, urgency
from indicators.warnings.case import WITH_DEPARTMENT
from indicators.warnings.duty import named
from indicators.warnings.workdays import between, today

WATCH = "/watch"
_DOTS = {"red": "hot", "yellow": "warm"}
_FEW = 3
_COLUMNS = {
    "number": Text("编号", "Number"),
    "what": Text("预警", "Warning"),
    "value": Text("数值", "Value"),
    "state": Text("状态", "State"),
    "who": Text("责任部门", "Department"),
    "deadline": Text("期限", "Deadline"),
}
_LEADERS = Text("领导、规划", "leaders, planners")
_OVERDUE = Text("逾期 {days} 个工作日", "{days} working days late")
_LEFT = Text("还剩 {days} 个工作日", "{days} working days left")
_DUE = Text("今天到期", "due today")
_WAITS = Text("等{who}", "waits for {who}")
GONE = Text("情况已消除", "condition gone")
_OPEN = Text("谁来办：未办结预警", "Who must act: open warnings")
_DECIDE = Text("等领导定", "Waiting for leaders")
_ANSWER = Text("等部门办", "Waiting for departments")
_ALL = Text("全部 {count} 条", "all {count}")
_MORE = Text("另有 {count} 条", "{count} more")
_NOW = Text("今天的情况，与所选月份和快照无关。", "As of today, whatever month or snapshot is chosen.")
_QUIET = Text("没有未办结的预警。", "No warning is open.")


def queue(view: View) -> list[Case]:
    """Return the warnings that concern the reader, the most urgent first."""
    mine, day = [each for each in cases(view) if concerns(view.reader, each)], today()
    return sorted(mine, key=lambda each: urgency(each, day))


def dot(view: View, case: Case) -> Any:
    """Return the light of a warning."""
    return html.Span(className=f"dot {_DOTS[case.latest.light]}", title=view.say(LIGHT_NAMES[case.latest.light]))


def link_to(view: View, case: Case, *children: Any) -> Any:
    """Return the link to a warning's own page."""
    return dcc.Link(list(children), href=view.href(WATCH, warning=case.number))


def who(view: View, case: Case) -> str:
    """Return who must act: the department while it has the warning, leaders before and after."""
    if case.over:
        return "—"
    return view.say(named(case.department)) if case.state in WITH_DEPARTMENT else view.say(_LEADERS)


def term(view: View, case: Case) -> Any:
    """Return the deadline and how far off it is, while a department has the warning."""
    if case.deadline is None or case.state not in WITH_DEPARTMENT:
        return "—"
    days = between(today(), case.deadline, view.home)
    late = case.overdue(today())
    words = _OVERDUE if late else _LEFT if case.deadline > today() else _DUE
    said = view.say(words).format(days=abs(days))
    return html.Span([case.deadline.isoformat(), " ", html.Span(said, className="late" if late else "left")])


def state(view: View, case: Case) -> Any:
    """Return the state in a word, who must act, and whether the condition has gone meanwhile."""
    below = [] if case.over else [view.say(_WAITS).format(who=who(view, case))]
    below += [view.say(GONE)] if case.gone and not case.over else []
    small = html.Small(view.joined(*below), className="gone") if below else None
    return html.Span([capital(view.say(STATE_NAMES[case.state])), small], className=f"state {case.state.value}")


def queue_table(view: View, found: Sequence[Case]) -> Any:
    """Return the queue, one row a warning."""
    columns = [Column(key, view.say(title), number=key == "value") for key, title in _COLUMNS.items()]
    rows = [
        [
            link_to(view, each, html.Span([dot(view, each), each.number], className="lit")),
            html.Span([link_to(view, each, view.say(each.about)), html.Small(view.say(each.name))], className="about"),
            _magnitude(view, each),
            state(view, each),
            view.say(named(each.department)),
            term(view, each),
        ]
        for each in found
    ]
    return table(view, columns, rows)


def _magnitude(view: View, case: Case) -> Any:
    """Return how large a warning is with what it is."""
    shown = html.Span(view.say(case.latest.shown))
    return told(view, shown, "warning", "value", case.latest.value, slice_=f"number={case.number}")


def open_warnings(view: View) -> Any:
    """Return the overview's panel: what waits for leaders and what for departments, the most urgent first."""
    found = [each for each in queue(view) if not each.over]
    if not found:
        body: Any = html.P(view.say(_QUIET), className="quiet")
    else:
        halves = (
            (_DECIDE, [each for each in found if each.state not in WITH_DEPARTMENT]),
            (_ANSWER, [each for each in found if each.state in WITH_DEPARTMENT]),
        )
        body = html.Div([_half(view, title, part) for title, part in halves if part], className="acting")
    more = dcc.Link(view.say(_ALL).format(count=len(found)), href=view.href(WATCH), className="why")
    now = view.say(_NOW) if view.pinned or view.period != view.latest else ""
    note = html.Span([f"{now} " if now else "", more if found else None])
    return panel(view, view.say(_OPEN), body, note=note if now or found else None, area="watching")


def _half(view: View, title: Text, found: Sequence[Case]) -> Any:
    lines = [
        html.Li(
            [
                dot(view, each),
                link_to(view, each, view.say(each.about)),
                html.Span(view.joined(view.say(each.name), view.say(each.latest.shown)), className="why-short"),
                html.Span(_fate(view, each), className="fate"),
            ]
        )
        for each in found[:_FEW]
    ]
    rest = len(found) - len(lines)
    if rest:
        lines.append(html.Li(html.Span(view.say(_MORE).format(count=rest), className="rest")))
    heading = html.H3([view.say(title), html.B(str(len(found)))])
    return html.Section([heading, html.Ul(lines)])


def _fate(view: View, case: Case) -> Any:
    if case.state in WITH_DEPARTMENT:
        return [f"{who(view, case)} ", term(view, case)]
    asked = case.department if case.state is State.ANSWERED else case.responsible
    return [f"{view.say(STATE_NAMES[case.state])} · {view.say(named(asked))}"]
