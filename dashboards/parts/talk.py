"""Beside a chart: leaders' remarks, numbered annotations, comments and the warnings about it, in one panel."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboards.access import ROLE_NAMES, Role
from dashboards.asking import ledger
from dashboards.asking.queries import Where
from dashboards.parts.panel import panel
from dashboards.parts.warned import dot, link_to
from dashboards.views.view import View
from dashboards.watch.rights import concerns, may_remark
from dashboards.watch.route import NOTE, WITHDRAW
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import catalogue, charts, notes, period_label
from indicators.notes import KIND_NAMES, Note
from indicators.warnings import STATE_NAMES, Case
from indicators.warnings.reading import Subject
from indicators.warnings.workdays import local_time

_TITLE = Text("批示与批注", "Remarks and notes")
_WRITE = Text("写批示、标注或评论", "Write a remark, an annotation or a comment")
_KIND, _MONTH = Text("类别", "Kind"), Text("标注月份", "Month marked")
_WORDS = Text("内容，如“甲厂停产检修”", "Words, such as: plant X halted")
_SAVE, _BACK = Text("保存", "Save"), Text("撤回", "Withdraw")
_PERIODS = 60


def thread(view: View, key: str, where: Where) -> tuple[Note, ...]:
    """Return the notes on an indicator in a slice."""
    return ledger.thread(view, Subject("indicator", key, where))


def with_flags(figure: dict[str, Any], written: Sequence[Note], history: pd.DataFrame) -> dict[str, Any]:
    """Return a chart of an indicator with its annotations as numbered flags."""
    numbers = notes.annotations(written)
    flags = [charts.Flag(pd.Timestamp(each.period), numbers[each.id]) for each in written if each.id in numbers]
    return charts.flagged(figure, flags, history) if flags else figure


def talk(view: View, key: str, where: Where, history: pd.DataFrame, *, warned: bool = True) -> Any:
    """Return the panel beside a chart, None where there is nothing to read and nobody to write.

    ``warned`` adds the warnings about the same subject, which their own page need not.
    """
    subject = Subject("indicator", key, where)
    written, raised = thread(view, key, where), _about(view, subject) if warned else []
    form = _form(view, subject, history) if may_remark(view.reader) else None
    if not written and not raised and form is None:
        return None
    numbers = notes.annotations(written)
    lines = [_warning(view, each) for each in raised]
    lines += [_line(view, subject, each, numbers.get(each.id)) for each in reversed(written)]
    body = html.Div([html.Ul(lines, className="talk") if lines else None, form])
    return panel(view, view.say(_TITLE), body, area="talking" if lines else "talking silent")


def _about(view: View, subject: Subject) -> list[Case]:
    return [
        each for each in ledger.cases(view) if each.subject == subject and not each.over and concerns(view.reader, each)
    ]


def _warning(view: View, found: Case) -> Any:
    said = view.joined(view.say(found.name), view.say(found.latest.shown), view.say(STATE_NAMES[found.state]))
    return html.Li([dot(view, found), " ", link_to(view, found, found.number), " ", said], className="warned")


def _line(view: View, subject: Subject, note: Note, number: int | None) -> Any:
    """Return one note: its kind or its number on the chart, who wrote it and when, and the words."""
    role = view.say(ROLE_NAMES[Role(note.role)]) if note.role in set(Role) else ""
    month = period_label(note.period, view.language) if number else ""
    flag = html.B(str(number), className="flag") if number else html.B(view.say(KIND_NAMES[note.kind]))
    head = html.Div(
        [flag, html.Span(view.joined(month, note.who, role)), html.Time(local_time(note.at))],
        className="step-head",
    )
    back = None
    if may_remark(view.reader):
        action = f"{WITHDRAW}?{urlencode({**_asked(view, subject), 'note': note.id})}"
        back = html.Form(html.Button(view.say(_BACK), type="submit"), action=action, method="post", className="take")
    return html.Li([head, html.P(note.text, className="words"), back], className=note.kind.value)


def _form(view: View, subject: Subject, history: pd.DataFrame) -> Any:
    """Return the form, folded: kind, month of an annotation, words."""
    frequency = catalogue()[subject.key].frequency
    months = history.loc[history["value"].notna(), "period"].tolist()[: -_PERIODS - 1 : -1]
    kinds = [html.Option(view.say(text), value=kind.value) for kind, text in KIND_NAMES.items()]
    periods = [
        html.Option(period_label(each, view.language, frequency=frequency), value=f"{each:%Y-%m}") for each in months
    ]
    seen = notes.version(view.home)
    fields = [
        html.Label([html.Span(view.say(_KIND)), html.Select(kinds, name="kind")], className="chooser"),
        html.Label([html.Span(view.say(_MONTH)), html.Select(periods, name="period")], className="chooser"),
        html.Textarea(
            name="text",
            rows=3,
            required=True,
            maxLength=notes.LONGEST,
            placeholder=view.say(_WORDS),
            **{"aria-label": view.say(_WORDS)},
        ),
        html.Button(view.say(_SAVE), type="submit"),
    ]
    action = f"{NOTE}?{urlencode({**_asked(view, subject), 'seen': seen})}"
    folded = html.Details([html.Summary(view.say(_WRITE)), html.Form(fields, action=action, method="post")])
    return html.Div(folded, className="doing", key=f"note-{subject.key}-{subject.slice}-{seen}")


def _asked(view: View, subject: Subject) -> dict[str, str]:
    return {"indicator": subject.key, "slice": subject.slice, "back": view.href()}
