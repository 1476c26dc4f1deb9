"""The programme board: the plan's tasks by phase, when each is due and expected, its slip and what pushes it."""

from collections.abc import Sequence
from typing import Any

from dashboards.parts.controls import chooser
from dashboards.parts.figures import fact, told
from dashboards.parts.panel import panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators.appraisal.docket import Docket
from indicators.appraisal.portfolio.board import Standing, code
from indicators.appraisal.programme import ADMISSIBLE
from indicators.appraisal.progress import progress
from indicators.errors import QuestionError
from indicators.figures import MINUS

_NOW, _AS_PLANNED = Text("现在是", "Today is"), Text("未设：只看计划和申报", "not set: plan and applications alone")
_TASKS, _LATE = Text("任务", "Tasks"), Text("滑期", "Late")
_LATE_WHY = Text("最多 {months} 个月", "by {months} months at most")
_LEAVES, _LEAVES_WHY = Text("跨出阶段", "Leave their phase"), Text("完工落到阶段年度之后", "they end after its year")
_CRITICAL, _CRITICAL_WHY = (
    Text("没有时差", "Without slack"),
    Text("再拖即推迟别的任务或全部完工", "any delay pushes others"),
)
_PHASE, _THROUGH = Text("{year} 年阶段", "Phase of {year}"), Text("贯穿各阶段", "Through all phases")
_COLUMNS = (
    ("task", Text("任务", "Task"), False),
    ("due", Text("应完工", "Due"), False),
    ("expected", Text("预计起止", "Expected"), False),
    ("slip", Text("滑期（月）", "Slip (months)"), True),
    ("slack", Text("时差（月）", "Slack (months)"), True),
    ("by", Text("被谁推迟", "Pushed by"), False),
)
_OUT = Text("跨出阶段", "leaves its phase")
_NOTE = Text(
    "月份取可以同意的申报所写的，没有申报的按规划年度均分；前置任务没完，后面的顺延；没有申报的任务不早于“现在”开工",
    "months are those of applications that may be approved, else the plan's year shared out; a task waits for those "
    "before it; what nobody applied for cannot begin before today",
)
_MONTHS = 12


def board(view: View, known: Docket) -> list[Any]:
    """Return the board as of the month of the address: sums, and a table for each phase."""
    proposals = [
        proposal
        for key, each in known.opinions.items()
        if each.outcome in ADMISSIBLE and (proposal := known.proposal(key)) is not None
    ]
    now = _now(view, known)
    try:
        found = progress(known.pack, proposals, now)
    except QuestionError as error:
        return [html.P(view.say(error.text), className="notice")]
    phases = sorted({each.task.phase for each in found if each.task.phase is not None})
    tables = [_phase(view, phase, [each for each in found if each.task.phase == phase], known) for phase in phases]
    through = _phase(view, None, [each for each in found if each.task.phase is None], known)
    filters = html.Div(
        chooser(view, "now", view.say(_NOW), _months(known), unset=view.say(_AS_PLANNED)), className="filters"
    )
    phased = html.Div([*tables, through], className="stack")
    return [filters, html.P(view.say(_NOTE), className="note"), _facts(view, found), phased]


def _months(known: Docket) -> dict[str, str]:
    phases = [each.phase for each in known.pack.tasks.values()]
    return {each: each for each in (code(at) for at in range(min(phases) * _MONTHS, (max(phases) + 2) * _MONTHS))}


def _now(view: View, known: Docket) -> str | None:
    said = view.chosen("now")
    return said if said in _months(known) else None


def _facts(view: View, found: Sequence[Standing]) -> Any:
    late = [each.slip for each in found if each.slip > 0]
    leaving, critical = (sum(map(of, found)) for of in (lambda each: each.leaves_phase, lambda each: each.slack <= 0))
    worst = view.say(_LATE_WHY).format(months=max(late)) if late else None
    return html.Div(
        [
            fact(view.say(_TASKS), _of(view, "tasks", len(found))),
            fact(view.say(_LATE), _of(view, "late", len(late)), worst),
            fact(view.say(_LEAVES), _of(view, "leaving", leaving), view.say(_LEAVES_WHY)),
            fact(view.say(_CRITICAL), _of(view, "critical", critical), view.say(_CRITICAL_WHY)),
        ],
        className="facts counts money",
    )


def _of(view: View, measure: str, value: int, task: str = "", shown: Any = None) -> Any:
    """Return the element of a number of the board with what it is: the month it is looked at, and the task."""
    about = [f"{name}={word}" for name, word in (("now", view.chosen("now")), ("task", task)) if word]
    return told(view, shown or html.Span(str(value)), "board", measure, value, slice_=",".join(about))


def _phase(view: View, phase: int | None, found: Sequence[Standing], known: Docket) -> Any:
    columns = [Column(key, view.say(name), number=number) for key, name, number in _COLUMNS]
    rows = [_row(view, each, known) for each in found]
    heading = view.say(_THROUGH) if phase is None else view.say(_PHASE).format(year=phase)
    return panel(view, heading, table(view, columns, rows, cards=True), area="board")


def _row(view: View, each: Standing, known: Docket) -> list[Any]:
    names = {key: view.say(task.name.text) for key, task in known.pack.tasks.items()}
    late = "outcome bad" if each.slip > 0 else ""
    slip = html.Span(f"{each.slip:+d}".replace("-", MINUS) if each.slip else "0", className=late)
    out = html.Small(view.say(_OUT), className="said") if each.leaves_phase else None
    pushed = f"{each.pushed_by} {names[each.pushed_by]}" if each.pushed_by else "—"
    return [
        html.Div([names[each.task.key], html.Small(each.task.key, className="said")]),
        each.planned_end,
        f"{each.expected_start} – {each.expected_end}",
        html.Div([_of(view, "slip", each.slip, each.task.key, slip), out]),
        _of(view, "slack", each.slack, each.task.key, html.Span(str(each.slack).replace("-", MINUS))),
        pushed,
    ]
