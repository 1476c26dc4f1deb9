"""Watch: every warning by who must act, and one warning with its chart, its history and what can be done."""

from typing import Any

from dashboards.page import Page
from dashboards.parts.case import course_of, facts_of, history_of, record_of, saying, talk_of
from dashboards.parts.controls import chooser
from dashboards.parts.figures import fact, told
from dashboards.parts.panel import empty, panel
from dashboards.parts.table import Column, table
from dashboards.parts.warned import queue, queue_table
from dashboards.views.view import View
from dashboards.watch.rights import concerns
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators.sentences.phrases import capital
from indicators.warnings import LIGHT_NAMES, STATE_NAMES, Case, State, case, rules
from indicators.warnings.case import WITH_DEPARTMENT
from indicators.warnings.duty import named
from indicators.warnings.workdays import today

_STATE, _DEPARTMENT, _LIGHT = Text("状态", "State"), Text("部门", "Department"), Text("灯", "Light")
_QUEUE = Text("预警", "Warnings")
_QUEUE_NOTE = Text("逾期的在前，其次红灯、期限近的", "late ones first, then red lights and near deadlines")
_UNDONE = Text("未办结", "Open")
_LATE = Text("逾期", "Late")
_JUDGE = Text("待审核", "To be judged")
_WITH = Text("部门办理中", "With departments")
_ALL = Text("全部", "All")
_BACK = Text("回到全部预警", "Back to all warnings")
_NOTHING = Text("没有符合条件的预警。", "No warning fits.")
_NEVER = Text("还没有预警。", "There has been no warning yet.")
_HINT = Text(
    "每次发布快照后，或由 jingwei warnings check，按下面的规则检查；查过往的，把状态改为“全部”。",
    "The rules below are checked when a snapshot is published, or by jingwei warnings check; for past warnings choose "
    "the state All.",
)
_UNKNOWN = Text("没有这条预警，或与您的部门无关。", "There is no such warning, or it does not concern your department.")
_SAID = {
    "done": Text("已保存，记入办理经过和审计。", "Saved, in the history and in the audit trail."),
    "refused": Text(
        "没有保存：缺少内容、期限不对，或这条预警刚有新的进展。请看过经过再办；浏览器“后退”可取回所写内容。",
        "Not saved: words are missing, the term is wrong, or something has just happened to this warning. Read the "
        "history and try again; your browser's Back button brings back what you wrote.",
    ),
}
_RULES = Text("预警规则与界限", "Rules and their bounds")
_RULE_COLUMNS = (Text("规则", "Rule"), Text("界限", "Bounds"), Text("办理期限", "Term"), Text("依据", "Reference"))
_DAYS = Text("{days} 个工作日", "{days} working days")
_EVERY = "all"


def title(view: View) -> str:
    """Return the heading."""
    found = _chosen(view)
    if found is None:
        return view.say(PAGE.name)
    return view.joined(found.number, view.say(found.about), view.say(found.name))


def body(view: View) -> list[Any]:
    """Return the queue, or the one warning the address names."""
    if view.chosen("warning") is None:
        return _queue(view)
    found = _chosen(view)
    said = _SAID.get(view.chosen("said") or "")
    back = dcc.Link(view.say(_BACK), href=view.href(warning=None), className="back")
    notice = html.P(view.say(said), className="notice", role="status") if said and found else None
    if found is None:
        return [html.P(view.say(_UNKNOWN), className="notice"), back]
    proof = [course_of(view, found), record_of(view, found)]
    people = [history_of(view, found), talk_of(view, found)]
    sides = [html.Div([each for each in side if each is not None], className="stack") for side in (proof, people)]
    return [notice, back, facts_of(view, found), saying(view, found), html.Div(sides, className="grid case")]


def _chosen(view: View) -> Case | None:
    """Return the warning the address names, if there is one and the reader is concerned."""
    number = view.chosen("warning")
    found = case(view.home, number) if number else None
    return found if found is not None and concerns(view.reader, found) else None


def _queue(view: View) -> list[Any]:
    everything = queue(view)
    shown = [each for each in everything if _fits(view, each)]
    content = queue_table(view, shown) if shown else empty(view, _NOTHING if everything else _NEVER, hint=_HINT)
    return [
        _counts(view, everything),
        html.Div(_filters(view, everything), className="filters"),
        panel(view, view.say(_QUEUE), content, note=view.say(_QUEUE_NOTE), area="queue"),
        _rules(view),
    ]


def _fits(view: View, each: Case) -> bool:
    """Return whether a warning fits the filters of the address; without a state only open ones do."""
    wanted, department, light = (view.chosen(name) for name in ("state", "department", "light"))
    stands = {None: not each.over, _EVERY: True, "late": each.overdue(today())}
    return (
        stands.get(wanted, each.state == wanted)
        and department in (None, each.department)
        and light in (None, each.latest.light)
    )


def _counts(view: View, everything: list[Case]) -> Any:
    """Return how many there are of each kind, each the way to them."""
    day = today()
    # What a count is called is what the address calls it: open ones have no name there.
    kinds: tuple[tuple[Text, str | None, int], ...] = (
        (_UNDONE, None, sum(not each.over for each in everything)),
        (_LATE, "late", sum(each.overdue(day) for each in everything)),
        (STATE_NAMES[State.OPEN], State.OPEN.value, sum(each.state is State.OPEN for each in everything)),
        (_WITH, State.ASSIGNED.value, sum(each.state in WITH_DEPARTMENT for each in everything)),
        (_JUDGE, State.ANSWERED.value, sum(each.state is State.ANSWERED for each in everything)),
        (_ALL, _EVERY, len(everything)),
    )
    return html.Div(
        [
            fact(
                capital(view.say(word)),
                told(view, dcc.Link(str(count), href=view.href(state=code)), "warnings", code or "undone", count),
            )
            for word, code, count in kinds
        ],
        className="facts counts",
    )


def _filters(view: View, everything: list[Case]) -> list[Any]:
    states = {"late": view.say(_LATE), **{each.value: capital(view.say(text)) for each, text in STATE_NAMES.items()}}
    names = sorted({each.department for each in everything})
    return [
        chooser(view, "state", view.say(_STATE), {_EVERY: view.say(_ALL), **states}, unset=view.say(_UNDONE)),
        chooser(view, "department", view.say(_DEPARTMENT), {name: view.say(named(name)) for name in names}),
        chooser(view, "light", view.say(_LIGHT), {code: capital(view.say(text)) for code, text in LIGHT_NAMES.items()}),
    ]


def _rules(view: View) -> Any:
    """Return every rule in force with its bounds and where they come from."""
    columns = [Column(str(at), view.say(text), number=False) for at, text in enumerate(_RULE_COLUMNS)]
    rows = [
        [
            view.say(each.name.text),
            each.bounds(view.language),
            view.say(_DAYS).format(days=each.days),
            view.say(each.reference.text),
        ]
        for each in rules(today()).values()
    ]
    return panel(view, view.say(_RULES), table(view, columns, rows), area="rules")


def _spoken(view: View) -> list[str]:
    """Return the filters of the queue in words; without a state only open warnings are there."""
    if view.chosen("warning"):
        return []
    states: dict[str, Text] = {"late": _LATE, _EVERY: _ALL, **{each.value: text for each, text in STATE_NAMES.items()}}
    lights = {str(code): text for code, text in LIGHT_NAMES.items()}
    state, department, light = (view.chosen(name) for name in ("state", "department", "light"))
    said = [(_STATE, view.say(states.get(state or "", _UNDONE)))]
    said += [(_DEPARTMENT, view.say(named(department)))] if department else []
    said += [(_LIGHT, view.say(lights[light]))] if light in lights else []
    return [f"{view.say(title)}={word}" for title, word in said]


PAGE = Page(
    key="watch",
    path="/watch",
    name=Text("监测预警", "Warnings"),
    position=12,
    parameters=("state", "department", "light", "warning", "said"),
    switches=(),
    filters=_spoken,
    title=title,
    body=body,
)
