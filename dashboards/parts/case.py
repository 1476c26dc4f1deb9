"""One warning: what it says, the chart that proves it, everything that happened, and what the reader may do now."""

from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboards.asking import queries
from dashboards.parts.address import home_of
from dashboards.parts.figures import fact, titled
from dashboards.parts.panel import chart, panel
from dashboards.parts.talk import talk, thread, with_flags
from dashboards.parts.warned import GONE, dot, link_to, term, who
from dashboards.views.view import View
from dashboards.watch.rights import may_act
from dashboards.watch.route import ACT
from dashboards.wire.elements import dcc, html
from datasets.catalogue import sources
from datasets.text import Text
from indicators import catalogue, charts, period_label
from indicators.definition import Frequency, Published
from indicators.sentences.phrases import capital
from indicators.warnings import ACTION_NAMES, LIGHT_NAMES, STATE_NAMES, Action, Case, case, open_actions
from indicators.warnings.case import SYSTEM
from indicators.warnings.duty import departments, named
from indicators.warnings.loop import LONGEST, SAYS_WHY, SETS_TERM
from indicators.warnings.reading import dimensions_known
from indicators.warnings.workdays import after, local_time, today

_VALUE, _STATE, _WHO, _TERM = (
    Text("数值", "Value"),
    Text("状态", "State"),
    Text("谁来办", "Who must act"),
    Text("期限", "Deadline"),
)
_HISTORY = Text("办理经过", "What happened")
_SYSTEM = Text("系统", "the system")
_DUE = Text("期限 {day}", "due {day}")
_PROOF = Text("看证明它的图", "The chart that proves it")
_RECORD = Text("历次核对", "How it looked to each snapshot")
_FOLLOWS = Text("接续", "Follows")
_DO = {
    Action.ASSIGN: Text("交办", "Assign"),
    Action.ANSWER: Text("提交反馈", "Send the answer"),
    Action.RETURN: Text("退回补办", "Send back"),
    Action.URGE: Text("催办", "Urge"),
    Action.CLOSE: Text("办结", "Close"),
}
_AGAIN = Text("改派或延期", "Reassign or extend")
_HINTS = {
    Action.ASSIGN: Text("要求（可不填）", "What is asked (may be left out)"),
    Action.ANSWER: Text("原因、已采取的措施、下一步", "Cause, measures taken, next steps"),
    Action.RETURN: Text("还缺什么", "What is missing"),
    Action.URGE: Text("提醒（可不填）", "A word (may be left out)"),
    Action.CLOSE: Text("办结意见", "Why it can be closed"),
}
_TO, _DAYS = Text("交给", "To"), Text("期限", "Term")
_DAYS_LONG = Text("{days} 个工作日（{day} 前）", "{days} working days (by {day})")
_TERMS = (1, 2, 3, 5, 7, 10, 15, 20, 30)
_MONTHS = 60
_GOALS = "target"


def facts_of(view: View, found: Case) -> Any:
    """Return the strip: value with its bounds, state, who must act, deadline."""
    light = html.Span([dot(view, found), view.say(LIGHT_NAMES[found.latest.light])], className="lit")
    blocks = [
        fact(view.say(_VALUE), view.say(found.latest.shown), [light, " · ", html.Span(view.say(found.latest.bounds))]),
        fact(view.say(_STATE), capital(view.say(STATE_NAMES[found.state])), view.say(GONE) if found.gone else None),
        fact(view.say(_WHO), capital(who(view, found))),
        fact(view.say(_TERM), term(view, found)),
    ]
    return html.Div(blocks, className="facts case")


def saying(view: View, found: Case) -> Any:
    """Return the sentence of the warning, the way to its proof, and the one it follows."""
    proof = _proof(view, found)
    parts: list[Any] = [view.say(found.latest.said), " "]
    if proof:
        parts.append(dcc.Link(view.say(_PROOF), href=proof, className="why"))
    before = case(view.home, found.follows) if found.follows else None
    if before is not None:
        parts.append(html.Span([" ", view.say(_FOLLOWS), " ", link_to(view, before, before.number)], className="sub"))
    return html.P(parts, className="saying")


def _proof(view: View, found: Case) -> str | None:
    """Return the address of the page on which the condition can be seen."""
    if not dimensions_known(found.subject):
        return None
    if found.subject.kind == "source":
        return view.href("/centre", base=sources()[found.subject.key].base)
    if found.rule == _GOALS:
        return view.href("/forecast", indicator=found.subject.key)
    return home_of(view, found.subject.key, **dict(found.subject.where))


def course_of(view: View, found: Case) -> Any:
    """Return the course of the indicator in the warning's slice, its month ringed; None where there is none to draw."""
    subject = found.subject
    if subject.kind == "source" or not dimensions_known(subject):
        return None
    definition = catalogue()[subject.key]
    shown = queries.until(view, subject.key, subject.where, cumulative=False)
    mark = pd.Timestamp(found.latest.period)
    yearly = isinstance(definition, Published) or definition.frequency is Frequency.YEAR
    if yearly:
        drawn = charts.columns(shown, unit=definition.unit, language=view.language, yearly=True, height=280)
    else:
        ahead = queries.forecast(view, subject.key, subject.where) if view.period == view.latest else None
        ring = mark if ahead is None else None  # a forecast begins in the month itself, where a rule stands
        drawn = charts.trend(
            shown, ahead, unit=definition.unit, language=view.language, months=_MONTHS, mark=ring, height=280
        )
    heading = titled(view, view.say(found.about), charts.unit_of(drawn))
    drawn = with_flags(drawn, thread(view, subject.key, subject.where), shown)
    return panel(view, heading, chart(view, "warning-course", drawn, heading), key=subject.key, png="warning-course")


def talk_of(view: View, found: Case) -> Any:
    """Return what people wrote beside that chart."""
    subject = found.subject
    if subject.kind == "source" or not dimensions_known(subject):
        return None
    history = queries.until(view, subject.key, subject.where, cumulative=False)
    return talk(view, subject.key, subject.where, history, warned=False)


def record_of(view: View, found: Case) -> Any:
    """Return how the warning looked to each snapshot that saw it."""
    lines = [
        html.Li(
            [
                html.Span(className="dot " + {"red": "hot", "yellow": "warm"}[each.light]),
                html.B(view.say(each.shown)),
                html.Span(period_label(each.period, view.language)),
                html.Small(each.snapshot),
            ]
        )
        for each in reversed(found.sights)
    ]
    return panel(view, view.say(_RECORD), html.Ul(lines, className="sights"), note=view.say(found.latest.bounds))


def history_of(view: View, found: Case) -> Any:
    """Return everything that happened, oldest first, and below it what the reader may do now."""
    lines = [
        html.Li(
            [
                html.Div(
                    [
                        html.B(view.say(ACTION_NAMES[each.action])),
                        html.Span(view.say(_SYSTEM) if each.who == SYSTEM else each.who),
                        html.Time(local_time(each.at)),
                    ],
                    className="step-head",
                ),
                html.P(
                    [
                        *([view.say(named(each.department)), " "] if each.department else []),
                        *([view.say(_DUE).format(day=each.deadline)] if each.deadline else []),
                    ],
                    className="term",
                )
                if each.deadline
                else None,
                html.P(view.say(each.text), className="words") if each.text.zh else None,
            ],
            className=f"step-line {each.action.value}",
        )
        for each in found.steps
    ]
    own = [each for each in open_actions(found) if may_act(view.reader, each, found)]
    forms = [_form(view, found, each, open_now=len(own) == 1) for each in own]
    first = html.Div(forms, className="doing") if forms else None
    return panel(view, view.say(_HISTORY), html.Div([html.Ol(lines, className="history"), first]))


def _form(view: View, found: Case, action: Action, *, open_now: bool) -> Any:
    """Return the form of one action, folded among several; its address says what it acts on and what was read."""
    about = {
        "warning": found.number,
        "action": action.value,
        "seen": str(found.steps[-1].id),
        "lang": view.language,
    }
    title = _AGAIN if action is Action.ASSIGN and len(found.steps) > 1 and found.deadline else _DO[action]
    hint = view.say(_HINTS[action])
    fields = [
        _departments(view, found) if action is Action.ASSIGN else None,
        _terms(view, found) if action in SETS_TERM else None,
        html.Textarea(
            name="text",
            placeholder=hint,
            rows=3,
            maxLength=LONGEST,
            required=action in SAYS_WHY,
            **{"aria-label": hint},
        ),
        html.Button(view.say(_DO[action]), type="submit"),
    ]
    form = html.Form([each for each in fields if each is not None], action=f"{ACT}?{urlencode(about)}", method="post")
    folded = {"open": "open"} if open_now else {}
    key = f"{found.number}-{action.value}-{about['seen']}"
    return html.Details([html.Summary(view.say(title)), form], key=key, **folded)


def _departments(view: View, found: Case) -> Any:
    options = [
        html.Option(view.say(text), value=name, selected=name == found.department)
        for name, text in departments().items()
    ]
    return html.Label([html.Span(view.say(_TO)), html.Select(options, name="department")], className="chooser")


def _terms(view: View, found: Case) -> Any:
    days = sorted({*_TERMS, found.days})
    options = [
        html.Option(
            view.say(_DAYS_LONG).format(days=each, day=after(today(), each, view.home).isoformat()),
            value=str(each),
            selected=each == found.days,
        )
        for each in days
    ]
    return html.Label([html.Span(view.say(_DAYS)), html.Select(options, name="days")], className="chooser")
